/** The records of Flex, as the account holds them. Moments are milliseconds since the epoch. */
import type { FlexConfiguration } from "./configuration-keys";
import type { Insights } from "./insights-model";

export type Dated = { createdAt: number; updatedAt: number };

export type ChannelStatus = "setup" | "active" | "failed" | "closed" | "inactive" | "pause" | "transfer";
export type ParticipantType = "supervisor" | "customer" | "external" | "agent" | "unknown";
export type TransferStatus = "active" | "failed" | "completed";

export type Invite = { sid: string; taskSid: string; workerSid: string | undefined };

/** The keys of Twilio's body. */
export type ParticipantRouting = { task_sid?: string; worker_sid?: string; reservation_sid?: string };

export type InteractionParticipant = {
  sid: string;
  type: ParticipantType;
  routing: ParticipantRouting | null;
  /** Of the conversation. */
  participantSid: string | null;
};

export type Transfer = Dated & {
  sid: string;
  executionSid: string;
  type: "warm" | "cold" | "external";
  status: TransferStatus;
  from: string | null;
  to: string;
  noteSid: string | null;
  summarySid: string | null;
  inviteSid: string | null;
};

export type InteractionChannel = {
  sid: string;
  interactionSid: string;
  type: string;
  initiatedBy: string;
  status: ChannelStatus;
  errorCode: number | null;
  errorMessage: string | null;
  conversationSid: string | null;
  customer: { address: string | null; name: string | null };
  /** When it was last changed. */
  changedAt: number;
  invites: Map<string, Invite>;
  participants: Map<string, InteractionParticipant>;
  transfers: Map<string, Transfer>;
};

/** In this release an interaction has one channel. */
export type Interaction = {
  sid: string;
  channelSid: string;
  firstInviteSid: string | null;
  contextSid: string | null;
  webhookTtid: string | null;
};

export type Plugin = Dated & {
  sid: string;
  uniqueName: string;
  friendlyName: string;
  description: string;
  isArchived: boolean;
};

export type PluginVersion = {
  sid: string;
  pluginSid: string;
  version: string;
  pluginUrl: string;
  changelog: string;
  isPrivate: boolean;
  isArchived: boolean;
  isValidated: boolean;
  createdAt: number;
};

export type PluginConfiguration = {
  sid: string;
  name: string;
  description: string;
  isArchived: boolean;
  /** In the order of the request. */
  plugins: readonly { versionSid: string; phase: number }[];
  createdAt: number;
};

export type PluginRelease = { sid: string; configurationSid: string; createdAt: number };

export type FlexState = {
  /** What `GET /v1/account/provision/status` says. */
  provisioning: "active" | "in-progress" | "not-configured" | "failed";
  configuration: FlexConfiguration;
  createdAt: number;
  updatedAt: number;
  interactions: Map<string, Interaction>;
  channels: Map<string, InteractionChannel>;
  /** Which channel and invite a task belongs to. */
  byTask: Map<string, { channelSid: string; inviteSid: string }>;
  plugins: Map<string, Plugin>;
  pluginVersions: Map<string, PluginVersion>;
  pluginConfigurations: Map<string, PluginConfiguration>;
  /** The last is the active one. */
  pluginReleases: Map<string, PluginRelease>;
  insights: Insights;
};
