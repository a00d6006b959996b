/**
 * TaskRouter's events, kept for 30 days as the Events API keeps them: https://www.twilio.com/docs/taskrouter/api/event
 *
 * A routed contact makes about ten events, and most are never read. So an event is written down as a row of what was true
 * at its moment, and put into words (event-data.ts) only when somebody reads it. What was true is either a number, or an
 * object that is never changed afterwards; no row holds on to a task or a reservation.
 */
import type { Kernel } from "../kernel/kernel";
import { numberIn, sidOf } from "../kernel/sids";
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

/** Rows in one block; blocks that are too old are dropped as a whole. */
const BLOCK = 32_768;
const KEPT = 30 * 24 * 3600 * 1000;
const NONE = -1;

/** The rows of some events, by column. */
type Block = {
  length: number;
  /** Of the EV SID. */
  number: Float64Array;
  at: Float64Array;
  type: Uint8Array;
  /** Index of the task's event before this one. */
  previous: Float64Array;
  status: Uint8Array;
  version: Uint32Array;
  priority: Int32Array;
  queueEnteredAt: Float64Array;
  targetIndex: Int16Array;
  /** Of the task's SID; 0 for none. */
  task: Float64Array;
  createdAt: Float64Array;
  startedAt: Float64Array;
  /** Of the reservation's SID; 0 for none. */
  reservation: Float64Array;
  reservationVersion: Uint16Array;
  channel: (TaskChannel | null)[];
  routingTarget: (string | null)[];
  attributes: (string | null)[];
  reason: (string | null)[];
  queue: (QueueView | null)[];
  workflow: (WorkflowView | null)[];
  filter: (WorkflowFilter | null)[];
  worker: (WorkerView | null)[];
  details: (Details | null)[];
};

const column = () => new Array<null>(BLOCK).fill(null);

const newBlock = (): Block => ({
  length: 0,
  number: new Float64Array(BLOCK),
  at: new Float64Array(BLOCK),
  type: new Uint8Array(BLOCK),
  previous: new Float64Array(BLOCK),
  status: new Uint8Array(BLOCK),
  version: new Uint32Array(BLOCK),
  priority: new Int32Array(BLOCK),
  queueEnteredAt: new Float64Array(BLOCK),
  targetIndex: new Int16Array(BLOCK),
  task: new Float64Array(BLOCK),
  createdAt: new Float64Array(BLOCK),
  startedAt: new Float64Array(BLOCK),
  reservation: new Float64Array(BLOCK),
  reservationVersion: new Uint16Array(BLOCK),
  channel: column(),
  routingTarget: column(),
  attributes: column(),
  reason: column(),
  queue: column(),
  workflow: column(),
  filter: column(),
  worker: column(),
  details: column(),
});

/** Reads the row it stands on, without making anything. */
class Cursor implements EventRow {
  row = 0;
  private readonly block: Block;

  constructor(block: Block) {
    this.block = block;
  }

  get type(): EventType {
    return typeOf(this.block.type[this.row] ?? 0);
  }

  get at(): number {
    return this.block.at[this.row] ?? 0;
  }

  get channel(): TaskChannel | null {
    return this.block.channel[this.row] ?? null;
  }

  get createdAt(): number {
    return this.block.createdAt[this.row] ?? 0;
  }

  get queue(): QueueView | null {
    return this.block.queue[this.row] ?? null;
  }

  get queueEnteredAt(): number {
    return this.block.queueEnteredAt[this.row] ?? 0;
  }

  get workflow(): WorkflowView | null {
    return this.block.workflow[this.row] ?? null;
  }

  get worker(): WorkerView | null {
    return this.block.worker[this.row] ?? null;
  }

  get details(): Details | null {
    return this.block.details[this.row] ?? null;
  }
}

/** A block without its empty rows. */
const trimmed = ({ length, ...columns }: Block): Block => ({
  length,
  ...(Object.fromEntries(
    Object.entries(columns).map(([name, values]) => [name, values.slice(0, length)]),
  ) as typeof columns),
});

/** A block with room for more rows. */
function widened({ length, ...columns }: Block): Block {
  const block = newBlock();
  for (const [name, values] of Object.entries(columns)) {
    const column = block[name as keyof typeof columns];
    if (Array.isArray(column)) column.splice(0, length, ...(values as never[]));
    else column.set(values as Float64Array);
  }
  return Object.assign(block, { length });
}

/** What a snapshot keeps of a log. */
export type SavedLog = { blocks: Block[] /** Blocks dropped from the front. */; dropped: number };

export class EventLog {
  private blocks: Block[] = [newBlock()];
  private dropped = 0;
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
      const cursor = new Cursor(block);
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
    const { task, reservation, worker } = subject;
    const block = this.blockToWrite();
    const row = block.length++;
    block.number[row] = this.kernel.sids.count("EV");
    block.at[row] = this.kernel.clock.now();
    block.type[row] = codeOf(type);
    if (task) this.writeTask(block, row, task);
    if (reservation) {
      block.reservation[row] = reservation.number;
      block.reservationVersion[row] = reservation.version;
    }
    if (worker) block.worker[row] = worker.view;
    if (subject.queue) block.queue[row] = subject.queue;
    if (subject.workflow) block.workflow[row] = subject.workflow;
    if (subject.details) block.details[row] = subject.details;
    for (const { listen, wants } of this.listeners) {
      if (wants(this.workspace, type)) listen(this.read(block, row), subject, this.workspace);
    }
  }

  save(): SavedLog {
    return { blocks: this.blocks.map(trimmed), dropped: this.dropped };
  }

  restore({ blocks, dropped }: SavedLog): void {
    this.blocks = blocks.map(widened);
    this.dropped = dropped;
  }

  private writeTask(block: Block, row: number, task: Task): void {
    block.task[row] = task.number;
    block.createdAt[row] = task.createdAt;
    block.startedAt[row] = task.virtualStartedAt;
    block.channel[row] = task.channel;
    block.routingTarget[row] = task.routingTarget;
    block.previous[row] = task.lastEvent;
    task.lastEvent = (this.dropped + this.blocks.length - 1) * BLOCK + row;
    block.attributes[row] = task.attributes;
    block.reason[row] = task.reason;
    block.status[row] = STATUSES.indexOf(task.status);
    block.version[row] = task.version;
    block.priority[row] = task.priority;
    block.queue[row] = task.queue?.view ?? null;
    block.queueEnteredAt[row] = task.queueEnteredAt;
    block.workflow[row] = task.workflow?.view ?? null;
    block.filter[row] = task.filter;
    block.targetIndex[row] = task.targetIndex;
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
    return new LoggedEvent(this.workspace, block, row);
  }
}

/** A row, put into words when it is asked. */
class LoggedEvent implements TaskRouterEvent {
  private readonly workspace: Workspace;
  private readonly block: Block;
  private readonly row: number;

  constructor(workspace: Workspace, block: Block, row: number) {
    this.workspace = workspace;
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
    const { block, row } = this;
    return {
      type: this.type,
      at: this.at,
      workspace: this.workspace,
      task: this.task(),
      queue: block.queue[row] ?? undefined,
      workflow: block.workflow[row] ?? undefined,
      reservationSid: block.reservation[row] ? sidOf("WR", block.reservation[row]) : undefined,
      reservationVersion: block.reservationVersion[row] ?? 0,
      worker: block.worker[row] ?? undefined,
      details: block.details[row] ?? {},
    };
  }

  private task(): Happening["task"] {
    const { block, row } = this;
    const number = block.task[row];
    const channel = block.channel[row];
    if (!number || !channel) return undefined;
    const filter = block.filter[row] ?? undefined;
    return {
      sid: sidOf("WT", number),
      attributes: block.attributes[row] ?? "{}",
      startedAt: block.startedAt[row] ?? 0,
      createdAt: block.createdAt[row] ?? 0,
      channel,
      routingTarget: block.routingTarget[row] ?? null,
      priority: block.priority[row] ?? 0,
      version: block.version[row] ?? 0,
      status: STATUSES[block.status[row] ?? 0] ?? "pending",
      reason: block.reason[row] ?? null,
      queueEnteredAt: block.queueEnteredAt[row] ?? 0,
      filter,
      target: filter?.targets[block.targetIndex[row] ?? NONE],
    };
  }
}
