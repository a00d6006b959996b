/**
 * A 429 has not been processed (https://www.twilio.com/docs/api/errors/20429) and may always be tried again; anything
 * else that failed may have taken effect, and is not.
 */
const FIRST_PAUSE = 100;

/** The HTTP status of an error of the `twilio` package; undefined for one of the network. */
export function statusOf(error: unknown): number | undefined {
  const status = typeof error === "object" && error !== null ? (error as { status?: unknown }).status : undefined;
  return typeof status === "number" ? status : undefined;
}

/** Whether a failed call may have taken effect: no answer, or one that the server was at fault. */
export function isOutcomeUnknown(error: unknown): boolean {
  const status = statusOf(error);
  return status === undefined || status >= 500;
}

/** Whether Twilio will refuse the same call again, however often it is made. */
export function isFinalRefusal(error: unknown): boolean {
  const status = statusOf(error);
  return status !== undefined && status >= 400 && status < 500 && status !== 429;
}

/** Calls again after doubling pauses while Twilio says 429 and there is time. `until` is in milliseconds of the epoch. */
export async function patiently<Result>(until: number, call: () => Promise<Result>): Promise<Result> {
  for (let pause = FIRST_PAUSE; ; pause *= 2) {
    try {
      return await call();
    } catch (error) {
      if (statusOf(error) !== 429 || Date.now() + pause > until) throw error;
      await new Promise<void>((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** The result, or undefined where there is no such resource. */
export async function ifFound<Result>(call: Promise<Result>): Promise<Result | undefined> {
  try {
    return await call;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}
