/** What Event Streams holds: https://www.twilio.com/docs/events */

export type SinkType = "kinesis" | "webhook" | "segment" | "email";
export type SinkStatus = "initialized" | "validating" | "active" | "failed";

export type Sink = {
  sid: string;
  description: string;
  type: SinkType;
  configuration: Readonly<Record<string, unknown>>;
  status: SinkStatus;
  /** Of the latest test event; the ones before it count no longer. */
  testId: string | null;
  /** Milliseconds since the epoch, as the other moments. */
  createdAt: number;
  updatedAt: number;
};

export type Subscription = {
  sid: string;
  description: string;
  sinkSid: string;
  /** Event type to schema version. */
  types: Map<string, number>;
  createdAt: number;
  updatedAt: number;
};

/** https://cloudevents.io, as Event Streams fills it. */
export type CloudEvent = {
  specversion: "1.0";
  type: string;
  source: string;
  id: string;
  dataschema: string;
  datacontenttype: "application/json";
  time: string;
  data: Readonly<Record<string, unknown>>;
};

/** Where the account leaves open what Twilio does. */
export type EventStreamsSettings = {
  /**
   * Whether a sink that is no webhook begins as `initialized` and wants to be tested and validated, as was documented
   * until 2024. Off: every sink is active at once, and validating always says "valid".
   */
  needsValidation: boolean;
  /** Whether a second subscription to the same sink is refused, as a public log of a live account tells. */
  isSinkExclusive: boolean;
};

export type EventStreamsState = {
  sinks: Map<string, Sink>;
  subscriptions: Map<string, Subscription>;
  settings: EventStreamsSettings;
  /** Events told by `publish` so far. */
  published: number;
};

export const ORIGIN = "https://events.twilio.com";
