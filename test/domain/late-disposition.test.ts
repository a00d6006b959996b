/** What becomes of a disposition that comes when its task has ended. */
import type { Claim, LateDisposition } from "../../src/domain/claim";
import type { GivenDisposition, ReadTask } from "../../src/domain/disposition";
import type { Disposition } from "../../src/domain/given-disposition";
import { decideLate, type EndedTask } from "../../src/domain/late-disposition";
import { ANA, BRUNO, NOON, taskSid } from "../support/people";
import { policy } from "../support/policy";
import { record, terms } from "../support/records";

const sold: Disposition = { code: "sold", fields: { order: "A-1" }, note: "in a hurry" };
const followUp: Disposition = { code: "follow-up", fields: {}, note: null };

const given = (changes: Partial<GivenDisposition> = {}): GivenDisposition => ({
  taskSid: taskSid("1"),
  disposition: sold,
  completes: false,
  worker: undefined,
  keyOf: terms.keyOf,
  ...changes,
});

const claim = (changes: Partial<Claim> = {}): Claim => ({ by: "a sink", at: NOON.toISOString(), ...changes });
const late = (changes: Partial<LateDisposition> = {}): LateDisposition => ({
  ...sold,
  revision: 2,
  isWritten: true,
  ...changes,
});
const ledger = (changes: Partial<Claim> = {}): EndedTask["ledger"] => ({ claim: claim(changes), revision: "a" });

const ended = (changes: Partial<EndedTask> = {}): EndedTask => ({
  task: undefined,
  record: record({ isDispositionMissing: true }),
  newestRevision: 1,
  ledger: ledger(),
  ...changes,
});

const asSold: ReadTask = {
  attributes: {
    floor: { queue: "sales" },
    conversations: { outcome: "sold", conversation_label_1: "A-1", content: "in a hurry" },
  },
  etag: '"9"',
  assignmentStatus: "completed",
  taskQueue: "sales",
};

const KEPT = ["writeClaim", "appendToFeed", "settleClaim"];

test.each<{
  what: string;
  because: string;
  changes?: Partial<GivenDisposition>;
  contact?: Partial<EndedTask>;
  revision?: number;
  problems?: string[];
}>([
  { what: "a contact that is recorded", because: "disposition-came-late", revision: 2 },
  { what: "one that was written twice", because: "disposition-came-late", contact: { newestRevision: 2 }, revision: 3 },
  {
    what: "one that is claimed, and not in the feed as far as anybody sees",
    because: "disposition-came-late",
    contact: { newestRevision: 0 },
    revision: 2,
  },
  {
    what: "one that nobody has claimed yet",
    because: "disposition-came-late",
    contact: { ledger: undefined, newestRevision: 0 },
    revision: 1,
  },
  {
    what: "one with another late disposition",
    because: "disposition-came-late",
    changes: { disposition: followUp },
    contact: { ledger: ledger({ disposition: late({ revision: 4 }) }) },
    revision: 5,
  },
  {
    what: "the disposition that came in time, after another that came late",
    because: "disposition-came-late",
    contact: { task: asSold, ledger: ledger({ disposition: late({ ...followUp }) }) },
    revision: 3,
  },
  {
    what: "the same late disposition, which never got into the feed",
    because: "disposition-came-late",
    contact: { ledger: ledger({ disposition: late({ isWritten: false }) }) },
    revision: 2,
  },
  {
    what: "the same late disposition",
    because: "already-captured",
    contact: { ledger: ledger({ disposition: late() }) },
  },
  { what: "what stands on the task that has ended", because: "already-captured", contact: { task: asSold } },
  {
    what: "what stands in the record",
    because: "already-captured",
    contact: { record: record({ disposition: { ...sold, isLate: false } }) },
  },
  { what: "a worker's own contact", because: "disposition-came-late", changes: { worker: ANA.sid }, revision: 2 },
  { what: "a contact of others", because: "not-your-contact", changes: { worker: BRUNO.sid } },
  { what: "no contact", because: "task-is-unknown", contact: { record: undefined } },
  {
    what: "no contact, of which a worker speaks",
    because: "not-your-contact",
    changes: { worker: ANA.sid },
    contact: { record: undefined },
  },
  {
    what: "a person who is forgotten",
    because: "contact-is-forgotten",
    contact: { ledger: ledger({ forgotten: true }) },
  },
  {
    what: "another queue's code",
    because: "code-not-of-this-queue",
    changes: { disposition: { ...followUp, code: "resolved" } },
    problems: ["disposition: must be one of sold, follow-up"],
  },
  {
    what: "a code without what it requires",
    because: "fields-do-not-fit",
    changes: { disposition: { ...sold, fields: {} } },
    problems: ["fields.order: is required"],
  },
])("$because: $what", ({ because, changes, contact, revision, problems = [] }) => {
  const decision = decideLate(given(changes), ended(contact), policy, NOON);

  expect(decision.because).toBe(because);
  expect(decision.answer.problems).toEqual(problems);
  expect(decision.effects.map(({ type }) => type)).toEqual(revision === undefined ? [] : KEPT);
  const [, append] = decision.effects;
  expect(append?.type === "appendToFeed" ? append.record.revision : undefined).toBe(revision);
});

test("the record is as it was but for the disposition, which is no longer missing", () => {
  const contact = ended();
  const { effects } = decideLate(given(), contact, policy, NOON);

  expect(effects[1]).toEqual({
    type: "appendToFeed",
    mayBeThere: false,
    record: {
      ...contact.record,
      revision: 2,
      because: "disposition-came-late",
      disposition: { ...sold, isLate: true },
      isDispositionMissing: false,
    },
  });
});

test("the claim promises the disposition over the version that was read, and says afterwards that it is in the feed", () => {
  const { effects } = decideLate(given(), ended(), policy, NOON);
  const kept = (isWritten: boolean) => ({ ...claim(), disposition: { ...sold, revision: 2, isWritten } });

  expect([effects[0], effects[2]]).toEqual([
    { type: "writeClaim", taskSid: taskSid("1"), claim: kept(false), revision: "a" },
    { type: "settleClaim", taskSid: taskSid("1"), claim: kept(true) },
  ]);
});

test("a contact that nobody has claimed is claimed, with the moment of its end", () => {
  const contact = ended({ ledger: undefined, newestRevision: 0 });

  expect(decideLate(given(), contact, policy, NOON).effects[0]).toMatchObject({
    type: "writeClaim",
    revision: undefined,
    claim: { at: NOON.toISOString(), endedAt: contact.record?.endedAt },
  });
});

test("what an earlier try may have written is looked for", () => {
  const contact = ended({ ledger: ledger({ disposition: late({ isWritten: false }) }) });

  expect(decideLate(given(), contact, policy, NOON).effects[1]).toMatchObject({ mayBeThere: true });
});
