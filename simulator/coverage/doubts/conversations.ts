/** What is open about Conversations. */
import type { Doubt } from "../doubt";

export const doubts: readonly Doubt[] = [
  {
    about: "conversations.UpdateConfigurationWebhook",
    documented: "A webhook is told of the events its filters name; what none at all means is not said.",
    here: "Without filters a webhook is told of every post-action event.",
  },
  {
    about: "conversations.UpdateConfigurationWebhook",
    documented: "A pre-action webhook is asked before something is done, and may refuse or change it.",
    here: "PreWebhookUrl is kept and shown; nobody is asked.",
  },
  {
    about: "conversations.CreateConversationScopedWebhook",
    documented: "A webhook of the method get is called with a query.",
    here: "The method is kept and shown; the call is a POST with a form.",
  },
  {
    about: "conversations.CreateConversationScopedWebhook",
    documented:
      "What is done over REST reaches webhooks only with X-Twilio-Webhook-Enabled; of a conversation's own this is not said.",
    here: "It is so for all webhooks.",
  },
  {
    about: "conversations.CreateConversation",
    documented: "Timers make a conversation inactive and closed; what they count from is shown by an example only.",
    here: "Both count from the last message or change of participants or state.",
  },
  {
    about: "conversations.CreateConversationMessage",
    documented: "Media shows its size, type and name; a template's text is rendered.",
    here: "Media shows its SID alone; a template's message has no body.",
  },
  {
    about: "conversations.CreateConversationParticipant",
    documented: "An identity gets a User and a default Role.",
    here: "No users are made; the role is null unless one is given.",
  },
  {
    about: "conversations.CreateConfigurationAddress",
    documented: "A message that no conversation takes goes to Programmable Messaging alone.",
    here: "It is gone: the caller is told that nobody took it.",
  },
  {
    about: "conversations.CreateConfigurationAddress",
    documented: "StudioRetryCount is how often a call to Studio is tried again.",
    here: "Kept and shown: Studio always answers.",
  },
];
