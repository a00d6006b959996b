/** What ends a contact, and what is known of one that says little of itself. */
import { contactRecordOf } from "../../src/domain/contact-record";
import { CLOSING_EVENTS, isClosing, type TaskEvent } from "../../src/domain/task-event";
import { afterNoon, taskSid } from "../support/people";
import { terms } from "../support/records";
import { canceled, completed, created, entered, event } from "../support/task-events";

const recordOf = (...events: TaskEvent[]) => contactRecordOf(taskSid("1"), events, terms);

test("a task that is deleted after its end has ended when it ended", () => {
  expect(recordOf(created, canceled(30), event(330, "task.deleted"))).toMatchObject({
    endedAt: afterNoon(30).toISOString(),
    reason: "hangup",
  });
});

test.each(CLOSING_EVENTS)("%s ends a contact", (type) => {
  expect(isClosing(type)).toBe(true);
  expect(recordOf(created, event(12, type))).toMatchObject({ endedAt: afterNoon(12).toISOString(), waited: 12 });
});

test("a task that was completed had been accepted by somebody, told or not; any other end may come before that", () => {
  const answered = CLOSING_EVENTS.filter((type) => recordOf(created, event(12, type))?.outcome === "answered");

  expect(answered).toEqual(["task.completed"]);
});

test.each(["task.created", "task.wrapup", "task.updated", "reservation.completed", "task.transfer-completed", ""])(
  "%s does not end a contact",
  (type) => {
    expect(isClosing(type)).toBe(false);
  },
);

test.each(["{", "", "null", "7", "[]", '"text"', '{"floor":7,"conversations":"sold"}', '{"floor":{"queue":""}}'])(
  "with the attributes %s a contact is known by its queue, and nothing is guessed",
  (attributes) => {
    const data = { task_attributes: attributes };

    expect(recordOf(created, entered, completed(5, data))).toMatchObject({
      queue: "sales",
      segment: null,
      routedBecause: null,
      customer: null,
      language: null,
      disposition: null,
    });
  },
);

test("a contact of which nothing else is known is of an unknown queue and channel", () => {
  const bare = { sid: "EV1", type: "task.canceled", at: afterNoon(5), data: {} };

  expect(recordOf(bare)).toMatchObject({ queue: "unknown", channel: "unknown", reason: null, waited: 0 });
});
