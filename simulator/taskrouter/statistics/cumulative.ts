/**
 * What happened in a window of time, in figures: the cumulative statistics of a workspace, a workflow or a queue.
 * https://www.twilio.com/docs/taskrouter/api/task-queue-statistics
 *
 * Waits count from the task's creation, after a transfer too; those in a queue from its entering the queue. An average
 * is rounded to whole seconds. A wait equal to a threshold of SplitByWaitTime counts as below it.
 */
import type { EventType } from "../event-types";

/** What the figures are made of: an event of a task, as it was at its moment. */
export type TaskRow = {
  type: EventType;
  /** Milliseconds since the epoch. */
  at: number;
  createdAt: number;
  queueEnteredAt: number;
  queueSid: string | undefined;
  /** The queue the task has left, where it moved. */
  previousQueueSid: string | undefined;
  /** Whether it has entered its workflow for another time. */
  isReEvaluated: boolean;
};

/** Seconds. */
export type WaitDuration = { avg: number; min: number; max: number; total: number };

type Split = { tasks_canceled: number; reservations_accepted: number };
export type SplitByWaitTime = Readonly<Record<string, { above: Split; below: Split }>>;

export type ReservationFigures = {
  reservations_created: number;
  reservations_accepted: number;
  reservations_rejected: number;
  reservations_timed_out: number;
  reservations_canceled: number;
  reservations_rescinded: number;
};

const RESERVATIONS: Readonly<Partial<Record<EventType, keyof ReservationFigures>>> = {
  "reservation.created": "reservations_created",
  "reservation.accepted": "reservations_accepted",
  "reservation.rejected": "reservations_rejected",
  "reservation.timeout": "reservations_timed_out",
  "reservation.canceled": "reservations_canceled",
  "reservation.rescinded": "reservations_rescinded",
};

type TaskFigures = {
  tasks_created: number;
  tasks_canceled: number;
  tasks_completed: number;
  tasks_deleted: number;
  tasks_timed_out_in_workflow: number;
};

const TASKS: Readonly<Partial<Record<EventType, keyof TaskFigures>>> = {
  "task.created": "tasks_created",
  "task.canceled": "tasks_canceled",
  "task.completed": "tasks_completed",
  "task.deleted": "tasks_deleted",
  "task.system-deleted": "tasks_deleted",
  "workflow.timeout": "tasks_timed_out_in_workflow",
};

/** "up to 10,000 Tasks/Reservations for any given threshold" */
const SPLIT_LIMIT = 10_000;

const seconds = (from: number, to: number): number => Math.floor((to - from) / 1000);

export function reservationFigures(rows: Iterable<Pick<TaskRow, "type">>): ReservationFigures {
  const figures: ReservationFigures = {
    reservations_created: 0,
    reservations_accepted: 0,
    reservations_rejected: 0,
    reservations_timed_out: 0,
    reservations_canceled: 0,
    reservations_rescinded: 0,
  };
  for (const { type } of rows) {
    const name = RESERVATIONS[type];
    if (name) figures[name]++;
  }
  return figures;
}

/** All zero where there is nothing to wait for. */
export function waitDuration(waits: readonly number[]): WaitDuration {
  if (waits.length === 0) return { avg: 0, min: 0, max: 0, total: 0 };
  const duration = { avg: 0, min: Number.POSITIVE_INFINITY, max: 0, total: 0 };
  for (const wait of waits) {
    duration.total += wait;
    duration.min = Math.min(duration.min, wait);
    duration.max = Math.max(duration.max, wait);
  }
  return { ...duration, avg: Math.round(duration.total / waits.length) };
}

/** Null where no thresholds are given. */
export function splitByWaitTime(
  thresholds: readonly number[] | undefined,
  accepted: readonly number[],
  canceled: readonly number[],
): SplitByWaitTime | null {
  if (!thresholds) return null;
  const count = (waits: readonly number[], passes: (wait: number) => boolean) =>
    waits.slice(0, SPLIT_LIMIT).filter(passes).length;
  const split = (passes: (wait: number) => boolean): Split => ({
    tasks_canceled: count(canceled, passes),
    reservations_accepted: count(accepted, passes),
  });
  return Object.fromEntries(
    thresholds.map((threshold) => [
      threshold,
      { above: split((wait) => wait > threshold), below: split((wait) => wait <= threshold) },
    ]),
  );
}

export type CumulativeFigures = ReturnType<typeof cumulativeFigures>;

/** Of all rows, or of one queue's where a queue is given. */
export function cumulativeFigures(rows: readonly TaskRow[], thresholds?: readonly number[], queueSid?: string) {
  const inQueue = queueSid === undefined ? rows : rows.filter((row) => row.queueSid === queueSid);
  const tasks: TaskFigures = {
    tasks_created: 0,
    tasks_canceled: 0,
    tasks_completed: 0,
    tasks_deleted: 0,
    tasks_timed_out_in_workflow: 0,
  };
  const accepted: number[] = [];
  const acceptedInQueue: number[] = [];
  const canceled: number[] = [];
  for (const { type, at, createdAt, queueEnteredAt } of inQueue) {
    const name = TASKS[type];
    if (name) tasks[name]++;
    if (type === "task.canceled") canceled.push(seconds(createdAt, at));
    if (type !== "reservation.accepted") continue;
    accepted.push(seconds(createdAt, at));
    acceptedInQueue.push(seconds(queueEnteredAt, at));
  }
  const untilAccepted = waitDuration(accepted);
  return {
    ...reservationFigures(inQueue),
    ...tasks,
    tasks_moved: rows.filter((row) => hasMoved(row, queueSid)).length,
    avg_task_acceptance_time: untilAccepted.avg,
    wait_duration_until_accepted: untilAccepted,
    wait_duration_until_canceled: waitDuration(canceled),
    wait_duration_in_queue_until_accepted: waitDuration(acceptedInQueue),
    split_by_wait_time: splitByWaitTime(thresholds, accepted, canceled),
  };
}

const hasMoved = ({ type, previousQueueSid }: TaskRow, queueSid: string | undefined): boolean =>
  type === "task-queue.moved" && (queueSid === undefined || previousQueueSid === queueSid);

/** Tasks that have entered a queue, for the first time or from another. */
export const enteredQueue = (rows: readonly TaskRow[], queueSid: string): number =>
  rows.filter(
    (row) => (row.type === "task-queue.entered" || row.type === "task-queue.moved") && row.queueSid === queueSid,
  ).length;

/** Tasks that have entered the workflow; those that were only evaluated again have not. */
export const enteredWorkflow = (rows: readonly TaskRow[]): number =>
  rows.filter(({ type, isReEvaluated }) => type === "workflow.entered" && !isReEvaluated).length;
