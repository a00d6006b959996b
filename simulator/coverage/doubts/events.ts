/** Event Streams and the workspace's event callback. */
import type { Doubt } from "../doubt";

export const doubts: readonly Doubt[] = [
  {
    about: "events.CreateSink: status",
    documented:
      "Sinks are active by default and need no validation (https://www.twilio.com/docs/events/event-streams/sink-resource/validate); examples still show kinesis and segment sinks as initialized.",
    here: "Every sink is active at once, and validating says valid whatever the TestId.",
    switch:
      "account.eventStreams.configure({ needsValidation: true }): sinks other than webhooks begin as initialized, become validating by a test and active by its TestId; a test event that is given up makes the sink failed.",
  },
  {
    about: "events.CreateSink: types",
    documented: "kinesis, webhook, segment; email only in the OpenAPI document, without its configuration.",
    here: "All four are made. Only webhooks get requests; for the others CloudEvents are kept (account.events.kept), whatever format the real sink has. An e-mail sink takes any configuration that is not empty.",
  },
  {
    about: "events.CreateSink: batch_events",
    documented:
      "It stands in examples and in error 91000; how many events, and for how long, is not said. The quickstart says that an array holds one event at present.",
    here: "true: all events due to the sink at one moment, at most 100, come in one array. false or absent: one event each.",
  },
  {
    about: "events.CreateSink: method GET",
    documented: "POST or GET; what a GET carries is not said.",
    here: "A GET carries the same JSON body to a host in this process, and none over the network.",
  },
  {
    about: "events: one subscription for each sink",
    documented:
      "Nothing. A public log of a live account (March 2026) tells that a second subscription was refused with 'Sink with SID DG... is in use'.",
    here: "A sink may have several.",
    switch: "account.eventStreams.configure({ isSinkExclusive: true })",
  },
  {
    about: "events: refusals",
    documented:
      "Codes 91000 to 91104 have pages; their HTTP statuses do not, nor has the limit of 100 subscriptions a code.",
    here: "400, and 404 for 91001 and 91102 where the SID is in the path. The 101st subscription is refused with 20001, as is a schema version that is not there.",
  },
  {
    about: "events.DeleteSubscribedEvent: the last type",
    documented: "Nothing; error 91103 says that a list of types cannot be empty.",
    here: "The last type can be deleted; the subscription then sends nothing.",
  },
  {
    about: "events.ListEventType",
    documented:
      "The list of types for people; the API's own list is not public, nor are all dates and schema versions.",
    here: "TaskRouter (with activity, task-channel and workspace, which only the callback's list names), messaging, Studio, conversations, voice, error logs. Dates are null. Some latest versions and the ids of some Conversations schemas follow the pattern of their neighbours.",
  },
  {
    about: "TaskRouter.WDSEvent, versions 3 and 4",
    documented: "Version 2 added worker_time_in_previous_activity_ms; what later ones added is not said.",
    here: "Version 1 has no field that ends in _ms; 2, 3 and 4 are alike.",
  },
  {
    about: "Event Streams: retries",
    documented: "Exponential backoff with jitter for four hours; no numbers. 4xx but 429 is not retried (error 91305).",
    here: "Pauses of 1, 2, 4, ... seconds, each times 0.5 to 1.5; the event is given up exactly four hours after the first attempt. Not modelled: the rate at which a failing sink is throttled.",
  },
  {
    about: "Event Streams: order and latency",
    documented: "Not in order, most within two seconds, no promise.",
    here: "At once and in order, unless AccountOptions.delivery or account.events.faults say otherwise.",
    switch: "account.events.faults.set({ rules: [{ reordered: ..., delayed: ..., duplicated: ... }] })",
  },
  {
    about: "the workspace's callback: connection overrides",
    documented:
      "rc, rp, ct, rt, tt with bounds and defaults; TaskRouter is named neither among the products that know them nor among those that do not. When a retry comes is not said.",
    here: "They are honoured; retries come at once; values out of bounds are brought into them, an unknown policy counts as the default (Twilio notes error 11243). A connection takes no time here, so ct changes nothing.",
  },
  {
    about: "the workspace's callback: error codes",
    documented: "11205 (connection), 11203 (time), 11217 (status) for webhooks in general.",
    here: "These are noted in account.events.failures. TaskRouter may note others.",
  },
  {
    about: "webhook URLs with a user and password",
    documented: "They become an Authorization header; whether the signature is over the URL with them is not said.",
    here: "The signature is over the URL without user, password and fragment.",
  },
];
