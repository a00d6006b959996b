/**
 * The Event Streams sink that tells the functions how contacts end, and its subscription: closing events and no others.
 * https://www.twilio.com/docs/events
 */
import { CLOSING_EVENTS } from "../../src/domain/task-event";
import { sidOf } from "./changes";
import { type AccountSession, NAME, PAGE } from "./session";

/** https://www.twilio.com/docs/events/event-types */
const SCHEMA_VERSION = 4;

export const sinkUrl = (functionsUrl: string): string => `${functionsUrl}/event-streams/sink`;

/** The types that are subscribed to. */
export const SUBSCRIBED_TYPES = CLOSING_EVENTS.map((type) => `com.twilio.taskrouter.${type}`);

async function setUpSubscription({ client, changes }: AccountSession, sinkSid: string | undefined): Promise<void> {
  const { subscriptions } = client.events.v1;
  const [found] = sinkSid === undefined ? [] : await subscriptions.list({ sinkSid });
  const wanted = SUBSCRIBED_TYPES.map((type) => ({ type, schema_version: SCHEMA_VERSION }));
  await changes.ensure(`subscription ${NAME}`, found, {
    create: () => subscriptions.create({ description: NAME, sinkSid: sinkSid ?? "", types: wanted }),
  });
  if (!found) return;
  const { subscribedEvents } = subscriptions(found.sid);
  const types = (await subscribedEvents.list(PAGE)).map(({ type }) => type);
  for (const type of SUBSCRIBED_TYPES.filter((name) => !types.includes(name))) {
    await changes.write("created", `subscription to ${type}`, () =>
      subscribedEvents.create({ type, schemaVersion: SCHEMA_VERSION }),
    );
  }
  for (const type of types.filter((name) => !SUBSCRIBED_TYPES.includes(name))) {
    await changes.write("deleted", `subscription to ${type}`, () =>
      subscriptions(found.sid).subscribedEvents(type).remove(),
    );
  }
}

/** A sink cannot be pointed elsewhere: one with another destination is replaced, the new one first. */
export async function setUpSink(session: AccountSession, functionsUrl: string): Promise<void> {
  const { client, changes } = session;
  const { sinks, subscriptions } = client.events.v1;
  const destination = sinkUrl(functionsUrl);
  const ours = (await sinks.list(PAGE)).filter(({ description }) => description === NAME);
  const isCurrent = (item: (typeof ours)[number]) =>
    (item.sinkConfiguration as { destination?: string }).destination === destination;
  const sink = await changes.ensure(`sink ${NAME}`, ours.find(isCurrent), {
    create: () =>
      sinks.create({
        description: NAME,
        sinkType: "webhook",
        sinkConfiguration: { destination, method: "POST", batch_events: false },
      }),
  });
  await setUpSubscription(session, sink && sidOf(sink));
  for (const old of ours.filter((item) => !isCurrent(item))) {
    await changes.write("deleted", `sink ${old.sid} with another destination`, async () => {
      for (const { sid } of await subscriptions.list({ sinkSid: old.sid })) await subscriptions(sid).remove();
      await sinks(old.sid).remove();
    });
  }
}
