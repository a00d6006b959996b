/** One line of JSON for each decision and each failure; never an attribute, an address or a secret. */

import { ConfigError } from "../config";
import { statusOf } from "../twilio/patience";
import { BadRequestError, ForbiddenError, NotYetError, UnauthorizedError, UnsupportedMediaTypeError } from "./errors";

/** What callers are refused for; no failure of ours, and no alert. */
const REFUSALS = [UnauthorizedError, ForbiddenError, UnsupportedMediaTypeError];

export function logDecision(door: string, because: string, effects: readonly { type: string }[]): void {
  console.log(JSON.stringify({ door, because, effects: effects.map(({ type }) => type) }));
}

/** A caller's mistake is told by its fields only: the values are the caller's. */
export function logFailure(door: string, error: unknown): void {
  if (error instanceof BadRequestError) {
    console.log(JSON.stringify({ door, because: "bad-request", problems: error.problems.length }));
    return;
  }
  if (REFUSALS.some((refusal) => error instanceof refusal)) {
    console.log(JSON.stringify({ door, because: "refused", error: (error as Error).name }));
    return;
  }
  // By its shape, not its class: an error may come from another realm.
  const given = (error ?? {}) as { name?: string; message?: string; code?: unknown; stack?: string };
  const { name = "unknown", code } = given;
  const detail = isOurs(error)
    ? { message: error.message }
    : { status: statusOf(error), code: plain(code), at: placeIn(given) };
  console.error(JSON.stringify({ door, because: "failed", error: name, ...detail }));
}

/** Their messages are written here. Those of Twilio, of Node and of packages may quote what was sent or read. */
const OURS = [ConfigError, NotYetError];

const isOurs = (error: unknown): error is Error => OURS.some((kind) => error instanceof kind);

/** A number of Twilio's, or a word such as `ECONNRESET`. */
const plain = (code: unknown) => (/^\w{1,40}$/.test(String(code ?? "")) ? code : undefined);

/** Where it was thrown: the message, which stands before it, is left out. */
function placeIn({ stack = "", message = "" }: { stack?: string; message?: string }): string | undefined {
  const frames = String(stack).split(String(message)).at(-1) ?? "";
  return /\n {4}at ([^\n]*)/.exec(frames)?.[1];
}
