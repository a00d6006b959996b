/**
 * Interaction Channel Participant:
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interaction-channel-participants
 *
 * Modelled: create, list, update. Whoever has an address or an identity joins the conversation. The status wrapup takes an
 * agent out of the conversation and moves the task to wrapping; closed completes the task, and the participant is gone.
 */
import type { Conversations } from "../conversations/conversations";
import { bindingOf } from "../conversations/participants";
import { isObject, isSid, objectIn, oneOf } from "../kernel/formats";
import { badParameter, type Operation, type Parameters, page } from "../kernel/rest";
import { type FlexContext, find, MAXIMUM_PAGE_SIZE, ORIGIN } from "./context";
import { channelUrl } from "./interaction-bodies";
import { CHANNEL_PATH, channelOf } from "./interaction-channels";
import type { InteractionLife } from "./interaction-life";
import type { InteractionChannel, InteractionParticipant, ParticipantRouting, ParticipantType } from "./model";

const PATH = `${CHANNEL_PATH}/Participants`;
const TYPES: readonly ParticipantType[] = ["supervisor", "customer", "external", "agent", "unknown"];
const STATUSES = ["closed", "wrapup"] as const;

export function interactionParticipantOperations(
  _context: FlexContext,
  life: InteractionLife,
  conversations: Conversations,
): Operation[] {
  const toBody = (channel: InteractionChannel) => (participant: InteractionParticipant) => ({
    sid: participant.sid,
    type: participant.type,
    interaction_sid: channel.interactionSid,
    channel_sid: channel.sid,
    routing_properties: participant.routing,
    url: `${channelUrl(channel)}/Participants/${participant.sid}`,
  });
  const join = (channel: InteractionChannel, media: Readonly<Record<string, unknown>>): string | null => {
    const conversation = life.conversationOf(channel);
    const textOf = (name: string) => (typeof media[name] === "string" ? media[name] : undefined);
    const identity = textOf("identity") ?? null;
    const binding = bindingOf(textOf("address"), textOf("proxy_address"));
    if (!conversation || (identity === null && binding === null)) return null;
    const cause = { source: "API", isTold: true };
    return conversations.life.addParticipant(conversation, { identity, binding }, cause).sid;
  };
  return [
    {
      name: "CreateInteractionChannelParticipant",
      method: "POST",
      path: PATH,
      parameters: ["Type", "MediaProperties", "RoutingProperties"],
      run: (request) => {
        const channel = channelOf(life, request);
        const { parameters } = request;
        const type = oneOf(parameters, "Type", TYPES);
        const media = objectIn(parameters, "MediaProperties");
        if (!type || !media) throw badParameter("Type and MediaProperties are required");
        const routing = readRoutingProperties(parameters);
        const participant = life.addParticipant(channel, type, routing, join(channel, media));
        return { status: 200, body: toBody(channel)(participant) };
      },
    },
    {
      name: "ListInteractionChannelParticipant",
      method: "GET",
      path: PATH,
      run: (request) => {
        const channel = channelOf(life, request);
        const all = [...channel.participants.values()];
        return page(ORIGIN, request, "participants", all, toBody(channel), MAXIMUM_PAGE_SIZE);
      },
    },
    {
      name: "UpdateInteractionChannelParticipant",
      method: "POST",
      path: `${PATH}/:Sid`,
      parameters: ["Status"],
      run: (request) => {
        const channel = channelOf(life, request);
        const participant = find(channel.participants, request.ids["Sid"], request);
        const status = oneOf(request.parameters, "Status", STATUSES);
        if (!status) throw badParameter("Missing required parameter Status in the post body");
        const taskSid = participant.routing?.task_sid;
        if (taskSid) life.endTask(taskSid, status === "closed" ? "completed" : "wrapping");
        if (status === "closed") life.leave(channel, participant);
        else life.leaveConversation(channel, participant);
        return { status: 200, body: toBody(channel)(participant) };
      },
    },
  ];
}

const ROUTING = { task_sid: "WT", worker_sid: "WK", reservation_sid: "WR" } as const;

function readRoutingProperties(parameters: Parameters): ParticipantRouting | null {
  const given = objectIn(parameters, "RoutingProperties");
  if (!isObject(given)) return null;
  const found: ParticipantRouting = {};
  for (const [name, prefix] of Object.entries(ROUTING)) {
    const value = given[name];
    if (value === undefined || value === null) continue;
    if (!isSid(value, prefix)) throw badParameter(`RoutingProperties: ${name} '${String(value)}' is not valid`);
    found[name as keyof ParticipantRouting] = value;
  }
  return found;
}
