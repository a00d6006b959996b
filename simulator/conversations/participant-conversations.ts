/**
 * The conversations somebody is in: https://www.twilio.com/docs/conversations/api/participant-conversation-resource
 *
 * Modelled: the list, by identity or by address. Users are not modelled: `participant_user_sid` is null.
 */
import { isoSeconds } from "../kernel/kernel";
import { badParameter, type Operation, page, text } from "../kernel/rest";
import { toTimersBody } from "./conversation-resource";
import type { Conversation, Participant } from "./model";
import { type ConversationsContext, conversationUrl, MAXIMUM_PAGE_SIZE, ORIGIN, type Scope, serviceOf } from "./scope";

type Membership = { conversation: Conversation; participant: Participant };

export function participantConversationOperations(context: ConversationsContext, scope: Scope): Operation[] {
  const toBody = ({ conversation, participant }: Membership) => {
    const url = conversationUrl(scope, conversation);
    return {
      account_sid: context.kernel.accountSid,
      chat_service_sid: conversation.serviceSid,
      participant_sid: participant.sid,
      participant_user_sid: null,
      participant_identity: participant.identity,
      participant_messaging_binding: participant.binding,
      conversation_sid: conversation.sid,
      conversation_unique_name: conversation.uniqueName,
      conversation_friendly_name: conversation.friendlyName,
      conversation_attributes: conversation.attributes,
      conversation_date_created: isoSeconds(conversation.createdAt),
      conversation_date_updated: isoSeconds(conversation.updatedAt),
      conversation_created_by: conversation.createdBy,
      conversation_state: conversation.state,
      conversation_timers: toTimersBody(conversation),
      links: { participant: `${url}/Participants/${participant.sid}`, conversation: url },
    };
  };
  return [
    {
      name: `List${scope.infix}ParticipantConversation`,
      method: "GET",
      path: `${scope.path}/ParticipantConversations`,
      parameters: ["Identity", "Address"],
      run: (request) => {
        const identity = text(request.parameters, "Identity");
        const address = text(request.parameters, "Address");
        if ((identity === undefined) === (address === undefined)) {
          throw badParameter("Either Identity or Address is required");
        }
        const serviceSid = serviceOf(context, request);
        const found = [...context.state().conversations.values()]
          .filter((conversation) => conversation.serviceSid === serviceSid)
          .flatMap((conversation) =>
            [...conversation.participants.values()]
              .filter((one) => (identity ? one.identity === identity : one.binding?.["address"] === address))
              .map((participant) => ({ conversation, participant })),
          );
        return page(ORIGIN, request, "conversations", found, toBody, MAXIMUM_PAGE_SIZE);
      },
    },
  ];
}
