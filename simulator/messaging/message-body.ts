/** A message as the REST API shows it. */
import { API_VERSION, rfc2822, rfc2822OrNull } from "../api/account-path";
import type { Message } from "./model";
import { segmentsOf } from "./segments";

/** What the codes that a test may ask for mean. https://www.twilio.com/docs/api/errors */
const ERRORS: Readonly<Record<number, string>> = {
  30001: "Queue overflow",
  30003: "Unreachable destination handset",
  30004: "Message blocked",
  30005: "Unknown destination handset",
  30006: "Landline or unreachable carrier",
  30007: "Message filtered",
  30008: "Unknown error",
};

export function toMessageBody(message: Message, accountSid: string) {
  const uri = `/${API_VERSION}/Accounts/${accountSid}/Messages/${message.sid}`;
  return {
    account_sid: accountSid,
    api_version: API_VERSION,
    body: message.body,
    date_created: rfc2822(message.createdAt),
    date_sent: rfc2822OrNull(message.sentAt),
    date_updated: rfc2822(message.updatedAt),
    direction: message.direction,
    error_code: message.errorCode,
    error_message: message.errorCode === null ? null : (ERRORS[message.errorCode] ?? "Unknown error"),
    from: message.from,
    messaging_service_sid: message.messagingServiceSid,
    num_media: String(message.mediaUrls.length),
    num_segments: String(segmentsOf(message.body)),
    price: null,
    price_unit: "USD",
    sid: message.sid,
    status: message.status,
    subresource_uris: { media: `${uri}/Media.json` },
    to: message.to,
    uri: `${uri}.json`,
  };
}
