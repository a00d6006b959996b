/**
 * `fetch` for a function's modules and packages: origins that are hosted in this process are called there, on the
 * account's clock; all others leave by Node's.
 */
import type { FunctionsAccount } from "./functions-account";
import type { Instance } from "./instance";

/** Milliseconds, longer than any invocation lives. */
const FOREVER = 3_600_000;
const NO_BODY = [101, 204, 205, 304];

/** Rejects when the signal aborts, as `fetch` does. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

export function accountFetch({ webhooks, clock }: FunctionsAccount, instance: Instance): typeof fetch {
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const host = webhooks.hostOf(url.origin);
    if (!host) return fetch(input, init);
    const request = new Request(input, init);
    const { method, signal } = request;
    // The function waits for the receiver, not for the clock: that moves when the receiver waits.
    const waits = instance.current?.call.after(FOREVER, () => undefined);
    const call = clock.open();
    try {
      const headers = { host: url.host, ...Object.fromEntries(request.headers) };
      const answer = host({ url, method, headers, body: await request.text(), call });
      const { status, headers: answered, body } = await Promise.race([answer, aborted(signal)]);
      return new Response(NO_BODY.includes(status) ? null : body, { status, headers: answered });
    } finally {
      call.close();
      waits?.cancel();
      await instance.thawed();
    }
  };
}
