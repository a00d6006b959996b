/**
 * Conversation Service: https://www.twilio.com/docs/conversations/api/service-resource
 *
 * Modelled: create, fetch, list, delete with all that is in it. The default service cannot be deleted.
 */
import { isoSeconds } from "../kernel/kernel";
import { badParameter, type Operation, page, type RestRequest, requiredText } from "../kernel/rest";
import type { Service } from "./model";
import { type ConversationsContext, MAXIMUM_PAGE_SIZE, ORIGIN, resourceNotFound } from "./scope";

const PATH = "/v1/Services";

export function serviceOperations({ kernel, state, life }: ConversationsContext): Operation[] {
  const find = (request: RestRequest): Service => {
    const service = state().services.get(request.ids["Sid"] ?? "");
    if (!service) throw resourceNotFound(request);
    return service;
  };
  const toBody = (service: Service) => {
    const url = `${ORIGIN}${PATH}/${service.sid}`;
    return {
      sid: service.sid,
      account_sid: kernel.accountSid,
      friendly_name: service.friendlyName,
      date_created: isoSeconds(service.createdAt),
      date_updated: isoSeconds(service.updatedAt),
      url,
      links: {
        conversations: `${url}/Conversations`,
        users: `${url}/Users`,
        roles: `${url}/Roles`,
        bindings: `${url}/Bindings`,
        configuration: `${url}/Configuration`,
        participant_conversations: `${url}/ParticipantConversations`,
        conversation_with_participants: `${url}/ConversationWithParticipants`,
      },
    };
  };
  return [
    {
      name: "CreateService",
      method: "POST",
      path: PATH,
      parameters: ["FriendlyName"],
      run: ({ parameters }) => {
        const friendlyName = requiredText(parameters, "FriendlyName");
        if (friendlyName.length > 256) throw badParameter("FriendlyName is longer than 256 characters");
        const now = kernel.clock.now();
        const service = { sid: kernel.sids.next("IS"), friendlyName, createdAt: now, updatedAt: now };
        state().services.set(service.sid, service);
        return { status: 201, body: toBody(service) };
      },
    },
    {
      name: "ListService",
      method: "GET",
      path: PATH,
      run: (request) => page(ORIGIN, request, "services", [...state().services.values()], toBody, MAXIMUM_PAGE_SIZE),
    },
    {
      name: "FetchService",
      method: "GET",
      path: `${PATH}/:Sid`,
      run: (request) => ({ status: 200, body: toBody(find(request)) }),
    },
    {
      name: "DeleteService",
      method: "DELETE",
      path: `${PATH}/:Sid`,
      run: (request) => {
        const { sid } = find(request);
        const { services, conversations, configuration } = state();
        if (sid === configuration.defaultServiceSid) throw badParameter("The default service cannot be deleted");
        for (const conversation of conversations.values()) {
          if (conversation.serviceSid === sid) life.remove(conversation, { source: "API", isTold: false });
        }
        services.delete(sid);
        return { status: 204 };
      },
    },
  ];
}
