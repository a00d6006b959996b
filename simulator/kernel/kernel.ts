/** What every product of the account shares. */
import type { Clock } from "./clock";
import type { RateLimits } from "./rate-limit";
import type { Sids } from "./sids";
import type { Switches } from "./switches";

export type Kernel = {
  clock: Clock;
  sids: Sids;
  limits: RateLimits;
  accountSid: string;
  /** What documentation leaves open; read when it matters, for it can change. */
  switches: Switches;
  /** A number from 0 to 1, from the account's seed. */
  random(): number;
};

/** Moments that have been written out lately: a list says the same few again and again. */
const written = new Map<number, string>();
const KEPT = 5000;

/** ISO 8601 as Twilio writes it, to the second. */
export function isoSeconds(milliseconds: number): string {
  const known = written.get(milliseconds);
  if (known !== undefined) return known;
  const text = `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
  if (written.size >= KEPT) written.clear();
  written.set(milliseconds, text);
  return text;
}
