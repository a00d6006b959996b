/** When a record says that it is complete, and when it cannot. */
import { contactRecordOf } from "../../src/domain/contact-record";
import type { TaskEvent } from "../../src/domain/task-event";
import { afterNoon, taskSid } from "../support/people";
import { terms } from "../support/records";
import { attributes, canceled, completed, created, entered, event, reservation } from "../support/task-events";

const recordOf = (events: readonly TaskEvent[], announced?: TaskEvent) =>
  contactRecordOf(taskSid("1"), events, announced ? { ...terms, announced } : terms);

const life = [
  created,
  entered,
  reservation(3, "created"),
  reservation(5, "rejected"),
  reservation(8, "created", "bruno", 2),
  reservation(10, "accepted", "bruno", 2),
  reservation(70, "wrapup", "bruno", 2),
  event(70, "task.wrapup"),
  reservation(90, "completed", "bruno", 2),
  completed(90),
];

const CALL = "CA".padEnd(34, "1");

test("a life that is told whole makes a complete record", () => {
  expect(recordOf(life)).toMatchObject({ isComplete: true });
});

test("what is missing of a life is seen, but for the queue it waited in and a wrap-up's second event", () => {
  const unseen = life.filter(
    (missing) =>
      recordOf(
        life.filter((one) => one !== missing),
        missing,
      )?.isComplete,
  );

  expect(unseen).toEqual([entered, event(70, "task.wrapup")]);
});

test.each([
  { what: "nobody was asked", events: [created, canceled(30)], isComplete: true },
  { what: "it was being offered", events: [created, reservation(20, "created"), canceled(30)], isComplete: false },
  {
    what: "a transfer was completed by nobody",
    events: [...life, event(40, "task.transfer-completed")],
    isComplete: false,
  },
  {
    what: "a transfer was completed by somebody",
    events: [
      ...life,
      event(40, "task.transfer-completed"),
      reservation(39, "created", "ana", 3),
      reservation(40, "accepted", "ana", 3),
      reservation(60, "completed", "ana", 3),
    ],
    isComplete: true,
  },
  { what: "only its end is told", events: [completed(90)], isComplete: false },
])("where $what, complete is $isComplete", ({ events, isComplete }) => {
  expect(recordOf(events)).toMatchObject({ isComplete });
});

test("an end that only the announcing event tells makes a record that is not complete", () => {
  const announced = event(30, "task.canceled", { task_canceled_reason: "hangup", ...attributes({ call_sid: CALL }) });

  expect(recordOf([created, entered], announced)).toMatchObject({
    isComplete: false,
    outcome: "abandoned",
    reason: "hangup",
    waited: 30,
    endedAt: afterNoon(30).toISOString(),
    callSid: CALL,
  });
});

test("an end that the events tell is believed before the one that was announced", () => {
  const deleted = event(330, "task.deleted");

  expect(recordOf([created, canceled(30)], deleted)).toMatchObject({ isComplete: true, waited: 30, reason: "hangup" });
});

test.each([
  { date: "2026-01-05T12:00:00Z", created: 0 },
  { date: "1767614400", created: 0 },
  { date: "yesterday", created: 30 },
])("of the announcing event alone, the creation is where its field says: $date", ({ date, created: seconds }) => {
  const announced = event(30, "task.completed", { task_date_created: date });

  expect(recordOf([], announced)).toMatchObject({
    isComplete: false,
    outcome: "answered",
    createdAt: afterNoon(seconds).toISOString(),
    answeredAt: null,
    waited: 30 - seconds,
  });
});

test("neither events nor an announcement make no record", () => {
  expect(recordOf([])).toBeUndefined();
});
