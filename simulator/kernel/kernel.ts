/** What every product of the account shares. */
import type { Clock } from "./clock";
import type { RateLimits } from "./rate-limit";
import type { Sids } from "./sids";
import type { Switches } from "./switches";

export type Kernel = {
  clock: Clock;
  sids: Sids;
  limits: RateLimits;
  /** What the documentation leaves open. */
  switches: Switches;
  accountSid: string;
  /** A number from 0 to 1, from the account's seed. */
  random(): number;
};

/** ISO 8601 as Twilio writes it, to the second. */
export const isoSeconds = (milliseconds: number): string => `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
