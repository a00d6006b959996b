/**
 * A Twilio account in a process: `new Account({ seed: 1 })`, `account.client()`, `account.clock.advance(60)`.
 *
 * `client()` is the real `twilio` package; only its transport ends here instead of on the network.
 */
import { parse, stringify } from "devalue";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus, xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import twilio from "twilio";
import { Conversations } from "./conversations/conversations";
import { type DeliveryOptions, EventDelivery } from "./events/event-delivery";
import { EventStreams } from "./events/event-streams";
import { Flex } from "./flex/flex";
import { FlexTokens } from "./flex/flex-tokens";
import { tasksDoorOf } from "./flex/tasks-door";
import { Clock, type SavedClock } from "./kernel/clock";
import type { Kernel } from "./kernel/kernel";
import { RateLimits } from "./kernel/rate-limit";
import { type Method, type Parameters, RestError, type RestResponse, Router } from "./kernel/rest";
import type { Room } from "./kernel/room";
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
  /** The first part of the host name: `taskrouter`, `sync`, `events`, `conversations`, `flex-api`, `api`. */
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

/** An answer the account has given, for whoever watches. */
export type Answer = {
  /** By product and OpenAPI operationId, as `taskrouter.CreateTask`. */
  operation: string;
  request: AccountRequest;
  response: RestResponse;
};

/** The format of snapshots. */
const SNAPSHOT_VERSION = 1;

type Snapshot = {
  version: number;
  clock: SavedClock;
  sids: Map<string, number>;
  limits: ReturnType<RateLimits["save"]>;
  random: readonly number[];
  rooms: Record<string, unknown>;
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
  readonly flex: Flex;
  readonly flexTokens: FlexTokens;
  readonly messaging: Messaging;
  readonly requests = new RequestCounts();
  private readonly routers = new Map<string, Router>();
  private readonly rooms = new Map<string, Room>();
  private readonly kernel: Kernel;
  private readonly watchers: ((answer: Answer) => void)[] = [];
  private generator: RandomGenerator;

  constructor(options: AccountOptions = {}) {
    this.accountSid = options.accountSid ?? `AC${NOBODY}`;
    this.authToken = options.authToken ?? NOBODY;
    this.clock = new Clock(options.start ?? DEFAULT_START);
    this.generator = xoroshiro128plus(options.seed ?? 1);
    const kernel: Kernel = {
      clock: this.clock,
      sids: new Sids(),
      limits: new RateLimits(this.clock),
      accountSid: this.accountSid,
      random: () => uniformFloat64(this.generator),
    };
    this.kernel = kernel;
    this.webhooks = new Webhooks({
      clock: this.clock,
      authToken: this.authToken,
      functionSeconds: options.functionSeconds ?? 0,
    });
    this.taskRouter = new TaskRouter(kernel);
    this.sync = new Sync(kernel);
    this.eventStreams = new EventStreams(kernel, this.webhooks);
    this.conversations = new Conversations(kernel, this.webhooks);
    this.flex = new Flex(kernel, tasksDoorOf(this.taskRouter), this.conversations);
    this.flexTokens = new FlexTokens(kernel);
    this.messaging = new Messaging(kernel);
    this.events = new EventDelivery(kernel, this.taskRouter, this.eventStreams, this.webhooks, options.delivery);
    this.serve("taskrouter", { taskrouter: this.taskRouter });
    this.serve("sync", { sync: this.sync });
    this.serve("events", { events: this.eventStreams });
    this.serve("conversations", { conversations: this.conversations });
    this.serve("flex-api", { flex: this.flex });
    this.serve("iam", { flexTokens: this.flexTokens });
    this.serve("api", { messages: this.messaging });
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
    const operation = `${request.product}.${name}`;
    this.requests.count(operation, request.caller);
    for (const watch of this.watchers) watch({ operation, request, response });
    return response;
  }

  /** Tells of every answer to a request that was authentic. */
  watch(watcher: (answer: Answer) => void): void {
    this.watchers.push(watcher);
  }

  /**
   * The whole account as text, to go on from later: what it holds, the time, what is to happen, and the seed's state.
   * What callers outside wait for on its clock is not in it.
   *
   * @throws Error while a call to a function is in flight: nobody can write down half of somebody else's work
   */
  snapshot(): string {
    if (this.clock.isHeld) throw new Error("a call is in flight: advance the clock until it is answered");
    const { clock, sids, limits } = this.kernel;
    const snapshot: Snapshot = {
      version: SNAPSHOT_VERSION,
      clock: clock.save(),
      sids: sids.save(),
      limits: limits.save(),
      random: this.generator.getState(),
      rooms: Object.fromEntries([...this.rooms].map(([name, room]) => [name, room.save()])),
    };
    return stringify(snapshot);
  }

  /**
   * Goes on from a snapshot; what the account held is forgotten.
   *
   * @throws Error for a snapshot of another format
   */
  restore(text: string): void {
    const snapshot = parse(text) as Snapshot;
    if (snapshot.version !== SNAPSHOT_VERSION) throw new Error(`not a snapshot of version ${SNAPSHOT_VERSION}`);
    const { clock, sids, limits } = this.kernel;
    clock.restore(snapshot.clock);
    sids.restore(snapshot.sids);
    limits.restore(snapshot.limits);
    this.generator = xoroshiro128plusFromState(snapshot.random);
    for (const [name, room] of this.rooms) room.restore(snapshot.rooms[name] as never);
  }

  private isAuthentic({ username, password }: AccountRequest): boolean {
    return username === this.accountSid && password === this.authToken;
  }

  /** Puts rooms behind a product's host; a snapshot names each room by its key. */
  private serve(product: string, rooms: Readonly<Record<string, Pick<Room, "operations"> & Partial<Room>>>): void {
    this.routers.set(product, new Router(Object.values(rooms).flatMap(({ operations }) => operations)));
    for (const [name, room] of Object.entries(rooms)) {
      if (room.save && room.restore) this.rooms.set(name, room as Room);
    }
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
        ...(isJson(request) ? asJson(request.data) : onTheWire(request.data)),
      },
      headers: meaningfulOf(request.headers),
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
  /** An object, or JSON text. */
  data?: object | string;
};

const isJson = ({ headers }: ClientRequest): boolean =>
  headers?.["Content-Type"]?.startsWith("application/json") === true;

/** A body of JSON as the other end would read it. */
const asJson = (data: object | string = {}): Record<string, unknown> =>
  JSON.parse(typeof data === "string" ? data : JSON.stringify(data)) as Record<string, unknown>;

/** `https://product.twilio.com/path?query`: the package has made it, so that it need not be parsed with care. */
const CLIENT_URI = /^https:\/\/([^./]+)[^/]*([^?]*)(?:\?(.*))?$/;

const refusal = (error: RestError): RestResponse => ({ status: error.status, body: error.toBody() });

/** The headers of the client that mean anything here. */
const HEADERS = ["If-Match", "X-Twilio-Webhook-Enabled", "Flex-Metadata"];

const meaningfulOf = (headers: Record<string, string> = {}): Record<string, string> => {
  const found: Record<string, string> = {};
  for (const name of HEADERS) if (headers[name] !== undefined) found[name.toLowerCase()] = headers[name];
  return found;
};

/** Values as a form or a query would carry them: text, and lists of text; what is undefined is not sent. */
function onTheWire(values: object | string | undefined): Record<string, unknown> {
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
