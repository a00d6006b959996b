/**
 * TaskRouter's events, kept for 30 days as the Events API keeps them: https://www.twilio.com/docs/taskrouter/api/event
 *
 * A routed contact makes about ten events, and most are never read. So an event is written down as a row of what was true
 * at its moment, and put into words (event-data.ts) only when somebody reads it. What was true is either a number, or an
 * object that is never changed afterwards; no row holds on to a task or a reservation.
 */
import type { Kernel } from "../kernel/kernel";
import { numberIn, sidOf } from "../kernel/sids";
import { BLOCK, type Block, Marks, markOfText, newBlock, trimmed, widened } from "./event-block";
import { type EventData, eventData, type Happening, resourceOf, streamData, wordsOf } from "./event-data";
import type { Details } from "./event-details";
import { codeOf, type EventType, resourceTypeOf, typeOf } from "./event-types";
import {
  type QueueView,
  type Reservation,
  STATUSES,
  type Task,
  type TaskChannel,
  type Worker,
  type WorkerView,
  type WorkflowView,
  type Workspace,
} from "./model";
import type { WorkflowFilter } from "./workflow-configuration";

/** What an event is about. */
export type Subject = {
  readonly task?: Task | undefined;
  readonly reservation?: Reservation | undefined;
  readonly worker?: Worker | undefined;
  readonly queue?: QueueView | undefined;
  readonly workflow?: WorkflowView | undefined;
  readonly details?: Details | undefined;
};

/** An event as readers and listeners see it. */
export type TaskRouterEvent = {
  readonly sid: string;
  readonly type: EventType;
  readonly description: string;
  readonly resourceType: string;
  readonly resourceSid: string;
  readonly at: number;
  /** As callbacks and the Events API name them, in snake_case; numbers are numbers here. */
  readonly data: EventData;
  /** What Event Streams tells besides. */
  readonly more: EventData;
};

/** What an event is about, not put into words. */
export type EventRow = {
  readonly type: EventType;
  readonly at: number;
  /** Of its task; null where it is of none. */
  readonly channel: TaskChannel | null;
  /** When its task was created. */
  readonly createdAt: number;
  readonly queue: QueueView | null;
  readonly queueEnteredAt: number;
  readonly workflow: WorkflowView | null;
  readonly worker: WorkerView | null;
  readonly details: Details | null;
};

export type Listener = (event: TaskRouterEvent, subject: Subject, workspace: Workspace) => void;

/** Whether a listener wants the next event; where nobody does it costs nothing. */
export type Interest = (workspace: Workspace, type: EventType) => boolean;

const ALWAYS: Interest = () => true;

const KEPT = 30 * 24 * 3600 * 1000;
const NONE = -1;

/** What rows name by marks. */
type Things = {
  channels: Marks<TaskChannel>;
  queues: Marks<QueueView>;
  workflows: Marks<WorkflowView>;
  filters: Marks<WorkflowFilter>;
  workers: Marks<WorkerView>;
};

/** Reads the row it stands on, without making anything. */
class Cursor implements EventRow {
  row = 0;
  private readonly block: Block;
  private readonly things: Things;

  constructor(block: Block, things: Things) {
    this.block = block;
    this.things = things;
  }

  get type(): EventType {
    return typeOf(this.block.type[this.row] ?? 0);
  }

  get at(): number {
    return this.block.at[this.row] ?? 0;
  }

  get channel(): TaskChannel | null {
    return this.things.channels.at(this.block.channel[this.row]) ?? null;
  }

  get createdAt(): number {
    return this.block.createdAt[this.row] ?? 0;
  }

  get queue(): QueueView | null {
    return this.things.queues.at(this.block.queue[this.row]) ?? null;
  }

  get queueEnteredAt(): number {
    return this.block.queueEnteredAt[this.row] ?? 0;
  }

  get workflow(): WorkflowView | null {
    return this.things.workflows.at(this.block.workflow[this.row]) ?? null;
  }

  get worker(): WorkerView | null {
    return this.things.workers.at(this.block.worker[this.row]) ?? null;
  }

  get details(): Details | null {
    return this.block.details.get(this.row) ?? null;
  }
}

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

/** A row, put into words when it is asked. */
class LoggedEvent implements TaskRouterEvent {
  private readonly workspace: Workspace;
  private readonly things: Things;
  private readonly block: Block;
  private readonly row: number;

  constructor(workspace: Workspace, things: Things, block: Block, row: number) {
    this.workspace = workspace;
    this.things = things;
    this.block = block;
    this.row = row;
  }

  get sid(): string {
    return sidOf("EV", this.block.number[this.row] ?? 0);
  }

  get type(): EventType {
    return typeOf(this.block.type[this.row] ?? 0);
  }

  get at(): number {
    return this.block.at[this.row] ?? 0;
  }

  get resourceType(): string {
    return resourceTypeOf(this.type);
  }

  get resourceSid(): string {
    return resourceOf(this.happening());
  }

  get description(): string {
    return wordsOf(this.happening());
  }

  get data(): EventData {
    return eventData(this.happening());
  }

  get more(): EventData {
    return streamData(this.happening());
  }

  private happening(): Happening {
    const { block, row, things } = this;
    return {
      type: this.type,
      at: this.at,
      workspace: this.workspace,
      task: this.task(),
      queue: things.queues.at(block.queue[row]),
      workflow: things.workflows.at(block.workflow[row]),
      reservationSid: block.reservation[row] ? sidOf("WR", block.reservation[row]) : undefined,
      reservationVersion: block.reservationVersion[row] ?? 0,
      worker: things.workers.at(block.worker[row]),
      details: block.details.get(row) ?? {},
    };
  }

  private text(marks: Uint32Array): string | null {
    const mark = marks[this.row];
    return mark ? (this.block.texts[mark - 1] ?? null) : null;
  }

  private task(): Happening["task"] {
    const { block, row, things } = this;
    const number = block.task[row];
    const channel = things.channels.at(block.channel[row]);
    if (!number || !channel) return undefined;
    const filter = things.filters.at(block.filter[row]);
    return {
      sid: sidOf("WT", number),
      attributes: this.text(block.attributes) ?? "{}",
      startedAt: block.startedAt[row] ?? 0,
      createdAt: block.createdAt[row] ?? 0,
      channel,
      routingTarget: this.text(block.routingTarget),
      priority: block.priority[row] ?? 0,
      version: block.version[row] ?? 0,
      status: STATUSES[block.status[row] ?? 0] ?? "pending",
      reason: this.text(block.reason),
      queueEnteredAt: block.queueEnteredAt[row] ?? 0,
      filter,
      target: filter?.targets[block.targetIndex[row] ?? NONE],
    };
  }
}
