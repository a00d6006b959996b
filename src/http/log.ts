/** One line of JSON for each decision and each failure; never an attribute, an address or a secret. */
import { statusOf } from "../twilio/patience";
import { BadRequestError, ForbiddenError, UnauthorizedError, UnsupportedMediaTypeError } from "./errors";

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
  const { name = "unknown", message = "" } = (error ?? {}) as { name?: string; message?: string };
  const status = statusOf(error);
  // A message of Twilio's may quote what was sent, such as a phone number; its status and code may not.
  const code = (error as { code?: unknown } | null)?.code;
  const detail = status === undefined ? { message } : { status, code };
  console.error(JSON.stringify({ door, because: "failed", error: name, ...detail }));
}
