/** The parameters of each event: https://www.twilio.com/docs/conversations/conversations-webhooks */
import type { Conversation, Message, Participant } from "./model";

const iso = (moment: number): string => new Date(moment).toISOString();

export const conversationFields = (conversation: Conversation) => ({
  DateCreated: iso(conversation.createdAt),
  DateUpdated: iso(conversation.updatedAt),
  FriendlyName: conversation.friendlyName,
  UniqueName: conversation.uniqueName,
  Attributes: conversation.attributes,
  State: conversation.state,
});

export const participantFields = ({ sid, identity, roleSid, attributes, binding, ...dated }: Participant) => ({
  ParticipantSid: sid,
  Identity: identity,
  RoleSid: roleSid,
  Attributes: attributes,
  DateCreated: iso(dated.createdAt),
  DateUpdated: iso(dated.updatedAt),
  "MessagingBinding.Type": binding?.["type"] ?? null,
  "MessagingBinding.Address": binding?.["address"] ?? null,
  "MessagingBinding.ProxyAddress": binding?.["proxy_address"] ?? null,
  "MessagingBinding.ProjectedAddress": binding?.["projected_address"] ?? null,
});

export const messageFields = (message: Message) => ({
  MessageSid: message.sid,
  Index: message.index,
  DateCreated: iso(message.createdAt),
  Body: message.body,
  Author: message.author,
  ParticipantSid: message.participantSid,
  Attributes: message.attributes,
});
