/** What becomes of a disposition while the task is open. */
import { decideOpen, type GivenDisposition, type ReadTask } from "../../src/domain/disposition";
import type { Disposition } from "../../src/domain/given-disposition";
import type { TaskAttributes } from "../../src/domain/task-attributes";
import { ANA, taskSid } from "../support/people";
import { policy } from "../support/policy";
import { terms } from "../support/records";

const sold: Disposition = { code: "sold", fields: { order: "A-1" }, note: null };
const resolved: Disposition = { code: "resolved", fields: {}, note: null };
const followUp: Disposition = { code: "follow-up", fields: {}, note: null };

const given = (changes: Partial<GivenDisposition> = {}): GivenDisposition => ({
  taskSid: taskSid("1"),
  disposition: sold,
  completes: false,
  worker: undefined,
  keyOf: terms.keyOf,
  ...changes,
});

const SALES = { floor: { queue: "sales" } };
const asSold = { ...SALES, conversations: { outcome: "sold", conversation_label_1: "A-1" } };

const task = (changes: Partial<ReadTask> = {}): ReadTask => ({
  attributes: SALES,
  etag: '"7"',
  assignmentStatus: "assigned",
  taskQueue: "sales",
  ...changes,
});

const decide = (changes: Partial<GivenDisposition>, read: Partial<ReadTask> = {}, isTheirs = false) =>
  decideOpen(given(changes), { task: task(read), isTheirs }, policy);

const CAPTURED = ["writeTaskAttributes"];

test.each<{
  because: string;
  what: string;
  changes?: Partial<GivenDisposition>;
  read?: Partial<ReadTask>;
  isTheirs?: boolean;
  effects?: string[];
  problems?: string[];
}>([
  { what: "a code of the queue with what it asks", because: "disposition-captured", effects: CAPTURED },
  {
    what: "another code than the one that stands there",
    because: "disposition-captured",
    changes: { disposition: followUp },
    read: { attributes: asSold },
    effects: CAPTURED,
  },
  {
    what: "the same code with another value",
    because: "disposition-captured",
    changes: { disposition: { ...sold, fields: { order: "A-2" } } },
    read: { attributes: asSold },
    effects: CAPTURED,
  },
  {
    what: "the same code with a note",
    because: "disposition-captured",
    changes: { disposition: { ...sold, note: "in a hurry" } },
    read: { attributes: asSold },
    effects: CAPTURED,
  },
  { what: "what stands there already", because: "already-captured", read: { attributes: asSold } },
  {
    what: "what stands there already, of a task that is to end",
    because: "already-captured",
    changes: { completes: true },
    read: { attributes: asSold },
    effects: ["completeTask"],
  },
  ...["pending", "reserved", "assigned", "wrapping"].map((assignmentStatus) => ({
    what: `a disposition of a task that is ${assignmentStatus}`,
    because: "disposition-captured",
    read: { assignmentStatus },
    effects: CAPTURED,
  })),
  ...["assigned", "wrapping"].map((assignmentStatus) => ({
    what: `the end of a task that is ${assignmentStatus}`,
    because: "disposition-captured",
    changes: { completes: true },
    read: { assignmentStatus },
    effects: [...CAPTURED, "completeTask"],
  })),
  ...["pending", "reserved"].map((assignmentStatus) => ({
    what: `the end of a task that is ${assignmentStatus}`,
    because: "nobody-has-the-task",
    changes: { completes: true },
    read: { assignmentStatus },
    problems: ["complete: the task must have been accepted"],
  })),
  {
    what: "a code of another queue, and fields it does not ask",
    because: "code-not-of-this-queue",
    changes: { disposition: { code: "resolved", fields: { topic: "price", amount: 3 }, note: null } },
    problems: [
      "disposition: must be one of sold, follow-up",
      "fields.topic: is not asked here",
      "fields.amount: is not asked here",
    ],
  },
  {
    what: "a code without a required field and with another's",
    because: "fields-do-not-fit",
    changes: { disposition: { code: "sold", fields: { topic: "price" }, note: null } },
    problems: ["fields.topic: is not asked here", "fields.order: is required"],
  },
  {
    what: "a field that the queue asks whatever the code",
    because: "disposition-captured",
    changes: { disposition: { ...resolved, fields: { topic: "price" } } },
    read: { attributes: { floor: { queue: "care" } } },
    effects: CAPTURED,
  },
  {
    what: "a worker's own contact",
    because: "disposition-captured",
    changes: { worker: ANA.sid },
    isTheirs: true,
    effects: CAPTURED,
  },
  { what: "a contact of others", because: "not-your-contact", changes: { worker: ANA.sid } },
  {
    what: "a contact of others, whatever else is wrong",
    because: "not-your-contact",
    changes: { worker: ANA.sid, disposition: resolved },
  },
])("$because: $what", ({ because, changes = {}, read, isTheirs, effects = [], problems = [] }) => {
  const decision = decide(changes, read, isTheirs);

  expect(decision.because).toBe(because);
  expect(decision.effects.map(({ type }) => type)).toEqual(effects);
  expect(decision.answer.problems).toEqual(problems);
});

test.each<{ what: string; attributes: TaskAttributes; taskQueue: string; because: string }>([
  { what: "its intent", attributes: SALES, taskQueue: "care", because: "code-not-of-this-queue" },
  { what: "the task queue without an intent", attributes: {}, taskQueue: "sales", because: "code-not-of-this-queue" },
  {
    what: "the queue it overflowed from",
    attributes: {},
    taskQueue: "sales_overflow",
    because: "code-not-of-this-queue",
  },
  {
    what: "the task queue where the intent is none",
    attributes: { floor: { queue: "constructor" } },
    taskQueue: "sales",
    because: "code-not-of-this-queue",
  },
  {
    what: "no queue of the policy: any code fits",
    attributes: { floor: "broken" },
    taskQueue: "elsewhere",
    because: "disposition-captured",
  },
  {
    what: "no queue, and a code's own demands",
    attributes: { conversations: null },
    taskQueue: "",
    because: "disposition-captured",
  },
])("a contact belongs to $what", ({ attributes, taskQueue, because }) => {
  expect(decide({ disposition: resolved }, { attributes, taskQueue }).because).toBe(because);
});

test("a contact of no queue still needs what its code requires", () => {
  const decision = decide({ disposition: { ...sold, fields: {} } }, { attributes: {}, taskQueue: "elsewhere" });

  expect(decision.answer.problems).toEqual(["fields.order: is required"]);
});

test("what is written is the whole of the task's attributes, under the ETag with which it was read", () => {
  const attributes = { ...SALES, note: "blue", conversations: { conversation_id: "WT9" } };

  expect(decide({ disposition: { ...sold, note: "in a hurry" } }, { attributes }).effects).toEqual([
    {
      type: "writeTaskAttributes",
      taskSid: taskSid("1"),
      etag: '"7"',
      attributes: JSON.stringify({
        ...SALES,
        note: "blue",
        conversations: { conversation_id: "WT9", outcome: "sold", conversation_label_1: "A-1", content: "in a hurry" },
      }),
    },
  ]);
});

const LIMIT = 4096;
/** Attributes that come to the limit once the disposition is on them, and so many characters more. */
function nearLimit(over: number): TaskAttributes {
  const written = { ...SALES, filler: "", conversations: { outcome: "follow-up" } };
  return { ...SALES, filler: "x".repeat(LIMIT - JSON.stringify(written).length + over) };
}

test.each([
  { over: 0, because: "disposition-captured" },
  { over: 1, because: "attributes-too-long" },
])("attributes $over over TaskRouter's limit: $because", ({ over, because }) => {
  expect(decide({ disposition: followUp }, { attributes: nearLimit(over) })).toMatchObject({ because });
});

test.each([
  { note: null, field: "fields" },
  { note: "x", field: "note" },
])("what does not fit is told with how much too long it is, about $field", ({ note, field }) => {
  const { answer, effects } = decide({ disposition: { ...followUp, note } }, { attributes: nearLimit(5) });

  const over = 5 + (note === null ? 0 : ',"content":"x"'.length);
  expect(effects).toEqual([]);
  expect(answer.problems).toEqual([
    `${field}: the task's attributes would have ${LIMIT + over} characters of at most 4096`,
  ]);
});

const KD = `KD${"a".repeat(32)}`;
const UO = `UO${"b".repeat(32)}`;

test.each([
  {
    what: "a conversation's",
    attributes: { flexInteractionSid: KD, flexInteractionChannelSid: UO },
    type: "closeInteraction",
  },
  { what: "a call's", attributes: { call_sid: `CA${"c".repeat(32)}` }, type: "completeTask" },
  { what: "half a conversation's", attributes: { flexInteractionSid: KD }, type: "completeTask" },
  {
    what: "a broken conversation's",
    attributes: { flexInteractionSid: "KD", flexInteractionChannelSid: 7 },
    type: "completeTask",
  },
])("$what task is ended by $type", ({ attributes, type }) => {
  const { effects } = decide({ completes: true }, { attributes: { ...SALES, ...attributes } });

  expect(effects.at(-1)).toMatchObject({ type, taskSid: taskSid("1") });
});
