/**
 * A Twilio account in a process: `new Account({ seed: 1 })`, `account.client()`, `account.clock.advance(60)`.
 *
 * `client()` is the real `twilio` package; only its transport ends here instead of on the network.
 */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import twilio from "twilio";
import { Conversations } from "./conversations/addresses";
import { type DeliveryOptions, EventDelivery } from "./events/event-delivery";
import { EventStreams } from "./events/event-streams";
import { Clock } from "./kernel/clock";
import type { Kernel } from "./kernel/kernel";
import { type Method, type Parameters, RestError, type RestResponse, Router } from "./kernel/rest";
import { Sids } from "./kernel/sids";
import { Webhooks } from "./kernel/webhooks";
import { Messaging } from "./messaging/messages";
import { Sync } from "./sync/sync";
import { TaskRouter } from "./taskrouter/taskrouter";

export type AccountOptions = {
  seed?: number;
  /** What the clock reads at first. */
  start?: Date;
  accountSid?: string;
  authToken?: string;
  /** Seconds each called function takes on the account's clock. */
  functionSeconds?: number;
  delivery?: DeliveryOptions;
};

/** A request as it reaches the account, from the network or from this process. */
export type AccountRequest = {
  /** The first part of the host name: `taskrouter`, `sync`, `events`, `conversations`, `api`. */
  product: string;
  method: string;
  path: string;
  parameters: Parameters;
  headers: Readonly<Record<string, string>>;
  username: string | undefined;
  password: string | undefined;
  /** Who asks: a function's path, or whoever else. */
  caller: string;
};

const NOBODY = "0".repeat(32);
const DEFAULT_START = new Date("2026-01-05T00:00:00Z");

export class Account {
  readonly accountSid: string;
  readonly authToken: string;
  readonly clock: Clock;
  readonly webhooks: Webhooks;
  readonly taskRouter: TaskRouter;
  readonly sync: Sync;
  readonly eventStreams: EventStreams;
  readonly events: EventDelivery;
  readonly conversations: Conversations;
  readonly messaging: Messaging;
  readonly requests = new RequestCounts();
  private readonly routers = new Map<string, Router>();

  constructor(options: AccountOptions = {}) {
    this.accountSid = options.accountSid ?? `AC${NOBODY}`;
    this.authToken = options.authToken ?? NOBODY;
    this.clock = new Clock(options.start ?? DEFAULT_START);
    const generator = xoroshiro128plus(options.seed ?? 1);
    const kernel: Kernel = {
      clock: this.clock,
      sids: new Sids(),
      accountSid: this.accountSid,
      random: () => uniformFloat64(generator),
    };
    this.webhooks = new Webhooks({
      clock: this.clock,
      authToken: this.authToken,
      functionSeconds: options.functionSeconds ?? 0,
    });
    this.taskRouter = new TaskRouter(kernel);
    this.sync = new Sync(kernel);
    this.eventStreams = new EventStreams(kernel, this.webhooks);
    this.conversations = new Conversations(kernel);
    this.messaging = new Messaging(kernel);
    this.events = new EventDelivery(kernel, this.taskRouter, this.eventStreams, this.webhooks, options.delivery);
    this.serve("taskrouter", this.taskRouter);
    this.serve("sync", this.sync);
    this.serve("events", this.eventStreams);
    this.serve("conversations", this.conversations);
    this.serve("api", this.messaging);
  }

  /** The real `twilio` client, answered by this account. `caller` is asked at each request. */
  client(caller: () => string = () => "client", options: ClientOptions = {}): twilio.Twilio {
    const httpClient = { request: (request: ClientRequest) => this.answer(request, caller()) };
    return twilio(this.accountSid, this.authToken, {
      lazyLoading: true,
      ...options,
      httpClient: httpClient as unknown as NonNullable<ClientOptions["httpClient"]>,
    });
  }

  /** Answers one REST request as Twilio would. */
  handle(request: AccountRequest): RestResponse {
    const router = this.routers.get(request.product);
    if (!this.isAuthentic(request)) return refusal(new RestError(401, 20003, "Authenticate"));
    if (!router) return refusal(new RestError(501, 20501, `the simulated account does not model ${request.product}`));
    const method = request.method.toUpperCase() as Method;
    const { path, parameters, headers } = request;
    const { name, response } = router.run({ method, path, parameters, headers });
    this.requests.count(`${request.product}.${name}`, request.caller);
    return response;
  }

  private isAuthentic({ username, password }: AccountRequest): boolean {
    return username === this.accountSid && password === this.authToken;
  }

  private serve(product: string, { operations }: { operations: ConstructorParameters<typeof Router>[0] }): void {
    this.routers.set(product, new Router(operations));
  }

  private async answer(request: ClientRequest, caller: string) {
    const [, product = "", path = "", query] = CLIENT_URI.exec(request.uri) ?? [];
    const { status, body, headers } = this.handle({
      product,
      method: request.method,
      path,
      parameters: {
        ...(query ? Object.fromEntries(new URLSearchParams(query)) : {}),
        ...onTheWire(request.params),
        ...onTheWire(request.data),
      },
      headers: conditionOf(request.headers),
      username: request.username,
      password: request.password,
      caller,
    });
    // Every answer's body is made for it alone, so it need not be turned into text and back.
    return { statusCode: status, body: body ?? "", headers: headers ?? {} };
  }
}

type ClientOptions = NonNullable<ConstructorParameters<typeof twilio.Twilio>[2]>;

type ClientRequest = {
  method: string;
  uri: string;
  username?: string;
  password?: string;
  headers?: Record<string, string>;
  params?: object;
  data?: object;
};

/** `https://product.twilio.com/path?query`: the package has made it, so that it need not be parsed with care. */
const CLIENT_URI = /^https:\/\/([^./]+)[^/]*([^?]*)(?:\?(.*))?$/;

const refusal = (error: RestError): RestResponse => ({ status: error.status, body: error.toBody() });

/** Of the client's headers only the condition means anything here. */
const conditionOf = (headers: Record<string, string> = {}): Record<string, string> => {
  const ifMatch = headers["If-Match"];
  return ifMatch === undefined ? {} : { "if-match": ifMatch };
};

/** Values as a form or a query would carry them: text, and lists of text; what is undefined is not sent. */
function onTheWire(values: object | undefined): Record<string, unknown> {
  const sent: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values ?? {})) {
    if (value !== undefined) sent[name] = Array.isArray(value) ? value.map(String) : String(value);
  }
  return sent;
}

/** How many requests of each operation came from whom. */
export class RequestCounts {
  private readonly byCaller = new Map<string, Map<string, number>>();

  count(operation: string, caller: string): void {
    const counts = this.byCaller.get(caller) ?? new Map<string, number>();
    counts.set(operation, (counts.get(operation) ?? 0) + 1);
    this.byCaller.set(caller, counts);
  }

  /** Over the callers that pass. */
  summary(passes: (caller: string) => boolean = () => true): { total: number; byOperation: Record<string, number> } {
    const byOperation: Record<string, number> = {};
    let total = 0;
    for (const [caller, counts] of this.byCaller) {
      if (!passes(caller)) continue;
      for (const [operation, count] of counts) {
        byOperation[operation] = (byOperation[operation] ?? 0) + count;
        total += count;
      }
    }
    const sorted = Object.entries(byOperation).sort(([a], [b]) => (a < b ? -1 : 1));
    return { total, byOperation: Object.fromEntries(sorted) };
  }
}
