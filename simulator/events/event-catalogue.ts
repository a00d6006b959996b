/**
 * The event types of Event Streams and the schemas they follow: https://www.twilio.com/docs/events/event-types
 *
 * Listed: what this account can emit, and what stands next to it in Twilio's lists. Not listed: compliance, Verify,
 * video, Voice Insights, Notify, Lookup, Super SIM. Twilio tells when a type and a schema version were made; nothing
 * public says so for all of them, so here these dates are null.
 */

export type EventTypeStatus = "available" | "deprecated" | "restricted" | "discontinued";

export type Schema = {
  id: string;
  /** The latest version; all from 1 on exist. */
  latestVersion: number;
  /** Below https://www.twilio.com/docs/events/event-types/; null where there is no page. */
  documentation: string | null;
  product: string;
  status?: EventTypeStatus;
  types: readonly string[];
};

export const TASK_ROUTER_PREFIX = "com.twilio.taskrouter.";
export const TASK_ROUTER_SCHEMA = "TaskRouter.WDSEvent";

const under = (prefix: string, names: string): readonly string[] => names.split(" ").map((name) => `${prefix}.${name}`);

/** The types as https://www.twilio.com/docs/taskrouter/api/event/reference lists them, and where their page is. */
const TASK_ROUTER_TOPICS: Readonly<Record<string, { names: string; documentation: string | null }>> = {
  activity: { names: "created updated deleted", documentation: null },
  reservation: {
    names: "created accepted rejected timeout canceled rescinded completed failed wrapup",
    documentation: "taskrouter/reservation",
  },
  task: {
    names:
      "created updated canceled wrapup completed deleted system-deleted transfer-initiated transfer-attempt-failed transfer-failed transfer-canceled transfer-completed",
    documentation: "taskrouter/task",
  },
  "task-channel": { names: "created updated deleted", documentation: null },
  "task-queue": {
    names: "created deleted entered timeout moved expression.updated",
    documentation: "taskrouter/task-queue",
  },
  worker: {
    names: "created activity.update attributes.update capacity.update channel.availability.update deleted",
    documentation: "taskrouter/worker",
  },
  workflow: {
    names: "created updated deleted target-matched entered timeout skipped",
    documentation: "taskrouter/workflow",
  },
  workspace: { names: "created updated deleted", documentation: null },
};

const taskRouterSchemas = Object.entries(TASK_ROUTER_TOPICS).map(
  ([topic, { names, documentation }]): Schema => ({
    id: TASK_ROUTER_SCHEMA,
    latestVersion: 4,
    documentation,
    product: "TaskRouter",
    types: under(TASK_ROUTER_PREFIX + topic, names),
  }),
);

/** Each of the Conversations types has a schema of its own: `message.added` follows `Conversations.MessageAdded`. */
const conversationSchemas = (topic: string, names: string): Schema[] =>
  names.split(" ").map((name) => ({
    id: `Conversations.${`-${topic}-${name}`.replace(/-([a-z])/g, (_match, letter: string) => letter.toUpperCase())}`,
    latestVersion: 2,
    documentation: `conversations/${topic}`,
    product: "Conversations",
    types: [`com.twilio.conversations.${topic}.${name}`],
  }));

const CALL_STATUSES = "call.initiated call.ringing call.answered call.completed";

/** Types with a page or a status of their own are another entry of the same schema. */
const SCHEMAS: readonly Schema[] = [
  ...taskRouterSchemas,
  {
    id: "Messaging.MessageStatus",
    latestVersion: 8,
    documentation: "messaging/outbound-message",
    product: "Messaging",
    types: under("com.twilio.messaging.message", "queued sent delivered failed undelivered read"),
  },
  {
    id: "Messaging.InboundMessageV1",
    latestVersion: 6,
    documentation: "messaging/inbound-message",
    product: "Messaging",
    types: ["com.twilio.messaging.inbound-message.received"],
  },
  {
    id: "Studio.FlowExecutionEvent",
    latestVersion: 2,
    documentation: "studio/flow",
    product: "Studio",
    types: under("com.twilio.studio.flow.execution", "started ended"),
  },
  {
    id: "Studio.FlowStepEvent",
    latestVersion: 2,
    documentation: "studio/flow",
    product: "Studio",
    types: ["com.twilio.studio.flow.step.ended"],
  },
  {
    id: "ErrorLogs.Error",
    latestVersion: 2,
    documentation: "errors/error-logs",
    product: "Error Logs",
    types: ["com.twilio.error-logs.error.logged"],
  },
  {
    id: "Voice.WebhookEvent",
    latestVersion: 2,
    documentation: "voice/status-callback",
    product: "Voice",
    types: [
      ...under("com.twilio.voice.status-callback", CALL_STATUSES),
      ...under("com.twilio.voice.status-callback", "conference.updated conference.participant.updated"),
      ...under("com.twilio.voice.status-callback", "recording.processed transcription.processed stream.updated"),
      ...under("com.twilio.voice.api-request", "call.created call.modified conference.modified"),
      ...under("com.twilio.voice.twiml", "call.redirected dial.finished enqueue.finished gather.finished"),
    ],
  },
  {
    id: "Voice.WebhookEvent",
    latestVersion: 2,
    documentation: "voice/status-callback",
    product: "Voice",
    status: "deprecated",
    types: under("com.twilio.voice.webhook.status-callback", CALL_STATUSES),
  },
  ...conversationSchemas("conversation", "added removed updated"),
  ...conversationSchemas("conversation-state", "updated"),
  ...conversationSchemas("message", "added removed updated"),
  ...conversationSchemas("participant", "added removed updated"),
  ...conversationSchemas("user", "added updated"),
  ...conversationSchemas("delivery", "updated").map((schema): Schema => ({ ...schema, status: "discontinued" })),
];

/** By type, in ascending order, as Twilio lists them. */
export const EVENT_TYPES: ReadonlyMap<string, Schema> = new Map(
  SCHEMAS.flatMap((schema) => schema.types.map((type): [string, Schema] => [type, schema])).sort(([a], [b]) =>
    a < b ? -1 : 1,
  ),
);

/** By id. */
export const SCHEMAS_BY_ID: ReadonlyMap<string, Schema> = new Map(SCHEMAS.map((schema) => [schema.id, schema]));

/** What `dataschema` of an event names. */
export const schemaUrl = ({ id }: Pick<Schema, "id">, version: number): string =>
  `https://events-schemas.twilio.com/${id}/${version}`;
