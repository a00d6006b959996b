/**
 * What the account calls: event callbacks, sinks, Studio's Run Function, and what stands for other callers.
 *
 * Signed as Twilio signs (https://www.twilio.com/docs/usage/security#validating-requests) where the caller is Twilio,
 * over the URL without fragment and user. A GET carries its body only to hosts in this process: fetch sends none.
 * Origins that are hosted in this process are called there; all others over HTTP, with two headers that Twilio's own
 * prefix hides from a function: the account's time and the call's name (see redirect.ts).
 */
import { createHash } from "node:crypto";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks";
import type { Call, Clock } from "./clock";
import { CALL_HEADER, TIME_HEADER } from "./headers";

export type WebhookRequest = {
  url: string;
  /** POST unless it is said; with GET a form goes into the query. */
  method?: "GET" | "POST";
  /** Sent as a form; or `json`, sent as it is. */
  form?: Readonly<Record<string, string>>;
  json?: unknown;
  headers?: Readonly<Record<string, string>>;
  /** False for callers other than Twilio. */
  isSigned?: boolean;
  /** Seconds on the account's clock after which the answer is no longer waited for. The callee goes on all the same. */
  timeoutSeconds?: number;
};

export type WebhookResponse = {
  status: number;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** No answer came in time; the status is 0. */
  isTimeout?: boolean;
};

export type HostedRequest = {
  url: URL;
  method: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** Timers of the callee belong to it. */
  call: Call;
};

/** What one is told who is not waited for: where, and the form. */
type Told = Pick<WebhookRequest, "url" | "method"> & { form: Readonly<Record<string, string>> };

const TELL = "webhooks.tell";

const NO_ANSWER: WebhookResponse = { status: 0, headers: {}, body: "", isTimeout: true };

/** Answers requests to one origin, in this process. */
export type Host = (request: HostedRequest) => Promise<WebhookResponse>;

/** Seconds of real time after which a callee over HTTP counts as gone. */
const REAL_TIMEOUT = 15;

export type WebhookOptions = {
  clock: Clock;
  authToken: string;
  /** Seconds a hosted or called function takes, on the account's clock, before its answer arrives. */
  functionSeconds: number;
};

export class Webhooks {
  private readonly hosts = new Map<string, Host>();
  private readonly finders: ((origin: string) => Host | undefined)[] = [];
  private readonly calls = new Map<string, Call>();
  private readonly options: WebhookOptions;
  private count = 0;

  constructor(options: WebhookOptions) {
    this.options = options;
    options.clock.on<Told>(TELL, (told) => void this.send(told).catch(() => undefined));
  }

  /** Serves an origin (`https://floor.example`) in this process. */
  host(origin: string, host: Host): void {
    this.hosts.set(origin, host);
  }

  /** Serves the origins for which `find` knows who does, at each request: deployed functions come and go. */
  hostWhere(find: (origin: string) => Host | undefined): void {
    this.finders.push(find);
  }

  /** Who serves an origin in this process. */
  hostOf(origin: string): Host | undefined {
    const host = this.hosts.get(origin);
    if (host) return host;
    for (const find of this.finders) {
      const found = find(origin);
      if (found) return found;
    }
    return undefined;
  }

  /** A call in flight over HTTP, by its name. */
  call(name: string): Call | undefined {
    return this.calls.get(name);
  }

  /** The name by which a callee in another process can wait for the clock; it means nothing once the call is closed. */
  nameOf(call: Call): string {
    for (const [name, named] of this.calls) if (named === call) return name;
    const name = `call-${++this.count}`;
    this.calls.set(name, call);
    void call.closed().then(() => this.calls.delete(name));
    return name;
  }

  /** Sends a form once, whatever the answer; on the clock, so that the request that caused it is answered first. */
  tell(told: Told): void {
    const { clock } = this.options;
    clock.set(clock.now(), TELL, told);
  }

  /** The answer; status 0 where there was none. The clock stands still meanwhile. */
  send(request: WebhookRequest): Promise<WebhookResponse> {
    const { timeoutSeconds } = request;
    const answer = this.answer(request);
    if (timeoutSeconds === undefined) return answer;
    return new Promise((resolve, reject) => {
      const timer = this.options.clock.after(timeoutSeconds, () => resolve(NO_ANSWER));
      answer.then(resolve, reject).finally(() => timer.cancel());
    });
  }

  private async answer(request: WebhookRequest): Promise<WebhookResponse> {
    const { clock, functionSeconds } = this.options;
    const call = clock.open();
    const answersAt = clock.now() + functionSeconds * 1000;
    try {
      const response = await this.deliver(request, call);
      const early = answersAt - clock.now();
      if (early > 0) await new Promise<void>((resolve) => call.after(early, resolve));
      return response;
    } finally {
      call.close();
    }
  }

  private deliver(request: WebhookRequest, call: Call): Promise<WebhookResponse> {
    const { url, type, body, signed, user } = contentOf(request);
    const headers: Record<string, string> = {
      ...(type === undefined ? {} : { "content-type": type }),
      "user-agent": "TwilioProxy/1.1",
      host: url.host,
      ...(user === ":" ? {} : { authorization: `Basic ${btoa(user)}` }),
      ...request.headers,
    };
    if (request.isSigned !== false) {
      headers["x-twilio-signature"] = getExpectedTwilioSignature(this.options.authToken, url.toString(), signed);
    }
    const hosted: HostedRequest = { url, method: request.method ?? "POST", headers, body, call };
    const host = this.hostOf(url.origin);
    return host ? host(hosted) : this.overHttp(hosted);
  }

  private async overHttp({ url, method, headers, body, call }: HostedRequest): Promise<WebhookResponse> {
    const name = this.nameOf(call);
    try {
      const response = await fetch(url, {
        method,
        headers: { ...headers, [TIME_HEADER]: String(this.options.clock.now()), [CALL_HEADER]: name },
        ...(method === "GET" ? {} : { body }),
        signal: AbortSignal.timeout(REAL_TIMEOUT * 1000),
      });
      return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
    } catch (error) {
      const isTimeout = error instanceof Error && error.name === "TimeoutError";
      const body = error instanceof Error ? String(error.cause ?? error.message) : "";
      return { status: 0, headers: {}, body, ...(isTimeout ? { isTimeout } : {}) };
    }
  }
}

type Content = {
  url: URL;
  type: string | undefined;
  body: string;
  signed: Readonly<Record<string, string>>;
  /** Name and password, with a colon between them. */
  user: string;
};

/** Where a request's content goes, and what of it is signed besides the URL. */
function contentOf({ url: to, method, form, json }: WebhookRequest): Content {
  const url = new URL(to);
  const user = `${url.username}:${url.password}`;
  // Neither travels in a request's URL: overrides are for the sender, and a user goes into a header.
  url.hash = url.username = url.password = "";
  if (method === "GET") {
    for (const [name, value] of Object.entries(form ?? {})) url.searchParams.append(name, value);
    return { url, type: undefined, body: "", signed: {}, user };
  }
  if (form !== undefined) {
    const type = "application/x-www-form-urlencoded; charset=utf-8";
    return { url, type, body: new URLSearchParams(form).toString(), signed: form, user };
  }
  const body = JSON.stringify(json);
  url.searchParams.set("bodySHA256", createHash("sha256").update(body).digest("hex"));
  return { url, type: "application/json", body, signed: {}, user };
}
