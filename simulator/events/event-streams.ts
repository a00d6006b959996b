/**
 * Event Streams: https://www.twilio.com/docs/events
 *
 * Sinks, subscriptions and the catalogue of types are in their own files; here is who gets which event. `publish` is the
 * one door for events of every product but TaskRouter, whose events come by themselves.
 */
import type { Kernel } from "../kernel/kernel";
import type { Operation } from "../kernel/rest";
import { sidOf } from "../kernel/sids";
import { uuidOf } from "../kernel/uuid";
import type { EventStreamsContext } from "./context";
import { EVENT_TYPES, schemaUrl } from "./event-catalogue";
import type { EventDelivery } from "./event-delivery";
import { eventTypeOperations } from "./event-types";
import type { CloudEvent, EventStreamsSettings, EventStreamsState, Sink } from "./model";
import { moveSink, sinkOperations } from "./sinks";
import { subscribedEventOperations } from "./subscribed-events";
import { subscriptionOperations } from "./subscriptions";

/** An event for those who subscribe to its type. */
export type Told = {
  id: string;
  /** When it happened, in milliseconds since the epoch. */
  at: number;
  /** What it says in a version of its schema; only asked for where somebody subscribes to it. */
  data(version: number): Readonly<Record<string, unknown>>;
};

type Route = { sink: Sink; version: number };

const TEST_TYPE = "com.twilio.eventstreams.test-event";

export class EventStreams {
  readonly operations: readonly Operation[];
  private state: EventStreamsState = {
    sinks: new Map(),
    subscriptions: new Map(),
    settings: { needsValidation: false, isSinkExclusive: false },
    published: 0,
  };
  /** Event type to who gets it; made when it is first asked for. */
  private routes: Map<string, Route[]> | undefined;
  private readonly kernel: Kernel;
  private readonly delivery: EventDelivery;

  constructor(kernel: Kernel, delivery: EventDelivery) {
    this.kernel = kernel;
    this.delivery = delivery;
    const context = this.context();
    this.operations = [
      ...sinkOperations(context),
      ...subscriptionOperations(context),
      ...subscribedEventOperations(context),
      ...eventTypeOperations,
    ];
    delivery.whenDropped((consumer, types) => this.testFailed(consumer, types));
  }

  /** Changes what Twilio's documentation leaves open. */
  configure(settings: Partial<EventStreamsSettings>): void {
    this.state.settings = { ...this.state.settings, ...settings };
  }

  /** Whether anybody subscribes to anything: a cheap first question. */
  get hasSubscriptions(): boolean {
    return this.state.subscriptions.size > 0;
  }

  /** Whether an event of this type (`com.twilio.messaging.message.sent`) would go anywhere. */
  isWanted(type: string): boolean {
    return this.routesOf(type).length > 0;
  }

  /**
   * Tells everybody who subscribes to the type of an event that happens now. Delivery begins after the answer to
   * whatever caused it.
   *
   * @param type as the catalogue has it, such as `com.twilio.messaging.message.delivered`
   * @param data what the CloudEvent says, as the type's schema names it
   * @throws Error for a type that the catalogue does not list
   */
  publish(type: string, data: Readonly<Record<string, unknown>>): void {
    if (!EVENT_TYPES.has(type)) throw new Error(`the catalogue lists no event type '${type}'`);
    if (!this.isWanted(type)) return;
    // Those of TaskRouter's events count from 1 too, so these begin with another digit.
    const id = sidOf("EZ", ++this.state.published).replace(/^EZ0/, "EZ1");
    this.tell(type, { id, at: this.kernel.clock.now(), data: () => data });
  }

  /** As `publish`, for an event that has an id and data of several versions. */
  tell(type: string, event: Told): void {
    for (const { sink, version } of this.routesOf(type)) {
      this.delivery.toSink(sink, this.cloudEvent(type, version, event));
    }
  }

  save(): EventStreamsState {
    return this.state;
  }

  restore(saved: EventStreamsState): void {
    this.state = saved;
    this.routes = undefined;
  }

  private routesOf(type: string): readonly Route[] {
    this.routes ??= this.allRoutes();
    return this.routes.get(type) ?? [];
  }

  private allRoutes(): Map<string, Route[]> {
    const routes = new Map<string, Route[]>();
    for (const { sinkSid, types } of this.state.subscriptions.values()) {
      const sink = this.state.sinks.get(sinkSid);
      if (!sink) continue;
      for (const [type, version] of types) routes.set(type, [...(routes.get(type) ?? []), { sink, version }]);
    }
    return routes;
  }

  private cloudEvent(type: string, version: number, { id, at, data }: Told): CloudEvent {
    return {
      specversion: "1.0",
      type,
      source: this.kernel.accountSid,
      id,
      dataschema: schemaUrl(EVENT_TYPES.get(type) ?? { id: "" }, version),
      datacontenttype: "application/json",
      time: new Date(at).toISOString(),
      data: data(version),
    };
  }

  private context(): EventStreamsContext {
    const streams = this;
    return {
      kernel: this.kernel,
      delivery: this.delivery,
      get state() {
        return streams.state;
      },
      sendTest: (sink) => this.sendTest(sink),
      forgetRoutes: () => {
        this.routes = undefined;
      },
    };
  }

  /** As https://www.twilio.com/docs/events/eventstreams-quickstart shows it: its id is the account's SID. */
  private sendTest(sink: Sink): string {
    const { accountSid, clock, sids } = this.kernel;
    const testId = uuidOf(`test event ${sids.count("test event")}`);
    this.delivery.toSink(sink, {
      specversion: "1.0",
      type: TEST_TYPE,
      source: "Sink",
      id: accountSid,
      dataschema: schemaUrl({ id: "EventStreams.TestSink" }, 1).concat(".json"),
      datacontenttype: "application/json",
      time: new Date(clock.now()).toISOString(),
      data: { test_id: testId },
    });
    return testId;
  }

  private testFailed(consumer: string, types: readonly string[]): void {
    const sink = this.state.sinks.get(consumer);
    if (sink && types.includes(TEST_TYPE)) moveSink(sink, "failed", this.kernel.clock.now());
  }
}
