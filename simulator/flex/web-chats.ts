/**
 * Web Chat (version 2): https://www.twilio.com/docs/flex/developer/conversations/webchat
 *
 * Modelled: create. It makes a conversation with the customer's identity, and gives it the webhook or Studio flow of the
 * address. What the visitor said beforehand goes into the conversation's attributes.
 */
import type { Conversations } from "../conversations/conversations";
import { objectIn } from "../kernel/formats";
import { badParameter, type Operation, requiredText, text } from "../kernel/rest";
import type { FlexContext } from "./context";

export function webChatOperations({ kernel }: FlexContext, conversations: Conversations): Operation[] {
  return [
    {
      name: "CreateWebChannel",
      method: "POST",
      path: "/v2/WebChats",
      parameters: ["AddressSid", "ChatFriendlyName", "CustomerFriendlyName", "PreEngagementData", "Identity"],
      run: ({ parameters }) => {
        const addressSid = requiredText(parameters, "AddressSid");
        const before = objectIn(parameters, "PreEngagementData") ?? {};
        const identity = text(parameters, "Identity") ?? kernel.sids.next("FX");
        const from = text(parameters, "CustomerFriendlyName") ?? null;
        const conversation = conversations.openChat(addressSid, {
          identity,
          friendlyName: text(parameters, "ChatFriendlyName") ?? null,
          attributes: JSON.stringify({ from, pre_engagement_data: before }),
          customerAttributes: JSON.stringify(from === null ? {} : { friendly_name: from }),
        });
        if (!conversation) throw badParameter(`AddressSid ${addressSid} does not exist`);
        return { status: 201, body: { conversation_sid: conversation.sid, identity } };
      },
    },
  ];
}
