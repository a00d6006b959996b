/**
 * The records of a TaskRouter workspace, as the account holds them: plain data throughout, so that a snapshot can hold
 * it. Moments are milliseconds since the epoch, lengths of time are seconds unless a comment says otherwise.
 */
import type { Appointment } from "../kernel/clock";
import type { WorkflowConfiguration, WorkflowFilter, WorkflowTarget } from "./workflow-configuration";

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
/** Every status of a task, in the order of its life. */
export const STATUSES: readonly TaskStatus[] = ["pending", "reserved", "assigned", "wrapping", "completed", "canceled"];

/** Which of two tasks alike comes first. */
export type Order = "FIFO" | "LIFO";

type Dated = { createdAt: number; updatedAt: number };

export type Activity = Dated & { sid: string; friendlyName: string; available: boolean };

export type TaskChannel = Dated & {
  sid: string;
  friendlyName: string;
  uniqueName: string;
  channelOptimizedRouting: boolean;
  /** Where workers keep their channel of it. */
  index: number;
};

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

/** What events tell of a worker; another one after each change. */
export type WorkerView = {
  readonly sid: string;
  readonly friendlyName: string;
  readonly attributes: string;
  readonly activitySid: string;
  readonly activityName: string;
  readonly version: number;
};

export type Worker = Dated & {
  sid: string;
  friendlyName: string;
  /** JSON text, as it was sent. */
  attributes: string;
  parsed: unknown;
  activity: Activity;
  /** By the task channel's index; undefined where the channel has been deleted. */
  channels: (WorkerChannel | undefined)[];
  version: number;
  view: WorkerView;
  /** Reservations that keep the worker occupied, of all channels: pending, accepted and wrapping. */
  open: number;
  /** Since when the worker has had nothing to do, or has been in the activity. */
  idleSince: number;
  statusChangedAt: number;
};

/** What events tell of a queue; another one after each change. */
export type QueueView = { readonly sid: string; readonly friendlyName: string; readonly targetWorkers: string };

export type TaskQueue = Dated & {
  sid: string;
  friendlyName: string;
  targetWorkers: string;
  maxReservedWorkers: number;
  taskOrder: Order;
  reservationActivity: Activity | null;
  assignmentActivity: Activity | null;
  view: QueueView;
};

/** The condition that the queue's workers fulfil: where TargetWorkers is empty, nobody does. */
export const conditionOf = ({ targetWorkers }: TaskQueue): string => targetWorkers || "1==0";

/** What events tell of a workflow; another one after each change. */
export type WorkflowView = { readonly sid: string; readonly friendlyName: string };

export type Workflow = Dated & {
  sid: string;
  friendlyName: string;
  /** As it was sent. */
  configuration: string;
  routing: WorkflowConfiguration;
  taskReservationTimeout: number;
  assignmentCallbackUrl: string | null;
  fallbackAssignmentCallbackUrl: string | null;
  view: WorkflowView;
};

export type TransferMode = "WARM" | "COLD";
export type TransferStatus = "initiated" | "complete" | "failed" | "canceled";

/** A task on its way from one worker to somebody else. */
export type Transfer = {
  sid: string;
  mode: TransferMode;
  /** SID of a worker, queue or workflow. */
  to: string;
  type: "WORKER" | "QUEUE" | "WORKFLOW";
  status: TransferStatus;
  startedAt: number;
  initiator: Reservation;
  /** Who is not asked again. */
  refusedBy: Worker[];
  failedReason: string | null;
};

export type Task = Dated & {
  sid: string;
  /** Of the SID. */
  number: number;
  /** Counts tasks: the older of two born in one millisecond has the smaller one. */
  order: number;
  workspace: Workspace;
  /** JSON text, as it was sent. */
  attributes: string;
  /** Of the attributes; undefined until somebody asks. */
  parsed: unknown;
  channel: TaskChannel;
  /** Null where the task was routed to a queue or a worker without one. */
  workflow: Workflow | null;
  /** Until a task nobody has taken is canceled. */
  timeout: number;
  priority: number;
  status: TaskStatus;
  reason: string | null;
  version: number;
  /** From when its age counts. */
  virtualStartedAt: number;
  /** The worker, queue or workflow it was sent to directly. */
  routingTarget: string | null;
  ignoreCapacity: boolean;
  queue: TaskQueue | null;
  queueEnteredAt: number;
  /** What its workflow's configuration was when the task entered it, or was evaluated again; null outside of any. */
  routing: WorkflowConfiguration | null;
  /** Where the task stands in its workflow; null in the default queue. */
  filter: WorkflowFilter | null;
  targetIndex: number;
  /** Sum of the timeouts of the filters it has been through. */
  timeoutsBefore: number;
  /** Whether any target of the filter has been waited in: a task that skipped them all counts as not matched. */
  hasWaited: boolean;
  /** Whether it waits to be offered to a worker. */
  isWaiting: boolean;
  /** Those that are pending, accepted or wrapping. */
  reservations: Reservation[];
  /** All there have been, those that are over too. */
  everyReservation: Reservation[];
  /** How often it has become reserved: several workers at once count as once. */
  timesReserved: number;
  transfer: Transfer | null;
  /** When its target's time is up. */
  targetTimer: Appointment | null;
  /** When the time of an open task is up (`timeout` until it is assigned, a day from then on), or a closed one is deleted. */
  livesUntil: number;
  /** At that time, or before it. */
  lifeTimer: Appointment | null;
  /** Its last event's index in the log. */
  lastEvent: number;
  /** Which of the log's blocks has the attributes, and where. */
  attributesBlock: number;
  attributesMark: number;
};

/** What was asked to be done with a reservation, as the request said it. */
export type ReservationInstruction = {
  name: string;
  /** Into which activity the worker goes when the reservation is completed. */
  postWorkActivitySid: string | null;
  parameters: Readonly<Record<string, unknown>>;
};

export type Reservation = Dated & {
  sid: string;
  /** Of the SID. */
  number: number;
  task: Task;
  worker: Worker;
  status: ReservationStatus;
  version: number;
  timer: Appointment | null;
  /** The transfer it came from. */
  transfer: Transfer | null;
  /** The latest. */
  instruction: ReservationInstruction | null;
};

export type Workspace = Dated & {
  sid: string;
  friendlyName: string;
  eventCallbackUrl: string;
  /** Event types the callback gets, comma-separated; empty for all. */
  eventsFilter: string;
  multiTaskEnabled: boolean;
  prioritizeQueueOrder: Order;
  defaultActivity: Activity;
  timeoutActivity: Activity;
  activities: Map<string, Activity>;
  channels: Map<string, TaskChannel>;
  /** Task channels there have ever been. */
  channelCount: number;
  workers: Map<string, Worker>;
  queues: Map<string, TaskQueue>;
  workflows: Map<string, Workflow>;
  tasks: Map<string, Task>;
  /** Tasks there have ever been. */
  taskCount: number;
  reservations: Map<string, Reservation>;
};

export const targetOf = (task: Task): WorkflowTarget | undefined => task.filter?.targets[task.targetIndex];

export function viewOfWorker(worker: Omit<Worker, "view">): WorkerView {
  const { sid, friendlyName, attributes, activity, version } = worker;
  return { sid, friendlyName, attributes, activitySid: activity.sid, activityName: activity.friendlyName, version };
}

/** The task's attributes as they are read by expressions. */
export function parsedAttributes(task: Task): unknown {
  task.parsed ??= JSON.parse(task.attributes);
  return task.parsed;
}

/** The task's age in seconds, from its virtual start. */
export const ageOf = (task: Task, now: number): number => Math.floor((now - task.virtualStartedAt) / 1000);

export function channelOf(worker: Worker, channel: TaskChannel): WorkerChannel | undefined {
  return worker.channels[channel.index];
}
