/**
 * Interaction Channel and its invites:
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/channels-subresource
 *
 * Modelled: fetch, list, update; invites created and listed. The status closed closes the conversation, inactive parks it
 * (Routing `{"status":"closed"}` is required then). Tasks that are worked on go to wrapping, or with that Routing to
 * completed; others are canceled.
 */
import { objectIn, oneOf } from "../kernel/formats";
import { badParameter, type Operation, page, RestError, type RestRequest, text } from "../kernel/rest";
import { type FlexContext, find, MAXIMUM_PAGE_SIZE, ORIGIN, resourceNotFound } from "./context";
import { channelUrl, toChannelBody, toRoutingBody } from "./interaction-bodies";
import type { InteractionLife } from "./interaction-life";
import { readRouting } from "./interaction-routing";
import type { InteractionChannel, Invite } from "./model";

const PATH = "/v1/Interactions/:InteractionSid/Channels";
export const CHANNEL_PATH = `${PATH}/:ChannelSid`;

/** The channel a path names. */
export function channelOf(life: InteractionLife, request: RestRequest, name = "ChannelSid"): InteractionChannel {
  const channel = life.channel(request.ids[name] ?? "");
  if (!channel || channel.interactionSid !== request.ids["InteractionSid"]) throw resourceNotFound(request);
  return channel;
}

export function interactionChannelOperations(context: FlexContext, life: InteractionLife): Operation[] {
  const { state } = context;
  const toInviteBody = (channel: InteractionChannel) => (invite: Invite) => ({
    sid: invite.sid,
    interaction_sid: channel.interactionSid,
    channel_sid: channel.sid,
    routing: toRoutingBody(context, invite),
    url: `${channelUrl(channel)}/Invites/${invite.sid}`,
  });
  return [
    {
      name: "ListInteractionChannel",
      method: "GET",
      path: PATH,
      run: (request) => {
        const { channelSid } = find(state().interactions, request.ids["InteractionSid"], request);
        const channel = life.channel(channelSid);
        return page(ORIGIN, request, "channels", channel ? [channel] : [], toChannelBody, MAXIMUM_PAGE_SIZE);
      },
    },
    {
      name: "FetchInteractionChannel",
      method: "GET",
      path: `${PATH}/:Sid`,
      run: (request) => ({ status: 200, body: toChannelBody(channelOf(life, request, "Sid")) }),
    },
    {
      name: "UpdateInteractionChannel",
      method: "POST",
      path: `${PATH}/:Sid`,
      parameters: ["Status", "Routing"],
      run: (request) => {
        const channel = channelOf(life, request, "Sid");
        const { to, taskStatus } = readEnd(request);
        life.end(channel, to, taskStatus);
        return { status: 200, body: toChannelBody(channel) };
      },
    },
    {
      name: "CreateInteractionChannelInvite",
      method: "POST",
      path: `${CHANNEL_PATH}/Invites`,
      parameters: ["Routing"],
      run: (request) => {
        const channel = channelOf(life, request);
        const routing = readRouting(request.parameters);
        if (!routing) throw badParameter("Missing required parameter Routing in the post body");
        return { status: 200, body: toInviteBody(channel)(life.invite(channel, routing)) };
      },
    },
    {
      name: "ListInteractionChannelInvite",
      method: "GET",
      path: `${CHANNEL_PATH}/Invites`,
      run: (request) => {
        const channel = channelOf(life, request);
        const all = [...channel.invites.values()];
        return page(ORIGIN, request, "invites", all, toInviteBody(channel), MAXIMUM_PAGE_SIZE);
      },
    },
  ];
}

/** @throws RestError 45359 https://www.twilio.com/docs/api/errors/45359 */
function readEnd({ parameters }: RestRequest): {
  to: "closed" | "inactive";
  taskStatus: "wrapping" | "completed";
} {
  const asked = text(parameters, "Status");
  if (asked !== "closed" && asked !== "inactive") {
    throw new RestError(400, 45359, "Failed to close Channel. Invalid status parameter.");
  }
  const routing = objectIn(parameters, "Routing");
  const status = routing && oneOf({ ...routing }, "status", ["closed"]);
  if (asked === "inactive" && status === undefined) {
    throw badParameter("Routing with the status closed is required where Status is inactive");
  }
  return { to: asked, taskStatus: status === "closed" ? "completed" : "wrapping" };
}
