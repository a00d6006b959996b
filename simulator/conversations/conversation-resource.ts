/**
 * Conversation: https://www.twilio.com/docs/conversations/api/conversation-resource
 *
 * Modelled: all five operations, in the default service and in others; found by SID or unique name. Email bindings are
 * kept and shown. `initializing` is a state no request can ask for.
 */
import { durationIn, momentIn, objectIn, oneOf, shortText, sidIn } from "../kernel/formats";
import { isoSeconds } from "../kernel/kernel";
import { type Operation, type Parameters, page, RestError, type RestRequest, text } from "../kernel/rest";
import { conversationFields } from "./event-fields";
import { timesOf } from "./life";
import type { Conversation, ConversationState } from "./model";
import {
  type ConversationsContext,
  conversationUrl,
  findConversation,
  MAXIMUM_PAGE_SIZE,
  ORIGIN,
  restCause,
  type Scope,
  serviceOf,
} from "./scope";

const STATES: readonly ConversationState[] = ["active", "inactive", "closed"];
/** Seconds. */
const SHORTEST = { inactive: 60, closed: 600 };

export const CONVERSATION_PARAMETERS = [
  "FriendlyName",
  "UniqueName",
  "DateCreated",
  "DateUpdated",
  "MessagingServiceSid",
  "Attributes",
  "State",
  "Timers.Inactive",
  "Timers.Closed",
  "Bindings.Email.Address",
  "Bindings.Email.Name",
];

export function conversationOperations(context: ConversationsContext, scope: Scope): Operation[] {
  const { life, state, kernel } = context;
  const list = `${scope.path}/Conversations`;
  const toBody = (conversation: Conversation) => toConversationBody(conversation, kernel.accountSid, scope);
  const find = (request: RestRequest) => findConversation(context, request, "Sid");
  return [
    {
      name: `Create${scope.infix}Conversation`,
      method: "POST",
      path: list,
      parameters: CONVERSATION_PARAMETERS,
      run: (request) => ({ status: 201, body: toBody(createConversation(context, request)) }),
    },
    {
      name: `List${scope.infix}Conversation`,
      method: "GET",
      path: list,
      parameters: ["StartDate", "EndDate", "State"],
      run: (request) => {
        const serviceSid = serviceOf(context, request);
        const passes = readFilter(request.parameters);
        const found = [...state().conversations.values()].filter(
          (conversation) => conversation.serviceSid === serviceSid && passes(conversation),
        );
        return page(ORIGIN, request, "conversations", found, toBody, MAXIMUM_PAGE_SIZE);
      },
    },
    {
      name: `Fetch${scope.infix}Conversation`,
      method: "GET",
      path: `${list}/:Sid`,
      run: (request) => ({ status: 200, body: toBody(find(request)) }),
    },
    {
      name: `Update${scope.infix}Conversation`,
      method: "POST",
      path: `${list}/:Sid`,
      parameters: CONVERSATION_PARAMETERS,
      run: (request) => {
        const conversation = find(request);
        life.checkOpen(conversation);
        const { parameters } = request;
        const { changes, timers, email } = readChanges(parameters);
        const target = oneOf(parameters, "State", STATES);
        refuseTakenName(context, changes.uniqueName, conversation.serviceSid, conversation);
        Object.assign(conversation, { updatedAt: kernel.clock.now() }, changes);
        Object.assign(conversation.timers, timers);
        Object.assign(conversation.email, email);
        life.schedule(conversation);
        life.tell("onConversationUpdated", conversation, restCause(request), conversationFields(conversation));
        if (target) life.move(conversation, target, restCause(request));
        return { status: 200, body: toBody(conversation) };
      },
    },
    {
      name: `Delete${scope.infix}Conversation`,
      method: "DELETE",
      path: `${list}/:Sid`,
      run: (request) => {
        life.remove(find(request), restCause(request));
        return { status: 204 };
      },
    },
  ];
}

/** @throws RestError 50382, 50384, 50353, 50390 */
export function createConversation(context: ConversationsContext, request: RestRequest): Conversation {
  const { parameters } = request;
  const { configuration } = context.state();
  const { changes, timers, email } = readChanges(parameters);
  const asked = oneOf(parameters, "State", STATES);
  if (asked === "closed") throw new RestError(400, 50384, "Initial state can't be 'closed'");
  if (asked === undefined && Object.keys(timers).length > 0) {
    throw new RestError(400, 50382, "Timer can't be set without state");
  }
  const serviceSid = serviceOf(context, request);
  refuseTakenName(context, changes.uniqueName, serviceSid);
  return context.life.create(
    {
      ...changes,
      serviceSid,
      state: asked ?? "active",
      timers: { inactive: configuration.inactiveTimer, closed: configuration.closedTimer, ...timers },
      email,
    },
    restCause(request),
  );
}

/** Only what was sent. */
function readChanges(parameters: Parameters) {
  const changes = {
    friendlyName: shortText(parameters, "FriendlyName", 256),
    uniqueName: text(parameters, "UniqueName"),
    attributes: objectIn(parameters, "Attributes") && text(parameters, "Attributes"),
    messagingServiceSid: sidIn(parameters, "MessagingServiceSid", "MG"),
    createdAt: momentIn(parameters, "DateCreated"),
    updatedAt: momentIn(parameters, "DateUpdated"),
  };
  const timers = {
    inactive: durationIn(parameters, "Timers.Inactive", SHORTEST.inactive),
    closed: durationIn(parameters, "Timers.Closed", SHORTEST.closed),
  };
  const email = {
    address: text(parameters, "Bindings.Email.Address"),
    name: shortText(parameters, "Bindings.Email.Name", 256),
  };
  return { changes: sent(changes), timers: sent(timers), email: sent(email) };
}

type Sent<Values> = { [Name in keyof Values]?: Exclude<Values[Name], undefined> };

/** Without what is undefined. */
function sent<Values extends object>(values: Values): Sent<Values> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Sent<Values>;
}

function refuseTakenName(
  { state }: ConversationsContext,
  name: string | undefined,
  serviceSid: string,
  itself?: Conversation,
): void {
  if (name === undefined) return;
  if (/^CH[0-9a-f]{32}$/.test(name)) {
    throw new RestError(400, 50390, "Unique name should not match conversation sid pattern");
  }
  for (const other of state().conversations.values()) {
    if (other.uniqueName === name && other.serviceSid === serviceSid && other !== itself) {
      throw new RestError(409, 50353, "Conversation with provided unique name already exists");
    }
  }
}

/** Dates are days or moments of creation, both inclusive. */
function readFilter(parameters: Parameters): (conversation: Conversation) => boolean {
  const from = momentIn(parameters, "StartDate") ?? 0;
  const end = momentIn(parameters, "EndDate") ?? Number.POSITIVE_INFINITY;
  const until = /^\d{4}-\d{2}-\d{2}$/.test(text(parameters, "EndDate") ?? "") ? end + 86_399_999 : end;
  const state = oneOf(parameters, "State", STATES);
  return (conversation) =>
    conversation.createdAt >= from &&
    conversation.createdAt <= until &&
    (state === undefined || conversation.state === state);
}

/** The moments that lie ahead. */
export function toTimersBody(conversation: Conversation): Record<string, string> {
  const { inactiveAt, closedAt } = timesOf(conversation);
  return {
    ...(inactiveAt === null ? {} : { date_inactive: isoSeconds(inactiveAt) }),
    ...(closedAt === null ? {} : { date_closed: isoSeconds(closedAt) }),
  };
}

export function toConversationBody(conversation: Conversation, accountSid: string, scope: Scope) {
  const url = conversationUrl(scope, conversation);
  const { address, name } = conversation.email;
  const email = {
    ...(address === undefined ? {} : { projected_address: address }),
    ...(name === undefined ? {} : { name }),
  };
  return {
    sid: conversation.sid,
    account_sid: accountSid,
    chat_service_sid: conversation.serviceSid,
    messaging_service_sid: conversation.messagingServiceSid,
    friendly_name: conversation.friendlyName,
    unique_name: conversation.uniqueName,
    attributes: conversation.attributes,
    state: conversation.state,
    date_created: isoSeconds(conversation.createdAt),
    date_updated: isoSeconds(conversation.updatedAt),
    timers: toTimersBody(conversation),
    bindings: Object.keys(email).length > 0 ? { email } : {},
    url,
    links: {
      participants: `${url}/Participants`,
      messages: `${url}/Messages`,
      webhooks: `${url}/Webhooks`,
      export: `${url}/Export`,
    },
  };
}
