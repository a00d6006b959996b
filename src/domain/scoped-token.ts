/**
 * Tokens for machines: a scheduler, a QA system, a metrics collector. A token says itself what it opens and until when,
 * so that one that cannot be good enough is refused without a look-up. What is stored of it is a hash.
 *
 * Form: `fw.<id>.<expiry>.<scopes>.<secret>`; id and secret in hexadecimal, expiry in seconds of the epoch, scopes
 * joined by `+`. All of it may stand behind `Authorization: Bearer` (RFC 6750, section 2.1).
 */

/** What a token can open, and what that is for. */
export const SCOPES = {
  tick: "start the tick",
  reconcile: "compare the ledger with the Events API and repair it",
  "read-contact-records": "read the feed of ended contacts",
  "capture-disposition": "say how a contact ended",
  "run-quality": "start a round of quality: sample contacts and send what waits in the outbox",
  "write-scorecards": "hand in scorecards",
  "read-coaching": "read calibration and coaching assignments",
  "read-metrics": "read the queues' figures",
  "propose-capacity": "ask what a change of a worker's capacity would do",
  "change-capacity": "change a worker's capacity",
} as const;

export type Scope = keyof typeof SCOPES;

export const isScope = (text: string): text is Scope => Object.hasOwn(SCOPES, text);

export type ScopedToken = {
  /** Under which its hash is stored. */
  id: string;
  expiresAt: Date;
  scopes: readonly Scope[];
};

/** What is stored of a token, under its id. */
export type StoredToken = {
  /** SHA-256 of the whole token, in hexadecimal. */
  hash: string;
  /** What the people who made it call it. */
  name: string;
  scopes: readonly Scope[];
  /** ISO 8601. */
  createdAt: string;
  /** ISO 8601. */
  expiresAt: string;
};

export const tokenText = ({ id, expiresAt, scopes }: ScopedToken, secret: string): string =>
  ["fw", id, Math.floor(expiresAt.getTime() / 1000), scopes.join("+"), secret].join(".");

/** Longer than any token with every scope. */
const LONGEST = 600;
const FORM = /^fw\.([0-9a-f]{16})\.(\d{1,11})\.([a-z+-]+)\.[0-9a-f]{64}$/;

/** What a token says of itself; undefined where it is none. Whether it is true, only its hash can tell. */
export function scopedTokenOf(text: string): ScopedToken | undefined {
  if (text.length > LONGEST) return undefined;
  const [, id = "", expiry, names = ""] = FORM.exec(text) ?? [];
  const scopes = names.split("+");
  if (expiry === undefined || !scopes.every(isScope)) return undefined;
  return { id, expiresAt: new Date(Number(expiry) * 1000), scopes };
}

/** Why a token cannot be good enough, whatever is stored: it is over, or opens none of these. */
export function shortcomingOf(
  { expiresAt, scopes }: ScopedToken,
  anyOf: readonly Scope[],
  now: Date,
): "expired" | "other-scope" | undefined {
  if (expiresAt <= now) return "expired";
  return anyOf.some((scope) => scopes.includes(scope)) ? undefined : "other-scope";
}
