/**
 * How events reach their consumers: the sinks of Event Streams
 * (https://www.twilio.com/docs/events/event-delivery-and-duplication) and the workspace's callback
 * (https://www.twilio.com/docs/taskrouter/api/event/reference).
 *
 * Modelled: CloudEvents in an array of one, or of all that is due to the sink at one moment where it is configured with
 * `batch_events`; five seconds for a sink's answer, retries with exponential pauses and jitter for four hours; a
 * callback's connection overrides. All of it waits on the clock as data. Not modelled: throttling of a sink that fails.
 */
import { Chance } from "../kernel/chance";
import { connectionOverridesOf } from "../kernel/connection-overrides";
import type { Kernel } from "../kernel/kernel";
import type { Operation } from "../kernel/rest";
import type { Webhooks } from "../kernel/webhooks";
import {
  type CallbackDelivery,
  type Delivery,
  type DeliveryFailure,
  idsOf,
  isCallback,
  type SinkDelivery,
  typesOf,
} from "./deliveries";
import { CALLBACK_ERRORS, type Failed, type Outcome, outcomeOf, SINK_ERRORS } from "./delivery-outcomes";
import { DeliveryQueue } from "./delivery-queue";
import { batchOf, requestOf, timeLeft } from "./delivery-requests";
import { EventFaults, type Passage, type SavedFaults } from "./event-faults";
import type { CloudEvent, Sink } from "./model";

export type DeliveryOptions = {
  /** How often each event is delivered. */
  copies: number;
  /** Each delivery comes up to so many seconds late, drawn anew, so that they overtake each other. */
  spreadSeconds: number;
};

type DeliveryState = {
  failures: DeliveryFailure[];
  /** What sinks other than webhooks would have got. */
  kept: Map<string, CloudEvent[]>;
  /** Sinks that are gone. */
  gone: Set<string>;
};

type SavedDelivery = DeliveryState & {
  queue: ReturnType<DeliveryQueue["save"]>;
  faults: SavedFaults;
  jitter: readonly number[];
};

const PROMPT: DeliveryOptions = { copies: 1, spreadSeconds: 0 };
const RETRY_FOR_MILLISECONDS = 4 * 3600 * 1000;
const FIRST_PAUSE_MILLISECONDS = 1000;
const FAILURES_KEPT = 1000;
/** So that the seeds of the two chances here and of the account are not the same. */
const FAULT_SALT = 0x66_61_75_6c;
const JITTER_SALT = 0x6a_69_74_74;

export class EventDelivery {
  /** What is to go wrong on the way. */
  readonly faults: EventFaults;
  readonly operations: readonly Operation[] = [];
  private state: DeliveryState = { failures: [], kept: new Map(), gone: new Set() };
  private readonly queue: DeliveryQueue;
  private readonly jitter: Chance;
  private readonly kernel: Kernel;
  private readonly webhooks: Webhooks;
  private readonly options: DeliveryOptions;
  private readonly onDropped: ((consumer: string, types: readonly string[]) => void)[] = [];

  constructor(kernel: Kernel, webhooks: Webhooks, seed: number, options: DeliveryOptions = PROMPT) {
    this.kernel = kernel;
    this.webhooks = webhooks;
    this.options = options;
    this.faults = new EventFaults(seed ^ FAULT_SALT);
    this.jitter = new Chance(seed ^ JITTER_SALT);
    this.queue = new DeliveryQueue(kernel, (delivery) => this.attempt(delivery));
  }

  /** Deliveries that have not been answered, or given up, yet. */
  get pending(): number {
    return this.queue.pending;
  }

  /** Attempts that failed, the latest last; only the last thousand are kept. */
  get failures(): readonly DeliveryFailure[] {
    return this.state.failures;
  }

  /** What a sink that is no webhook would have got, as CloudEvents. */
  kept(sinkSid: string): readonly CloudEvent[] {
    return this.state.kept.get(sinkSid) ?? [];
  }

  /** Sends an event to a sink. */
  toSink(sink: Sink, event: CloudEvent): void {
    const { destination, method } = sink.configuration;
    const at = this.kernel.clock.now();
    for (const passage of this.passages(sink.sid, event.type)) {
      const delivery: SinkDelivery = {
        consumer: sink.sid,
        url: sink.type === "webhook" ? String(destination) : null,
        method: String(method).toUpperCase() === "GET" ? "GET" : "POST",
        events: [event],
        batch: null,
        attempts: 0,
        startedAt: null,
        code: null,
      };
      const due = at + Math.round(passage.delaySeconds * 1000);
      const batch = batchOf(sink, due, passage);
      if (batch) this.queue.gather(delivery, batch, passage.heldSeconds);
      else this.queue.put(delivery, due, passage.heldSeconds);
    }
  }

  /**
   * Calls back with an event.
   *
   * @param type in full, as Event Streams has it
   */
  toCallback(url: string, type: string, form: Readonly<Record<string, string>>): void {
    for (const passage of this.passages("callback", type)) {
      const due = this.kernel.clock.now() + Math.round(passage.delaySeconds * 1000);
      const delivery: CallbackDelivery = {
        consumer: "callback",
        url,
        form,
        type,
        attempts: 0,
        startedAt: null,
        code: null,
      };
      this.queue.put(delivery, due, passage.heldSeconds);
    }
  }

  /** Nothing more goes to a sink; what waits for it is given up when its time comes. */
  forget(sinkSid: string): void {
    this.state.gone.add(sinkSid);
    this.state.kept.delete(sinkSid);
  }

  /** Tells of events that are given up. */
  whenDropped(listener: (consumer: string, types: readonly string[]) => void): void {
    this.onDropped.push(listener);
  }

  save(): SavedDelivery {
    return { ...this.state, queue: this.queue.save(), faults: this.faults.save(), jitter: this.jitter.save() };
  }

  restore({ queue, faults, jitter, ...state }: SavedDelivery): void {
    this.state = state;
    this.queue.restore(queue);
    this.faults.restore(faults);
    this.jitter.restore(jitter);
  }

  /** As the account's options and the faults have it. The options' draws do not depend on the faults. */
  private passages(consumer: string, type: string): Passage[] {
    const { copies, spreadSeconds } = this.options;
    return Array.from({ length: copies }, () =>
      spreadSeconds === 0 ? 0 : this.kernel.random() * spreadSeconds,
    ).flatMap((late) =>
      this.faults
        .passagesOf(consumer, type)
        .map((passage) => ({ ...passage, delaySeconds: passage.delaySeconds + late })),
    );
  }

  private attempt(delivery: Delivery): void {
    const now = this.kernel.clock.now();
    delivery.startedAt ??= now;
    const hopeless = this.hopeless(delivery, delivery.startedAt);
    if (hopeless !== undefined) this.fail(delivery, delivery.code ?? 91300, hopeless, undefined);
    else if (!isCallback(delivery) && delivery.url === null) this.keep(delivery);
    else this.send(delivery, now);
  }

  /** Why a delivery is given up without trying. */
  private hopeless(delivery: Delivery, startedAt: number): string | undefined {
    if (this.state.gone.has(delivery.consumer)) return "the sink is gone";
    const isOver = this.kernel.clock.now() >= startedAt + RETRY_FOR_MILLISECONDS;
    return isOver && !isCallback(delivery) ? "four hours have passed" : undefined;
  }

  private send(delivery: Delivery, now: number): void {
    delivery.attempts++;
    if (this.faults.isOut(delivery.consumer, typesOf(delivery), now)) {
      this.settle(delivery, "unreachable");
      return;
    }
    this.webhooks.send(requestOf(delivery, now)).then(
      (response) => this.settle(delivery, outcomeOf(response)),
      () => this.settle(delivery, "unreachable"),
    );
  }

  private keep({ consumer, events }: SinkDelivery): void {
    const { kept } = this.state;
    const before = kept.get(consumer);
    if (before) before.push(...events);
    else kept.set(consumer, events);
    this.queue.settled();
  }

  private settle(delivery: Delivery, outcome: Outcome): void {
    if (outcome === "accepted") this.queue.settled();
    else if (isCallback(delivery)) this.settleCallback(delivery, outcome);
    else this.settleSink(delivery, outcome);
  }

  private settleCallback(delivery: CallbackDelivery, outcome: Failed): void {
    const { code, policy } = CALLBACK_ERRORS[outcome];
    const { retries, policies } = connectionOverridesOf(delivery.url);
    const isRetried =
      policy !== undefined &&
      policies.includes(policy) &&
      delivery.attempts <= retries &&
      timeLeft(delivery, this.kernel.clock.now()) > 0;
    this.fail(delivery, code, outcome, isRetried ? this.kernel.clock.now() : undefined);
  }

  private settleSink(delivery: SinkDelivery, outcome: Failed): void {
    const now = this.kernel.clock.now();
    const { code, isRetried } = SINK_ERRORS[outcome];
    // From half the pause to one and a half.
    const pause = FIRST_PAUSE_MILLISECONDS * 2 ** (delivery.attempts - 1) * (0.5 + this.jitter.next());
    const end = (delivery.startedAt ?? now) + RETRY_FOR_MILLISECONDS;
    this.fail(delivery, code, outcome, isRetried ? Math.min(end, now + Math.round(pause)) : undefined);
  }

  /** Notes the error, and either tries again at a moment or gives up. */
  private fail(delivery: Delivery, code: number, reason: string, retryAt: number | undefined): void {
    delivery.code = code;
    this.state.failures.push({
      at: new Date(this.kernel.clock.now()).toISOString(),
      consumer: delivery.consumer,
      url: shown(delivery.url),
      types: typesOf(delivery),
      ids: idsOf(delivery),
      attempt: delivery.attempts,
      code,
      reason,
      isFinal: retryAt === undefined,
    });
    if (this.state.failures.length > FAILURES_KEPT) this.state.failures.shift();
    if (retryAt !== undefined) {
      this.queue.again(delivery, retryAt);
      return;
    }
    this.queue.settled();
    for (const listener of this.onDropped) listener(delivery.consumer, typesOf(delivery));
  }
}

function shown(url: string | null): string {
  if (url === null || !URL.canParse(url)) return "";
  const { origin, pathname } = new URL(url);
  return origin + pathname;
}
