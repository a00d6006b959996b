/**
 * Whether a task's events tell its whole life. The Events API may lag behind what announced the end: then some are
 * missing, and a record that is built of the rest is not complete.
 *
 * Seen from the events themselves: no creation; no end; a reservation whose beginning or end is not told; a task that was
 * completed though nobody is told to have accepted it (only an assigned task can be:
 * https://www.twilio.com/docs/taskrouter/lifecycle-task-state); a wrap-up of the task without one of a reservation; a
 * completed transfer without the acceptance that completed it.
 *
 * Not seen: a reservation of which no event at all is told and that nobody accepted, a queue that was left without a
 * trace, a transfer that failed. Versions do not help: `TaskVersion` rises with changes that raise no event (a task that
 * goes back to pending), and the Events API carries no `ReservationVersion`.
 */
import { isClosing, type TaskEvent } from "./task-event";
import { acceptedOf, type ReservationStory } from "./task-reservations";

const isWhole = ({ created, end }: ReservationStory): boolean => created !== undefined && end !== undefined;

/** @param events in order of time */
export function isWholeStory(events: readonly TaskEvent[], reservations: readonly ReservationStory[]): boolean {
  const count = (type: string) => events.filter((event) => event.type === type).length;
  const accepted = acceptedOf(reservations).length;
  const wrapups = reservations.filter(({ wrapup }) => wrapup !== undefined).length;
  return (
    count("task.created") > 0 &&
    events.some(({ type }) => isClosing(type)) &&
    reservations.every(isWhole) &&
    (count("task.completed") === 0 || accepted > 0) &&
    (count("task.wrapup") === 0 || wrapups > 0) &&
    (count("task.transfer-completed") === 0 || accepted > count("task.transfer-completed"))
  );
}
