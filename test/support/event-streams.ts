/** An account with one sink that is subscribed to sent messages. */
import { Account, type AccountOptions } from "../../simulator/account";
import type { HostedRequest } from "../../simulator/kernel/webhooks";

export const SENT = "com.twilio.messaging.message.sent";
const START = new Date("2026-01-05T12:00:00Z");
const ORIGIN = "https://floor.example";

/** `at` in seconds from the start. */
export type ReceivedEvent = Omit<HostedRequest, "url"> & { at: number; url: string };

/** What `publish` was given for each event of a delivery. */
export const idOf = ({ body }: { body: string }): unknown[] =>
  (JSON.parse(body) as { data: { messageSid: unknown } }[]).map(({ data }) => data.messageSid);

export async function openStreams({
  configuration = {},
  ...options
}: AccountOptions & { configuration?: Record<string, unknown> } = {}) {
  const account = new Account({ seed: 1, start: START, ...options });
  const client = account.client();
  const received: ReceivedEvent[] = [];
  /** Statuses to answer with before it is 204. */
  const answers: number[] = [];
  /** Milliseconds to answer after, before it is at once. */
  const slowly: number[] = [];
  account.webhooks.host(ORIGIN, async (request) => {
    received.push({ ...request, url: request.url.toString(), at: (account.clock.now() - START.getTime()) / 1000 });
    const response = { status: answers.shift() ?? 204, headers: {}, body: "" };
    const milliseconds = slowly.shift();
    if (milliseconds === undefined) return response;
    return new Promise((resolve) => request.call.after(milliseconds, () => resolve(response)));
  });
  const { sid: sink } = await client.events.v1.sinks.create({
    description: "floor",
    sinkType: "webhook",
    sinkConfiguration: { destination: `${ORIGIN}/sink`, method: "POST", ...configuration },
  });
  const { sid: subscription } = await client.events.v1.subscriptions.create({
    description: "floor",
    sinkSid: sink,
    types: [{ type: SENT }],
  });
  const publish = (messageSid = "SM1") => account.eventStreams.publish(SENT, { messageSid });
  return { account, client, sink, subscription, received, answers, slowly, publish };
}
