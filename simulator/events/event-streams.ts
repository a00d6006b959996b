/**
 * Event Streams: https://www.twilio.com/docs/events
 *
 * Modelled: webhook sinks (create, fetch, list, delete), subscriptions (create, fetch, list, delete), subscribed events
 * (create, list), delivery of TaskRouter's events as CloudEvents in an array of one, retried with doubling pauses for
 * four hours. Not modelled: Kinesis, Segment and e-mail sinks, sink tests, the catalogue of types.
 */
import { isoSeconds, type Kernel } from "../kernel/kernel";
import {
  badParameter,
  integer,
  notFound,
  type Operation,
  page,
  type RestRequest,
  requiredText,
  text,
  texts,
} from "../kernel/rest";
import type { Webhooks } from "../kernel/webhooks";
import type { TaskRouterEvent } from "../taskrouter/event-log";

const ORIGIN = "https://events.twilio.com";
const RETRY_FOR_SECONDS = 4 * 3600;
const FIRST_PAUSE_SECONDS = 1;
const SCHEMA_VERSION = 4;

type Sink = { sid: string; description: string; destination: string; configuration: unknown; createdAt: number };
type Subscription = {
  sid: string;
  description: string;
  sinkSid: string;
  /** Event type to schema version. */
  types: Map<string, number>;
  createdAt: number;
};

function parseJson(name: string, value: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(value);
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch {
    // The same refusal as for JSON that is no object.
  }
  throw badParameter(`${name} must be a JSON object`);
}

export class EventStreams {
  readonly operations: readonly Operation[];
  private readonly sinks = new Map<string, Sink>();
  private readonly subscriptions = new Map<string, Subscription>();
  private readonly kernel: Kernel;
  private readonly webhooks: Webhooks;

  constructor(kernel: Kernel, webhooks: Webhooks) {
    this.kernel = kernel;
    this.webhooks = webhooks;
    this.operations = [...this.sinkOperations(), ...this.subscriptionOperations()];
  }

  /** Where an event of TaskRouter goes: one delivery for each sink that has subscribed to its type. */
  deliveriesOf(event: TaskRouterEvent): (() => Promise<void>)[] {
    const type = `com.twilio.taskrouter.${event.type}`;
    return [...this.subscriptions.values()]
      .filter((subscription) => subscription.types.has(type))
      .flatMap((subscription) => this.sinks.get(subscription.sinkSid) ?? [])
      .map((sink) => () => this.deliver(sink, this.cloudEvent(type, event)));
  }

  private async deliver(sink: Sink, cloudEvent: unknown): Promise<void> {
    const { clock } = this.kernel;
    const givesUpAt = clock.now() + RETRY_FOR_SECONDS * 1000;
    for (let pause = FIRST_PAUSE_SECONDS; clock.now() < givesUpAt; pause *= 2) {
      const { status } = await this.webhooks.send({ url: sink.destination, json: [cloudEvent] });
      if (status >= 200 && status < 300) return;
      await clock.sleep(pause);
    }
  }

  private cloudEvent(type: string, event: TaskRouterEvent) {
    const time = new Date(event.at).toISOString();
    return {
      specversion: "1.0",
      type,
      source: this.kernel.accountSid,
      id: event.sid.replace(/^EV/, "EZ"),
      dataschema: `https://events-schemas.twilio.com/TaskRouter.WDSEvent/${SCHEMA_VERSION}`,
      datacontenttype: "application/json",
      time,
      data: {
        sid: event.sid,
        name: event.type,
        account_sid: this.kernel.accountSid,
        timestamp: time,
        level: "INFO",
        group: event.type.slice(0, event.type.indexOf(".")),
        product_name: "TaskRouter",
        publisher: event.data["workspace_name"],
        payload_type: "application/json",
        payload: {
          sid: event.sid,
          eventtype: event.type,
          event_description: event.description,
          account_sid: this.kernel.accountSid,
          timestamp: time,
          resource_sid: event.resourceSid,
          resource_type: event.resourceType,
          ...event.data,
        },
      },
    };
  }

  private sinkOperations(): Operation[] {
    const toBody = (sink: Sink) => ({
      sid: sink.sid,
      description: sink.description,
      sink_type: "webhook",
      sink_configuration: sink.configuration,
      status: "active",
      date_created: isoSeconds(sink.createdAt),
      date_updated: isoSeconds(sink.createdAt),
      url: `${ORIGIN}/v1/Sinks/${sink.sid}`,
      links: {
        sink_test: `${ORIGIN}/v1/Sinks/${sink.sid}/Test`,
        sink_validate: `${ORIGIN}/v1/Sinks/${sink.sid}/Validate`,
      },
    });
    return [
      {
        name: "ListSink",
        method: "GET",
        path: "/v1/Sinks",
        run: (request) => page(ORIGIN, request, "sinks", [...this.sinks.values()], toBody),
      },
      {
        name: "CreateSink",
        method: "POST",
        path: "/v1/Sinks",
        parameters: ["Description", "SinkConfiguration", "SinkType"],
        run: ({ parameters }) => {
          const type = requiredText(parameters, "SinkType");
          if (type !== "webhook") throw badParameter(`SinkType '${type}' is not modelled: use webhook`);
          const configuration = parseJson("SinkConfiguration", requiredText(parameters, "SinkConfiguration"));
          const { destination } = configuration;
          if (typeof destination !== "string" || !URL.canParse(destination)) {
            throw badParameter("SinkConfiguration needs a destination URL");
          }
          const sink: Sink = {
            sid: this.kernel.sids.next("DG"),
            description: requiredText(parameters, "Description"),
            destination,
            configuration,
            createdAt: this.kernel.clock.now(),
          };
          this.sinks.set(sink.sid, sink);
          return { status: 201, body: toBody(sink) };
        },
      },
      {
        name: "FetchSink",
        method: "GET",
        path: "/v1/Sinks/:Sid",
        run: (request) => ({ status: 200, body: toBody(found(this.sinks, request)) }),
      },
      {
        name: "DeleteSink",
        method: "DELETE",
        path: "/v1/Sinks/:Sid",
        run: (request) => {
          this.sinks.delete(found(this.sinks, request).sid);
          return { status: 204 };
        },
      },
    ];
  }

  private subscriptionOperations(): Operation[] {
    const toBody = (subscription: Subscription) => ({
      account_sid: this.kernel.accountSid,
      sid: subscription.sid,
      description: subscription.description,
      sink_sid: subscription.sinkSid,
      date_created: isoSeconds(subscription.createdAt),
      date_updated: isoSeconds(subscription.createdAt),
      url: `${ORIGIN}/v1/Subscriptions/${subscription.sid}`,
      links: { subscribed_events: `${ORIGIN}/v1/Subscriptions/${subscription.sid}/SubscribedEvents` },
    });
    const typeBody = (subscription: Subscription, type: string) => ({
      account_sid: this.kernel.accountSid,
      subscription_sid: subscription.sid,
      type,
      schema_version: subscription.types.get(type) ?? SCHEMA_VERSION,
      url: `${ORIGIN}/v1/Subscriptions/${subscription.sid}/SubscribedEvents/${type}`,
    });
    const subscriptionOf = (request: RestRequest) => found(this.subscriptions, request, "SubscriptionSid");
    return [
      {
        name: "ListSubscription",
        method: "GET",
        path: "/v1/Subscriptions",
        parameters: ["SinkSid"],
        run: (request) => {
          const sinkSid = text(request.parameters, "SinkSid");
          const all = [...this.subscriptions.values()];
          const wanted = all.filter((subscription) => sinkSid === undefined || subscription.sinkSid === sinkSid);
          return page(ORIGIN, request, "subscriptions", wanted, toBody);
        },
      },
      {
        name: "CreateSubscription",
        method: "POST",
        path: "/v1/Subscriptions",
        parameters: ["Description", "SinkSid", "Types"],
        run: ({ parameters }) => {
          const sinkSid = requiredText(parameters, "SinkSid");
          if (!this.sinks.has(sinkSid)) throw badParameter(`no active Sink ${sinkSid}`);
          const types = texts(parameters, "Types").map((entry) => parseJson("Types", entry));
          if (types.length === 0) throw badParameter("Types must hold at least one event type");
          const subscription: Subscription = {
            sid: this.kernel.sids.next("DF"),
            description: requiredText(parameters, "Description"),
            sinkSid,
            types: new Map(types.map(({ type, schema_version: version }) => [String(type), Number(version ?? 1)])),
            createdAt: this.kernel.clock.now(),
          };
          this.subscriptions.set(subscription.sid, subscription);
          return { status: 201, body: toBody(subscription) };
        },
      },
      {
        name: "FetchSubscription",
        method: "GET",
        path: "/v1/Subscriptions/:Sid",
        run: (request) => ({ status: 200, body: toBody(found(this.subscriptions, request)) }),
      },
      {
        name: "DeleteSubscription",
        method: "DELETE",
        path: "/v1/Subscriptions/:Sid",
        run: (request) => {
          this.subscriptions.delete(found(this.subscriptions, request).sid);
          return { status: 204 };
        },
      },
      {
        name: "ListSubscribedEvent",
        method: "GET",
        path: "/v1/Subscriptions/:SubscriptionSid/SubscribedEvents",
        run: (request) => {
          const subscription = subscriptionOf(request);
          const types = [...subscription.types.keys()];
          return page(ORIGIN, request, "types", types, (type) => typeBody(subscription, type));
        },
      },
      {
        name: "CreateSubscribedEvent",
        method: "POST",
        path: "/v1/Subscriptions/:SubscriptionSid/SubscribedEvents",
        parameters: ["Type", "SchemaVersion"],
        run: (request) => {
          const subscription = subscriptionOf(request);
          const type = requiredText(request.parameters, "Type");
          subscription.types.set(type, integer(request.parameters, "SchemaVersion", 1) ?? 1);
          return { status: 200, body: typeBody(subscription, type) };
        },
      },
    ];
  }
}

function found<Item>(items: ReadonlyMap<string, Item>, request: RestRequest, id = "Sid"): Item {
  const item = items.get(request.ids[id] ?? "");
  if (item === undefined) throw notFound(request.path);
  return item;
}
