/**
 * What happens to a message once it is created, and who is told:
 * https://www.twilio.com/docs/messaging/guides/outbound-message-status-in-status-callbacks
 *
 * queued, sending after half a second, sent after another half, delivered after a second more. A status callback tells
 * of each change after the creation but `sending`; nobody comes again where it is not answered.
 */

import { API_VERSION } from "../api/account-path";
import type { Kernel } from "../kernel/kernel";
import type { Webhooks } from "../kernel/webhooks";
import type { Message, MessageStatus, MessagingState } from "./model";

const STEP = "messaging.step";
const TELL = "messaging.tell";
/** Seconds that a message keeps a status. */
const SECONDS: Readonly<Partial<Record<MessageStatus, number>>> = { accepted: 0, queued: 0.5, sending: 0.5, sent: 1 };
const TOLD: readonly MessageStatus[] = ["queued", "sent", "failed", "delivered", "undelivered", "canceled"];

type Told = { url: string; form: Record<string, string> };

export class MessageDelivery {
  private readonly kernel: Kernel;
  private readonly current: () => MessagingState;
  private readonly senders: () => readonly string[];

  /** @param senders the account's numbers, of which a messaging service takes the first */
  constructor(kernel: Kernel, webhooks: Webhooks, current: () => MessagingState, senders: () => readonly string[]) {
    this.kernel = kernel;
    this.current = current;
    this.senders = senders;
    kernel.clock.on(STEP, (sid: string) => this.step(sid));
    kernel.clock.on(TELL, (told: Told) => void webhooks.send(told).catch(() => undefined));
  }

  /** Sets the first change of a new message. */
  begin(message: Message, sendAt: number | null): void {
    if (sendAt !== null) message.next = this.kernel.clock.set(sendAt, STEP, message.sid);
    else this.setNext(message);
  }

  become(message: Message, status: MessageStatus): void {
    const now = this.kernel.clock.now();
    if (message.next) this.kernel.clock.cancel(message.next);
    message.next = null;
    message.status = status;
    message.updatedAt = now;
    if (status === "sent") message.sentAt = now;
    if (status === "queued") message.from ??= this.senders()[0] ?? null;
    if (status === "delivered" || status === "undelivered" || status === "failed") forget(message);
    if (TOLD.includes(status)) this.tell(message);
    this.setNext(message);
  }

  private setNext(message: Message): void {
    const seconds = SECONDS[message.status];
    if (seconds === undefined) return;
    message.next = this.kernel.clock.set(this.kernel.clock.now() + seconds * 1000, STEP, message.sid);
  }

  private step(sid: string): void {
    const message = this.current().messages.get(sid);
    if (!message) return;
    const outcome = this.current().outcomes.get(message.to);
    const isOver = outcome !== undefined && message.status === (outcome.status === "failed" ? "sending" : "sent");
    if (isOver) message.errorCode = outcome.errorCode;
    this.become(message, isOver ? outcome.status : FORWARD[message.status]);
  }

  private tell(message: Message): void {
    if (message.statusCallback === null) return;
    const { accountSid } = this.kernel;
    const form: Record<string, string> = {
      AccountSid: accountSid,
      ApiVersion: API_VERSION,
      MessageSid: message.sid,
      MessageStatus: message.status,
      SmsSid: message.sid,
      SmsStatus: message.status,
      To: message.to,
      ...(message.from === null ? {} : { From: message.from }),
      ...(message.messagingServiceSid === null ? {} : { MessagingServiceSid: message.messagingServiceSid }),
      ...(message.errorCode === null ? {} : { ErrorCode: String(message.errorCode) }),
      ...(message.status === "delivered" || message.status === "undelivered"
        ? { RawDlrDoneDate: dlrDate(message.updatedAt) }
        : {}),
    };
    // On the clock, so that the request that caused the change is answered first.
    this.kernel.clock.set(this.kernel.clock.now(), TELL, { url: message.statusCallback, form } satisfies Told);
  }
}

/** Where all goes well. */
const FORWARD: Readonly<Record<MessageStatus, MessageStatus>> = {
  scheduled: "queued",
  accepted: "queued",
  queued: "sending",
  sending: "sent",
  sent: "delivered",
  delivered: "delivered",
  undelivered: "undelivered",
  failed: "failed",
  canceled: "canceled",
  received: "received",
};

function forget(message: Message): void {
  if (message.isDiscarded) message.body = "";
  if (message.isObfuscated) message.to = message.to.replace(/\d{4}$/, "XXXX");
}

/** YYMMDDhhmm. */
const dlrDate = (moment: number): string => new Date(moment).toISOString().replace(/\D/g, "").slice(2, 12);
