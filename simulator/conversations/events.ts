/**
 * What Conversations tells others: https://www.twilio.com/docs/conversations/conversations-webhooks
 *
 * Modelled: post-action events to the account's webhook and to a conversation's own webhooks, filtered, signed, after
 * the answer to whoever caused them; Studio flows. Not modelled: pre-action webhooks, retries, the 5 seconds' limit.
 * What is done over REST is told only where the request says `X-Twilio-Webhook-Enabled: true`.
 */
import type { Kernel } from "../kernel/kernel";
import type { RestRequest } from "../kernel/rest";
import type { Webhooks } from "../kernel/webhooks";
import type { Conversation, ConversationsState, FlowContext, Message, ScopedWebhook } from "./model";

/** Events a webhook can ask for. */
export const POST_EVENTS: readonly string[] = [
  "onMessageAdded",
  "onMessageUpdated",
  "onMessageRemoved",
  "onConversationAdded",
  "onConversationUpdated",
  "onConversationStateUpdated",
  "onConversationRemoved",
  "onParticipantAdded",
  "onParticipantUpdated",
  "onParticipantRemoved",
  "onDeliveryUpdated",
];

export type ConversationEvent = {
  type: string;
  conversation: Conversation;
  /** `API`, or the channel it came by, as `SMS`. */
  source: string;
  fields: Readonly<Record<string, string | number | null>>;
  message?: Message;
};

/** Takes a customer's message to a Studio flow: the first of a conversation starts an execution, others go on in it. */
export type StudioDoor = (flowSid: string, context: FlowContext) => boolean;

type Delivery = { url: string; form: Record<string, string> };

const DELIVERY = "conversations.webhook";
const STUDIO = "conversations.studio";

/** Whether Twilio tells webhooks of what this request does. */
export const isTold = ({ headers }: RestRequest): boolean =>
  headers["x-twilio-webhook-enabled"]?.toLowerCase() === "true";

export class ConversationEvents {
  /** Undefined while no Studio is connected: messages for it are kept then. */
  studio: StudioDoor | undefined;
  private readonly kernel: Kernel;
  private readonly state: () => ConversationsState;

  constructor(kernel: Kernel, webhooks: Webhooks, state: () => ConversationsState) {
    this.kernel = kernel;
    this.state = state;
    kernel.clock.on<Delivery>(DELIVERY, ({ url, form }) => void webhooks.send({ url, form }));
    kernel.clock.on<{ flowSid: string; context: FlowContext }>(STUDIO, (start) => {
      if (!this.studio?.(start.flowSid, start.context)) this.state().flowStarts.push(start);
    });
  }

  tell(event: ConversationEvent): void {
    const { postWebhookUrl, filters, target } = this.state().webhook;
    if (target === "webhook" && postWebhookUrl && isWanted(filters, event.type)) this.post(postWebhookUrl, event);
    for (const webhook of event.conversation.webhooks.values()) this.tellOne(webhook, event);
  }

  /** Tells one of the conversation's webhooks, if it wants to know. */
  tellOne(webhook: ScopedWebhook, event: ConversationEvent): void {
    const { message } = event;
    if (webhook.target === "studio") {
      if (webhook.flowSid && message && isForFlow(webhook, event)) this.toStudio(webhook.flowSid, event, message);
    } else if (webhook.url && isAsked(webhook, event)) this.post(webhook.url, event);
  }

  private post(url: string, { type, conversation, source, fields }: ConversationEvent): void {
    const { clock, accountSid } = this.kernel;
    const known = {
      AccountSid: accountSid,
      EventType: type,
      Source: source,
      ConversationSid: conversation.sid,
      ChatServiceSid: conversation.serviceSid,
      MessagingServiceSid: conversation.messagingServiceSid,
      ...fields,
    };
    const form: Record<string, string> = {};
    for (const [name, value] of Object.entries(known)) if (value !== null) form[name] = String(value);
    clock.set(clock.now(), DELIVERY, { url, form } satisfies Delivery);
  }

  private toStudio(flowSid: string, { conversation, source }: ConversationEvent, message: Message): void {
    const author = conversation.participants.get(message.participantSid ?? "");
    const context: FlowContext = {
      conversationSid: conversation.sid,
      messageSid: message.sid,
      participantSid: message.participantSid,
      from: author?.binding?.["address"] ?? message.author,
      to: author?.binding?.["proxy_address"] ?? null,
      body: message.body,
      channel: source.toLowerCase(),
    };
    this.kernel.clock.set(this.kernel.clock.now(), STUDIO, { flowSid, context });
  }
}

/** No filters: everything. */
const isWanted = (filters: readonly string[], type: string): boolean => filters.length === 0 || filters.includes(type);

const isForFlow = ({ filters }: ScopedWebhook, { type }: ConversationEvent): boolean =>
  type === "onMessageAdded" && isWanted(filters, type);

/** A trigger asks for messages that have one of its keywords. */
function isAsked({ target, filters, triggers }: ScopedWebhook, { type, message }: ConversationEvent): boolean {
  if (target !== "trigger") return isWanted(filters, type);
  const said = message?.body?.toLowerCase() ?? "";
  return type === "onMessageAdded" && triggers.some((word) => said.includes(word.toLowerCase()));
}
