/**
 * The life of a task: https://www.twilio.com/docs/taskrouter/lifecycle-task-state
 *
 * Modelled: every documented move, the timeout of open tasks ("Task TTL Exceeded"), the day after which an assigned task
 * is deleted by the system (https://www.twilio.com/docs/taskrouter/limits), and deletion some minutes after the end.
 */
import { badParameter } from "../kernel/rest";
import { sidOf } from "../kernel/sids";
import type { Task, TaskChannel, TaskQueue, TaskStatus, Workflow } from "./model";
import type { Parts, Tasks } from "./parts";

/** Seconds a closed task can still be fetched: "deleted about 5 minutes later". */
const DELETION_DELAY = 300;
/** Seconds after which an assigned task is deleted. */
const ASSIGNED_LIFE = 86_400;

/** What a REST update may move a task to. https://www.twilio.com/docs/taskrouter/api/task#task-status */
const MOVES: Readonly<Record<TaskStatus, readonly TaskStatus[]>> = {
  pending: ["canceled"],
  reserved: ["canceled"],
  assigned: ["wrapping", "completed"],
  wrapping: ["completed"],
  completed: [],
  canceled: [],
};

/**
 * Twilio's words, as published by those who met them: https://github.com/nyaruka/mailroom,
 * https://github.com/twilio-labs/plugin-queued-callbacks-and-voicemail/issues/35,
 * https://github.com/lehel-twilio/plugin-dialpad/issues/31
 */
const REFUSALS: Readonly<Partial<Record<TaskStatus, readonly [move: string, reason: string]>>> = {
  canceled: ["cancel", "it is not pending or reserved"],
  wrapping: ["wrap up a", "it's not currently assigned"],
  completed: ["complete", "it is not currently assigned"],
};

export type NewTask = {
  workflow: Workflow | null;
  channel: TaskChannel;
  attributes: string;
  priority: number;
  /** Seconds. */
  timeout: number;
  /** Milliseconds since the epoch; now, where it is left out. */
  virtualStartedAt?: number;
  /** SID of a worker or a queue. */
  routingTarget?: string | null;
  ignoreCapacity?: boolean;
  /** The queue of a task that is routed to a worker. */
  queue?: TaskQueue | null;
};

export class TaskLife implements Tasks {
  private readonly parts: Parts;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** A task that nobody has looked at yet: `Routing.start` sends it on its way. */
  create(given: NewTask): Task {
    const { kernel, workspace, log } = this.parts;
    const now = kernel.clock.now();
    const number = kernel.sids.count("WT");
    const task: Task = {
      sid: sidOf("WT", number),
      number,
      order: workspace.taskCount++,
      workspace,
      attributes: given.attributes,
      parsed: undefined,
      channel: given.channel,
      workflow: given.workflow,
      timeout: given.timeout,
      priority: given.priority,
      status: "pending",
      reason: null,
      version: 0,
      virtualStartedAt: given.virtualStartedAt ?? now,
      routingTarget: given.routingTarget ?? null,
      ignoreCapacity: given.ignoreCapacity ?? false,
      queue: given.queue ?? null,
      queueEnteredAt: now,
      routing: null,
      filter: null,
      targetIndex: -1,
      timeoutsBefore: 0,
      hasWaited: false,
      isWaiting: false,
      reservations: [],
      everyReservation: [],
      timesReserved: 0,
      transfer: null,
      targetTimer: null,
      lifeTimer: null,
      livesUntil: Number.POSITIVE_INFINITY,
      lastEvent: -1,
      attributesBlock: -1,
      attributesMark: 0,
      createdAt: now,
      updatedAt: now,
    };
    workspace.tasks.set(task.sid, task);
    log.emitTask("task.created", task);
    this.live(task, task.timeout);
    return task;
  }

  updateAttributes(task: Task, attributes: string): void {
    task.attributes = attributes;
    task.parsed = undefined;
    task.attributesBlock = -1;
    this.touch(task);
    this.parts.log.emitTask("task.updated", task);
    this.offer(task);
  }

  updatePriority(task: Task, priority: number): void {
    const previousPriority = task.priority;
    this.replace(task, () => {
      task.priority = priority;
    });
    this.parts.log.emitTask("task.updated", task, { previousPriority });
  }

  updateChannel(task: Task, channel: TaskChannel): void {
    if (task.status !== "pending") throw badParameter("TaskChannel can be changed only while the task is pending");
    this.replace(task, () => {
      task.channel = channel;
    });
    this.parts.log.emitTask("task.updated", task);
    this.offer(task);
  }

  updateVirtualStart(task: Task, at: number): void {
    this.replace(task, () => {
      task.virtualStartedAt = at;
    });
    this.parts.log.emitTask("task.updated", task);
    this.parts.routing.ageChanged(task);
  }

  /** @throws RestError 400 where the task's status does not allow it. */
  checkMove(task: Task, status: TaskStatus): void {
    if (MOVES[task.status].includes(status)) return;
    const [move, reason] = REFUSALS[status] ?? [`move to ${status}`, `it is ${task.status}`];
    const { kernel, workspace } = this.parts;
    throw badParameter(
      `Cannot ${move} task ${task.sid} in workspace ${workspace.sid} for account ${kernel.accountSid} because ${reason}.`,
    );
  }

  /** @throws RestError 400 where the task's status does not allow it. */
  move(task: Task, status: TaskStatus, reason: string | undefined): void {
    this.checkMove(task, status);
    if (status === "wrapping") this.wrap(task);
    else if (status === "completed") this.complete(task, reason);
    else this.end(task, "canceled", reason ?? "canceled");
  }

  end(task: Task, status: "completed" | "canceled", reason: string): void {
    this.parts.routing.leave(task);
    task.reason = reason;
    this.setStatus(task, status);
    for (const reservation of [...task.reservations]) this.parts.reservations.close(reservation, "canceled");
    this.parts.log.emitTask(`task.${status}`, task);
    this.live(task, DELETION_DELAY);
  }

  setStatus(task: Task, status: TaskStatus): void {
    task.status = status;
    this.touch(task);
    if (status === "reserved") task.timesReserved++;
    if (status === "assigned") this.live(task, ASSIGNED_LIFE);
  }

  touch(task: Task): void {
    task.version++;
    task.updatedAt = this.parts.kernel.clock.now();
  }

  live(task: Task, seconds: number): void {
    const { clock } = this.parts.kernel;
    task.livesUntil = clock.now() + seconds * 1000;
    // A timer that comes too early is set again when it does: most tasks end long before.
    if (task.lifeTimer && task.lifeTimer.at <= task.livesUntil) return;
    if (task.lifeTimer) clock.cancel(task.lifeTimer);
    task.lifeTimer = clock.setLater(seconds * 1000, "taskrouter.life", task);
  }

  /** The time an open task has, or a closed one can still be fetched, is up. */
  timeIsUp(task: Task): void {
    const { clock } = this.parts.kernel;
    task.lifeTimer = null;
    if (task.livesUntil > clock.now()) {
      task.lifeTimer = clock.set(task.livesUntil, "taskrouter.life", task);
    } else if (task.status === "pending" || task.status === "reserved") this.end(task, "canceled", "Task TTL Exceeded");
    else if (task.status === "assigned" || task.status === "wrapping") this.remove(task, "task.system-deleted");
    else this.forget(task);
  }

  /** Deletes a task, whatever becomes of it. */
  remove(task: Task, event: "task.deleted" | "task.system-deleted"): void {
    this.parts.routing.leave(task);
    for (const reservation of [...task.reservations]) this.parts.reservations.close(reservation, "canceled");
    this.parts.log.emitTask(event, task);
    this.forget(task);
  }

  private wrap(task: Task): void {
    const accepted = task.reservations.filter(({ status }) => status === "accepted");
    for (const reservation of accepted) this.parts.reservations.wrap(reservation);
  }

  private complete(task: Task, reason: string | undefined): void {
    const { reservations } = this.parts;
    const [last, ...others] = task.reservations;
    for (const other of others) reservations.close(other, other.status === "pending" ? "canceled" : "completed");
    if (last) reservations.complete(last, reason);
    else this.end(task, "completed", reason ?? "completed");
    for (const { worker } of others) reservations.offerTo(worker);
  }

  private forget(task: Task): void {
    const { kernel, workspace } = this.parts;
    if (task.lifeTimer) kernel.clock.cancel(task.lifeTimer);
    task.lifeTimer = null;
    workspace.tasks.delete(task.sid);
    for (const { sid } of task.everyReservation) workspace.reservations.delete(sid);
  }

  /** A waiting task may be for somebody else than it was. */
  private offer(task: Task): void {
    if (task.isWaiting) this.parts.reservations.reserveBest(task);
  }

  /** Changes what decides a waiting task's place in its queue. */
  private replace(task: Task, change: () => void): void {
    const { waiting } = this.parts;
    const { isWaiting } = task;
    if (isWaiting) waiting.remove(task);
    change();
    this.touch(task);
    if (isWaiting) waiting.add(task);
  }
}
