/** What the operations of Event Streams share. */
import type { Kernel } from "../kernel/kernel";
import type { EventDelivery } from "./event-delivery";
import type { EventStreamsState, Sink } from "./model";

export type EventStreamsContext = {
  readonly kernel: Kernel;
  readonly delivery: EventDelivery;
  /** Read at each call: a snapshot puts another in its place. */
  readonly state: EventStreamsState;
  /** Sends a test event; its id. */
  sendTest(sink: Sink): string;
  /** Says that who gets which events is no longer as it was. */
  forgetRoutes(): void;
};
