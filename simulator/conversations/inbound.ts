/**
 * What a customer's message does: https://www.twilio.com/docs/conversations/inbound-autocreation
 *
 * It goes to the conversation of its pair of addresses. Where there is none, an address with auto-creation makes one: the
 * customer is its participant, and the address's webhook or Studio flow becomes a webhook of the conversation.
 */
import type { Cause } from "./life";
import type { Address, Conversation, Message, Participant, ScopedWebhook, WebhookTarget } from "./model";
import { bindingOf, channelOf } from "./participants";
import type { ConversationsContext } from "./scope";
import { newWebhook } from "./scoped-webhooks";

/** A message from a customer, with addresses as Twilio writes them: `+15550100001`, `whatsapp:+15550100001`. */
export type InboundMessage = {
  from: string;
  to: string;
  body: string;
  channel?: string;
  /** Where a web chat's customer, whose `from` is an identity, writes. */
  conversationSid?: string;
};

type NewMember = Partial<Pick<Participant, "identity" | "binding" | "attributes">>;

/** Undefined where no conversation takes the message: it is then for Programmable Messaging alone. */
export function receive(
  context: ConversationsContext,
  { from, to, body, channel = channelOf(from), conversationSid }: InboundMessage,
): { conversation: Conversation; message: Message } | undefined {
  const { life, state } = context;
  const cause: Cause = { source: channel.toUpperCase(), isTold: true };
  const named = conversationSid === undefined ? undefined : state().conversations.get(conversationSid);
  const conversation = named ?? life.findPair(from, to)?.[0] ?? autoCreate(context, from, to, channel, cause);
  if (!conversation || conversation.state === "closed") return undefined;
  return { conversation, message: life.addMessage(conversation, { author: from, body }, cause) };
}

function autoCreate(
  context: ConversationsContext,
  from: string,
  to: string,
  channel: string,
  cause: Cause,
): Conversation | undefined {
  const address = [...context.state().addresses.values()].find(
    (one) =>
      one.address === to && one.type.toLowerCase() === channel.toLowerCase() && one.autoCreation.enabled === true,
  );
  return address && openFor(context, address, { friendlyName: from }, { binding: bindingOf(from, to) }, cause);
}

/** A conversation as an address makes it, with the customer in it. */
export function openFor(
  { life, state, kernel }: ConversationsContext,
  address: Address,
  given: Partial<Pick<Conversation, "friendlyName" | "attributes">>,
  member: NewMember,
  cause: Cause,
): Conversation {
  const serviceSid = address.autoCreation.conversation_service_sid ?? state().configuration.defaultServiceSid;
  const conversation = life.create({ ...given, serviceSid }, cause);
  const webhook = webhookOf(address);
  if (webhook) {
    const scoped = newWebhook(kernel, webhook);
    conversation.webhooks.set(scoped.sid, scoped);
  }
  life.addParticipant(conversation, member, cause);
  return conversation;
}

/** The webhook an address gives to the conversations it makes; none for the type default. */
function webhookOf({ autoCreation }: Address): (Partial<ScopedWebhook> & { target: WebhookTarget }) | undefined {
  const { type, webhook_url: url, webhook_method: method, webhook_filters: filters } = autoCreation;
  if (type === "studio") {
    return { target: "studio", flowSid: autoCreation.studio_flow_sid ?? null, filters: ["onMessageAdded"] };
  }
  if (type !== "webhook" || url === undefined) return undefined;
  return { target: "webhook", url, ...(method ? { method } : {}), ...(filters ? { filters } : {}) };
}
