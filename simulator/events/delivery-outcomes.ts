/**
 * What becomes of an attempt to deliver an event.
 *
 * Sinks: https://www.twilio.com/docs/events/event-delivery-and-duplication and the pages of errors 91300 to 91308, such
 * as https://www.twilio.com/docs/api/errors/91305. Callbacks: https://www.twilio.com/docs/api/errors/11205, 11203, 11217.
 */
import type { RetryPolicy } from "../kernel/connection-overrides";
import type { WebhookResponse } from "../kernel/webhooks";

export type Outcome = "accepted" | "throttled" | "rejected" | "server error" | "unreachable" | "timeout" | "strange";

export function outcomeOf({ status, isTimeout }: WebhookResponse): Outcome {
  if (isTimeout) return "timeout";
  if (status === 0) return "unreachable";
  if (status >= 200 && status < 300) return "accepted";
  if (status === 429) return "throttled";
  if (status >= 400 && status < 500) return "rejected";
  return status >= 500 ? "server error" : "strange";
}

export type Failed = Exclude<Outcome, "accepted">;

/** How Event Streams takes it: the error it notes, and whether it tries again. */
export const SINK_ERRORS: Readonly<Record<Failed, { code: number; isRetried: boolean }>> = {
  throttled: { code: 91302, isRetried: true },
  rejected: { code: 91305, isRetried: false },
  "server error": { code: 91306, isRetried: true },
  unreachable: { code: 91307, isRetried: true },
  timeout: { code: 91308, isRetried: true },
  strange: { code: 91300, isRetried: true },
};

/** How a callback takes it: the error it notes, and the retry policy that would have it tried again. */
export const CALLBACK_ERRORS: Readonly<Record<Failed, { code: number; policy: RetryPolicy | undefined }>> = {
  throttled: { code: 11217, policy: "4xx" },
  rejected: { code: 11217, policy: "4xx" },
  "server error": { code: 11217, policy: "5xx" },
  unreachable: { code: 11205, policy: "ct" },
  timeout: { code: 11203, policy: "rt" },
  strange: { code: 11200, policy: undefined },
};
