/**
 * Where events are kept: in blocks of rows, by column, in arrays of numbers. What is not a number is kept once and named
 * by a number: a row that is never read costs little, and nothing that the collector of garbage has to look at.
 */
import type { Details } from "./event-details";

/** Rows in one block; blocks that are too old are dropped as a whole. */
export const BLOCK = 32_768;

const COLUMNS = {
  /** Of the EV SID. */
  number: Float64Array,
  /** Milliseconds since the epoch. */
  at: Float64Array,
  /** The type's code. */
  type: Uint8Array,
  /** Index of the task's event before this one. */
  previous: Float64Array,
  /** Of the task's SID; 0 for none. */
  task: Float64Array,
  createdAt: Float64Array,
  startedAt: Float64Array,
  status: Uint8Array,
  version: Uint32Array,
  priority: Int32Array,
  queueEnteredAt: Float64Array,
  targetIndex: Int16Array,
  /** Marks of what the log keeps once; 0 for none. */
  channel: Uint32Array,
  queue: Uint32Array,
  workflow: Uint32Array,
  filter: Uint32Array,
  worker: Uint32Array,
  /** Marks of the block's texts; 0 for none. */
  attributes: Uint32Array,
  reason: Uint32Array,
  routingTarget: Uint32Array,
  /** Of the reservation's SID; 0 for none. */
  reservation: Float64Array,
  reservationVersion: Uint32Array,
} as const;

type Columns = { -readonly [Name in keyof typeof COLUMNS]: InstanceType<(typeof COLUMNS)[Name]> };

export type Block = Columns & {
  length: number;
  texts: string[];
  /** By row. */
  details: Map<number, Details>;
};

const names = Object.keys(COLUMNS) as (keyof Columns)[];

const columnsBy = (make: (name: keyof Columns) => ArrayLike<number>): Columns =>
  Object.fromEntries(names.map((name) => [name, make(name)])) as unknown as Columns;

export const newBlock = (): Block => ({
  length: 0,
  texts: [],
  details: new Map(),
  ...columnsBy((name) => new COLUMNS[name](BLOCK)),
});

/** Keeps a text; its mark. */
export function markOfText(block: Block, text: string): number {
  return block.texts.push(text);
}

/** A block without its empty rows, for a snapshot. */
export const trimmed = (block: Block): Block => ({
  ...block,
  ...columnsBy((name) => block[name].slice(0, block.length)),
});

/** A block with room for more rows. */
export function widened(saved: Block): Block {
  const block = newBlock();
  for (const name of names) block[name].set(saved[name]);
  const { length, texts, details } = saved;
  return Object.assign(block, { length, texts, details });
}

/** Things that are kept once: each gets a mark, from 1 up. */
export class Marks<Thing extends object> {
  private things: Thing[] = [];
  private marks = new Map<Thing, number>();
  private last: Thing | undefined;
  private lastMark = 0;

  /** 0 for nothing. */
  of(thing: Thing | null | undefined): number {
    if (!thing) return 0;
    if (thing === this.last) return this.lastMark;
    let mark = this.marks.get(thing);
    if (mark === undefined) {
      mark = this.things.push(thing);
      this.marks.set(thing, mark);
    }
    this.last = thing;
    this.lastMark = mark;
    return mark;
  }

  at(mark: number | undefined): Thing | undefined {
    return mark ? this.things[mark - 1] : undefined;
  }

  save(): Thing[] {
    return this.things;
  }

  restore(things: Thing[]): void {
    this.things = things;
    this.marks = new Map(things.map((thing, index) => [thing, index + 1]));
    this.last = undefined;
  }
}
