/** Revisions, dates and expiry, which every Sync object has. https://www.twilio.com/docs/sync/limits */
import { isoSeconds } from "../kernel/kernel";
import { preconditionFailed, RestError, type RestRequest } from "../kernel/rest";

/** Moments are milliseconds since the epoch. */
export type Stored = {
  revision: number;
  createdAt: number;
  updatedAt: number;
  /** Null: never. */
  expiresAt: number | null;
};

/** A `ttl` of 0 is for ever, as none is. */
export const expiryOf = (now: number, ttl: number | undefined): number | null => (ttl ? now + ttl * 1000 : null);

export const isExpired = ({ expiresAt }: Stored, now: number): boolean => expiresAt !== null && expiresAt <= now;

export const newStored = (now: number, ttl: number | undefined): Stored => ({
  revision: 0,
  createdAt: now,
  updatedAt: now,
  expiresAt: expiryOf(now, ttl),
});

export function revise(stored: Stored, now: number): void {
  stored.revision++;
  stored.updatedAt = now;
}

/** A write that does not name a TTL leaves the expiry as it was. */
export function renew(stored: Stored, now: number, ttl: number | undefined): void {
  if (ttl !== undefined) stored.expiresAt = expiryOf(now, ttl);
}

export const etagOf = ({ revision }: Stored): string => `"${revision}"`;

/** If-Match with the ETag of an answer, or the `revision` in its body. */
export function checkIfMatch(request: RestRequest, stored: Stored, mismatchCode: number): void {
  const wanted = request.headers["if-match"];
  if (wanted === undefined) return;
  const revision = /^"?(\d+)"?$/.exec(wanted)?.[1];
  if (revision === undefined) throw new RestError(400, 54003, "Invalid If-Match header");
  if (Number(revision) !== stored.revision) throw preconditionFailed(mismatchCode);
}

/** The properties of a response that every Sync object has. */
export function toStamps(stored: Stored) {
  const created = isoSeconds(stored.createdAt);
  return {
    date_expires: stored.expiresAt === null ? null : isoSeconds(stored.expiresAt),
    date_created: created,
    date_updated: stored.updatedAt === stored.createdAt ? created : isoSeconds(stored.updatedAt),
    created_by: "system",
  };
}
