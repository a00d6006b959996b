/**
 * Points a process at the simulated account, from outside: `node --require redirect.js`, with SIMULATOR_URL set.
 *
 * Requests to *.twilio.com and *.twil.io go there instead, and while a request of the account's is handled, the time is
 * the account's: `Date`, `setTimeout` and `clearTimeout`. A handler that can only go on when the clock does says so (`/_simulator/wait`),
 * so that the account knows to move it. Code that waits for anything but Twilio and timers is not seen to be waiting.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import http, { type ClientRequest, type IncomingMessage, type RequestOptions, type ServerResponse } from "node:http";
import https from "node:https";
import { urlToHttpOptions } from "node:url";
import { CALL_HEADER, CALLER_HEADER, TIME_HEADER } from "./kernel/headers";

/** One call of the account's that is being handled here. */
type Handling = {
  now: number;
  call: string;
  path: string;
  /** Requests to Twilio under way. */
  outbound: number;
  timers: Set<AccountTimer>;
  isAnswered: boolean;
};

const simulator = new URL(process.env["SIMULATOR_URL"] ?? "http://127.0.0.1:4010");
const agent = new http.Agent({ keepAlive: true });
const handlings = new AsyncLocalStorage<Handling>();
const native = { request: https.request, setTimeout, clearTimeout, Date };

class AccountTimer {
  readonly at: number;
  private readonly handling: Handling;
  private readonly run: () => void;

  constructor(handling: Handling, milliseconds: number, run: () => void) {
    this.handling = handling;
    this.at = handling.now + Math.max(0, milliseconds);
    this.run = run;
    handling.timers.add(this);
    considerWaiting(handling);
  }

  fire(): void {
    if (this.handling.timers.delete(this)) this.run();
  }

  cancel(): void {
    this.handling.timers.delete(this);
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }
}

/** After everything that can go on by itself has: waits for the clock where nothing else is left to wait for. */
function considerWaiting(handling: Handling): void {
  setImmediate(() => setImmediate(() => waitIfIdle(handling)));
}

function waitIfIdle(handling: Handling): void {
  const { outbound, timers, isAnswered, call, now } = handling;
  if (isAnswered || outbound > 0 || timers.size === 0) return;
  const first = Math.min(...[...timers].map(({ at }) => at));
  const body = JSON.stringify({ call, milliseconds: first - now });
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  const request = http.request(new URL("/_simulator/wait", simulator), { method: "POST", agent, headers });
  request.on("response", (response: IncomingMessage) => {
    response.resume().on("end", () => {
      handling.now = Math.max(handling.now, first);
      for (const timer of [...timers]) if (timer.at <= handling.now) handlings.run(handling, () => timer.fire());
      considerWaiting(handling);
    });
  });
  request.on("error", () => undefined);
  request.end(body);
}

type RequestArguments = [
  RequestOptions | string | URL,
  (RequestOptions | ((response: IncomingMessage) => void))?,
  ((response: IncomingMessage) => void)?,
];

function optionsOf([first, second]: RequestArguments): RequestOptions {
  const given = typeof first === "string" || first instanceof URL ? urlToHttpOptions(new URL(first)) : first;
  return typeof second === "object" ? { ...given, ...second } : given;
}

function redirected(
  options: RequestOptions,
  onResponse: ((response: IncomingMessage) => void) | undefined,
): ClientRequest {
  const handling = handlings.getStore();
  const host = options.hostname ?? options.host ?? "";
  const request = http.request(
    {
      method: options.method ?? "GET",
      path: options.path ?? "/",
      protocol: "http:",
      hostname: simulator.hostname,
      port: simulator.port,
      agent,
      headers: {
        ...(options.headers as Record<string, string>),
        host,
        ...(options.auth ? { authorization: `Basic ${Buffer.from(options.auth).toString("base64")}` } : {}),
        [CALLER_HEADER]: handling?.path ?? "process",
        ...(handling ? { [CALL_HEADER]: handling.call } : {}),
      },
    },
    onResponse,
  );
  if (handling) {
    handling.outbound++;
    request.once("response", ({ headers }) => {
      // The answer was late on the account's clock.
      const now = Number(headers[TIME_HEADER] ?? 0);
      handling.now = Math.max(handling.now, now);
    });
    request.once("close", () => {
      handling.outbound--;
      considerWaiting(handling);
    });
  }
  return request;
}

https.request = ((...given: RequestArguments) => {
  const options = optionsOf(given);
  const host = options.hostname ?? options.host ?? "";
  if (!/(^|\.)(twilio\.com|twil\.io)$/.test(host))
    return (native.request as (...all: unknown[]) => ClientRequest)(...given);
  const onResponse = given.find((argument) => typeof argument === "function") as
    | ((response: IncomingMessage) => void)
    | undefined;
  return redirected(options, onResponse);
}) as typeof https.request;

globalThis.setTimeout = ((run: (...given: unknown[]) => void, milliseconds = 0, ...given: unknown[]) => {
  const handling = handlings.getStore();
  if (!handling) return native.setTimeout(run, milliseconds, ...given);
  return new AccountTimer(handling, milliseconds, () => run(...given));
}) as unknown as typeof setTimeout;

globalThis.clearTimeout = ((timer: unknown) => {
  if (timer instanceof AccountTimer) timer.cancel();
  else native.clearTimeout(timer as NodeJS.Timeout);
}) as typeof clearTimeout;

globalThis.Date = new Proxy(native.Date, {
  construct(target, given, newTarget) {
    const handling = given.length === 0 ? handlings.getStore() : undefined;
    return Reflect.construct(target, handling ? [handling.now] : given, newTarget) as object;
  },
  get(target, key, receiver) {
    if (key === "now") return () => handlings.getStore()?.now ?? native.Date.now();
    return Reflect.get(target, key, receiver) as unknown;
  },
});

const emit = http.Server.prototype.emit;
http.Server.prototype.emit = function handle(this: http.Server, event: string, ...given: unknown[]): boolean {
  const pass = () => Reflect.apply(emit, this, [event, ...given]) as boolean;
  if (event !== "request") return pass();
  const [request, response] = given as [IncomingMessage, ServerResponse];
  const time = request.headers[TIME_HEADER];
  const call = request.headers[CALL_HEADER];
  if (typeof time !== "string" || typeof call !== "string") return pass();
  const path = (request.url ?? "").replace(/\?.*$/, "");
  const handling: Handling = { now: Number(time), call, path, outbound: 0, timers: new Set(), isAnswered: false };
  response.once("close", () => {
    handling.isAnswered = true;
  });
  return handlings.run(handling, pass);
} as typeof emit;
