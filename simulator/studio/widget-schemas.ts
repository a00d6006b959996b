/**
 * What a flow definition must look like. https://www.twilio.com/docs/studio/rest-api/v2/schemas
 *
 * Twilio's own schemas are a page of its documentation, not part of its OpenAPI document or of a package. These are ours
 * for the widgets that run here; of other widgets only the frame is checked, and properties we do not know are let
 * through.
 */
import * as v from "valibot";

/** The types of the page, and the one for the former Autopilot, which older flows have. */
export const WIDGET_TYPES = [
  "add-member-to-chat-channel",
  "add-twiml-redirect",
  "capture-payments",
  "connect-call-to",
  "connect-virtual-agent",
  "connect-virtual-agent-v2",
  "create-chat-channel",
  "create-task",
  "enqueue-call",
  "fork-stream",
  "gather-input-on-call",
  "make-http-request",
  "make-outgoing-call-v1",
  "make-outgoing-call-v2",
  "record-call",
  "record-voicemail",
  "run-function",
  "run-function-v2",
  "run-subflow",
  "say-play",
  "send-and-wait-for-reply",
  "send-message",
  "send-to-auto-pilot",
  "send-to-flex",
  "set-variables",
  "split-based-on",
  "trigger",
  "understand",
  "update-sync-object",
] as const;

export const CONDITION_TYPES = [
  "contains",
  "does_not_contain",
  "does_not_match_any_of",
  "does_not_start_with",
  "equal_to",
  "greater_than",
  "is_after_date",
  "is_after_time",
  "is_before_date",
  "is_before_time",
  "is_blank",
  "is_not_blank",
  "less_than",
  "matches_any_of",
  "not_equal_to",
  "regex",
  "starts_with",
] as const;

const name = v.pipe(v.string(), v.minLength(1));
const required = v.pipe(v.string(), v.minLength(1, "must not be empty"));
const text = v.nullish(v.string());
/** Numbers may be templates. */
const number = v.nullish(v.union([v.string(), v.number()]));
const pairs = v.optional(v.array(v.looseObject({ key: required, value: v.string() })));

const condition = v.looseObject({
  friendly_name: v.string(),
  arguments: v.array(v.string()),
  type: v.picklist(CONDITION_TYPES),
  value: v.string(),
});
const transition = v.looseObject({
  event: name,
  next: v.nullish(name),
  conditions: v.optional(v.array(condition)),
});

/** By type: properties, and the events that may lead on. */
const MODELLED = {
  trigger: {
    properties: v.looseObject({}),
    events: [
      "incomingMessage",
      "incomingCall",
      "incomingRequest",
      "incomingConversationMessage",
      "incomingParent",
      "incomingCallUpdate",
    ],
  },
  "run-function": {
    properties: v.looseObject({ url: required, service_sid: text, parameters: pairs }),
    events: ["success", "fail"],
  },
  "make-http-request": {
    properties: v.looseObject({
      url: required,
      method: v.optional(v.picklist(["GET", "POST"])),
      content_type: text,
      body: text,
      parameters: pairs,
    }),
    events: ["success", "failed"],
  },
  "split-based-on": { properties: v.looseObject({ input: required }), events: ["noMatch", "match"] },
  "set-variables": { properties: v.looseObject({ variables: pairs }), events: ["next"] },
  "send-to-flex": {
    properties: v.looseObject({
      workflow: required,
      channel: required,
      attributes: text,
      priority: number,
      timeout: number,
      waitUrl: text,
      waitUrlMethod: v.nullish(v.picklist(["GET", "POST"])),
    }),
    events: ["callComplete", "failedToEnqueue", "callFailure"],
  },
  "enqueue-call": {
    properties: v.looseObject({
      queue_name: text,
      workflow_sid: text,
      task_attributes: text,
      priority: number,
      timeout: number,
    }),
    events: ["callComplete", "failedToEnqueue", "callFailure"],
  },
  "say-play": {
    properties: v.looseObject({ say: text, play: text, digits: text, loop: number }),
    events: ["audioComplete"],
  },
  "gather-input-on-call": {
    properties: v.looseObject({ say: text, play: text, timeout: number, number_of_digits: number }),
    events: ["keypress", "speech", "timeout"],
  },
  "send-message": { properties: v.looseObject({ from: required, to: text, body: text }), events: ["sent", "failed"] },
  "send-and-wait-for-reply": {
    properties: v.looseObject({ from: required, body: text, timeout: number }),
    events: ["incomingMessage", "timeout", "deliveryFailure"],
  },
} as const;

export type ModelledType = keyof typeof MODELLED;

const isModelled = (type: string): type is ModelledType => type in MODELLED;

/** What a widget's properties must be, or undefined where the type does not run here. */
export const schemaOf = (type: string) => (isModelled(type) ? MODELLED[type] : undefined);

export const definitionSchema = v.looseObject({
  description: v.optional(v.string()),
  initial_state: name,
  flags: v.optional(v.looseObject({ allow_concurrent_calls: v.optional(v.boolean()) })),
  states: v.pipe(
    v.array(
      v.looseObject({
        name,
        type: v.picklist(WIDGET_TYPES),
        properties: v.optional(v.looseObject({})),
        transitions: v.array(transition),
      }),
    ),
    v.minLength(1),
    v.maxLength(1000),
  ),
});
