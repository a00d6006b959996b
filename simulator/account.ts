/**
 * A Twilio account in a process: `new Account({ seed: 1 })`, `account.client()`, `account.clock.advance(60)`.
 *
 * `client()` is the real `twilio` package; only its transport ends here instead of on the network.
 */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus, xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import twilio from "twilio";
import { Faults, type Wait } from "./chaos/faults";
import type { ClientOptions, Line } from "./client-line";
import type { Conversations } from "./conversations/conversations";
import { products as documentedProducts, hiddenOperations, refusalOf } from "./coverage/documented";
import type { DeliveryOptions, EventDelivery } from "./events/event-delivery";
import type { EventStreams } from "./events/event-streams";
import type { Flex } from "./flex/flex";
import type { FlexTokens } from "./flex/flex-tokens";
import { FunctionsHost } from "./functions/functions-host";
import type { AccountRequest } from "./kernel/account-request";
import { type ClientRequest, requestOfClient } from "./kernel/client-transport";
import { Clock } from "./kernel/clock";
import { CredentialStore } from "./kernel/credentials";
import type { Kernel } from "./kernel/kernel";
import { RateLimits } from "./kernel/rate-limit";
import { RequestCounts } from "./kernel/request-counts";
import { type Method, notModelled, RestError, type RestResponse } from "./kernel/rest";
import type { Room } from "./kernel/room";
import { identified, parametersOf, type Refuse, Router } from "./kernel/router";
import { Sids } from "./kernel/sids";
import { type Switches, setSwitches, standardSwitches } from "./kernel/switches";
import { Webhooks } from "./kernel/webhooks";
import type { Messaging } from "./messaging/messages";
import type { PhoneNumbers } from "./numbers/incoming-phone-numbers";
import { openProducts, roomsOf } from "./products";
import type { Serverless } from "./serverless/serverless";
import { readSnapshot, snapshotText } from "./snapshot";
import type { Studio } from "./studio/studio";
import type { Sync } from "./sync/sync";
import type { TaskRouter } from "./taskrouter/taskrouter";
import type { Voice } from "./voice/calls";

export type AccountOptions = {
  seed?: number;
  /** What the clock reads at first. */
  start?: Date;
  accountSid?: string;
  authToken?: string;
  /** Seconds each called function takes on the account's clock. */
  functionSeconds?: number;
  delivery?: DeliveryOptions;
  /** Where documentation leaves something open: what is to be otherwise than is likeliest. */
  switches?: Partial<Switches>;
};

export type { AccountRequest } from "./kernel/account-request";

/** An answer the account has given, for whoever watches. */
export type Answer = {
  /** By product and OpenAPI operationId, as `taskrouter.CreateTask`. */
  operation: string;
  request: AccountRequest;
  response: RestResponse;
};

/** An operation that is not answered with 501. */
export type ModelledOperation = {
  product: string;
  /** The OpenAPI operationId. */
  name: string;
  method: Method;
  /** With `:Name` for a path parameter. */
  path: string;
  parameters: readonly string[];
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
  readonly phoneNumbers: PhoneNumbers;
  readonly serverless: Serverless;
  readonly studio: Studio;
  readonly voice: Voice;
  readonly credentials: CredentialStore;
  readonly requests = new RequestCounts();
  /** What is to go wrong between callers and the account. */
  readonly faults: Faults;
  readonly switches: Switches;
  private readonly routers = new Map<string, Router>();
  private readonly rooms = new Map<string, Room>();
  private readonly kernel: Kernel;
  private readonly watchers: ((answer: Answer) => void)[] = [];
  private generator: RandomGenerator;

  constructor(options: AccountOptions = {}) {
    this.accountSid = options.accountSid ?? `AC${NOBODY}`;
    this.authToken = options.authToken ?? NOBODY;
    this.credentials = new CredentialStore(this.accountSid, this.authToken);
    this.clock = new Clock(options.start ?? DEFAULT_START);
    this.generator = xoroshiro128plus(options.seed ?? 1);
    this.switches = standardSwitches();
    setSwitches(this.switches, options.switches ?? {});
    const kernel: Kernel = {
      clock: this.clock,
      sids: new Sids(),
      limits: new RateLimits(this.clock),
      accountSid: this.accountSid,
      switches: this.switches,
      random: () => uniformFloat64(this.generator),
    };
    this.kernel = kernel;
    this.webhooks = new Webhooks({
      clock: this.clock,
      authToken: this.authToken,
      functionSeconds: options.functionSeconds ?? 0,
    });
    const products = openProducts(kernel, this.webhooks, this.credentials, {
      seed: options.seed ?? 1,
      delivery: options.delivery,
      openHost: (deployed) => new FunctionsHost({ account: this, ...deployed }),
    });
    this.taskRouter = products.taskRouter;
    this.sync = products.sync;
    this.events = products.events;
    this.eventStreams = products.eventStreams;
    this.conversations = products.conversations;
    this.flex = products.flex;
    this.flexTokens = products.flexTokens;
    this.serverless = products.serverless;
    this.studio = products.studio;
    this.messaging = products.messaging;
    this.voice = products.voice;
    this.phoneNumbers = products.phoneNumbers;
    for (const [product, rooms] of Object.entries(roomsOf(products))) this.serve(product, rooms);
    for (const product of documentedProducts) if (!this.routers.has(product)) this.serve(product, {});
    this.faults = new Faults({
      clock: this.clock,
      seed: options.seed ?? 1,
      handle: (request) => this.handle(request),
      look: (request) => this.routers.get(request.product)?.look(routed(request)),
      operations: () => this.operations().map(({ product, name }) => `${product}.${name}`),
      operationOf: (request) => (this.credentials.admits(request) ? this.operationOf(request) : undefined),
      count: (operation, caller) => this.requests.count(operation, caller),
    });
  }

  /**
   * The real `twilio` client, answered by this account.
   *
   * @param caller asked at each request
   */
  client(caller: () => string = () => "client", options: ClientOptions = {}, line: Line = {}): twilio.Twilio {
    const { username = this.accountSid, password = this.authToken } = line;
    const httpClient = { request: (request: ClientRequest) => this.answer(request, caller, line) };
    return twilio(username, password, {
      lazyLoading: true,
      accountSid: this.accountSid,
      ...options,
      httpClient: httpClient as unknown as NonNullable<ClientOptions["httpClient"]>,
    });
  }

  /** Whether any of a product is modelled. */
  has(product: string): boolean {
    return this.routers.has(product);
  }

  /** Answers one REST request as Twilio would, when nothing goes wrong on the way. */
  handle(request: AccountRequest): RestResponse {
    const requestId = this.kernel.sids.next("RQ");
    if (!this.credentials.admits(request)) {
      const headers = { ...identified(requestId), "www-authenticate": 'Basic realm="Twilio API"' };
      return refusal(new RestError(401, 20003, "Authenticate"), headers);
    }
    const router = this.routers.get(request.product);
    if (!router) return refusal(notModelled(request.product), identified(requestId));
    const { name: operation, response } = router.run(routed(request), requestId);
    this.requests.count(operation, request.caller);
    for (const watch of this.watchers) watch({ operation, request, response });
    return response;
  }

  /**
   * Answers one REST request, with whatever `faults` are set.
   *
   * @throws ConnectionError where the connection broke
   */
  exchange(request: AccountRequest, wait: Wait = (milliseconds) => this.clock.sleep(milliseconds / 1000)) {
    return this.faults.isOff ? this.handle(request) : this.faults.exchange(request, wait);
  }

  /** What the account models: every operation that it does not answer with 501. */
  operations(): readonly ModelledOperation[] {
    return [...this.routers].flatMap(([product, { operations }]) =>
      operations.map((operation) => {
        const { name, method, path } = operation;
        return { product, name, method, path, parameters: parametersOf(operation) };
      }),
    );
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
    return snapshotText({
      clock: clock.save(),
      sids: sids.save(),
      limits: limits.save(),
      random: this.generator.getState(),
      faults: this.faults.save(),
      switches: this.switches,
      rooms: Object.fromEntries([...this.rooms].map(([name, room]) => [name, room.save()])),
    });
  }

  /**
   * Goes on from a snapshot; what the account held is forgotten.
   *
   * @throws Error for a snapshot of another format, or one that lacks a part of the account
   */
  restore(text: string): void {
    const snapshot = readSnapshot(text, [...this.rooms.keys()]);
    const { clock, sids, limits } = this.kernel;
    clock.restore(snapshot.clock);
    sids.restore(snapshot.sids);
    limits.restore(snapshot.limits);
    this.generator = xoroshiro128plusFromState(snapshot.random);
    this.faults.restore(snapshot.faults);
    Object.assign(this.switches, snapshot.switches);
    for (const [name, room] of this.rooms) room.restore(snapshot.rooms[name] as never);
  }

  private operationOf({ product, method, path }: AccountRequest): string | undefined {
    return this.routers.get(product)?.nameOf(method.toUpperCase() as Method, path);
  }

  /** Puts rooms behind a product's host; a snapshot names each room by its key. */
  private serve(product: string, rooms: Readonly<Record<string, Room>>): void {
    const { limits, switches } = this.kernel;
    const operations = Object.values(rooms).flatMap((room) => room.operations);
    const refuse: Refuse = (method, path) => refusalOf(product, method, path);
    this.routers.set(
      product,
      new Router(operations, { product, limits, switches, refuse, refused: hiddenOperations(product) }),
    );
    for (const [name, room] of Object.entries(rooms)) this.rooms.set(name, room);
  }

  private async answer(clientRequest: ClientRequest, caller: () => string, { wait, thawed }: Line) {
    const frozen = thawed?.();
    if (frozen) await frozen;
    // No answer arrives while the code that asked is still running, and that may be done by then.
    const { status, body, headers } = await this.exchange(requestOfClient(clientRequest, caller()), wait);
    const frozenMeanwhile = thawed?.();
    if (frozenMeanwhile) await frozenMeanwhile;
    // Every answer's body is made for it alone, so it need not be turned into text and back.
    return { statusCode: status, body: body ?? "", headers: headers ?? {} };
  }
}

const refusal = (error: RestError, headers: Record<string, string>): RestResponse => ({
  status: error.status,
  body: error.toBody(),
  headers,
});

const routed = ({ method, path, parameters, headers }: AccountRequest) => ({
  method: method.toUpperCase() as Method,
  path,
  parameters,
  headers,
});
