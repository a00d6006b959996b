/** The requests that carry events, and what may be gathered into one. */
import { connectionOverridesOf } from "../kernel/connection-overrides";
import { uuidOf } from "../kernel/uuid";
import type { WebhookRequest } from "../kernel/webhooks";
import { type CallbackDelivery, type Delivery, isCallback } from "./deliveries";
import type { Passage } from "./event-faults";
import type { Sink } from "./model";

/** https://www.twilio.com/docs/events/webhook-quickstart */
const SINK_TIMEOUT_SECONDS = 5;
/** Not documented; so that no array grows without end. */
const LARGEST_BATCH = 100;

export function requestOf(delivery: Delivery, now: number): WebhookRequest {
  if (!isCallback(delivery)) {
    const { url, method, events } = delivery;
    return { url: url ?? "", method, json: events, timeoutSeconds: SINK_TIMEOUT_SECONDS };
  }
  const { url, form } = delivery;
  return {
    url,
    form,
    // The same for every attempt.
    headers: { "i-twilio-idempotency-token": uuidOf(`${url} ${form["Sid"]}`) },
    timeoutSeconds: Math.min(connectionOverridesOf(url).readTimeout, timeLeft(delivery, now)) / 1000,
  };
}

/** Of a callback's total time, in milliseconds. */
export const timeLeft = ({ url, startedAt }: CallbackDelivery, now: number): number =>
  (startedAt ?? now) + connectionOverridesOf(url).totalTimeout - now;

export type Batch = { name: string; size: number; due: number };

/** What a sink's delivery is gathered into: by a fault, or as the sink is configured. */
export function batchOf({ sid, configuration }: Sink, due: number, { batch }: Passage): Batch | undefined {
  if (batch) return { name: `${sid} gathered`, size: batch.size, due: due + Math.round(batch.withinSeconds * 1000) };
  const isBatched = configuration["batch_events"] === true;
  return isBatched ? { name: `${sid} ${due}`, size: LARGEST_BATCH, due } : undefined;
}
