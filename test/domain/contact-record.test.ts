import fc from "fast-check";
import { contactRecordOf, historyEntryOf } from "../../src/domain/contact-record";
import type { TaskEvent } from "../../src/domain/task-event";
import { ANA, afterNoon, BRUNO, GRACE, taskSid } from "../support/people";
import { record, terms } from "../support/records";
import { CUSTOMER, canceled, completed, created, entered, event, moved, reservation } from "../support/task-events";

const sid = taskSid("1");
const recordOf = (...events: TaskEvent[]) => contactRecordOf(sid, events, terms);

const answered = [created, entered, reservation(8, "created"), reservation(10, "accepted")];

test("an answered contact is told whole", () => {
  const events = [
    ...answered,
    reservation(70, "wrapup"),
    reservation(90, "completed"),
    completed(90.001, { task_completed_reason: "done" }),
  ];

  expect(recordOf(...events)).toEqual({
    version: 2,
    revision: 1,
    because: "ended",
    isComplete: true,
    taskSid: sid,
    queue: "sales",
    queuePath: ["sales"],
    channel: "voice",
    segment: "everyone",
    routedBecause: "first-contact",
    customer: CUSTOMER,
    language: "en",
    address: `hash of ${GRACE.from}`,
    outcome: "answered",
    abandonedWhile: null,
    reason: "done",
    createdAt: afterNoon(0).toISOString(),
    answeredAt: afterNoon(10).toISOString(),
    endedAt: afterNoon(90.001).toISOString(),
    waited: 10,
    reserved: 2,
    talked: 60,
    wrapped: 20,
    held: null,
    workers: [ANA],
    transfers: 0,
    rejections: 0,
    timeouts: 0,
    recentContacts: 3,
    disposition: { code: "sold", fields: {}, note: null, isLate: false },
    isDispositionMissing: false,
    conversationSid: null,
    callSid: null,
    interactionSid: null,
  });
});

const rejected = [reservation(3, "created"), reservation(5, "rejected")];
const timedOut = [reservation(3, "created"), reservation(23, "timeout")];
const byBruno = [
  reservation(30, "accepted", "bruno", 2),
  reservation(60, "wrapup", "bruno", 2),
  reservation(75, "completed", "bruno", 2),
];

test.each([
  { what: "nobody was asked", events: [canceled(30)], outcome: "abandoned", waited: 30, rejections: 0, timeouts: 0 },
  {
    what: "one rejected",
    events: [...rejected, canceled(30)],
    outcome: "abandoned",
    waited: 30,
    rejections: 1,
    timeouts: 0,
  },
  {
    what: "one did not react",
    events: [...timedOut, canceled(30)],
    outcome: "abandoned",
    waited: 30,
    rejections: 0,
    timeouts: 1,
  },
  {
    what: "one rejected, another took it",
    events: [...rejected, ...byBruno, completed(75)],
    outcome: "answered",
    waited: 30,
    rejections: 1,
    timeouts: 0,
  },
  {
    what: "one did not react, another took it",
    events: [...timedOut, ...byBruno, completed(75)],
    outcome: "answered",
    waited: 30,
    rejections: 0,
    timeouts: 1,
  },
])("$outcome after $waited s where $what", ({ events, outcome, waited, rejections, timeouts }) => {
  expect(recordOf(created, entered, ...events)).toMatchObject({ outcome, waited, rejections, timeouts });
});

const byAna = [reservation(10, "accepted"), reservation(40, "wrapup"), reservation(45, "completed")];

test.each([
  {
    what: "without wrap-up",
    events: [reservation(10, "accepted"), reservation(40, "completed")],
    talked: 30,
    wrapped: 0,
  },
  { what: "with wrap-up", events: byAna, talked: 30, wrapped: 5 },
  { what: "with a wrap-up that is not over", events: byAna.slice(0, 2), talked: 30, wrapped: 0 },
  { what: "with no end of the work in sight", events: byAna.slice(0, 1), talked: 0, wrapped: 0 },
  { what: "by two workers in turn", events: [...byAna, ...byBruno], talked: 60, wrapped: 20 },
  { what: "by nobody", events: rejected, talked: 0, wrapped: 0 },
])("talked $talked s and wrapped $wrapped s $what", ({ events, talked, wrapped }) => {
  expect(recordOf(created, ...events, completed(100))).toMatchObject({ talked, wrapped });
});

test("the work that ends after the task counts all the same", () => {
  const late = [completed(80), reservation(81, "wrapup"), reservation(99, "completed")];

  expect(recordOf(...answered, ...late)).toMatchObject({
    endedAt: afterNoon(80).toISOString(),
    talked: 71,
    wrapped: 18,
  });
});

test("who took the contact stands in order, and the wait ends with the first", () => {
  expect(recordOf(created, ...byAna, ...byBruno, completed(80))).toMatchObject({ workers: [ANA, BRUNO], waited: 10 });
});

test("the queues a contact waited in stand in order, its intent apart", () => {
  expect(recordOf(created, entered, moved(40), canceled(90))).toMatchObject({
    queue: "sales",
    queuePath: ["sales", "sales_overflow"],
  });
});

test("the order in which events are told does not matter", () => {
  const events = [
    created,
    entered,
    ...rejected,
    moved(40),
    reservation(42, "accepted", "bruno", 2),
    reservation(60, "wrapup", "bruno", 2),
    reservation(70, "completed", "bruno", 2),
    completed(70.001),
  ];
  const inOrder = recordOf(...events);

  fc.assert(
    fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
      expect(recordOf(...shuffled)).toEqual(inOrder);
    }),
  );
});

test("an event told twice changes neither the wait nor the work", () => {
  const events = [...answered, reservation(70, "wrapup"), reservation(90, "completed"), completed(91)];
  const { waited, talked, wrapped, endedAt } = recordOf(...events) ?? record();

  expect(recordOf(...events, ...events)).toMatchObject({ waited, talked, wrapped, endedAt });
});

test.each([
  { what: "nothing", events: [] },
  { what: "a beginning", events: [created, entered] },
  { what: "an answer", events: answered },
  { what: "a wrap-up", events: [...answered, reservation(70, "wrapup"), event(70, "task.wrapup")] },
])("events that tell $what make no record yet", ({ events }) => {
  expect(recordOf(...events)).toBeUndefined();
});

test.each([
  { who: BRUNO.sid, workers: [ANA, BRUNO] },
  { who: null, workers: [] },
])("$who is remembered of $workers", ({ who, workers }) => {
  expect(historyEntryOf(record({ workers }))).toEqual({
    taskSid: sid,
    endedAt: record().endedAt,
    queue: "sales",
    workerSid: who,
  });
});
