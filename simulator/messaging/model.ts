/** Messages as they are kept: plain data. https://www.twilio.com/docs/messaging/api/message-resource */
import type { Appointment } from "../kernel/clock";

export type MessageStatus =
  | "accepted"
  | "scheduled"
  | "canceled"
  | "queued"
  | "sending"
  | "sent"
  | "failed"
  | "delivered"
  | "undelivered"
  | "received";

export type Message = {
  sid: string;
  direction: "outbound-api" | "inbound";
  to: string;
  /** Null until a messaging service has chosen a sender. */
  from: string | null;
  messagingServiceSid: string | null;
  body: string;
  mediaUrls: readonly string[];
  status: MessageStatus;
  errorCode: number | null;
  statusCallback: string | null;
  /** Whether the text is forgotten once the message has arrived. */
  isDiscarded: boolean;
  /** Whether the last digits of the receiver are hidden once the message has arrived. */
  isObfuscated: boolean;
  /** Milliseconds since the epoch, as the other moments. */
  createdAt: number;
  updatedAt: number;
  sentAt: number | null;
  /** Its next change of status. */
  next: Appointment | null;
};

/** Where a message may go from each status. */
export const NEXT: Readonly<Record<MessageStatus, readonly MessageStatus[]>> = {
  scheduled: ["queued", "canceled"],
  accepted: ["queued"],
  queued: ["sending"],
  sending: ["sent", "failed"],
  sent: ["delivered", "undelivered"],
  delivered: [],
  undelivered: [],
  failed: [],
  canceled: [],
  received: [],
};

export const isFinal = ({ status }: Message): boolean => NEXT[status].length === 0;

/** What becomes of a message: delivered, unless somebody has said otherwise. */
export type Outcome = { status: "failed" | "undelivered"; errorCode: number };

export type MessagingState = {
  /** In the order in which they were created. */
  messages: Map<string, Message>;
  /** By receiver. */
  outcomes: Map<string, Outcome>;
};
