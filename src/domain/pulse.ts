/** What the tick knows from one time to the next, and what it writes down about its decisions. */
import type { CapacityReason, CapacityState } from "./capacity";
import type { Incomplete } from "./completion";
import { BEGINNING, type FeedCursor } from "./feed-cursor";
import type { QueueFigures } from "./queue-figures";
import type { WorkerSid } from "./sid";

/** What a tick has promised to do: done twice it does no harm. */
export type Promised =
  | { type: "setChannelCapacity"; workerSid: WorkerSid; channel: string; capacity: number }
  | { type: "sendAlert"; id: string; text: string };

/** One document for all of the floor; whoever writes it first does the tick. */
export type Pulse = {
  /** ISO 8601; null before the first tick. */
  tickedAt: string | null;
  /** How far the feed has been counted. */
  feed: FeedCursor;
  /** How far its contacts have been remembered under their customers: never further than they have been counted. */
  remembered: FeedCursor;
  /** Contacts that have ended and are not counted yet: their records are not complete. */
  incomplete: readonly Incomplete[];
  /** The day the figures are of, YYYY-MM-DD in UTC. */
  day: string | null;
  queues: Record<string, QueueFigures>;
  /** Queues whose longest wait is past its limit, since when (ISO 8601). */
  alerts: Record<string, string>;
  capacity: CapacityState;
  /** Why capacity was changed or left last time; null before the first tick. */
  capacityBecause: CapacityReason | null;
  /** Committed with this pulse and not known to be done. */
  promised: Promised[];
};

export const firstPulse = (): Pulse => ({
  tickedAt: null,
  feed: BEGINNING,
  remembered: BEGINNING,
  incomplete: [],
  day: null,
  queues: {},
  alerts: {},
  capacity: { raised: null, calmSince: null },
  capacityBecause: null,
  promised: [],
});

/** One thing that was decided, and why. */
export type JournalLine = { because: string; [detail: string]: string | number | boolean };

export type JournalEntry = {
  /** ISO 8601: one entry a tick, one for each worker who is adjusted, one a run of reconcile. */
  at: string;
  lines: readonly JournalLine[];
};
