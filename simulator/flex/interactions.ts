/**
 * Interaction: https://www.twilio.com/docs/flex/developer/conversations/interactions-api/interactions
 *
 * Modelled: create, fetch, update. The channel binds a conversation (`properties.media_channel_sid`) or makes one with its
 * `participants`. A participant whose pair of addresses is taken is not added
 * (https://www.twilio.com/docs/api/errors/80102). WebhookTtid and InteractionContextSid are kept and shown.
 */
import type { Conversations } from "../conversations/conversations";
import type { Conversation } from "../conversations/model";
import { bindingOf } from "../conversations/participants";
import { isObject, matching, objectIn, sidIn } from "../kernel/formats";
import { badParameter, type Operation, type Parameters, RestError } from "../kernel/rest";
import { type FlexContext, find } from "./context";
import { interactionUrl, toRoutingBody } from "./interaction-bodies";
import type { InteractionLife, NewChannel } from "./interaction-life";
import { readRouting } from "./interaction-routing";
import type { Interaction } from "./model";

const PATH = "/v1/Interactions";
const TYPES = ["voice", "sms", "email", "web", "whatsapp", "chat", "messenger", "gbm"];
const INITIATORS = ["customer", "agent", "api"];
const WEBHOOK_TTID = /^flex_interactionwebhook_[0-9a-hjkmnp-tv-z]{26}$/;

type Member = { address?: string; proxyAddress?: string; identity?: string; name?: string };
type ChannelRequest = { type: string; initiatedBy: string; conversationSid: string | undefined; members: Member[] };

export function interactionOperations(
  context: FlexContext,
  life: InteractionLife,
  conversations: Conversations,
): Operation[] {
  const { kernel, state, tasks } = context;
  const toBody = (interaction: Interaction) => {
    const channel = state().channels.get(interaction.channelSid);
    const url = interactionUrl(interaction.sid);
    return {
      sid: interaction.sid,
      channel: { type: channel?.type, sid: interaction.channelSid },
      routing: toRoutingBody(context, channel?.invites.get(interaction.firstInviteSid ?? "")),
      url,
      links: { channels: `${url}/Channels` },
      interaction_context_sid: interaction.contextSid,
      webhook_ttid: interaction.webhookTtid,
    };
  };
  return [
    {
      name: "CreateInteraction",
      method: "POST",
      path: PATH,
      parameters: ["Channel", "Routing", "InteractionContextSid", "WebhookTtid"],
      run: ({ parameters }) => {
        const asked = readChannel(parameters);
        const routing = readRouting(parameters);
        const contextSid = sidIn(parameters, "InteractionContextSid", "HQ") ?? null;
        const webhookTtid = matching(parameters, "WebhookTtid", WEBHOOK_TTID) ?? null;
        if (asked.initiatedBy === "agent" && !(routing?.queueSid && routing.workerSid)) {
          throw badParameter("Routing: queue_sid and worker_sid are required where initiated_by is agent");
        }
        if (routing) tasks.checkRouting(routing);
        const given = openConversation(conversations, asked);
        const { interaction, channel } = life.create(given, { contextSid, webhookTtid });
        if (routing && !given.error) interaction.firstInviteSid = life.invite(channel, routing).sid;
        return { status: 200, body: toBody(interaction) };
      },
    },
    {
      name: "FetchInteraction",
      method: "GET",
      path: `${PATH}/:Sid`,
      run: (request) => ({ status: 200, body: toBody(find(state().interactions, request.ids["Sid"], request)) }),
    },
    {
      name: "UpdateInteraction",
      method: "POST",
      path: `${PATH}/:Sid`,
      parameters: ["WebhookTtid"],
      run: (request) => {
        const interaction = find(state().interactions, request.ids["Sid"], request);
        interaction.webhookTtid = matching(request.parameters, "WebhookTtid", WEBHOOK_TTID) ?? interaction.webhookTtid;
        const channel = life.channel(interaction.channelSid);
        if (channel) channel.changedAt = kernel.clock.now();
        return { status: 200, body: toBody(interaction) };
      },
    },
  ];
}

function readChannel(parameters: Parameters): ChannelRequest {
  const channel = objectIn(parameters, "Channel");
  if (!channel) throw badParameter("Missing required parameter Channel in the post body");
  const { type, initiated_by: initiatedBy = "customer", properties, participants = [] } = channel;
  if (typeof type !== "string" || !TYPES.includes(type))
    throw badParameter(`Channel: type must be one of ${TYPES.join(", ")}`);
  if (typeof initiatedBy !== "string" || !INITIATORS.includes(initiatedBy)) {
    throw badParameter(`Channel: initiated_by must be one of ${INITIATORS.join(", ")}`);
  }
  if (!Array.isArray(participants)) throw badParameter("Channel: participants must be a list");
  const mediaSid = isObject(properties) ? properties["media_channel_sid"] : undefined;
  const conversationSid = mediaSid === undefined || mediaSid === null ? undefined : String(mediaSid);
  return { type, initiatedBy, conversationSid, members: participants.filter(isObject).map(readMember) };
}

function readMember(member: Readonly<Record<string, unknown>>): Member {
  const textOf = (name: string) => (typeof member[name] === "string" ? member[name] : undefined);
  const found = {
    address: textOf("address"),
    proxyAddress: textOf("proxy_address"),
    identity: textOf("identity"),
    name: textOf("name"),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** The conversation of the channel: the one it binds, or a new one. */
function openConversation(conversations: Conversations, asked: ChannelRequest): NewChannel {
  const { type, initiatedBy, conversationSid, members } = asked;
  if (conversationSid === undefined) {
    const conversation = newConversation(conversations, members);
    const [customer] = members;
    const address = customer?.address ?? customer?.identity ?? null;
    const named = { address, name: customer?.name ?? address };
    return { type, initiatedBy, conversationSid: conversation.sid, customer: named, error: undefined };
  }
  const conversation = conversations.get(conversationSid);
  if (!conversation || conversation.state === "closed") {
    const message = `Cannot create a Channel for a closed Conversation ${conversationSid}`;
    const error = { code: 45354, message };
    return { type, initiatedBy, conversationSid, customer: { address: null, name: null }, error };
  }
  const address = addressIn(conversation);
  return { type, initiatedBy, conversationSid, customer: { address, name: address }, error: undefined };
}

function newConversation({ life }: Conversations, members: readonly Member[]): Conversation {
  const cause = { source: "API", isTold: true };
  const friendlyName = members[0]?.address ?? members[0]?.identity ?? null;
  const conversation = life.create({ friendlyName }, cause);
  for (const { address, proxyAddress, identity } of members) {
    const given = { identity: identity ?? null, binding: bindingOf(address, proxyAddress) };
    try {
      if (given.identity !== null || given.binding !== null) life.addParticipant(conversation, given, cause);
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
    }
  }
  return conversation;
}

/** The customer's, or their identity. */
function addressIn({ participants }: Conversation): string | null {
  const [first] = participants.values();
  const customer = [...participants.values()].find(({ binding }) => binding !== null) ?? first;
  return customer?.binding?.["address"] ?? customer?.identity ?? null;
}
