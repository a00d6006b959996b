/** What of a contact is not kept, by the policy's section `privacy`. */

import { noScores } from "../../src/domain/coaching/moving-result";
import { decideScored } from "../../src/domain/coaching/scored";
import { completed } from "../../src/domain/completion";
import { contactRecordOf } from "../../src/domain/contact-record";
import type { GivenDisposition } from "../../src/domain/disposition";
import { decideLate, type EndedTask } from "../../src/domain/late-disposition";
import type { Policy } from "../../src/domain/policy";
import { NOON, taskSid } from "../support/people";
import { policy } from "../support/policy";
import { record, terms } from "../support/records";
import { scorecard } from "../support/scorecards";
import { attributes, canceled, created, completed as ended } from "../support/task-events";

const under = (privacy: object): Policy => ({ ...policy, privacy: { scrub: false, ...privacy } });
const conversations = { outcome: "sold", content: "call 555 010 0001", conversation_label_1: "A-1234567" };
const built = (privacy: object, given: object = { conversations }) =>
  contactRecordOf(taskSid("1"), [created, ended(90, attributes(given))], { ...terms, policy: under(privacy) });

test.each([
  { privacy: {}, note: "call 555 010 0001", fields: { order: "A-1234567" } },
  { privacy: { scrub: true }, note: "call [number]", fields: { order: "A-[number]" } },
  { privacy: { redact: { note: "drop" } }, note: null, fields: { order: "A-1234567" } },
  { privacy: { redact: { note: "hash" } }, note: "hash of call 555 010 0001", fields: { order: "A-1234567" } },
  { privacy: { redact: { fields: { order: "drop" } } }, note: "call 555 010 0001", fields: {} },
  {
    privacy: { scrub: true, redact: { fields: { order: "hash" } } },
    ...{ note: "call [number]", fields: { order: "hash of A-1234567" } },
  },
])("of a disposition, $privacy leaves $note and $fields", ({ privacy, note, fields }) => {
  expect(built(privacy)).toMatchObject({ disposition: { code: "sold", note, fields, isLate: false } });
});

test.each(["address", "customer", "language", "recentContacts"] as const)("a record without its %s", (field) => {
  expect(built({})?.[field]).not.toBeNull();
  expect(built({ redact: { record: { [field]: "drop" } } })).toEqual({ ...built({}), [field]: null });
});

test("a reference may be kept as a hash", () => {
  const callSid = "CA".padEnd(34, "0");
  const record = built({ redact: { record: { callSid: "hash", conversationSid: "hash" } } }, { call_sid: callSid });

  expect(record).toMatchObject({ callSid: `hash of ${callSid}`, conversationSid: null });
});

test("the words for the end are scrubbed as well", () => {
  const end = { ...canceled(90), data: { ...canceled(90).data, task_canceled_reason: "wants +15550100001" } };

  expect(contactRecordOf(taskSid("1"), [created, end], { ...terms, policy: under({ scrub: true }) })).toMatchObject({
    reason: "wants [number]",
  });
});

const late: GivenDisposition = {
  ...{ taskSid: taskSid("1"), completes: false, worker: undefined, keyOf: terms.keyOf },
  disposition: { code: "sold", fields: { order: "A-2" }, note: "grace@example.com wants more" },
};
const private_ = under({ scrub: true, redact: { fields: { order: "hash" } } });
const claimed = { claim: { by: "us", at: NOON.toISOString() }, revision: "1" };
const gone: EndedTask = { task: undefined, record: record(), newestRevision: 1, ledger: claimed };

test("a late disposition is redacted in the claim and in the record, and is the same when it comes again", () => {
  const first = decideLate(late, gone, private_, NOON);
  const disposition = { fields: { order: "hash of A-2" }, note: "[e-mail] wants more" };
  const claims = first.effects.flatMap((effect) => (effect.type === "settleClaim" ? [effect.claim] : []));
  const again = decideLate(
    late,
    { ...gone, ledger: { claim: claims[0] ?? claimed.claim, revision: "2" } },
    private_,
    NOON,
  );

  expect(first.effects).toMatchObject([
    { type: "writeClaim", claim: { disposition } },
    { type: "appendToFeed", record: { disposition } },
    { type: "settleClaim", claim: { disposition } },
  ]);
  expect(JSON.stringify(first)).not.toContain("grace@");
  expect(again).toMatchObject({ because: "already-captured", effects: [] });
});

test("a record that is completed is redacted once, and keeps what came late as it was", () => {
  const before = record({
    isComplete: false,
    disposition: { code: "sold", fields: { order: "hash of A-2" }, note: null, isLate: true },
  });
  const again = completed(before, [created, ended(90)], { policy: private_, keyOf: terms.keyOf });

  expect(again.disposition).toEqual(before.disposition);
});

const forms = {
  conversation: { label: "", questions: { good: { kind: "yes-no", label: "" } } },
} as const satisfies Policy["forms"];

test("a scorecard's comment is scrubbed before it is kept, and is the same when it comes again", () => {
  const strict = { ...under({ scrub: true }), forms };
  const card = scorecard({ answers: { good: true }, comment: "ask +15550100001" });
  const scored = { isContactKnown: true, earlier: undefined, coaching: { state: noScores, revision: undefined } };
  const first = decideScored(card, scored, strict, NOON);
  const kept = first.effects.flatMap((effect) => (effect.type === "keepScorecard" ? [effect.scorecard] : []));

  expect(kept).toMatchObject([{ comment: "ask [number]" }]);
  expect(decideScored(card, { ...scored, earlier: kept[0] }, strict, NOON)).toMatchObject({ because: "scored-before" });
});
