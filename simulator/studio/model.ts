/** Flows and executions as they are kept: plain data. https://www.twilio.com/docs/studio/rest-api/v2 */
import type { Appointment } from "../kernel/clock";

export type FlowStatus = "draft" | "published";

/** A JSON object. */
export type Json = Record<string, unknown>;

export type Condition = { friendly_name: string; arguments: string[]; type: string; value: string };
export type Transition = { event: string; next?: string | null | undefined; conditions?: Condition[] | undefined };
export type Widget = { name: string; type: string; properties?: Json | undefined; transitions: Transition[] };
export type Definition = {
  description?: string | undefined;
  initial_state: string;
  flags?: { allow_concurrent_calls?: boolean | undefined } | undefined;
  states: Widget[];
};

export type Revision = {
  revision: number;
  friendlyName: string;
  definition: Definition;
  status: FlowStatus;
  commitMessage: string | null;
  /** Milliseconds since the epoch, as the other moments. */
  createdAt: number;
};

export type Flow = {
  sid: string;
  /** Never empty; the latest is last. */
  revisions: Revision[];
  testUsers: string[];
  createdAt: number;
  updatedAt: number | null;
};

/** How an execution begins: the trigger's transitions. */
export type TriggerKind = "incomingMessage" | "incomingCall" | "incomingRequest" | "incomingConversationMessage";

/** What the widget an execution is in waits for. */
export type Waiting = {
  for: "reply" | "digits" | "call" | "time";
  /** The event that happens when its time is up, and when that is. */
  timeout: Appointment | null;
};

export type Step = {
  sid: string;
  /** The event that led from one widget to the next. */
  name: string;
  /** The type of the widget that was left. */
  type: string;
  from: string;
  to: string;
  /** What was known when the widget was left. */
  context: Json;
  createdAt: number;
};

export type Execution = {
  sid: string;
  flowSid: string;
  /** The revision it runs to its end, whatever is published meanwhile. */
  revision: number;
  trigger: TriggerKind;
  status: "active" | "ended";
  endedReason: string | null;
  contactAddress: string;
  flowAddress: string;
  /** The SID of the message or call it began with, or its own. */
  startedBy: string;
  /** What templates see. */
  context: ExecutionContext;
  /** The widget it is in. */
  widget: string;
  waiting: Waiting | null;
  /** How often each widget was entered. */
  visits: Record<string, number>;
  /** In the order of happening. */
  steps: Step[];
  createdAt: number;
  updatedAt: number;
};

export type ExecutionContext = {
  trigger: Json;
  contact: { channel: { address: string } };
  flow: { sid: string; flow_sid: string; channel: { address: string }; data: Json; variables: Json };
  widgets: Record<string, Json>;
};

export type StudioState = { flows: Map<string, Flow>; executions: Map<string, Execution> };

/** The revision that is shown: the last. */
export function latest(flow: Flow): Revision {
  const revision = flow.revisions.at(-1);
  if (!revision) throw new Error(`flow ${flow.sid} has no revision`);
  return revision;
}

export const latestPublished = (flow: Flow): Revision | undefined =>
  flow.revisions.findLast(({ status }) => status === "published");

export const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A copy of JSON data that shares nothing with it. */
export const copyOf = <Data>(data: Data): Data => JSON.parse(JSON.stringify(data)) as Data;
