/**
 * What happens to tasks: workflow, queue, reservation, work, end. https://www.twilio.com/docs/taskrouter/lifecycle-task-state
 *
 * Modelled: filters and targets with timeouts that add up from the task's age, `skip_if`, reservation timeout with its
 * activity, multitasking per channel, wrapping, task timeout, deletion after the end. A reservation that times out or is
 * rejected sends its task on to the next target where there is one
 * (https://www.twilio.com/docs/taskrouter/task-evaluation); in the last target it is offered again until its time is up.
 */
import type { Kernel } from "../kernel/kernel";
import { badParameter } from "../kernel/rest";
import type { EventLog } from "./event-log";
import { bestWorker, canServe, comesBefore, filterScope, isSkipped } from "./matching";
import {
  type Reservation,
  type ReservationStatus,
  type Task,
  type TaskChannel,
  targetOf,
  type Worker,
  type WorkerChannel,
  type Workflow,
  type Workspace,
} from "./model";
import { WorkerChanges } from "./worker-changes";

/** Seconds a closed task can still be fetched: "deleted about 5 minutes later". */
const DELETION_DELAY = 300;

/** What a REST update may move a task to. https://www.twilio.com/docs/taskrouter/api/task#task-status */
const MOVES: Readonly<Record<Task["status"], readonly Task["status"][]>> = {
  pending: ["canceled"],
  reserved: ["canceled"],
  assigned: ["wrapping", "completed"],
  wrapping: ["completed"],
  completed: [],
  canceled: [],
};

/** What a REST update may move a reservation to. */
const RESERVATION_MOVES: Readonly<Record<ReservationStatus, readonly ReservationStatus[]>> = {
  pending: ["accepted", "rejected"],
  accepted: ["wrapping", "completed"],
  wrapping: ["completed"],
  rejected: [],
  timeout: [],
  canceled: [],
  rescinded: [],
  completed: [],
};

export type NewTask = {
  workflow: Workflow;
  channel: TaskChannel;
  attributes: string;
  priority: number;
  /** Seconds. */
  timeout: number;
};

export class Engine {
  /** What is done to workers; whoever gets free by it is offered what waits. */
  readonly workers: WorkerChanges;
  /** Pending tasks, in the order in which they are offered. */
  private readonly waiting: Task[] = [];
  private readonly kernel: Kernel;
  private readonly workspace: Workspace;
  private readonly log: EventLog;

  constructor(kernel: Kernel, workspace: Workspace, log: EventLog) {
    this.kernel = kernel;
    this.workspace = workspace;
    this.log = log;
    this.workers = new WorkerChanges(kernel, log, (worker) => this.offerTo(worker));
  }

  // Tasks

  create(given: NewTask): Task {
    const { clock, sids } = this.kernel;
    const now = clock.now();
    const task: Task = {
      ...given,
      sid: sids.next("WT"),
      parsed: JSON.parse(given.attributes),
      status: "pending",
      reason: undefined,
      version: 0,
      queue: undefined,
      queueEnteredAt: undefined,
      filter: undefined,
      targetIndex: -1,
      hasWaited: false,
      reservation: undefined,
      timers: {},
      createdAt: now,
      updatedAt: now,
    };
    this.workspace.tasks.set(task.sid, task);
    this.log.emit("task.created", task.sid, `Task ${task.sid} created`, { task });
    task.timers.timeout = clock.after(task.timeout, () => this.end(task, "canceled", "Task TTL Exceeded"));
    this.enterWorkflow(task);
    return task;
  }

  updateAttributes(task: Task, attributes: string): void {
    task.attributes = attributes;
    task.parsed = JSON.parse(attributes);
    this.touch(task);
    this.log.emit("task.updated", task.sid, `Task ${task.sid} updated`, { task });
  }

  updatePriority(task: Task, priority: number): void {
    task.priority = priority;
    this.touch(task);
    this.log.emit("task.updated", task.sid, `Task ${task.sid} updated`, { task });
    this.reorder(task);
  }

  /** @throws RestError 400 where the task's status does not allow it. */
  checkMove(task: Task, status: Task["status"]): void {
    if (!MOVES[task.status].includes(status)) {
      throw badParameter(`Cannot transition Task ${task.sid} from ${task.status} to ${status}`);
    }
  }

  /** @throws RestError 400 where the task's status does not allow it. */
  move(task: Task, status: Task["status"], reason: string | undefined): void {
    this.checkMove(task, status);
    const { reservation } = task;
    if (status === "wrapping" && reservation) this.wrap(reservation);
    else if (status === "completed" && reservation) this.complete(reservation, reason);
    else this.end(task, status, reason ?? "canceled");
  }

  private enterWorkflow(task: Task): void {
    const { workflow } = task;
    task.filter = workflow.routing.filters.find((filter) => filter.matches(filterScope(task)));
    task.targetIndex = -1;
    const description = `Task ${task.sid} entered Workflow ${workflow.friendlyName}`;
    this.log.emit("workflow.entered", workflow.sid, description, { task, workflow });
    this.nextTarget(task);
  }

  /** Moves on until a target reserves a worker or is worth waiting in. */
  private nextTarget(task: Task): void {
    this.leave(task);
    for (;;) {
      task.targetIndex++;
      const target = targetOf(task);
      if (!target) {
        this.pastLastTarget(task);
        return;
      }
      if (target.priority !== undefined) task.priority = target.priority;
      this.enterQueue(task, target.queueSid);
      this.log.emit("workflow.target-matched", task.workflow.sid, `Task ${task.sid} matched a target`, { task });
      if (this.reserveBest(task)) return;
      if (!task.queue || !isSkipped(this.workspace, task.queue, target)) {
        if (this.waitInTarget(task)) return;
      } else this.log.emit("workflow.skipped", task.workflow.sid, `Task ${task.sid} skipped a target`, { task });
    }
  }

  private pastLastTarget(task: Task): void {
    const { defaultQueueSid } = task.workflow.routing;
    if (task.hasWaited) {
      this.log.emit("workflow.timeout", task.workflow.sid, `Task ${task.sid} timed out in its workflow`, { task });
      this.end(task, "canceled", "Workflow timed out");
    } else if (!defaultQueueSid) {
      this.end(task, "canceled", "Task canceled: no filter matched and there is no default");
    } else {
      task.filter = undefined;
      this.enterQueue(task, defaultQueueSid);
      if (!this.reserveBest(task)) this.enqueue(task);
    }
  }

  private enterQueue(task: Task, queueSid: string): void {
    const queue = this.workspace.queues.get(queueSid);
    if (!queue || queue === task.queue) return;
    const previous = task.queue;
    task.queue = queue;
    task.queueEnteredAt = this.kernel.clock.now();
    const type = previous ? "task-queue.moved" : "task-queue.entered";
    this.log.emit(type, queue.sid, `Task ${task.sid} entered TaskQueue ${queue.friendlyName}`, { task, queue });
  }

  /** False where the target's time is up already: timeouts add up from the task's age. */
  private waitInTarget(task: Task): boolean {
    const targets = task.filter?.targets ?? [];
    const timeout = targetOf(task)?.timeout;
    task.hasWaited = true;
    if (timeout !== undefined) {
      const sum = targets.slice(0, task.targetIndex + 1).reduce((total, target) => total + (target.timeout ?? 0), 0);
      const endsAt = task.createdAt + sum * 1000;
      if (endsAt <= this.kernel.clock.now()) return false;
      task.timers.target = this.kernel.clock.at(endsAt, () => this.nextTarget(task));
    }
    this.enqueue(task);
    return true;
  }

  private enqueue(task: Task): void {
    const index = this.waiting.findIndex((other) => comesBefore(task, other));
    if (index < 0) this.waiting.push(task);
    else this.waiting.splice(index, 0, task);
  }

  private leave(task: Task): void {
    task.timers.target?.cancel();
    delete task.timers.target;
    const index = this.waiting.indexOf(task);
    if (index >= 0) this.waiting.splice(index, 1);
  }

  private reorder(task: Task): void {
    const index = this.waiting.indexOf(task);
    if (index < 0) return;
    this.waiting.splice(index, 1);
    this.enqueue(task);
  }

  private end(task: Task, status: "completed" | "canceled" | Task["status"], reason: string): void {
    this.leave(task);
    task.timers.timeout?.cancel();
    task.status = status;
    task.reason = reason;
    this.touch(task);
    const { reservation } = task;
    if (reservation?.status === "pending") this.close(reservation, "canceled");
    this.log.emit(`task.${status}`, task.sid, `Task ${task.sid} ${status}: ${reason}`, { task });
    task.timers.deletion = this.kernel.clock.after(DELETION_DELAY, () => this.workspace.tasks.delete(task.sid));
  }

  // Reservations

  private reserveBest(task: Task): boolean {
    const worker = bestWorker(this.workspace, task);
    if (worker) this.reserve(task, worker);
    return worker !== undefined;
  }

  private reserve(task: Task, worker: Worker): void {
    const { clock, sids } = this.kernel;
    const now = clock.now();
    this.leave(task);
    const reservation: Reservation = {
      sid: sids.next("WR"),
      task,
      worker,
      status: "pending",
      version: 0,
      timer: clock.after(task.workflow.taskReservationTimeout, () => this.timeOut(reservation)),
      createdAt: now,
      updatedAt: now,
    };
    this.workspace.reservations.set(reservation.sid, reservation);
    task.reservation = reservation;
    task.status = "reserved";
    this.touch(task);
    channelOf(reservation).open++;
    worker.open++;
    const description = `Reservation ${reservation.sid} created for Task ${task.sid}`;
    this.log.emit("reservation.created", reservation.sid, description, { task, reservation, worker });
  }

  /** @throws RestError 400 where the reservation's status does not allow it. */
  moveReservation(reservation: Reservation, status: ReservationStatus): void {
    if (!RESERVATION_MOVES[reservation.status].includes(status)) {
      throw badParameter(`Cannot transition Reservation ${reservation.sid} from ${reservation.status} to ${status}`);
    }
    if (status === "accepted") this.accept(reservation);
    else if (status === "rejected") this.reject(reservation);
    else if (status === "wrapping") this.wrap(reservation);
    else this.complete(reservation, undefined);
  }

  private accept(reservation: Reservation): void {
    const { task } = reservation;
    reservation.timer?.cancel();
    task.timers.timeout?.cancel();
    task.status = "assigned";
    this.touch(task);
    this.mark(reservation, "accepted");
  }

  private reject(reservation: Reservation): void {
    this.close(reservation, "rejected");
    this.offerAgain(reservation);
  }

  private timeOut(reservation: Reservation): void {
    this.close(reservation, "timeout");
    this.workers.setActivity(reservation.worker, this.workspace.timeoutActivity);
    this.offerAgain(reservation);
  }

  /** The task goes on, after what comes before it and before the rest of what waits for the worker. */
  private offerAgain({ task, worker }: Reservation): void {
    task.status = "pending";
    this.touch(task);
    this.offerTo(worker, task);
    const isLast = task.filter?.targets[task.targetIndex + 1] === undefined;
    task.hasWaited = true;
    if (isLast && this.waitAgain(task)) this.reserveBest(task);
    else this.nextTarget(task);
    this.offerTo(worker);
  }

  /** False where the time of the task's last target is up. */
  private waitAgain(task: Task): boolean {
    if (task.filter) return this.waitInTarget(task);
    this.enqueue(task);
    return true;
  }

  private wrap(reservation: Reservation): void {
    const { task } = reservation;
    task.status = "wrapping";
    this.touch(task);
    this.mark(reservation, "wrapping");
    this.log.emit("task.wrapup", task.sid, `Task ${task.sid} wrapup`, { task });
  }

  private complete(reservation: Reservation, reason: string | undefined): void {
    const { task } = reservation;
    this.close(reservation, "completed");
    this.end(task, "completed", reason ?? "All reservations were completed");
    this.offerTo(reservation.worker);
  }

  /** Ends a reservation and gives its capacity back. */
  private close(reservation: Reservation, status: ReservationStatus): void {
    reservation.timer?.cancel();
    channelOf(reservation).open--;
    reservation.worker.open--;
    reservation.worker.idleSince = this.kernel.clock.now();
    this.mark(reservation, status);
    if (status === "canceled") this.offerTo(reservation.worker);
  }

  private mark(reservation: Reservation, status: ReservationStatus): void {
    const { task, worker } = reservation;
    if (status === "accepted") channelOf(reservation).assigned++;
    else if (reservation.status === "accepted") channelOf(reservation).assigned--;
    reservation.status = status;
    reservation.version++;
    reservation.updatedAt = this.kernel.clock.now();
    const type = `reservation.${status === "wrapping" ? "wrapup" : status}`;
    const description = `Reservation ${reservation.sid} ${status}`;
    this.log.emit(type, reservation.sid, description, { task, reservation, worker });
  }

  /** Offers a worker who may have got free what waits, first come first; only what comes before `limit`, if given. */
  offerTo(worker: Worker, limit?: Task): void {
    if (!worker.activity.available) return;
    for (const task of [...this.waiting]) {
      if (limit && !comesBefore(task, limit)) return;
      if (task.status === "pending" && canServe(worker, task)) this.reserve(task, worker);
    }
  }

  /** Offers everything that waits to everybody: for changes of queues and workflows. */
  offerAll(): void {
    for (const task of [...this.waiting]) if (task.status === "pending") this.reserveBest(task);
  }

  private touch(task: Task): void {
    task.version++;
    task.updatedAt = this.kernel.clock.now();
  }
}

function channelOf({ worker, task }: Reservation): WorkerChannel {
  const channel = worker.channels.get(task.channel.uniqueName);
  if (!channel) throw new Error(`worker ${worker.friendlyName} has no channel ${task.channel.uniqueName}`);
  return channel;
}
