/** Messages: https://www.twilio.com/docs/messaging/api/message-resource */
import type { Doubt } from "../doubt";

export const doubts: readonly Doubt[] = [
  {
    about: "Message status callbacks",
    documented: "Sent for changes after the creation, by a diagram.",
    here: "queued (after accepted or scheduled), sent, delivered, undelivered, failed, canceled; none for sending, no second try.",
  },
  {
    about: "Message delivery",
    documented: "No durations.",
    here: "sending after 0.5 s, sent after 1 s, delivered after 2 s.",
    switch: "messaging.setOutcome(to, { status, errorCode })",
  },
  {
    about: "Magic test numbers",
    documented: "For test credentials only.",
    here: "Refused for everybody; any other sender is taken.",
  },
  {
    about: "Messaging services",
    documented: "A service chooses a sender of its pool.",
    here: "Any SID is taken; the sender is the account's first number, or nobody.",
  },
  {
    about: "api.CreateMessage with ApplicationSid or ContentSid",
    documented: "They name an application and a template of the account.",
    here: "The account has none: 21218 and 21655.",
  },
  {
    about: "api.UpdateMessage",
    documented: "An empty Body redacts.",
    here: "Only once the message has arrived, 409/20009 before; any other Body is 400/20001.",
  },
];
