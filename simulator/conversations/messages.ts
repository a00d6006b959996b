/**
 * Message: https://www.twilio.com/docs/conversations/api/conversation-message-resource
 *
 * Modelled: all five operations. A template (ContentSid) is named, not rendered; of media only the SID is known; no
 * receipts. The author's participant is found by identity or address.
 */
import { momentIn, objectIn, oneOf, shortText, sidIn } from "../kernel/formats";
import { isoSeconds } from "../kernel/kernel";
import { type Operation, type Parameters, page, type RestRequest, text } from "../kernel/rest";
import { messageFields } from "./event-fields";
import { participantBy } from "./life";
import type { Conversation, Message } from "./model";
import {
  type ConversationsContext,
  conversationUrl,
  findConversation,
  MAXIMUM_PAGE_SIZE,
  ORIGIN,
  resourceNotFound,
  restCause,
  type Scope,
} from "./scope";

const MAXIMUM_BODY_LENGTH = 1600;
const COMMON = ["Author", "Body", "DateCreated", "DateUpdated", "Attributes", "Subject"];

export function messageOperations(context: ConversationsContext, scope: Scope): Operation[] {
  const { life, kernel } = context;
  const list = `${scope.path}/Conversations/:ConversationSid/Messages`;
  const find = (request: RestRequest) => findConversation(context, request, "ConversationSid");
  const toBody = (conversation: Conversation) => (message: Message) =>
    toMessageBody(conversation, message, kernel.accountSid, scope);
  return [
    {
      name: `Create${scope.infix}ConversationMessage`,
      method: "POST",
      path: list,
      parameters: [...COMMON, "MediaSid", "ContentSid", "ContentVariables"],
      run: (request) => {
        const conversation = find(request);
        const { parameters } = request;
        objectIn(parameters, "ContentVariables");
        const contentSid = sidIn(parameters, "ContentSid", "HX") ?? null;
        const mediaSid = sidIn(parameters, "MediaSid", "ME") ?? null;
        const changes = readChanges(parameters);
        const given = contentSid ? { ...changes, body: null, contentSid } : { ...changes, mediaSid };
        const message = life.addMessage(conversation, given, restCause(request));
        return { status: 201, body: toBody(conversation)(message) };
      },
    },
    {
      name: `List${scope.infix}ConversationMessage`,
      method: "GET",
      path: list,
      parameters: ["Order"],
      run: (request) => {
        const conversation = find(request);
        const all = [...conversation.messages.values()];
        const isNewestFirst = oneOf(request.parameters, "Order", ["asc", "desc"]) === "desc";
        const ordered = isNewestFirst ? all.toReversed() : all;
        return page(ORIGIN, request, "messages", ordered, toBody(conversation), MAXIMUM_PAGE_SIZE);
      },
    },
    {
      name: `Fetch${scope.infix}ConversationMessage`,
      method: "GET",
      path: `${list}/:Sid`,
      run: (request) => {
        const conversation = find(request);
        return { status: 200, body: toBody(conversation)(findMessage(conversation, request)) };
      },
    },
    {
      name: `Update${scope.infix}ConversationMessage`,
      method: "POST",
      path: `${list}/:Sid`,
      parameters: COMMON,
      run: (request) => {
        const conversation = find(request);
        life.checkOpen(conversation);
        const message = findMessage(conversation, request);
        Object.assign(message, { updatedAt: kernel.clock.now() }, readChanges(request.parameters));
        message.participantSid = participantBy(conversation, message.author)?.sid ?? null;
        life.tell("onMessageUpdated", conversation, restCause(request), messageFields(message), message);
        return { status: 200, body: toBody(conversation)(message) };
      },
    },
    {
      name: `Delete${scope.infix}ConversationMessage`,
      method: "DELETE",
      path: `${list}/:Sid`,
      run: (request) => {
        const conversation = find(request);
        life.checkOpen(conversation);
        const message = findMessage(conversation, request);
        conversation.messages.delete(message.sid);
        life.tell("onMessageRemoved", conversation, restCause(request), messageFields(message), message);
        return { status: 204 };
      },
    },
  ];
}

function findMessage(conversation: Conversation, request: RestRequest): Message {
  const message = conversation.messages.get(request.ids["Sid"] ?? "");
  if (!message) throw resourceNotFound(request);
  return message;
}

/** Only what was sent. */
function readChanges(parameters: Parameters): Partial<Message> {
  const changes = {
    author: text(parameters, "Author"),
    body: shortText(parameters, "Body", MAXIMUM_BODY_LENGTH),
    subject: shortText(parameters, "Subject", 256),
    attributes: objectIn(parameters, "Attributes") && text(parameters, "Attributes"),
    createdAt: momentIn(parameters, "DateCreated"),
    updatedAt: momentIn(parameters, "DateUpdated"),
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

const amountOf = (count: number, total: number): string => (count === 0 ? "none" : count === total ? "all" : "some");

function toDeliveryBody({ total, sent, delivered }: Message["copies"]) {
  if (total === 0) return null;
  return {
    total,
    sent: amountOf(sent, total),
    delivered: amountOf(delivered, total),
    read: "none",
    failed: "none",
    undelivered: "none",
  };
}

function toMessageBody(conversation: Conversation, message: Message, accountSid: string, scope: Scope) {
  const url = `${conversationUrl(scope, conversation)}/Messages/${message.sid}`;
  return {
    sid: message.sid,
    account_sid: accountSid,
    ...scope.extra(conversation),
    conversation_sid: conversation.sid,
    body: message.body,
    media: message.mediaSid === null ? null : [{ sid: message.mediaSid }],
    author: message.author,
    participant_sid: message.participantSid,
    attributes: message.attributes,
    date_created: isoSeconds(message.createdAt),
    date_updated: isoSeconds(message.updatedAt),
    index: message.index,
    delivery: toDeliveryBody(message.copies),
    content_sid: message.contentSid,
    url,
    links: { delivery_receipts: `${url}/Receipts`, channel_metadata: `${url}/ChannelMetadata` },
  };
}
