/** What of a contact is Twilio's and not the floor's: for how long it stays, and who can delete it. */
export type AtTwilio = { what: string; until: string; todo: string; url: string };

export const AT_TWILIO: readonly AtTwilio[] = [
  {
    what: "events of TaskRouter, with the attributes of the tasks",
    until: "30 days after each contact",
    todo: "nothing: they cannot be deleted, and the marked claims keep them from being read into the floor again",
    url: "https://www.twilio.com/docs/taskrouter/api/event",
  },
  {
    what: "tasks that have ended",
    until: "some minutes after their end",
    todo: "nothing",
    url: "https://www.twilio.com/docs/taskrouter/lifecycle-task-state",
  },
  {
    what: "conversations, with their messages and participants",
    until: "until you delete them, unless the service has timers",
    todo: "delete the conversations listed under references",
    url: "https://www.twilio.com/docs/conversations/api/conversation-resource",
  },
  {
    what: "calls and their recordings",
    until: "until you delete them, unless the account deletes recordings by itself",
    todo: "delete the recordings of the calls listed under references, then the calls",
    url: "https://www.twilio.com/docs/voice/api/recording",
  },
  {
    what: "text messages outside of conversations",
    until: "as the account's message retention says",
    todo: "delete the messages from and to the address",
    url: "https://www.twilio.com/docs/messaging/api/message-resource",
  },
  {
    what: "executions of Studio flows, with what the customer said and sent",
    until: "until Twilio deletes them",
    todo: "delete the executions whose contact is the address",
    url: "https://www.twilio.com/docs/studio/rest-api/v2/execution",
  },
  {
    what: "Flex Insights: segments with the attributes of the task, the worker's words among them",
    until: "as your agreement on Flex Insights says",
    todo: "ask Twilio",
    url: "https://www.twilio.com/docs/flex/end-user-guide/insights",
  },
  {
    what: "what was sent outside: webhooks that were delivered, contact records that were pulled, other sinks of Event Streams",
    until: "as those who have it say",
    todo: "tell them: they know the contacts by their TaskSids",
    url: "https://www.twilio.com/docs/events/webhook-quickstart",
  },
];
