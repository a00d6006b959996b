/**
 * The types of TaskRouter's events, with what each is about: https://www.twilio.com/docs/taskrouter/api/event/reference
 */

/** The part before the first dot names the resource; Twilio's captured callbacks write it in lower case, in one word. */
export const EVENT_TYPES = [
  "activity.created",
  "activity.updated",
  "activity.deleted",
  "reservation.created",
  "reservation.accepted",
  "reservation.rejected",
  "reservation.timeout",
  "reservation.canceled",
  "reservation.rescinded",
  "reservation.completed",
  "reservation.failed",
  "reservation.wrapup",
  "task.created",
  "task.updated",
  "task.canceled",
  "task.wrapup",
  "task.completed",
  "task.deleted",
  "task.system-deleted",
  "task.transfer-initiated",
  "task.transfer-attempt-failed",
  "task.transfer-failed",
  "task.transfer-canceled",
  "task.transfer-completed",
  "task-channel.created",
  "task-channel.updated",
  "task-channel.deleted",
  "task-queue.created",
  "task-queue.deleted",
  "task-queue.entered",
  "task-queue.timeout",
  "task-queue.moved",
  "task-queue.expression.updated",
  "worker.created",
  "worker.activity.update",
  "worker.attributes.update",
  "worker.capacity.update",
  "worker.channel.availability.update",
  "worker.deleted",
  "workflow.created",
  "workflow.updated",
  "workflow.deleted",
  "workflow.target-matched",
  "workflow.entered",
  "workflow.timeout",
  "workflow.skipped",
  "workspace.created",
  "workspace.updated",
  "workspace.deleted",
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

const CODES: ReadonlyMap<EventType, number> = new Map(EVENT_TYPES.map((type, code) => [type, code]));

/** A type as the log keeps it. */
export function codeOf(type: EventType): number {
  const code = CODES.get(type);
  if (code === undefined) throw new Error(`TaskRouter has no event '${type}'`);
  return code;
}

export function typeOf(code: number): EventType {
  const type = EVENT_TYPES[code];
  if (type === undefined) throw new Error(`no event type has the code ${code}`);
  return type;
}

/** `taskqueue` of `task-queue.entered`. */
export const resourceTypeOf = (type: EventType): string => type.slice(0, type.indexOf(".")).replace("-", "");
