/** What behaviours of events are set up with. */
import assert from "node:assert/strict";
import type { Stage } from "./behaviour";

export const ORIGIN = "https://consumer.example";
export const SENT = "com.twilio.messaging.message.sent";
export const DELIVERED = "com.twilio.messaging.message.delivered";
export const CREATED = "com.twilio.taskrouter.worker.created";
export const ACTIVITY = "com.twilio.taskrouter.worker.activity.update";

export const webhook = {
  description: "floor",
  sinkType: "webhook" as const,
  sinkConfiguration: { destination: `${ORIGIN}/sink`, method: "POST", batch_events: false },
};

export const kinesis = {
  description: "lake",
  sinkType: "kinesis" as const,
  sinkConfiguration: {
    arn: "arn:aws:kinesis:us-east-1:111111111:stream/test",
    role_arn: "arn:aws:iam::111111111:role/Role",
    external_id: "1234567890",
  },
};

export type CloudEvent = { type: string; dataschema: string; data: Record<string, unknown> & { payload?: object } };

export const eventsIn = (received: readonly { body: string }[]): CloudEvent[] =>
  received.flatMap(({ body }) => JSON.parse(body) as CloudEvent[]);

export const workspaceOf = ({ account, client }: Stage) =>
  client.taskrouter.v1.workspaces(account.taskRouter.workspace.sid);

export async function subscribed({ client }: Stage, types: { type: string; schema_version?: number }[]) {
  const sink = await client.events.v1.sinks.create(webhook);
  return client.events.v1.subscriptions.create({ description: "floor", sinkSid: sink.sid, types });
}

export const refusal = (status: number, code: number) => (error: unknown) => {
  assert.deepEqual(
    { status: (error as { status?: number }).status, code: (error as { code?: number }).code },
    { status, code },
  );
  return true;
};
