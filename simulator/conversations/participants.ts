/**
 * Participant: https://www.twilio.com/docs/conversations/api/conversation-participant-resource
 *
 * Modelled: all five operations; found by SID or identity. A participant has an identity, or an address with the
 * account's address beside it. Roles are kept and have no effect: nobody connects with the SDK.
 */
import { momentIn, objectIn, shortText, sidIn } from "../kernel/formats";
import { isoSeconds } from "../kernel/kernel";
import { badParameter, integer, type Operation, type Parameters, page, type RestRequest, text } from "../kernel/rest";
import { participantFields } from "./event-fields";
import type { Binding, Conversation, Participant } from "./model";
import {
  type ConversationsContext,
  conversationUrl,
  findConversation,
  findParticipant,
  MAXIMUM_PAGE_SIZE,
  ORIGIN,
  restCause,
  type Scope,
} from "./scope";

const COMMON = ["Identity", "DateCreated", "DateUpdated", "Attributes", "RoleSid"];
const PROXY = "MessagingBinding.ProxyAddress";
const PROJECTED = "MessagingBinding.ProjectedAddress";

export function participantOperations(context: ConversationsContext, scope: Scope): Operation[] {
  const { life, kernel } = context;
  const list = `${scope.path}/Conversations/:ConversationSid/Participants`;
  const find = (request: RestRequest) => findConversation(context, request, "ConversationSid");
  const toBody = (conversation: Conversation) => (participant: Participant) =>
    toParticipantBody(conversation, participant, kernel.accountSid, scope);
  return [
    {
      name: `Create${scope.infix}ConversationParticipant`,
      method: "POST",
      path: list,
      parameters: [...COMMON, "MessagingBinding.Address", PROXY, PROJECTED],
      run: (request) => {
        const conversation = find(request);
        const { parameters } = request;
        const identity = shortText(parameters, "Identity", 256) ?? null;
        const address = text(parameters, "MessagingBinding.Address");
        if (!identity && !address) throw badParameter("Identity or MessagingBinding.Address is required");
        const binding = bindingOf(address, text(parameters, PROXY), text(parameters, PROJECTED));
        const given = { identity, binding, ...readChanges(parameters) };
        const participant = life.addParticipant(conversation, given, restCause(request));
        return { status: 201, body: toBody(conversation)(participant) };
      },
    },
    {
      name: `List${scope.infix}ConversationParticipant`,
      method: "GET",
      path: list,
      run: (request) => {
        const conversation = find(request);
        const all = [...conversation.participants.values()];
        return page(ORIGIN, request, "participants", all, toBody(conversation), MAXIMUM_PAGE_SIZE);
      },
    },
    {
      name: `Fetch${scope.infix}ConversationParticipant`,
      method: "GET",
      path: `${list}/:Sid`,
      run: (request) => {
        const conversation = find(request);
        return { status: 200, body: toBody(conversation)(findParticipant(conversation, request)) };
      },
    },
    {
      name: `Update${scope.infix}ConversationParticipant`,
      method: "POST",
      path: `${list}/:Sid`,
      parameters: [...COMMON, PROXY, PROJECTED, "LastReadMessageIndex", "LastReadTimestamp"],
      run: (request) => {
        const conversation = find(request);
        life.checkOpen(conversation);
        const participant = findParticipant(conversation, request);
        const { parameters } = request;
        const identity = shortText(parameters, "Identity", 256) ?? participant.identity;
        const binding = changedBinding(participant.binding, parameters);
        const changes = { ...readChanges(parameters), ...readReading(parameters) };
        Object.assign(participant, { updatedAt: kernel.clock.now(), identity, binding }, changes);
        life.tell("onParticipantUpdated", conversation, restCause(request), participantFields(participant));
        return { status: 200, body: toBody(conversation)(participant) };
      },
    },
    {
      name: `Delete${scope.infix}ConversationParticipant`,
      method: "DELETE",
      path: `${list}/:Sid`,
      run: (request) => {
        const conversation = find(request);
        life.removeParticipant(conversation, findParticipant(conversation, request), restCause(request));
        return { status: 204 };
      },
    },
  ];
}

/** Only what was sent. */
function readChanges(parameters: Parameters): Partial<Participant> {
  const attributes = objectIn(parameters, "Attributes") && text(parameters, "Attributes");
  const roleSid = sidIn(parameters, "RoleSid", "RL");
  const createdAt = momentIn(parameters, "DateCreated");
  const updatedAt = momentIn(parameters, "DateUpdated");
  return {
    ...(attributes === undefined ? {} : { attributes }),
    ...(roleSid === undefined ? {} : { roleSid }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
  };
}

function readReading(parameters: Parameters): Partial<Participant> {
  const lastReadIndex = integer(parameters, "LastReadMessageIndex");
  momentIn(parameters, "LastReadTimestamp");
  const lastReadAt = text(parameters, "LastReadTimestamp");
  return {
    ...(lastReadIndex === undefined ? {} : { lastReadIndex }),
    ...(lastReadAt === undefined ? {} : { lastReadAt }),
  };
}

/** The type is the address's prefix, as in `whatsapp:+15550100001`; none is SMS, an @ is e-mail. */
export function channelOf(address: string): string {
  const prefix = /^([a-z_]+):/.exec(address)?.[1];
  return prefix ?? (address.includes("@") ? "email" : "sms");
}

export function bindingOf(
  address: string | undefined,
  proxyAddress: string | undefined,
  projectedAddress?: string,
): Binding | null {
  const named = address ?? projectedAddress;
  if (named === undefined) return null;
  return {
    type: channelOf(named),
    ...(address === undefined ? {} : { address }),
    ...(proxyAddress === undefined ? {} : { proxy_address: proxyAddress }),
    ...(projectedAddress === undefined ? {} : { projected_address: projectedAddress }),
  };
}

/** An empty address takes it away. */
function changedBinding(binding: Binding | null, parameters: Parameters): Binding | null {
  const proxy = text(parameters, PROXY) ?? binding?.["proxy_address"];
  const projected = text(parameters, PROJECTED) ?? binding?.["projected_address"];
  return bindingOf(binding?.["address"], proxy || undefined, projected || undefined);
}

function toParticipantBody(conversation: Conversation, participant: Participant, accountSid: string, scope: Scope) {
  return {
    account_sid: accountSid,
    ...scope.extra(conversation),
    conversation_sid: conversation.sid,
    sid: participant.sid,
    identity: participant.identity,
    attributes: participant.attributes,
    messaging_binding: participant.binding,
    role_sid: participant.roleSid,
    date_created: isoSeconds(participant.createdAt),
    date_updated: isoSeconds(participant.updatedAt),
    url: `${conversationUrl(scope, conversation)}/Participants/${participant.sid}`,
    last_read_message_index: participant.lastReadIndex,
    last_read_timestamp: participant.lastReadAt,
  };
}
