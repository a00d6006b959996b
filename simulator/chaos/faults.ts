/**
 * What goes wrong between a caller and the account: `account.faults.set([{ kind: "reset", operation: "sync.*", rate: 0.05,
 * when: "after" }])`. Nothing does unless it is set.
 *
 * Whether a rule strikes is drawn from a generator of its own: what else the account draws is the same with faults and
 * without, and two runs with the same seed and rules are equal.
 */
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus, xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import type { RandomGenerator } from "pure-rand/types/RandomGenerator";
import type { AccountRequest } from "../kernel/account-request";
import type { Clock } from "../kernel/clock";
import { RestError, type RestResponse } from "../kernel/rest";
import { ConnectionError } from "./connection-error";
import { type Look, PastAnswers, type SavedAnswers } from "./past-answers";
import { type FaultRule, fits, parseRules } from "./rules";

/** How the caller waits for an answer that is late: milliseconds on the account's clock. */
export type Wait = (milliseconds: number) => Promise<void>;

export type FaultsOptions = {
  clock: Clock;
  seed: number;
  /** Answers a request as if nothing could go wrong. */
  handle: (request: AccountRequest) => RestResponse;
  look: Look;
  /** Those that rules can be about, by product and operationId. */
  operations: () => readonly string[];
  /** By product and operationId; undefined for what the account does not model. */
  operationOf: (request: AccountRequest) => string | undefined;
  /** Of a request that never reached the operation. */
  count: (operation: string, caller: string) => void;
};

/** How often rules have struck. */
export type FaultCounts = { total: number; byKind: Record<string, number>; byOperation: Record<string, number> };

export type SavedFaults = {
  rules: FaultRule[];
  random: readonly number[];
  byKind: Map<string, number>;
  byOperation: Map<string, number>;
  past: SavedAnswers;
};

/** What is to become of one request. */
type Fate = { delay: number; staleness: number; end: FaultRule | undefined };

/** Apart from the account's own generator, which has the seed itself. */
const OWN_SEED = 0x6661_756c;

const MESSAGES: Readonly<Record<number, string>> = {
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service is unavailable. Please try again",
};

const refusal = (status: number, headers: Record<string, string> = {}): RestResponse => ({
  status,
  body: new RestError(status, 20_000 + status, MESSAGES[status] ?? "").toBody(),
  headers,
});

const increase = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);

export class Faults {
  private rules: FaultRule[] = [];
  private generator: RandomGenerator;
  private byKind = new Map<string, number>();
  private byOperation = new Map<string, number>();
  private readonly past: PastAnswers;
  private readonly options: FaultsOptions;

  constructor(options: FaultsOptions) {
    this.options = options;
    this.generator = xoroshiro128plus(options.seed ^ OWN_SEED);
    this.past = new PastAnswers((request) => (this.isStaleRead(request) ? options.look(request) : undefined));
  }

  /** Whether nothing can go wrong. */
  get isOff(): boolean {
    return this.rules.length === 0;
  }

  /**
   * Sets what can go wrong from now on, in place of what could. Of several rules that fit a request the first that
   * strikes ends it; delays add up.
   *
   * @throws SettingsError with all that is wrong with the rules
   */
  set(rules: unknown): void {
    this.rules = parseRules(rules, this.options.operations());
    this.past.clear();
  }

  /** Nothing goes wrong from now on; what has been counted stays. */
  clear(): void {
    this.set([]);
  }

  settings(): readonly FaultRule[] {
    return this.rules;
  }

  counts(): FaultCounts {
    const total = [...this.byKind.values()].reduce((sum, count) => sum + count, 0);
    return { total, byKind: Object.fromEntries(this.byKind), byOperation: Object.fromEntries(this.byOperation) };
  }

  /**
   * The answer to a request, or what became of it.
   *
   * @throws ConnectionError where the connection broke
   */
  async exchange(request: AccountRequest, wait: Wait): Promise<RestResponse> {
    const operation = this.options.operationOf(request);
    if (operation === undefined) return this.options.handle(request);
    const fate = this.draw(operation, request);
    if (fate.end) {
      increase(this.byKind, fate.end.kind);
      increase(this.byOperation, operation);
    }
    const response = this.processed(operation, request, fate);
    if (fate.delay > 0) await wait(fate.delay * 1000);
    if (fate.end?.kind === "reset") throw new ConnectionError("ECONNRESET");
    if (fate.end?.kind === "outage" && fate.end.as === "refused") throw new ConnectionError("ECONNREFUSED");
    return response;
  }

  save(): SavedFaults {
    const { rules, byKind, byOperation } = this;
    return { rules, random: this.generator.getState(), byKind, byOperation, past: this.past.save() };
  }

  restore({ rules, random, byKind, byOperation, past }: SavedFaults): void {
    Object.assign(this, { rules, byKind, byOperation });
    this.generator = xoroshiro128plusFromState(random);
    this.past.restore(past);
  }

  private draw(operation: string, request: AccountRequest): Fate {
    const fate: Fate = { delay: 0, staleness: 0, end: undefined };
    for (const rule of this.rules) {
      if (fate.end || !this.isAbout(rule, operation, request)) continue;
      if (uniformFloat64(this.generator) >= (rule.rate ?? 1)) continue;
      if (rule.kind === "latency") {
        fate.delay += rule.min + uniformFloat64(this.generator) * (rule.max - rule.min);
        increase(this.byKind, "latency");
      } else if (rule.kind === "staleReads") fate.staleness = Math.max(fate.staleness, rule.seconds);
      else fate.end = rule;
    }
    return fate;
  }

  private isAbout(rule: FaultRule, operation: string, request: AccountRequest): boolean {
    const now = this.options.clock.now();
    return (
      fits(rule.operation, operation) &&
      (rule.caller === undefined || fits(rule.caller, request.caller)) &&
      (rule.from === undefined || now >= Date.parse(rule.from)) &&
      (rule.to === undefined || now < Date.parse(rule.to)) &&
      (rule.kind !== "staleReads" || request.method.toUpperCase() === "GET")
    );
  }

  /** What the caller is answered, after the request has taken effect or not. */
  private processed(operation: string, request: AccountRequest, { end, staleness }: Fate): RestResponse {
    if (!end) return this.answered(operation, request, staleness);
    const isAfter = (end.kind === "status" || end.kind === "reset") && end.when === "after";
    if (isAfter) this.answered(operation, request, staleness);
    else this.options.count(operation, request.caller);
    if (end.kind !== "status") return refusal(503);
    return refusal(end.status, end.status === 429 ? { "retry-after": String(end.retryAfter ?? 1) } : {});
  }

  private answered(operation: string, request: AccountRequest, staleness: number): RestResponse {
    const now = this.options.clock.now();
    const window = Math.max(0, ...this.rules.map((rule) => (rule.kind === "staleReads" ? rule.seconds : 0)));
    if (window === 0) return this.options.handle(request);
    if (request.method.toUpperCase() !== "GET") {
      this.past.keep(request, now, window);
      const written = this.options.handle(request);
      this.past.keepAbsence(request, written, now);
      return written;
    }
    const past = staleness > 0 ? this.past.recall(request, now, staleness) : undefined;
    const response = this.options.handle(request);
    if (past) {
      if (JSON.stringify(past.body) === JSON.stringify(response.body)) return response;
      increase(this.byKind, "staleReads");
      increase(this.byOperation, operation);
      return { ...past, headers: { ...response.headers, ...past.headers } };
    }
    if (this.isStaleRead(request)) this.past.note(request, response, now);
    return response;
  }

  private isStaleRead(request: AccountRequest): boolean {
    const operation = this.options.operationOf(request);
    return (
      operation !== undefined &&
      this.rules.some((rule) => rule.kind === "staleReads" && fits(rule.operation, operation))
    );
  }
}
