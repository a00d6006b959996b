/**
 * TaskRouter's events, kept for 30 days as the Events API keeps them: https://www.twilio.com/docs/taskrouter/api/event
 *
 * A routed contact makes about ten events, and most are never read. So an event is written down as a row of what was true
 * at its moment, and put into words (event-data.ts) only when somebody reads it. What was true is either a number, or an
 * object that is never changed afterwards; no row holds on to a task or a reservation.
 */
import type { Kernel } from "../kernel/kernel";
import { numberIn } from "../kernel/sids";
import { BLOCK, type Block, Marks, markOfText, newBlock, trimmed, widened } from "./event-block";
import type { Details } from "./event-details";
import { codeOf, type EventType } from "./event-types";
import { Cursor, type EventRow, LoggedEvent, type TaskRouterEvent, type Things } from "./logged-event";
import {
  type QueueView,
  type Reservation,
  STATUSES,
  type Task,
  type Worker,
  type WorkflowView,
  type Workspace,
} from "./model";

/** What an event is about. */
export type Subject = {
  readonly task?: Task | undefined;
  readonly reservation?: Reservation | undefined;
  readonly worker?: Worker | undefined;
  readonly queue?: QueueView | undefined;
  readonly workflow?: WorkflowView | undefined;
  readonly details?: Details | undefined;
};

export type Listener = (event: TaskRouterEvent, subject: Subject, workspace: Workspace) => void;

/** Whether a listener wants the next event; where nobody does it costs nothing. */
export type Interest = (workspace: Workspace, type: EventType) => boolean;

const ALWAYS: Interest = () => true;

const KEPT = 30 * 24 * 3600 * 1000;
const NONE = -1;

/** What a snapshot keeps of a log. */
export type SavedLog = {
  blocks: Block[];
  /** Blocks dropped from the front. */
  dropped: number;
  things: { [Name in keyof Things]: ReturnType<Things[Name]["save"]> };
};

export class EventLog {
  private blocks: Block[] = [newBlock()];
  private dropped = 0;
  private readonly things: Things = {
    channels: new Marks(),
    queues: new Marks(),
    workflows: new Marks(),
    filters: new Marks(),
    workers: new Marks(),
  };
  private readonly listeners: { listen: Listener; wants: Interest }[] = [];
  private readonly kernel: Kernel;
  private readonly workspace: Workspace;

  constructor(kernel: Kernel, workspace: Workspace) {
    this.kernel = kernel;
    this.workspace = workspace;
  }

  /** Called for each event, at once; whoever reacts does so on the clock, after the answer to the write. */
  listen(listener: Listener, wants: Interest = ALWAYS): void {
    this.listeners.push({ listen: listener, wants });
  }

  /** How many events are kept. */
  get size(): number {
    return (this.blocks.length - 1) * BLOCK + (this.blocks.at(-1)?.length ?? 0);
  }

  /** The events of a while, in order of happening. */
  between(from: number, to: number): TaskRouterEvent[] {
    const found: TaskRouterEvent[] = [];
    for (const block of this.blocks) {
      if (block.length === 0 || (block.at[block.length - 1] ?? 0) < from || (block.at[0] ?? 0) > to) continue;
      for (let row = 0; row < block.length; row++) {
        const at = block.at[row] ?? 0;
        if (at >= from && at <= to) found.push(this.read(block, row));
      }
    }
    return found;
  }

  /** Looks at the events of a while, in order of happening. What `look` is given holds during the call only. */
  visit(from: number, to: number, look: (row: EventRow) => void): void {
    for (const block of this.blocks) {
      if (block.length === 0 || (block.at[block.length - 1] ?? 0) < from || (block.at[0] ?? 0) > to) continue;
      const cursor = new Cursor(block, this.things);
      for (; cursor.row < block.length; cursor.row++) {
        if (cursor.at >= from && cursor.at <= to) look(cursor);
      }
    }
  }

  /** In order of happening. */
  all(): TaskRouterEvent[] {
    return this.between(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  }

  /** The so-manieth of the events that are kept. */
  nth(index: number): TaskRouterEvent | undefined {
    const block = this.blocks[Math.floor(index / BLOCK)];
    const row = index % BLOCK;
    return block && row < block.length ? this.read(block, row) : undefined;
  }

  bySid(sid: string): TaskRouterEvent | undefined {
    const number = numberIn("EV", sid);
    if (number === undefined) return undefined;
    // Events are numbered as they happen, in all workspaces together.
    const block = this.blocks.find(({ length, number: numbers }) => length > 0 && (numbers[length - 1] ?? 0) >= number);
    if (!block) return undefined;
    const row = block.number.subarray(0, block.length).indexOf(number);
    return row < 0 ? undefined : this.read(block, row);
  }

  /** In order of happening. */
  ofTask(taskSid: string): TaskRouterEvent[] {
    const found: TaskRouterEvent[] = [];
    for (let index = this.lastOf(taskSid); index >= this.dropped * BLOCK; ) {
      const block = this.blocks[Math.floor(index / BLOCK) - this.dropped];
      const row = index % BLOCK;
      if (!block) break;
      found.push(this.read(block, row));
      index = block.previous[row] ?? NONE;
    }
    return found.reverse();
  }

  emit(type: EventType, subject: Subject): void {
    const { task, reservation, worker, queue, workflow, details } = subject;
    const block = this.blockToWrite();
    const row = this.open(block, type);
    if (task) this.writeTask(block, row, task);
    if (reservation) writeReservation(block, row, reservation);
    if (worker) block.worker[row] = this.things.workers.of(worker.view);
    if (queue) block.queue[row] = this.things.queues.of(queue);
    if (workflow) block.workflow[row] = this.things.workflows.of(workflow);
    if (details) block.details.set(row, details);
    if (this.isWanted(type)) this.tell(block, row, type, subject);
  }

  /** As `emit`, of a task: the way of what happens most. */
  emitTask(type: EventType, task: Task, details?: Details): void {
    const block = this.blockToWrite();
    const row = this.open(block, type);
    this.writeTask(block, row, task);
    if (details) block.details.set(row, details);
    if (this.isWanted(type)) this.tell(block, row, type, { task, details });
  }

  /** As `emit`, of a reservation with its task and worker: the way of what happens most. */
  emitReservation(type: EventType, reservation: Reservation): void {
    const { task, worker } = reservation;
    const block = this.blockToWrite();
    const row = this.open(block, type);
    this.writeTask(block, row, task);
    writeReservation(block, row, reservation);
    block.worker[row] = this.things.workers.of(worker.view);
    if (this.isWanted(type)) this.tell(block, row, type, { task, reservation, worker });
  }

  private open(block: Block, type: EventType): number {
    const row = block.length++;
    block.number[row] = this.kernel.sids.count("EV");
    block.at[row] = this.kernel.clock.now();
    block.type[row] = codeOf(type);
    return row;
  }

  private isWanted(type: EventType): boolean {
    for (const { wants } of this.listeners) if (wants(this.workspace, type)) return true;
    return false;
  }

  private tell(block: Block, row: number, type: EventType, subject: Subject): void {
    const event = this.read(block, row);
    for (const { listen, wants } of this.listeners) {
      if (wants(this.workspace, type)) listen(event, subject, this.workspace);
    }
  }

  save(): SavedLog {
    const { channels, queues, workflows, filters, workers } = this.things;
    return {
      blocks: this.blocks.map(trimmed),
      dropped: this.dropped,
      things: {
        channels: channels.save(),
        queues: queues.save(),
        workflows: workflows.save(),
        filters: filters.save(),
        workers: workers.save(),
      },
    };
  }

  restore({ blocks, dropped, things }: SavedLog): void {
    this.blocks = blocks.map(widened);
    this.dropped = dropped;
    this.things.channels.restore(things.channels);
    this.things.queues.restore(things.queues);
    this.things.workflows.restore(things.workflows);
    this.things.filters.restore(things.filters);
    this.things.workers.restore(things.workers);
  }

  private writeTask(block: Block, row: number, task: Task): void {
    const { things } = this;
    const blockNumber = this.dropped + this.blocks.length - 1;
    block.task[row] = task.number;
    block.createdAt[row] = task.createdAt;
    block.startedAt[row] = task.virtualStartedAt;
    block.previous[row] = task.lastEvent;
    task.lastEvent = blockNumber * BLOCK + row;
    block.status[row] = STATUSES.indexOf(task.status);
    block.version[row] = task.version;
    block.priority[row] = task.priority;
    block.queueEnteredAt[row] = task.queueEnteredAt;
    block.targetIndex[row] = task.targetIndex;
    block.channel[row] = things.channels.of(task.channel);
    block.queue[row] = things.queues.of(task.queue?.view);
    block.workflow[row] = things.workflows.of(task.workflow?.view);
    block.filter[row] = things.filters.of(task.filter);
    if (task.attributesBlock !== blockNumber) {
      task.attributesBlock = blockNumber;
      task.attributesMark = markOfText(block, task.attributes);
    }
    block.attributes[row] = task.attributesMark;
    if (task.reason !== null) block.reason[row] = markOfText(block, task.reason);
    if (task.routingTarget !== null) block.routingTarget[row] = markOfText(block, task.routingTarget);
  }

  private blockToWrite(): Block {
    const last = this.blocks.at(-1);
    if (last && last.length < BLOCK) return last;
    const oldest = this.kernel.clock.now() - KEPT;
    while (this.blocks[0] && (this.blocks[0].at[BLOCK - 1] ?? 0) < oldest) {
      this.blocks.shift();
      this.dropped++;
    }
    const block = newBlock();
    this.blocks.push(block);
    return block;
  }

  /** Index of a task's last event; of a task that is no more the log itself has to be searched. */
  private lastOf(taskSid: string): number {
    const task = this.workspace.tasks.get(taskSid);
    if (task) return task.lastEvent;
    const number = numberIn("WT", taskSid);
    if (number === undefined) return NONE;
    for (let index = this.blocks.length - 1; index >= 0; index--) {
      const block = this.blocks[index];
      const row = block ? block.task.subarray(0, block.length).lastIndexOf(number) : NONE;
      if (row >= 0) return (this.dropped + index) * BLOCK + row;
    }
    return NONE;
  }

  private read(block: Block, row: number): TaskRouterEvent {
    return new LoggedEvent(this.workspace, this.things, block, row);
  }
}

function writeReservation(block: Block, row: number, { number, version }: Reservation): void {
  block.reservation[row] = number;
  block.reservationVersion[row] = version;
}
