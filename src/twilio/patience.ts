/**
 * A 429 has not been processed (https://www.twilio.com/docs/api/errors/20429) and may always be tried again. Anything
 * else that failed may have taken effect: only what does no harm when it is done twice is tried again then.
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

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

async function repeated<Result>(
  until: number,
  call: () => Promise<Result>,
  mayRepeat: (error: unknown) => boolean,
): Promise<Result> {
  for (let wait = FIRST_PAUSE; ; wait *= 2) {
    try {
      return await call();
    } catch (error) {
      if (!mayRepeat(error) || Date.now() + wait > until) throw error;
      await pause(wait);
    }
  }
}

/** Calls again after doubling pauses while Twilio says 429 and there is time. `until` is in milliseconds of the epoch. */
export const patiently = <Result>(until: number, call: () => Promise<Result>): Promise<Result> =>
  repeated(until, call, (error) => statusOf(error) === 429);

/** The same for reads, and for what does no harm when it is done twice: also where the call failed and may have worked. */
export const insistently = <Result>(until: number, call: () => Promise<Result>): Promise<Result> =>
  repeated(until, call, (error) => !isFinalRefusal(error));

/** The result, or undefined where there is no such resource. */
export async function ifFound<Result>(call: Promise<Result>): Promise<Result | undefined> {
  try {
    return await call;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}
