/**
 * TaskRouter's events of a task, and which of them end it.
 * Types and fields: https://www.twilio.com/docs/taskrouter/api/event/reference
 */

/** An event of the Events API, or the same event as a webhook tells it. */
export type TaskEvent = {
  /** The same in the Events API, in callbacks and in Event Streams' payload. */
  sid: string;
  type: string;
  at: Date;
  /** In snake_case; every value is text. */
  data: Readonly<Record<string, string | undefined>>;
};

/** What ends a contact. A task that was deleted while it waited ends too. */
export const CLOSING_EVENTS = ["task.completed", "task.canceled", "task.deleted", "task.system-deleted"] as const;

export const isClosing = (type: string): boolean => CLOSING_EVENTS.some((closing) => closing === type);

/** Each event once, in the order of time; those of one millisecond keep the order in which they are given. */
export function inOrder(events: readonly TaskEvent[]): TaskEvent[] {
  const distinct = new Map(events.map((event) => [event.sid, event]));
  return [...distinct.values()].sort((a, b) => a.at.getTime() - b.at.getTime());
}
