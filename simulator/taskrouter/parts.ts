/** The parts of a workspace's engine, as they know each other. */
import type { Kernel } from "../kernel/kernel";
import type { Webhooks } from "../kernel/webhooks";
import type { EventLog } from "./event-log";
import type { Matching } from "./matching";
import type {
  Activity,
  Reservation,
  ReservationStatus,
  Task,
  TaskStatus,
  Transfer,
  Worker,
  WorkerChannel,
  Workflow,
  Workspace,
} from "./model";
import type { Waiting } from "./waiting";

/** A task's way through its workflow: filters, targets, queues. */
export type Routing = {
  /** Sends a new task on its way. */
  start(task: Task): void;
  /** The last reservation of a task has ended in this way, not being accepted: what happens to the task then. */
  goOn(task: Task, ended: ReservationStatus): void;
  /** A task that waits is older, or younger, than it was. */
  ageChanged(task: Task): void;
  /** The time of the task's target is up. */
  targetTimedOut(task: Task): void;
  /** The task no longer waits for anybody. */
  leave(task: Task): void;
  /** Matches the workflow's open tasks anew. */
  reEvaluate(workflow: Workflow): void;
};

/** The life of a task. */
export type Tasks = {
  end(task: Task, status: "completed" | "canceled", reason: string): void;
  setStatus(task: Task, status: TaskStatus): void;
  touch(task: Task): void;
  /** From now on the task has so many seconds. */
  live(task: Task, seconds: number): void;
};

/** The life of a reservation, and who gets which task. */
export type Reservations = {
  /** Reserves the best workers there are at this moment, if any. */
  reserveBest(task: Task): boolean;
  reserve(task: Task, worker: Worker, transfer?: Transfer): Reservation;
  close(reservation: Reservation, status: ReservationStatus): void;
  complete(reservation: Reservation, reason: string | undefined): void;
  wrap(reservation: Reservation): void;
  accept(reservation: Reservation): void;
  reject(reservation: Reservation, activity: Activity | undefined): void;
  /** Offers a worker who may have got free what waits; only what comes before `limit`, if given. */
  offerTo(worker: Worker, limit?: Task): void;
};

/** A task on its way from a worker to somebody else. */
export type Transfers = {
  /** A reservation that came from a transfer has ended in this way. */
  ended(reservation: Reservation, status: ReservationStatus): void;
};

export type WorkerUpdates = {
  setActivity(worker: Worker, activity: Activity): void;
  setChannel(worker: Worker, channel: WorkerChannel, change: { capacity?: number; available?: boolean }): void;
};

/** What the parts have in common, and each other. */
export type Parts = {
  readonly kernel: Kernel;
  readonly workspace: Workspace;
  readonly log: EventLog;
  readonly webhooks: Webhooks;
  readonly matching: Matching;
  readonly waiting: Waiting;
  readonly routing: Routing;
  readonly tasks: Tasks;
  readonly reservations: Reservations;
  readonly transfers: Transfers;
  readonly workers: WorkerUpdates;
  /** Tells of a new reservation where a workflow wants to hear of it. */
  readonly assignment: { announce(reservation: Reservation): void };
};
