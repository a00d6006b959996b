/** What Flex writes into the tasks of interactions: https://www.twilio.com/docs/flex/developer/conversations/interactions-api#task-attributes */
import { isObject } from "../kernel/formats";
import type { InteractionChannel } from "./model";

type Attributes = Readonly<Record<string, unknown>>;

/** The request's own attributes are kept as they are; only the SIDs are Flex's alone. */
export function taskAttributes(channel: InteractionChannel, inviteSid: string, given: Attributes): Attributes {
  const { type, initiatedBy, interactionSid, conversationSid, customer } = channel;
  const name = given["customerName"] ?? customer.name;
  const address = given["customerAddress"] ?? customer.address;
  const contact = type === "email" ? { email: address } : { phone: address };
  return {
    channelType: type,
    direction: initiatedBy === "agent" ? "outbound" : "inbound",
    initiatedBy,
    from: address,
    customerName: name,
    customerAddress: address,
    ...given,
    customers: { name, ...contact, ...partOf(given, "customers") },
    conversations: {
      initiated_by: initiatedBy,
      conversation_id: interactionSid,
      media: [{ type: "ChatTranscript", sid: conversationSid }],
      ...partOf(given, "conversations"),
    },
    flexInteractionSid: interactionSid,
    flexInteractionChannelSid: channel.sid,
    flexChannelInviteSid: inviteSid,
    conversationSid,
  };
}

function partOf(attributes: Attributes, name: string): Attributes {
  const part = attributes[name];
  return isObject(part) ? part : {};
}
