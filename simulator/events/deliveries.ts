/** What is on its way to a consumer, as plain data that a snapshot can hold. */
import type { CloudEvent } from "./model";

type Attempts = {
  /** So far. */
  attempts: number;
  /** When it was first tried, in milliseconds since the epoch. */
  startedAt: number | null;
  /** Of the last attempt. */
  code: number | null;
};

export type SinkDelivery = Attempts & {
  consumer: string;
  /** Null for sinks that are no webhooks: what they would get is kept. */
  url: string | null;
  method: "POST" | "GET";
  events: CloudEvent[];
  /** The batch it is, while others may still join it. */
  batch: string | null;
};

export type CallbackDelivery = Attempts & {
  consumer: "callback";
  url: string;
  form: Readonly<Record<string, string>>;
  type: string;
};

export type Delivery = SinkDelivery | CallbackDelivery;

export const isCallback = (delivery: Delivery): delivery is CallbackDelivery => delivery.consumer === "callback";

/** Event types in full. */
export const typesOf = (delivery: Delivery): readonly string[] =>
  isCallback(delivery) ? [delivery.type] : delivery.events.map(({ type }) => type);

/** `EV` SIDs of callbacks, ids of CloudEvents. */
export const idsOf = (delivery: Delivery): readonly string[] =>
  isCallback(delivery) ? [delivery.form["Sid"] ?? ""] : delivery.events.map(({ id }) => id);

/** An attempt that failed. */
export type DeliveryFailure = {
  /** ISO 8601. */
  at: string;
  /** `callback` or a sink's SID. */
  consumer: string;
  /** Without query and user. */
  url: string;
  types: readonly string[];
  ids: readonly string[];
  /** From 1 on. */
  attempt: number;
  /** Twilio's, as its debugger would show it. */
  code: number;
  reason: string;
  /** Whether the events are given up with it. */
  isFinal: boolean;
};
