/** What cumulative statistics are made of, out of a workspace's events. */
import type { EventLog } from "../event-log";
import type { EventType } from "../event-types";
import type { EventRow } from "../logged-event";
import type { TaskChannel, Worker } from "../model";
import type { Stay } from "./activity-durations";
import type { TaskRow } from "./cumulative";
import type { Window } from "./windows";

export type RowFilter = (row: EventRow, channel: TaskChannel) => boolean;

/** The others say nothing that is counted. */
const COUNTED: ReadonlySet<EventType> = new Set<EventType>([
  "reservation.created",
  "reservation.accepted",
  "reservation.rejected",
  "reservation.timeout",
  "reservation.canceled",
  "reservation.rescinded",
  "task.created",
  "task.canceled",
  "task.completed",
  "task.deleted",
  "task.system-deleted",
  "task-queue.entered",
  "task-queue.moved",
  "workflow.entered",
  "workflow.timeout",
]);

/** The events of tasks in a window, of those that pass. */
export function taskRows(log: EventLog, { from, to }: Window, passes: RowFilter): TaskRow[] {
  const rows: TaskRow[] = [];
  log.visit(from, to, (row) => {
    const { channel, type } = row;
    if (!channel || !COUNTED.has(type) || !passes(row, channel)) return;
    rows.push({
      type,
      at: row.at,
      createdAt: row.createdAt,
      queueEnteredAt: row.queueEnteredAt,
      queueSid: row.queue?.sid,
      previousQueueSid: row.details?.previousQueue?.sid,
      isReEvaluated: row.details?.reEvaluatedReason !== undefined,
    });
  });
  return rows;
}

/** The stays of these workers that reach into the window: those that have ended since it began, and those that go on. */
export function staysOf(log: EventLog, workers: readonly Worker[], { from }: Window, now: number): Stay[] {
  const sids = new Set(workers.map(({ sid }) => sid));
  const stays: Stay[] = [];
  log.visit(from, now, ({ type, at, worker, details }) => {
    const before = details?.previousActivity;
    if (type !== "worker.activity.update" || !before || !sids.has(worker?.sid ?? "")) return;
    stays.push({ activitySid: before.sid, from: at - before.milliseconds, to: at });
  });
  for (const { activity, statusChangedAt } of workers) {
    stays.push({ activitySid: activity.sid, from: statusChangedAt, to: now });
  }
  return stays;
}
