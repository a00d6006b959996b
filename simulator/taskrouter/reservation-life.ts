/**
 * The life of a reservation: https://www.twilio.com/docs/taskrouter/api/reservations
 *
 * Modelled: every documented status, timeout with the workspace's activity, several workers reserved for one task of whom
 * the first to accept gets it, and the order in which a worker who gets free is offered what waits.
 */
import { badParameter, RestError } from "../kernel/rest";
import { sidOf } from "../kernel/sids";
import type { EventType } from "./event-types";
import {
  type Activity,
  channelOf,
  type Reservation,
  type ReservationInstruction,
  type ReservationStatus,
  type Task,
  type Transfer,
  type Worker,
  type WorkerChannel,
} from "./model";
import type { Parts, Reservations } from "./parts";

/** What a REST update may move a reservation to. */
const MOVES: Readonly<Record<ReservationStatus, readonly ReservationStatus[]>> = {
  pending: ["accepted", "rejected"],
  accepted: ["wrapping", "completed"],
  wrapping: ["completed"],
  rejected: [],
  timeout: [],
  canceled: [],
  rescinded: [],
  completed: [],
};

const EVENTS: Readonly<Record<ReservationStatus, EventType>> = {
  pending: "reservation.created",
  accepted: "reservation.accepted",
  rejected: "reservation.rejected",
  timeout: "reservation.timeout",
  canceled: "reservation.canceled",
  rescinded: "reservation.rescinded",
  wrapping: "reservation.wrapup",
  completed: "reservation.completed",
};

/** "Any attempts to accept a rescinded reservation, the user receives a 410": https://www.twilio.com/docs/taskrouter/api/task-queue#multi-reservation */
const gone = ({ sid }: Reservation) => new RestError(410, 20001, `Reservation ${sid} has been rescinded`);

/** Seconds, where no workflow says otherwise. https://www.twilio.com/docs/taskrouter/limits */
const DEFAULT_TIMEOUT = 120;

export class ReservationLife implements Reservations {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  reserveBest(task: Task): boolean {
    const wanted = task.queue?.maxReservedWorkers ?? 1;
    let reserved = 0;
    for (; reserved < wanted; reserved++) {
      const worker = this.parts.matching.bestWorker(task);
      if (!worker) break;
      this.reserve(task, worker);
    }
    return reserved > 0;
  }

  reserve(task: Task, worker: Worker, transfer: Transfer | null = null): Reservation {
    const { kernel, workspace, log, routing, tasks, assignment } = this.parts;
    const now = kernel.clock.now();
    routing.leave(task);
    const number = kernel.sids.count("WR");
    const reservation: Reservation = {
      sid: sidOf("WR", number),
      number,
      task,
      worker,
      status: "pending",
      version: 0,
      timer: null,
      transfer,
      instruction: null,
      createdAt: now,
      updatedAt: now,
    };
    const timeout = task.workflow?.taskReservationTimeout ?? DEFAULT_TIMEOUT;
    reservation.timer = kernel.clock.setLater(timeout * 1000, "taskrouter.reservation", reservation);
    workspace.reservations.set(reservation.sid, reservation);
    task.reservations.push(reservation);
    task.everyReservation.push(reservation);
    if (task.status === "pending") tasks.setStatus(task, "reserved");
    const channel = this.channelOf(reservation);
    channel.open++;
    worker.open++;
    log.emitReservation("reservation.created", reservation);
    if (task.workflow?.assignmentCallbackUrl) assignment.announce(reservation);
    return reservation;
  }

  /** @throws RestError 400 where the reservation's status does not allow it, 410 where it has been rescinded. */
  move(reservation: Reservation, status: ReservationStatus, activity?: Activity): void {
    if (reservation.status === "rescinded") throw gone(reservation);
    if (!MOVES[reservation.status].includes(status)) {
      throw badParameter(`Cannot transition Reservation ${reservation.sid} from ${reservation.status} to ${status}`);
    }
    if (status === "accepted") this.accept(reservation);
    else if (status === "rejected") this.reject(reservation, activity);
    else if (status === "wrapping") this.wrap(reservation);
    else this.complete(reservation, undefined);
  }

  reject(reservation: Reservation, activity: Activity | undefined): void {
    this.close(reservation, "rejected");
    if (activity) this.parts.workers.setActivity(reservation.worker, activity);
    this.offerAgain(reservation);
  }

  timedOut(reservation: Reservation): void {
    const { workers, workspace } = this.parts;
    this.close(reservation, "timeout");
    workers.setActivity(reservation.worker, workspace.timeoutActivity);
    this.offerAgain(reservation);
  }

  wrap(reservation: Reservation): void {
    const { tasks, log } = this.parts;
    const { task } = reservation;
    const isLast = !task.reservations.some((other) => other !== reservation && other.status === "accepted");
    if (isLast) tasks.setStatus(task, "wrapping");
    this.mark(reservation, "wrapping");
    if (isLast) log.emitTask("task.wrapup", task);
  }

  complete(reservation: Reservation, reason: string | undefined): void {
    const { task, worker } = reservation;
    this.close(reservation, "completed");
    // With a transfer under way, somebody else has the task now.
    if (task.reservations.length === 0)
      this.parts.tasks.end(task, "completed", reason ?? "All reservations were completed");
    this.offerTo(worker);
  }

  close(reservation: Reservation, status: ReservationStatus): void {
    const { kernel } = this.parts;
    const { task, worker } = reservation;
    if (reservation.timer) kernel.clock.cancel(reservation.timer);
    reservation.timer = null;
    task.reservations.splice(task.reservations.indexOf(reservation), 1);
    this.channelOf(reservation).open--;
    worker.open--;
    worker.idleSince = kernel.clock.now();
    this.mark(reservation, status);
    if (reservation.transfer) this.parts.transfers.ended(reservation, status);
    if (status === "completed" && reservation.instruction) this.afterWork(worker, reservation.instruction);
    if (status === "canceled" || status === "rescinded") this.offerTo(worker);
  }

  offerTo(worker: Worker, limit?: Task): void {
    const { matching, waiting } = this.parts;
    for (;;) {
      const task = waiting.first(
        (lane) => matching.serves(worker, lane),
        (one) => matching.isFor(worker, one),
        limit,
      );
      if (!task) return;
      this.reserve(task, worker);
    }
  }

  /** Offers everything that waits to everybody: for changes of queues and workflows. */
  offerAll(): void {
    for (const task of this.parts.waiting.all()) if (task.isWaiting) this.reserveBest(task);
  }

  accept(reservation: Reservation): void {
    const { kernel, tasks } = this.parts;
    const { task } = reservation;
    if (reservation.timer) kernel.clock.cancel(reservation.timer);
    reservation.timer = null;
    if (task.status !== "assigned") tasks.setStatus(task, "assigned");
    this.mark(reservation, "accepted");
    if (reservation.transfer) this.parts.transfers.ended(reservation, "accepted");
    if (task.reservations.length === 1) return;
    for (const other of [...task.reservations]) if (other.status === "pending") this.close(other, "rescinded");
  }

  /** The task goes on, after what comes before it and before the rest of what waits for the worker. */
  private offerAgain({ task, worker, transfer, status }: Reservation): void {
    const { routing, tasks } = this.parts;
    if (!transfer && task.status === "reserved" && task.reservations.length === 0) {
      tasks.setStatus(task, "pending");
      this.offerTo(worker, task);
      routing.goOn(task, status);
    }
    this.offerTo(worker);
  }

  private afterWork(worker: Worker, { postWorkActivitySid }: ReservationInstruction): void {
    const activity = this.parts.workspace.activities.get(postWorkActivitySid ?? "");
    if (activity) this.parts.workers.setActivity(worker, activity);
  }

  private mark(reservation: Reservation, status: ReservationStatus): void {
    if (status === "accepted") this.channelOf(reservation).assigned++;
    else if (reservation.status === "accepted") this.channelOf(reservation).assigned--;
    reservation.status = status;
    reservation.version++;
    reservation.updatedAt = this.parts.kernel.clock.now();
    this.parts.log.emitReservation(EVENTS[status], reservation);
  }

  private channelOf({ worker, task }: Reservation): WorkerChannel {
    const channel = channelOf(worker, task.channel);
    if (!channel) throw new Error(`worker ${worker.friendlyName} has no channel ${task.channel.uniqueName}`);
    return channel;
  }
}
