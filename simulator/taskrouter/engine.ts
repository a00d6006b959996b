/**
 * What happens in a workspace: the parts of its engine put together, for the REST resources and for those who drive the
 * account from code (simulated people, benches).
 */
import type { Kernel } from "../kernel/kernel";
import type { Webhooks } from "../kernel/webhooks";
import { AssignmentCallbacks } from "./assignment-callbacks";
import type { EventLog } from "./event-log";
import { Matching } from "./matching";
import type {
  Activity,
  Reservation,
  ReservationStatus,
  Task,
  TaskQueue,
  TaskStatus,
  Worker,
  Workflow,
  Workspace,
} from "./model";
import type { Parts } from "./parts";
import { ReservationLife } from "./reservation-life";
import { WorkflowRouting } from "./routing";
import { type NewTask, TaskLife } from "./task-life";
import { TaskTransfers } from "./transfers";
import { Waiting } from "./waiting";
import { WorkerChanges } from "./worker-changes";

export class Engine {
  readonly tasks: TaskLife;
  /** What is done to workers; whoever gets free by it is offered what waits. */
  readonly workers: WorkerChanges;
  readonly transfers: TaskTransfers;
  readonly matching: Matching;
  readonly assignment: AssignmentCallbacks;
  private readonly reservations: ReservationLife;
  private readonly routing: WorkflowRouting;
  private readonly waiting: Waiting;

  constructor(kernel: Kernel, workspace: Workspace, log: EventLog, webhooks: Webhooks) {
    this.matching = new Matching(workspace);
    this.waiting = new Waiting(() => workspace.prioritizeQueueOrder);
    const parts = { kernel, workspace, log, webhooks, matching: this.matching, waiting: this.waiting } as Parts;
    this.tasks = new TaskLife(parts);
    this.routing = new WorkflowRouting(parts);
    this.reservations = new ReservationLife(parts);
    this.transfers = new TaskTransfers(parts);
    this.workers = new WorkerChanges(parts);
    this.assignment = new AssignmentCallbacks(parts);
    // They know each other: all are there before any of them does anything.
    Object.assign(parts, {
      tasks: this.tasks,
      routing: this.routing,
      reservations: this.reservations,
      transfers: this.transfers,
      workers: this.workers,
      assignment: this.assignment,
    });
    for (const task of workspace.tasks.values()) if (task.isWaiting) this.waiting.add(task);
  }

  /** A new task, on its way: it may be reserved, or even canceled, already. */
  create(given: NewTask): Task {
    const task = this.tasks.create(given);
    this.routing.start(task);
    return task;
  }

  /** Sends a task on its way that `tasks.create` has made. */
  route(task: Task): void {
    this.routing.start(task);
  }

  /** @throws RestError 400 where the task's status does not allow it. */
  move(task: Task, status: TaskStatus, reason: string | undefined): void {
    this.tasks.move(task, status, reason);
  }

  /** @throws RestError 400 where the reservation's status does not allow it. */
  moveReservation(reservation: Reservation, status: ReservationStatus, activity?: Activity): void {
    this.reservations.move(reservation, status, activity);
  }

  /** A queue's expression, order or number of reserved workers has changed. */
  queueChanged(queue: TaskQueue): void {
    this.matching.forget(queue);
    this.waiting.reorder(queue);
    this.reservations.offerAll();
  }

  /** Matches the workflow's open tasks anew. */
  reEvaluate(workflow: Workflow): void {
    this.routing.reEvaluate(workflow);
  }

  /** Offers a worker what waits. */
  offerTo(worker: Worker): void {
    this.reservations.offerTo(worker);
  }

  /** The time of a task's target is up. */
  targetTimedOut(task: Task): void {
    this.routing.targetTimedOut(task);
  }

  reservationTimedOut(reservation: Reservation): void {
    this.reservations.timedOut(reservation);
  }
}
