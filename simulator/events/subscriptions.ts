/**
 * Subscription: https://www.twilio.com/docs/events/event-streams/subscription
 *
 * Modelled: all operations, the limit of 100. `Types` is repeated, each entry a JSON object with `type` and
 * `schema_version`, without which it is the latest. Not modelled: `Filter`, which only an example shows.
 */
import { isoSeconds } from "../kernel/kernel";
import {
  badParameter,
  type Operation,
  page,
  RestError,
  type RestRequest,
  requiredText,
  text,
  texts,
} from "../kernel/rest";
import type { EventStreamsContext } from "./context";
import { EVENT_TYPES } from "./event-catalogue";
import { type EventStreamsState, ORIGIN, type Sink, type Subscription } from "./model";

const MAXIMUM_SUBSCRIPTIONS = 100;
const SINK_SID = /^DG[0-9a-fA-F]{32}$/;

/** @throws RestError 91102 */
export function subscriptionOf(state: EventStreamsState, sid: string | undefined): Subscription {
  const subscription = state.subscriptions.get(sid ?? "");
  if (!subscription) throw new RestError(404, 91102, "Subscription could not be found");
  return subscription;
}

/**
 * The schema version an event type is subscribed with.
 *
 * @throws RestError 91104 for types that are not, or no longer, there
 */
export function versionOf(type: string, wanted: unknown): number {
  const schema = EVENT_TYPES.get(type);
  if (!schema) throw new RestError(400, 91104, `Event type not found: ${type}`);
  if (schema.status === "discontinued") throw new RestError(400, 91104, `Event type ${type} is discontinued`);
  if (wanted === undefined || wanted === null) return schema.latestVersion;
  const version = Number(wanted);
  if (!Number.isInteger(version) || version < 1 || version > schema.latestVersion) {
    throw badParameter(`${schema.id} has no schema version '${String(wanted)}'`);
  }
  return version;
}

function typesOf(entries: readonly string[]): Map<string, number> {
  if (entries.length === 0) throw new RestError(400, 91103, "Event type list is empty");
  const types = new Map<string, number>();
  for (const [index, entry] of entries.entries()) {
    const { type, schema_version: version } = parsed(entry);
    if (typeof type !== "string") throw badParameter(`Missing required input parameter event_types[${index}].type`);
    if (types.has(type)) throw new RestError(400, 91101, `Event types are duplicated: ${type}`);
    types.set(type, versionOf(type, version));
  }
  return types;
}

function parsed(entry: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(entry);
    if (typeof value === "object" && value !== null) return { ...value };
  } catch {
    // The same refusal as for JSON that is no object.
  }
  throw badParameter("Types must be JSON objects");
}

export function subscriptionOperations(context: EventStreamsContext): Operation[] {
  const { kernel } = context;
  const toBody = (subscription: Subscription) => ({
    account_sid: kernel.accountSid,
    sid: subscription.sid,
    description: subscription.description,
    sink_sid: subscription.sinkSid,
    date_created: isoSeconds(subscription.createdAt),
    date_updated: isoSeconds(subscription.updatedAt),
    url: `${ORIGIN}/v1/Subscriptions/${subscription.sid}`,
    links: { subscribed_events: `${ORIGIN}/v1/Subscriptions/${subscription.sid}/SubscribedEvents` },
  });
  const found = (request: RestRequest) => subscriptionOf(context.state, request.ids["Sid"]);
  const usableSink = (sid: string): Sink => {
    const { sinks, subscriptions, settings } = context.state;
    const sink = sinks.get(sid);
    if (!sink) throw new RestError(400, 91001, "Sink could not be found");
    if (sink.status !== "active") throw new RestError(400, 91100, "Subscription could not be created: sink not active");
    if (settings.isSinkExclusive && [...subscriptions.values()].some(({ sinkSid }) => sinkSid === sid)) {
      throw new RestError(400, 91007, `Sink with SID ${sid} is in use`);
    }
    return sink;
  };

  return [
    {
      name: "ListSubscription",
      method: "GET",
      path: "/v1/Subscriptions",
      parameters: ["SinkSid"],
      run: (request) => {
        const sinkSid = text(request.parameters, "SinkSid");
        if (sinkSid !== undefined && !SINK_SID.test(sinkSid)) throw badParameter(`SinkSid '${sinkSid}' is no SID`);
        const all = [...context.state.subscriptions.values()];
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
        const description = requiredText(parameters, "Description");
        const sink = usableSink(requiredText(parameters, "SinkSid"));
        const types = typesOf(texts(parameters, "Types"));
        const { subscriptions } = context.state;
        if (subscriptions.size >= MAXIMUM_SUBSCRIPTIONS) {
          throw badParameter(`an account has at most ${MAXIMUM_SUBSCRIPTIONS} subscriptions`);
        }
        const now = kernel.clock.now();
        const sid = kernel.sids.next("DF");
        const subscription = { sid, description, sinkSid: sink.sid, types, createdAt: now, updatedAt: now };
        subscriptions.set(sid, subscription);
        context.forgetRoutes();
        return { status: 201, body: toBody(subscription) };
      },
    },
    {
      name: "FetchSubscription",
      method: "GET",
      path: "/v1/Subscriptions/:Sid",
      run: (request) => ({ status: 200, body: toBody(found(request)) }),
    },
    {
      name: "UpdateSubscription",
      method: "POST",
      path: "/v1/Subscriptions/:Sid",
      parameters: ["Description"],
      run: (request) => {
        const subscription = found(request);
        subscription.description = text(request.parameters, "Description") ?? subscription.description;
        subscription.updatedAt = kernel.clock.now();
        return { status: 200, body: toBody(subscription) };
      },
    },
    {
      name: "DeleteSubscription",
      method: "DELETE",
      path: "/v1/Subscriptions/:Sid",
      run: (request) => {
        context.state.subscriptions.delete(found(request).sid);
        context.forgetRoutes();
        return { status: 204 };
      },
    },
  ];
}
