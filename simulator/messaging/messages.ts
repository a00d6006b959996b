/**
 * Message: https://www.twilio.com/docs/messaging/api/message-resource
 *
 * Modelled: all five operations on messages; scheduling and its cancellation, redaction, status callbacks, outcomes
 * other than delivery where somebody asks for them (`setOutcome`), messages from outside (`inbound`). Not modelled:
 * media and feedback as resources, prices, messaging services (any SID of one is taken; its sender is the account's first
 * number), whether From belongs to the account; numbers are not brought into E.164 form.
 */
import { ACCOUNT, checkAccount, findIn } from "../api/account-path";
import { dateFilterNames, readDateFilter } from "../api/date-filter";
import { apiPage } from "../api/pages";
import type { Kernel } from "../kernel/kernel";
import { badParameter, type Operation, type Parameters, RestError, type RestRequest, text } from "../kernel/rest";
import type { Room } from "../kernel/room";
import { oneOf } from "../kernel/typed-parameters";
import type { Webhooks } from "../kernel/webhooks";
import { MessageDelivery } from "./delivery";
import { toMessageBody } from "./message-body";
import { isFinal, type Message, type MessagingState, NEXT, type Outcome } from "./model";
import { CREATE_PARAMETERS, type NewMessage, readMessage } from "./new-message";

const LIST = `${ACCOUNT}/Messages.json`;
const ONE = `${ACCOUNT}/Messages/:Sid.json`;

/** A message from somebody outside. */
export type InboundMessage = { from: string; to: string; body: string; mediaUrls?: readonly string[] };

/** What the rest of the account has to do with messages. */
export type MessagingDoors = {
  /** The account's own numbers. */
  senders(): readonly string[];
  /** Called once a message from outside is there. */
  arrived(message: Message): void;
};

const NO_DOORS: MessagingDoors = { senders: () => [], arrived: () => {} };

export class Messaging implements Room {
  readonly operations: readonly Operation[];
  private state: MessagingState = { messages: new Map(), outcomes: new Map() };
  private readonly kernel: Kernel;
  private readonly delivery: MessageDelivery;
  private readonly doors: MessagingDoors;

  constructor(kernel: Kernel, webhooks: Webhooks, doors: MessagingDoors = NO_DOORS) {
    this.kernel = kernel;
    this.doors = doors;
    this.delivery = new MessageDelivery(
      kernel,
      webhooks,
      () => this.state,
      () => doors.senders(),
    );
    const toBody = (message: Message) => toMessageBody(message, kernel.accountSid);
    const find = (request: RestRequest) => findIn(this.state.messages, kernel, request);
    this.operations = [
      {
        name: "CreateMessage",
        method: "POST",
        path: LIST,
        parameters: CREATE_PARAMETERS,
        run: (request) => {
          checkAccount(kernel, request);
          return { status: 201, body: toBody(this.send(readMessage(request.parameters, kernel.clock.now()))) };
        },
      },
      {
        name: "ListMessage",
        method: "GET",
        path: LIST,
        parameters: ["To", "From", ...dateFilterNames("DateSent")],
        run: (request) => {
          checkAccount(kernel, request);
          const newestFirst = this.messages.toReversed();
          return apiPage(request, "messages", newestFirst.filter(readFilter(request.parameters)), toBody);
        },
      },
      { name: "FetchMessage", method: "GET", path: ONE, run: (r) => ({ status: 200, body: toBody(find(r)) }) },
      {
        name: "UpdateMessage",
        method: "POST",
        path: ONE,
        parameters: ["Body", "Status"],
        run: (request) => ({ status: 200, body: toBody(this.update(find(request), request.parameters)) }),
      },
      {
        name: "DeleteMessage",
        method: "DELETE",
        path: ONE,
        run: (request) => {
          const message = find(request);
          refuseUnlessFinal(message, "delete");
          this.state.messages.delete(message.sid);
          return { status: 204 };
        },
      },
    ];
  }

  /** In the order they were created. */
  get messages(): readonly Message[] {
    return [...this.state.messages.values()];
  }

  /** What becomes of messages to a receiver from now on; null for delivery. */
  setOutcome(to: string, outcome: Outcome | null): void {
    if (outcome) this.state.outcomes.set(to, outcome);
    else this.state.outcomes.delete(to);
  }

  /** Sends a message as CreateMessage does. */
  send(given: NewMessage): Message {
    const scheduled = given.sendAt !== null;
    const message = this.add({
      ...given,
      direction: "outbound-api",
      status: scheduled ? "scheduled" : given.messagingServiceSid === null ? "queued" : "accepted",
    });
    this.delivery.begin(message, given.sendAt);
    return message;
  }

  /** Sends a text as CreateMessage does, where it takes it. */
  sendText({ from, to, body }: { from: string; to: string; body: string }): { sid: string } | { refusal: string } {
    try {
      return { sid: this.send(readMessage({ From: from, To: to, Body: body }, this.kernel.clock.now())).sid };
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      return { refusal: error.message };
    }
  }

  /** Somebody outside writes to one of the account's numbers. */
  inbound({ from, to, body, mediaUrls = [] }: InboundMessage): Message {
    const isMms = mediaUrls.length > 0;
    const message = this.add({ from, to, body, mediaUrls, isMms, direction: "inbound", status: "received" });
    message.sentAt = message.createdAt;
    this.doors.arrived(message);
    return message;
  }

  save(): MessagingState {
    return this.state;
  }

  restore(saved: MessagingState): void {
    this.state = saved;
  }

  private add(
    given: Pick<Message, "direction" | "status"> &
      Pick<NewMessage, "to" | "from" | "body" | "mediaUrls" | "isMms"> &
      Partial<NewMessage>,
  ): Message {
    const { clock, sids } = this.kernel;
    const now = clock.now();
    const message: Message = {
      sid: sids.next(given.isMms ? "MM" : "SM"),
      direction: given.direction,
      to: given.to,
      from: given.from,
      messagingServiceSid: given.messagingServiceSid ?? null,
      body: given.body,
      mediaUrls: given.mediaUrls,
      status: given.status,
      errorCode: null,
      statusCallback: given.statusCallback ?? null,
      isDiscarded: given.isDiscarded ?? false,
      isObfuscated: given.isObfuscated ?? false,
      createdAt: now,
      updatedAt: now,
      sentAt: null,
      next: null,
    };
    this.state.messages.set(message.sid, message);
    return message;
  }

  private update(message: Message, parameters: Parameters): Message {
    const body = text(parameters, "Body");
    const status = oneOf(parameters, "Status", ["canceled"]);
    if (body === undefined && status === undefined) throw badParameter("Body or Status is required");
    if (status !== undefined && !NEXT[message.status].includes(status)) {
      throw new RestError(400, 30409, "This message cannot be canceled");
    }
    if (body !== undefined && body !== "") throw badParameter("Body can only be redacted: it must be empty");
    if (status !== undefined) this.delivery.become(message, status);
    if (body !== undefined) {
      refuseUnlessFinal(message, "redact");
      message.body = "";
      message.updatedAt = this.kernel.clock.now();
    }
    return message;
  }
}

function refuseUnlessFinal(message: Message, what: string): void {
  if (isFinal(message)) return;
  // https://www.twilio.com/docs/api/errors/20009 tells of 20009, and not with which status.
  throw new RestError(409, 20009, `Cannot ${what} message because delivery has not been completed.`);
}

function readFilter(parameters: Parameters): (message: Message) => boolean {
  const to = text(parameters, "To");
  const from = text(parameters, "From");
  const isOfDate = readDateFilter(parameters, "DateSent");
  return (message) =>
    (to === undefined || message.to === to) &&
    (from === undefined || message.from === from) &&
    isOfDate(message.sentAt);
}
