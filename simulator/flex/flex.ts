/**
 * Flex of the account: https://www.twilio.com/docs/flex/developer
 *
 * Not modelled: Flex Insights' segments, conversations and sessions, Flex users, and what reached its end of life in 2026
 * with Programmable Chat (Flex Flows, Channels, Web Channels of version 1). They answer 501.
 */
import type { Conversations } from "../conversations/conversations";
import type { Kernel } from "../kernel/kernel";
import type { Operation } from "../kernel/rest";
import { configurationOperations } from "./configuration";
import { newConfiguration } from "./configuration-keys";
import type { FlexContext } from "./context";
import { assessmentOperations } from "./insights-assessments";
import { categoryOperations } from "./insights-categories";
import { type Insights, newInsights } from "./insights-model";
import { questionnaireOperations } from "./insights-questionnaires";
import { questionOperations } from "./insights-questions";
import { settingsOperations } from "./insights-settings";
import { interactionChannelOperations } from "./interaction-channels";
import { InteractionLife } from "./interaction-life";
import { interactionParticipantOperations } from "./interaction-participants";
import { interactionTransferOperations } from "./interaction-transfers";
import { interactionOperations } from "./interactions";
import type { FlexState, InteractionChannel } from "./model";
import { pluginConfigurationOperations } from "./plugin-configurations";
import { pluginReleaseOperations } from "./plugin-releases";
import { pluginVersionOperations } from "./plugin-versions";
import { pluginOperations } from "./plugins";
import type { TasksDoor } from "./tasks-door";
import { webChatOperations } from "./web-chats";

export class Flex {
  readonly operations: readonly Operation[];
  private readonly context: FlexContext;
  private readonly life: InteractionLife;
  private current: FlexState;

  constructor(kernel: Kernel, tasks: TasksDoor, conversations: Conversations) {
    this.current = newState(kernel, conversations);
    const context: FlexContext = { kernel, tasks, state: () => this.current };
    this.context = context;
    this.life = new InteractionLife(context, conversations);
    this.operations = [
      ...[
        configurationOperations,
        pluginOperations,
        pluginVersionOperations,
        pluginConfigurationOperations,
        pluginReleaseOperations,
        categoryOperations,
        questionOperations,
        questionnaireOperations,
        assessmentOperations,
        settingsOperations,
      ].flatMap((operationsOf) => operationsOf(context)),
      ...[
        interactionOperations,
        interactionChannelOperations,
        interactionParticipantOperations,
        interactionTransferOperations,
      ].flatMap((operationsOf) => operationsOf(context, this.life, conversations)),
      ...webChatOperations(context, conversations),
    ];
  }

  /** How far Flex has been set up for the account. */
  setProvisioning(status: FlexState["provisioning"]): void {
    this.current.provisioning = status;
  }

  /** What Flex Insights is set up with elsewhere: the user's roles, and the tags of comments. */
  configureInsights(settings: Partial<Pick<Insights, "roles" | "commentTags">>): void {
    Object.assign(this.current.insights, settings);
  }

  /**
   * Ends the chat a task is of, as an agent's End Chat does: the conversation is closed and the task wraps up. False for
   * a task of no open channel.
   */
  endChat(taskSid: string): boolean {
    const entry = this.current.byTask.get(taskSid);
    const channel = entry && this.life.channel(entry.channelSid);
    if (!channel || channel.status === "closed" || channel.status === "failed") return false;
    this.life.end(channel, "closed", "wrapping");
    return true;
  }

  /** Channels whose conversation is open though no task of theirs is: nobody will answer the customer. */
  orphans(): InteractionChannel[] {
    const { tasks } = this.context;
    const isOpen = (sid: string) => !["completed", "canceled", undefined].includes(tasks.taskStatus(sid));
    return [...this.current.channels.values()].filter(
      ({ status, invites }) => status === "active" && ![...invites.values()].some(({ taskSid }) => isOpen(taskSid)),
    );
  }

  save(): FlexState {
    return this.current;
  }

  restore(saved: FlexState): void {
    this.current = saved;
  }
}

function newState({ accountSid, clock }: Kernel, conversations: Conversations): FlexState {
  const now = clock.now();
  return {
    provisioning: "active",
    configuration: {
      ...newConfiguration(accountSid),
      messaging_service_instance_sid: conversations.defaultMessagingServiceSid,
      chat_service_instance_sid: conversations.defaultServiceSid,
      flex_service_instance_sid: conversations.defaultServiceSid,
    },
    createdAt: now,
    updatedAt: now,
    interactions: new Map(),
    channels: new Map(),
    byTask: new Map(),
    plugins: new Map(),
    pluginVersions: new Map(),
    pluginConfigurations: new Map(),
    pluginReleases: new Map(),
    insights: newInsights(),
  };
}
