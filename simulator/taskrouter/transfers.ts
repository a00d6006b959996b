/**
 * Transfers of an assigned task to another worker, to a queue or to a workflow:
 * https://www.twilio.com/docs/taskrouter/js-sdk-v1/task#transfer, events as in
 * https://www.twilio.com/docs/taskrouter/api/event/reference
 *
 * Modelled: warm (the first worker stays until done) and cold (the first worker's reservation is completed once the other
 * has accepted); refusal and timeout, which fail a transfer to a worker and let one to a queue or workflow try the next
 * worker; cancelling. There is no REST operation of TaskRouter's for it: Flex's Interactions and the workers' SDK start it.
 */
import { badParameter } from "../kernel/rest";
import type { EventType } from "./event-types";
import type { Reservation, ReservationStatus, Transfer, TransferMode, TransferStatus, Worker } from "./model";
import type { Parts, Transfers } from "./parts";

const TYPES: Readonly<Record<string, Transfer["type"]>> = { WK: "WORKER", WQ: "QUEUE", WW: "WORKFLOW" };

/** From which status of a transfer which can come. */
const MOVES: Readonly<Record<TransferStatus, readonly TransferStatus[]>> = {
  initiated: ["complete", "failed", "canceled"],
  complete: [],
  failed: [],
  canceled: [],
};

export class TaskTransfers implements Transfers {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /**
   * @param to SID of a worker, a queue or a workflow
   * @throws RestError 400 where the reservation is not accepted, a transfer is under way, or `to` is nobody or a worker who is away
   */
  start(initiator: Reservation, to: string, mode: TransferMode): Transfer {
    const { kernel, workspace } = this.parts;
    const { task } = initiator;
    if (initiator.status !== "accepted") throw badParameter(`Reservation ${initiator.sid} is not accepted`);
    if (task.transfer?.status === "initiated") throw badParameter(`Task ${task.sid} is being transferred`);
    const type = TYPES[to.slice(0, 2)];
    const isThere = workspace.workers.has(to) || workspace.queues.has(to) || workspace.workflows.has(to);
    if (!type || !isThere) throw badParameter(`${to} is no worker, queue or workflow of the workspace`);
    // https://github.com/twilio/twilio-taskrouter.js: its integration tests expect 400 for a worker who is away.
    if (workspace.workers.get(to)?.activity.available === false) throw badParameter(`Worker ${to} is not available`);
    const transfer: Transfer = {
      sid: kernel.sids.next("TT"),
      mode,
      to,
      type,
      status: "initiated",
      startedAt: kernel.clock.now(),
      initiator,
      failedReason: null,
      refusedBy: [initiator.worker],
    };
    task.transfer = transfer;
    this.tell("task.transfer-initiated", transfer);
    this.tryNext(transfer);
    return transfer;
  }

  cancel(transfer: Transfer): void {
    this.settle(transfer, "canceled", null);
    const { task } = transfer.initiator;
    for (const reservation of [...task.reservations]) {
      if (reservation.transfer === transfer && reservation.status === "pending") {
        this.parts.reservations.close(reservation, "canceled");
      }
    }
  }

  ended(reservation: Reservation, status: ReservationStatus): void {
    const { transfer } = reservation;
    if (transfer?.status !== "initiated") return;
    if (status === "accepted") {
      this.settle(transfer, "complete", null);
      if (transfer.mode === "COLD") this.parts.reservations.complete(transfer.initiator, undefined);
    } else if (status === "rejected" || status === "timeout") {
      transfer.refusedBy.push(reservation.worker);
      this.tell("task.transfer-attempt-failed", transfer);
      if (transfer.type === "WORKER") this.settle(transfer, "failed", `Reservation ${status}`);
      else this.tryNext(transfer);
    }
  }

  private tryNext(transfer: Transfer): void {
    const { initiator } = transfer;
    const worker = this.workersOf(transfer).find((one) => this.mayHave(one, transfer));
    if (!worker) {
      this.settle(transfer, "failed", "No worker available");
      return;
    }
    this.parts.reservations.reserve(initiator.task, worker, transfer);
  }

  private workersOf({ to, type, initiator }: Transfer): readonly Worker[] {
    const { workspace, matching } = this.parts;
    if (type === "WORKER") return [...workspace.workers.values()].filter(({ sid }) => sid === to);
    const queue =
      type === "QUEUE" ? workspace.queues.get(to) : matching.queueIn(workspace.workflows.get(to), initiator.task);
    return queue ? [...matching.workersOf(queue)].sort((a, b) => a.idleSince - b.idleSince) : [];
  }

  private mayHave(worker: Worker, transfer: Transfer): boolean {
    const channel = worker.channels[transfer.initiator.task.channel.index];
    if (!channel || transfer.refusedBy.includes(worker)) return false;
    return worker.activity.available && channel.available && channel.open < channel.capacity;
  }

  private settle(transfer: Transfer, status: TransferStatus, reason: string | null): void {
    if (!MOVES[transfer.status].includes(status)) throw badParameter(`Transfer ${transfer.sid} is ${transfer.status}`);
    transfer.status = status;
    transfer.failedReason = reason;
    this.tell(`task.transfer-${status === "complete" ? "completed" : (status as "failed" | "canceled")}`, transfer);
  }

  private tell(type: EventType, transfer: Transfer): void {
    const { sid, mode, to, status, startedAt, failedReason, initiator } = transfer;
    this.parts.log.emit(type, {
      task: initiator.task,
      details: {
        transfer: {
          sid,
          mode,
          type: transfer.type,
          to,
          status,
          startedAt,
          failedReason,
          initiatingReservationSid: initiator.sid,
          initiatingWorkerSid: initiator.worker.sid,
        },
      },
    });
  }
}
