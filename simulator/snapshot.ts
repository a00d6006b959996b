/**
 * An account as text. `devalue` keeps Maps, and keeps shared objects shared; what is read back is held against what the
 * account is made of before anything of it is taken over.
 */
import { parse, stringify } from "devalue";
import type { SavedFaults } from "./chaos/faults";
import type { SavedClock } from "./kernel/clock";
import type { RateLimits } from "./kernel/rate-limit";
import type { Sids } from "./kernel/sids";
import type { Switches } from "./kernel/switches";

/** The format; to be raised whenever a room keeps something else. */
const VERSION = 2;

export type Snapshot = {
  clock: SavedClock;
  sids: ReturnType<Sids["save"]>;
  limits: ReturnType<RateLimits["save"]>;
  random: readonly number[];
  faults: SavedFaults;
  switches: Switches;
  /** What each room gave, by its name. */
  rooms: Record<string, unknown>;
};

export const snapshotText = (snapshot: Snapshot): string => stringify({ version: VERSION, ...snapshot });

/**
 * @param rooms the names of those that must be in it
 * @throws Error for a snapshot of another format, or one that lacks a part of the account
 */
export function readSnapshot(text: string, rooms: readonly string[]): Snapshot {
  const snapshot = parse(text) as Snapshot & { version: number };
  if (snapshot.version !== VERSION) throw new Error(`not a snapshot of version ${VERSION}`);
  const missing = rooms.filter((name) => !Object.hasOwn(snapshot.rooms ?? {}, name));
  if (missing.length > 0) throw new Error(`the snapshot lacks ${missing.join(", ")}`);
  return snapshot;
}
