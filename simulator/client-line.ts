/** How a client of the real `twilio` package reaches an account in this process. */
import type twilio from "twilio";
import type { Wait } from "./chaos/faults";

export type Line = {
  /** The account's own SID and auth token unless it is said, or an API key's SID and secret. */
  username?: string;
  password?: string;
  /** How the caller waits for answers that are late; otherwise somebody else moves the clock on. */
  wait?: Wait;
  /** Asked before a request leaves and before its answer arrives: until when the caller's code stands still, if it does. */
  thawed?: () => Promise<void> | undefined;
};

export type ClientOptions = NonNullable<ConstructorParameters<typeof twilio.Twilio>[2]>;
