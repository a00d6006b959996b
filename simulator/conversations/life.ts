/**
 * What happens to conversations: https://www.twilio.com/docs/conversations/states-timers
 *
 * Timers count from the last activity; a message to an inactive conversation makes it active. A pair of addresses belongs
 * to one conversation that is not closed (https://www.twilio.com/docs/conversations/inbound-autocreation). Copies of a
 * message to participants outside the SDK are sent after a second and delivered after another.
 */
import type { Kernel } from "../kernel/kernel";
import { RestError } from "../kernel/rest";
import { conversationFields, messageFields, participantFields } from "./event-fields";
import type { ConversationEvents } from "./events";
import type { Binding, Conversation, ConversationState, ConversationsState, Message, Participant } from "./model";

const TIMER = "conversations.timer";
const DELIVERY = "conversations.delivery";

/** Which states a conversation can go to. Closed is final. */
const MOVES: Readonly<Record<ConversationState, readonly ConversationState[]>> = {
  active: ["inactive", "closed"],
  inactive: ["active", "closed"],
  closed: [],
};

/** Who does something, and whether webhooks are told of it. */
export type Cause = { source: string; isTold: boolean };

type NewParticipant = Partial<Omit<Participant, "sid">>;
type NewMessage = Partial<Omit<Message, "sid" | "index" | "participantSid" | "copies">>;
type Delivery = { conversationSid: string; messageSid: string };

export class ConversationLife {
  readonly events: ConversationEvents;
  private readonly kernel: Kernel;
  private readonly state: () => ConversationsState;

  constructor(kernel: Kernel, state: () => ConversationsState, events: ConversationEvents) {
    this.kernel = kernel;
    this.state = state;
    this.events = events;
    kernel.clock.on<string>(TIMER, (sid) => this.timeUp(sid));
    kernel.clock.on<Delivery>(DELIVERY, (delivery) => this.deliver(delivery));
  }

  create(given: Partial<Omit<Conversation, "sid">>, cause: Cause): Conversation {
    const { clock, sids } = this.kernel;
    const { configuration } = this.state();
    const now = clock.now();
    const conversation: Conversation = {
      sid: sids.next("CH"),
      serviceSid: configuration.defaultServiceSid,
      friendlyName: null,
      uniqueName: null,
      attributes: "{}",
      messagingServiceSid: configuration.defaultMessagingServiceSid,
      createdBy: "system",
      state: "active",
      timers: { inactive: configuration.inactiveTimer, closed: configuration.closedTimer },
      email: {},
      createdAt: now,
      updatedAt: now,
      ...given,
      activeAt: now,
      appointment: null,
      participants: new Map(),
      messages: new Map(),
      webhooks: new Map(),
      nextIndex: 0,
    };
    this.state().conversations.set(conversation.sid, conversation);
    this.schedule(conversation);
    this.tell("onConversationAdded", conversation, cause, conversationFields(conversation));
    return conversation;
  }

  /** @throws RestError 50377 where the conversation is closed */
  checkOpen(conversation: Conversation): void {
    if (conversation.state === "closed") {
      throw new RestError(400, 50377, "Can't update conversation as it's in final closed state");
    }
  }

  /** @throws RestError 50377 where the conversation is closed */
  move(conversation: Conversation, to: ConversationState, cause: Cause, reason = "API"): void {
    const from = conversation.state;
    if (to === from) return;
    if (!MOVES[from].includes(to)) this.checkOpen(conversation);
    const now = this.kernel.clock.now();
    Object.assign(conversation, { state: to, updatedAt: now, activeAt: now });
    this.schedule(conversation);
    this.tell("onConversationStateUpdated", conversation, cause, { StateFrom: from, StateTo: to, Reason: reason });
  }

  remove(conversation: Conversation, cause: Cause): void {
    this.cancelTimer(conversation);
    this.state().conversations.delete(conversation.sid);
    this.tell("onConversationRemoved", conversation, cause, conversationFields(conversation));
  }

  /** Sets the timers anew, as after a change of them. */
  schedule(conversation: Conversation): void {
    this.cancelTimer(conversation);
    const { inactiveAt, closedAt } = timesOf(conversation);
    const at = Math.min(inactiveAt ?? Number.POSITIVE_INFINITY, closedAt ?? Number.POSITIVE_INFINITY);
    if (Number.isFinite(at)) conversation.appointment = this.kernel.clock.set(at, TIMER, conversation.sid);
  }

  /** @throws RestError 50377, 50416, 50433 */
  addParticipant(conversation: Conversation, given: NewParticipant, cause: Cause): Participant {
    this.checkOpen(conversation);
    this.refuseTaken(conversation, given.identity ?? null, given.binding ?? null);
    const now = this.kernel.clock.now();
    const participant: Participant = {
      sid: this.kernel.sids.next("MB"),
      identity: null,
      attributes: "{}",
      binding: null,
      roleSid: null,
      lastReadIndex: null,
      lastReadAt: null,
      createdAt: now,
      updatedAt: now,
      ...given,
    };
    conversation.participants.set(participant.sid, participant);
    this.touch(conversation);
    this.tell("onParticipantAdded", conversation, cause, participantFields(participant));
    return participant;
  }

  removeParticipant(conversation: Conversation, participant: Participant, cause: Cause): void {
    this.checkOpen(conversation);
    conversation.participants.delete(participant.sid);
    this.touch(conversation);
    this.tell("onParticipantRemoved", conversation, cause, participantFields(participant));
  }

  /** @throws RestError 50377 where the conversation is closed */
  addMessage(conversation: Conversation, given: NewMessage, cause: Cause): Message {
    this.checkOpen(conversation);
    if (conversation.state === "inactive") this.move(conversation, "active", cause, "EVENT");
    const { clock, sids } = this.kernel;
    const now = clock.now();
    const author = given.author ?? "system";
    const participant = participantBy(conversation, author);
    const others = [...conversation.participants.values()].filter(
      (one) => one !== participant && one.binding?.["address"] !== undefined,
    );
    const message: Message = {
      sid: sids.next("IM"),
      index: conversation.nextIndex++,
      body: null,
      subject: null,
      mediaSid: null,
      contentSid: null,
      attributes: "{}",
      createdAt: now,
      updatedAt: now,
      ...given,
      author,
      participantSid: participant?.sid ?? null,
      copies: { total: others.length, sent: 0, delivered: 0 },
    };
    conversation.messages.set(message.sid, message);
    this.touch(conversation);
    const delivery = { conversationSid: conversation.sid, messageSid: message.sid } satisfies Delivery;
    if (others.length > 0) for (const seconds of [1, 2]) clock.set(now + seconds * 1000, DELIVERY, delivery);
    this.tell("onMessageAdded", conversation, cause, messageFields(message), message);
    return message;
  }

  tell(
    type: string,
    conversation: Conversation,
    { source, isTold }: Cause,
    fields: Readonly<Record<string, string | number | null>>,
    message?: Message,
  ): void {
    if (!isTold) return;
    this.events.tell({ type, conversation, source, fields, ...(message ? { message } : {}) });
  }

  /** The conversation an address pair belongs to, and whose it is. */
  findPair(address: string, proxyAddress: string): [Conversation, Participant] | undefined {
    for (const conversation of this.state().conversations.values()) {
      if (conversation.state === "closed") continue;
      for (const participant of conversation.participants.values()) {
        const { binding } = participant;
        if (binding?.["address"] === address && binding["proxy_address"] === proxyAddress) {
          return [conversation, participant];
        }
      }
    }
    return undefined;
  }

  private refuseTaken(conversation: Conversation, identity: string | null, binding: Binding | null): void {
    if (identity !== null && participantBy(conversation, identity)) {
      throw new RestError(409, 50433, "Participant already exists");
    }
    const { address, proxy_address: proxyAddress } = binding ?? {};
    const holder = address && proxyAddress ? this.findPair(address, proxyAddress)?.[0] : undefined;
    if (holder) {
      const what = "A binding for this participant and proxy address already exists in Conversation";
      throw new RestError(409, 50416, `${what} ${holder.sid}`);
    }
  }

  /** Something has happened in it: its timers begin anew. */
  private touch(conversation: Conversation): void {
    conversation.activeAt = this.kernel.clock.now();
    this.schedule(conversation);
  }

  private cancelTimer(conversation: Conversation): void {
    if (conversation.appointment) this.kernel.clock.cancel(conversation.appointment);
    conversation.appointment = null;
  }

  private timeUp(sid: string): void {
    const conversation = this.state().conversations.get(sid);
    if (!conversation) return;
    conversation.appointment = null;
    const { closedAt } = timesOf(conversation);
    const { activeAt } = conversation;
    const isClosing = closedAt !== null && closedAt <= this.kernel.clock.now();
    this.move(conversation, isClosing ? "closed" : "inactive", { source: "SYSTEM", isTold: true }, "TIMER");
    // The timers go on from the last activity, of which becoming inactive is none.
    conversation.activeAt = activeAt;
    this.schedule(conversation);
  }

  private deliver({ conversationSid, messageSid }: Delivery): void {
    const conversation = this.state().conversations.get(conversationSid);
    const message = conversation?.messages.get(messageSid);
    if (!conversation || !message) return;
    const { copies } = message;
    const status = copies.sent === 0 ? "sent" : "delivered";
    copies[status] = copies.total;
    const fields = { MessageSid: message.sid, Status: status };
    this.tell("onDeliveryUpdated", conversation, { source: "SYSTEM", isTold: true }, fields);
  }
}

/** Found by SID, identity or address. */
export function participantBy(conversation: Conversation, key: string): Participant | undefined {
  const found = conversation.participants.get(key);
  if (found) return found;
  return [...conversation.participants.values()].find(
    ({ identity, binding }) => identity === key || binding?.["address"] === key,
  );
}

/** When it is to become inactive or closed if nothing happens. */
export function timesOf({ state, timers, activeAt }: Conversation) {
  return {
    inactiveAt: state === "active" && timers.inactive !== null ? activeAt + timers.inactive * 1000 : null,
    closedAt: state !== "closed" && timers.closed !== null ? activeAt + timers.closed * 1000 : null,
  };
}
