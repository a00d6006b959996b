/** The records of a TaskRouter workspace, as the account holds them. Moments are milliseconds since the epoch. */
import type { Timer } from "../kernel/clock";
import type { Expression } from "./expression";

export type TaskStatus = "pending" | "reserved" | "assigned" | "wrapping" | "completed" | "canceled";
export type ReservationStatus =
  | "pending"
  | "accepted"
  | "rejected"
  | "timeout"
  | "canceled"
  | "rescinded"
  | "wrapping"
  | "completed";

type Dated = { createdAt: number; updatedAt: number };

export type Activity = Dated & { sid: string; friendlyName: string; available: boolean };

export type TaskChannel = Dated & { sid: string; friendlyName: string; uniqueName: string };

export type WorkerChannel = Dated & {
  sid: string;
  channel: TaskChannel;
  capacity: number;
  available: boolean;
  /** Reservations that take up capacity: pending, accepted and wrapping. */
  open: number;
  /** Accepted reservations only. */
  assigned: number;
};

export type Worker = Dated & {
  sid: string;
  friendlyName: string;
  /** JSON text, as it was sent. */
  attributes: string;
  parsed: unknown;
  activity: Activity;
  /** By the task channel's unique name. */
  channels: Map<string, WorkerChannel>;
  version: number;
  /** Reservations that keep the worker occupied, of all channels: pending, accepted and wrapping. */
  open: number;
  /** Since when the worker has had nothing to do, or has been in the activity. */
  idleSince: number;
  statusChangedAt: number;
};

export type TaskQueue = Dated & {
  sid: string;
  friendlyName: string;
  targetWorkers: string;
  matches: Expression;
  maxReservedWorkers: number;
  taskOrder: "FIFO" | "LIFO";
};

/** One `worker.x DESC` of an `order_by`. */
export type Ordering = { path: readonly string[]; direction: 1 | -1 };

export type Target = {
  queueSid: string;
  priority: number | undefined;
  /** Seconds. */
  timeout: number | undefined;
  expression: Expression | undefined;
  skipIf: Expression | undefined;
  orderBy: readonly Ordering[];
  /** Task attribute that names the only worker who may have the task. */
  knownWorker: { key: "sid" | "friendlyName"; path: readonly string[] } | undefined;
};

export type Filter = { friendlyName: string; expression: string; matches: Expression; targets: readonly Target[] };

export type Routing = { filters: readonly Filter[]; defaultQueueSid: string | undefined };

export type Workflow = Dated & {
  sid: string;
  friendlyName: string;
  configuration: string;
  routing: Routing;
  /** Seconds. */
  taskReservationTimeout: number;
};

export type Task = Dated & {
  sid: string;
  /** JSON text, as it was sent. */
  attributes: string;
  parsed: unknown;
  channel: TaskChannel;
  workflow: Workflow;
  /** Seconds until a task nobody has taken is canceled. */
  timeout: number;
  priority: number;
  status: TaskStatus;
  reason: string | undefined;
  version: number;
  queue: TaskQueue | undefined;
  queueEnteredAt: number | undefined;
  /** Where the task stands in its workflow; undefined in the default queue. */
  filter: Filter | undefined;
  targetIndex: number;
  /** Whether any target of the filter has been waited in: a task that skipped them all counts as not matched. */
  hasWaited: boolean;
  reservation: Reservation | undefined;
  timers: { target?: Timer; timeout?: Timer; deletion?: Timer };
};

export type Reservation = Dated & {
  sid: string;
  task: Task;
  worker: Worker;
  status: ReservationStatus;
  version: number;
  timer: Timer | undefined;
};

export type Workspace = Dated & {
  sid: string;
  friendlyName: string;
  eventCallbackUrl: string;
  /** Event types the callback gets; empty for all. */
  eventsFilter: string;
  defaultActivity: Activity;
  timeoutActivity: Activity;
  activities: Map<string, Activity>;
  channels: Map<string, TaskChannel>;
  workers: Map<string, Worker>;
  queues: Map<string, TaskQueue>;
  workflows: Map<string, Workflow>;
  tasks: Map<string, Task>;
  reservations: Map<string, Reservation>;
};

export const targetOf = (task: Task): Target | undefined => task.filter?.targets[task.targetIndex];
