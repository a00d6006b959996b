/** Documented limits of so many requests a second: buckets that fill on the account's clock. */
import type { Clock } from "./clock";

type Bucket = { tokens: number; at: number };

export class RateLimits {
  private buckets = new Map<string, Bucket>();
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  /**
   * Takes one of the bucket's tokens; false where there is none, and the request is to be refused with 429.
   *
   * @param perSecond how fast it fills
   * @param burst how many it holds when full, as it is at first
   */
  take(name: string, perSecond: number, burst = perSecond): boolean {
    const now = this.clock.now();
    const bucket = this.buckets.get(name) ?? { tokens: burst, at: now };
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    bucket.at = now;
    this.buckets.set(name, bucket);
    if (bucket.tokens < 1) return false;
    bucket.tokens--;
    return true;
  }

  /** What is left in a bucket since it was last taken from; undefined for one that never was. */
  remaining(name: string): number | undefined {
    return this.buckets.get(name)?.tokens;
  }

  save(): Map<string, Bucket> {
    return this.buckets;
  }

  restore(saved: Map<string, Bucket>): void {
    this.buckets = saved;
  }
}
