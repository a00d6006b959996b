/**
 * How often an object may be read and written: https://www.twilio.com/docs/sync/limits
 *
 * A map or a list is one object with all its items. Each limit is a bucket that holds ten seconds' worth (the documented
 * burst window) and fills evenly; a request that is refused for another reason has taken its place. The page of 54009
 * (https://www.twilio.com/docs/api/errors/54009) limits the creation of objects too, without saying where it is counted:
 * here it is over all objects of a service.
 */
import type { Kernel } from "../kernel/kernel";
import { RestError } from "../kernel/rest";

const BURST_SECONDS = 10;

/** Requests a second. */
const LIMITS = { creation: 20, read: 20, write: 20, message: 30, permission: 80 } as const;

export class Rates {
  private readonly limits: Kernel["limits"];

  constructor({ limits }: Kernel) {
    this.limits = limits;
  }

  /** @throws RestError 54009 where the object has been asked too often */
  take(what: keyof typeof LIMITS, { sid }: { sid: string }): void {
    const perSecond = LIMITS[what];
    if (!this.limits.take(`sync.${what}:${sid}`, perSecond, perSecond * BURST_SECONDS)) {
      throw new RestError(429, 54009, "Rate limit exceeded");
    }
  }
}
