/** Rows of the event log, read: as they are, or put into words. */
import { sidOf } from "../kernel/sids";
import type { Block, Marks } from "./event-block";
import { type EventData, eventData, type Happening, resourceOf, streamData, wordsOf } from "./event-data";
import type { Details } from "./event-details";
import { type EventType, resourceTypeOf, typeOf } from "./event-types";
import {
  type QueueView,
  STATUSES,
  type TaskChannel,
  type WorkerView,
  type WorkflowView,
  type Workspace,
} from "./model";
import type { WorkflowFilter } from "./workflow-configuration";

const NONE = -1;

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

/** What rows name by marks. */
export type Things = {
  channels: Marks<TaskChannel>;
  queues: Marks<QueueView>;
  workflows: Marks<WorkflowView>;
  filters: Marks<WorkflowFilter>;
  workers: Marks<WorkerView>;
};

/** Reads the row it stands on, without making anything. */
export class Cursor implements EventRow {
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

/** A row, put into words when it is asked. */
export class LoggedEvent implements TaskRouterEvent {
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
