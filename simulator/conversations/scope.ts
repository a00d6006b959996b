/**
 * Where conversations are addressed: under `/v1`, in the account's default service, or under a service of their own.
 * https://www.twilio.com/docs/conversations/api#using-the-shortened-base-url
 */
import type { Kernel } from "../kernel/kernel";
import { notFound, type RestRequest } from "../kernel/rest";
import { isTold } from "./events";
import { type Cause, type ConversationLife, participantBy } from "./life";
import type { Conversation, ConversationsState, Participant } from "./model";

export const ORIGIN = "https://conversations.twilio.com";
export const MAXIMUM_PAGE_SIZE = 100;

export type ConversationsContext = {
  kernel: Kernel;
  /** Another one after a snapshot is restored. */
  state(): ConversationsState;
  life: ConversationLife;
};

export type Scope = {
  /** In the names of operations: FetchConversation, FetchServiceConversation. */
  infix: "" | "Service";
  path: string;
  /** Where a service's conversations are addressed. */
  url(serviceSid: string): string;
  /** What this scope's bodies say beyond the other's. */
  extra(conversation: Conversation): { chat_service_sid?: string };
};

export const SCOPES: readonly Scope[] = [
  { infix: "", path: "/v1", url: () => `${ORIGIN}/v1`, extra: () => ({}) },
  {
    infix: "Service",
    path: "/v1/Services/:ChatServiceSid",
    url: (serviceSid) => `${ORIGIN}/v1/Services/${serviceSid}`,
    extra: ({ serviceSid }) => ({ chat_service_sid: serviceSid }),
  },
];

export const resourceNotFound = (request: RestRequest) => notFound(request.path.replace(/^\/v1/, ""));

/** The service a request is about. */
export function serviceOf({ state }: ConversationsContext, request: RestRequest): string {
  const { configuration, services } = state();
  const sid = request.ids["ChatServiceSid"] ?? configuration.defaultServiceSid;
  if (!services.has(sid)) throw resourceNotFound(request);
  return sid;
}

/** By SID or unique name. */
export function findConversation(context: ConversationsContext, request: RestRequest, name: string): Conversation {
  const key = request.ids[name] ?? "";
  const serviceSid = serviceOf(context, request);
  const { conversations } = context.state();
  const isMeant = ({ uniqueName, serviceSid: of }: Conversation) => uniqueName === key && of === serviceSid;
  const found = conversations.get(key) ?? [...conversations.values()].find(isMeant);
  if (found?.serviceSid !== serviceSid) throw resourceNotFound(request);
  return found;
}

/** By SID or identity. */
export function findParticipant(conversation: Conversation, request: RestRequest): Participant {
  const found = participantBy(conversation, request.ids["Sid"] ?? "");
  if (!found) throw resourceNotFound(request);
  return found;
}

/** What is done over REST. */
export const restCause = (request: RestRequest): Cause => ({ source: "API", isTold: isTold(request) });

export const conversationUrl = (scope: Scope, { sid, serviceSid }: Conversation): string =>
  `${scope.url(serviceSid)}/Conversations/${sid}`;
