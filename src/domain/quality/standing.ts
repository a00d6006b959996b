/** What is known of a worker from one round to the next: enough to see who is new and whose week is full. */
import type { WorkerSid } from "../sid";

export type Standing = {
  /** Answered contacts so far. */
  seen: number;
  /** When the first of them came in. */
  firstSeenAt: Date;
  /** The week of the latest of them, counted from the first Monday of 1970. */
  week: number;
  /** Contacts of that week that have been sampled. */
  sampled: number;
};

/** Workers by SID. */
export type Standings = ReadonlyMap<WorkerSid, Standing>;

const SECOND = 1000;
const DAY = 86_400 * SECOND;
/** 1970 began on a Thursday. */
const FIRST_MONDAY = 4 * DAY;

/** The week of a moment: weeks begin on Monday, in UTC. */
export const weekOf = (at: Date): number => Math.floor((at.getTime() - FIRST_MONDAY) / (7 * DAY));

/** Whole days since Monday: 0 to 6. */
export const dayOfWeek = (at: Date): number => Math.floor((at.getTime() - FIRST_MONDAY) / DAY) - 7 * weekOf(at);

/** As it is when a contact comes in: a new week begins with nothing sampled. */
export function standingAt(known: Standing | undefined, at: Date): Standing {
  const week = weekOf(at);
  if (!known) return { seen: 0, firstSeenAt: at, week, sampled: 0 };
  return known.week === week ? known : { ...known, week, sampled: 0 };
}

/** Shelves are Sync items of 16 KiB, so a floor's workers need several; who is on which does not change. */
export const SHELVES = 32;
/** Each takes about 65 bytes. */
const MOST_ON_A_SHELF = 230;

export function shelfOf(worker: WorkerSid): number {
  const hash = Number.parseInt(worker.slice(-4), 16);
  return Number.isNaN(hash) ? 0 : hash % SHELVES;
}

/** A standing as it is written: seen, first seen (seconds of the epoch), week, sampled. */
type Written = readonly [seen: number, firstSeenAt: number, week: number, sampled: number];
export type WrittenShelf = Readonly<Record<string, Written>>;

/** Where a shelf is full, those who have had no contact for longest are forgotten: they count as new if they return. */
export function writtenShelf(standings: Standings): WrittenShelf {
  const latest = [...standings].sort(([, a], [, b]) => b.week - a.week || b.seen - a.seen).slice(0, MOST_ON_A_SHELF);
  return Object.fromEntries(
    latest.map(([sid, { seen, firstSeenAt, week, sampled }]) => [
      sid,
      [seen, Math.floor(firstSeenAt.getTime() / SECOND), week, sampled] as const,
    ]),
  );
}

export function readShelf(written: WrittenShelf): Standings {
  return new Map(
    Object.entries(written).map(([sid, [seen, firstSeenAt, week, sampled]]) => [
      sid as WorkerSid,
      { seen, firstSeenAt: new Date(firstSeenAt * SECOND), week, sampled },
    ]),
  );
}
