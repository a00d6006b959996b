/**
 * Conversations of a Flex account: https://www.twilio.com/docs/conversations
 *
 * Not modelled: users, roles, credentials, bindings, receipts, media, notifications, the SDK. They answer 501.
 */
import type { Kernel } from "../kernel/kernel";
import type { Operation } from "../kernel/rest";
import type { Webhooks } from "../kernel/webhooks";
import { addressOperations } from "./addresses";
import { configurationOperations } from "./configuration";
import { conversationOperations } from "./conversation-resource";
import { ConversationEvents, type StudioDoor } from "./events";
import { type InboundMessage, openFor, receive } from "./inbound";
import { ConversationLife } from "./life";
import { messageOperations } from "./messages";
import type { Conversation, ConversationsState, FlowContext, Message } from "./model";
import { participantConversationOperations } from "./participant-conversations";
import { participantOperations } from "./participants";
import { type ConversationsContext, SCOPES } from "./scope";
import { scopedWebhookOperations } from "./scoped-webhooks";
import { serviceOperations } from "./services";

/** Attributes are JSON text. */
export type WebChat = { identity: string; friendlyName: string | null; attributes: string; customerAttributes: string };

export class Conversations {
  readonly operations: readonly Operation[];
  readonly life: ConversationLife;
  private readonly context: ConversationsContext;
  private current: ConversationsState;

  constructor(kernel: Kernel, webhooks: Webhooks) {
    this.current = newState(kernel);
    const state = () => this.current;
    this.life = new ConversationLife(kernel, state, new ConversationEvents(kernel, webhooks, state));
    const context: ConversationsContext = { kernel, state, life: this.life };
    this.context = context;
    this.operations = [
      ...addressOperations(context),
      ...configurationOperations(context),
      ...serviceOperations(context),
      ...SCOPES.flatMap((scope) =>
        [
          conversationOperations,
          participantOperations,
          messageOperations,
          scopedWebhookOperations,
          participantConversationOperations,
        ].flatMap((operationsOf) => operationsOf(context, scope)),
      ),
    ];
  }

  /** A customer's message; undefined where no conversation takes it. */
  inbound(message: InboundMessage): { conversation: Conversation; message: Message } | undefined {
    return receive(this.context, message);
  }

  /** A web chat at an address (its SID): a conversation with a customer who has an identity. Undefined for no address. */
  openChat(addressSid: string, chat: WebChat): Conversation | undefined {
    const address = this.current.addresses.get(addressSid);
    const { identity, friendlyName, attributes, customerAttributes } = chat;
    const member = { identity, attributes: customerAttributes };
    const cause = { source: "API", isTold: true };
    return address && openFor(this.context, address, { friendlyName, attributes }, member, cause);
  }

  /** Takes messages to Studio flows from now on; those that no flow takes are kept in `flowStarts`. */
  connectStudio(door: StudioDoor): void {
    this.life.events.studio = door;
  }

  /** What came for Studio flows while no Studio was connected. */
  get flowStarts(): readonly { flowSid: string; context: FlowContext }[] {
    return this.current.flowStarts;
  }

  get(sid: string): Conversation | undefined {
    return this.current.conversations.get(sid);
  }

  get defaultServiceSid(): string {
    return this.current.configuration.defaultServiceSid;
  }

  get defaultMessagingServiceSid(): string {
    return this.current.configuration.defaultMessagingServiceSid;
  }

  save(): ConversationsState {
    return this.current;
  }

  restore(saved: ConversationsState): void {
    this.current = saved;
  }
}

/** What Flex makes in a new account: its chat service, which is the default one. */
function newState({ accountSid, clock }: Kernel): ConversationsState {
  const now = clock.now();
  // Named after the account, so that the services others make are counted from one.
  const serviceSid = accountSid.replace(/^AC/, "IS");
  const messagingServiceSid = accountSid.replace(/^AC/, "MG");
  return {
    configuration: {
      defaultServiceSid: serviceSid,
      defaultMessagingServiceSid: messagingServiceSid,
      inactiveTimer: null,
      closedTimer: null,
    },
    webhook: { method: "POST", filters: [], preWebhookUrl: null, postWebhookUrl: null, target: "webhook" },
    services: new Map([
      [serviceSid, { sid: serviceSid, friendlyName: "Flex Chat Service", createdAt: now, updatedAt: now }],
    ]),
    addresses: new Map(),
    conversations: new Map(),
    flowStarts: [],
  };
}
