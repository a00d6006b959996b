/** The records of Conversations, as the account holds them. Moments are milliseconds since the epoch. */
import type { Appointment } from "../kernel/clock";

export type Dated = { createdAt: number; updatedAt: number };

export type ConversationState = "active" | "inactive" | "closed";

/** Settings as Twilio's body shows them. */
export type AutoCreation = {
  enabled?: boolean;
  type?: string;
  conversation_service_sid?: string;
  webhook_url?: string;
  webhook_method?: string;
  webhook_filters?: readonly string[];
  studio_flow_sid?: string;
  studio_retry_count?: number;
};

export type Address = Dated & {
  sid: string;
  type: string;
  address: string;
  friendlyName: string | null;
  addressCountry: string | null;
  autoCreation: AutoCreation;
};

/** How a participant without the SDK is reached, as Twilio's body shows it: `type`, `address`, `proxy_address`, ... */
export type Binding = Readonly<Record<string, string>>;

export type Participant = Dated & {
  sid: string;
  identity: string | null;
  attributes: string;
  binding: Binding | null;
  roleSid: string | null;
  lastReadIndex: number | null;
  lastReadAt: string | null;
};

export type Message = Dated & {
  sid: string;
  index: number;
  author: string;
  body: string | null;
  subject: string | null;
  mediaSid: string | null;
  contentSid: string | null;
  attributes: string;
  participantSid: string | null;
  /** Copies to participants outside the SDK: how many there are, and how many have been sent and delivered. */
  copies: { total: number; sent: number; delivered: number };
};

export type WebhookTarget = "webhook" | "trigger" | "studio";

export type ScopedWebhook = Dated & {
  sid: string;
  target: WebhookTarget;
  url: string | null;
  method: string;
  filters: readonly string[];
  triggers: readonly string[];
  flowSid: string | null;
  replayAfter: number | null;
};

export type Conversation = Dated & {
  sid: string;
  serviceSid: string;
  friendlyName: string | null;
  uniqueName: string | null;
  attributes: string;
  messagingServiceSid: string | null;
  createdBy: string;
  state: ConversationState;
  /** Seconds without activity after which it becomes inactive or closed; null for never. */
  timers: { inactive: number | null; closed: number | null };
  email: { address?: string; name?: string };
  /** When anything last happened in it. */
  activeAt: number;
  appointment: Appointment | null;
  participants: Map<string, Participant>;
  messages: Map<string, Message>;
  webhooks: Map<string, ScopedWebhook>;
  /** Of the next message: those of removed messages are not used again. */
  nextIndex: number;
};

export type Service = Dated & { sid: string; friendlyName: string };

export type AccountWebhook = {
  method: string;
  filters: readonly string[];
  preWebhookUrl: string | null;
  postWebhookUrl: string | null;
  target: "webhook" | "flex";
};

export type Configuration = {
  defaultServiceSid: string;
  defaultMessagingServiceSid: string;
  inactiveTimer: number | null;
  closedTimer: number | null;
};

/** What a Studio flow is told of a message in a conversation. */
export type FlowContext = {
  conversationSid: string;
  messageSid: string;
  participantSid: string | null;
  /** The customer's address or identity. */
  from: string;
  /** The account's address; null for a participant who uses the SDK. */
  to: string | null;
  body: string | null;
  channel: string;
};

export type ConversationsState = {
  configuration: Configuration;
  webhook: AccountWebhook;
  services: Map<string, Service>;
  addresses: Map<string, Address>;
  conversations: Map<string, Conversation>;
  /** Messages for Studio flows while no Studio is connected. */
  flowStarts: { flowSid: string; context: FlowContext }[];
};
