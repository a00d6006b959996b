/**
 * What happens to interactions: https://www.twilio.com/docs/flex/developer/conversations/interactions-api
 *
 * The answer to a create shows the task, as Twilio's overview page does; the channel is `setup` until, up to a second
 * later, it is `active` or `failed`. An agent who accepts joins the conversation. A task that ends otherwise than through
 * the channel leaves channel and conversation as they are: orphaned
 * (https://www.twilio.com/docs/flex/developer/conversations/best-practices).
 */
import type { Conversations } from "../conversations/conversations";
import type { Cause } from "../conversations/life";
import { badParameter } from "../kernel/rest";
import type { FlexContext } from "./context";
import { taskAttributes } from "./interaction-attributes";
import type { InviteRouting } from "./interaction-routing";
import type {
  ChannelStatus,
  Interaction,
  InteractionChannel,
  InteractionParticipant,
  Invite,
  ParticipantRouting,
  ParticipantType,
} from "./model";
import type { TaskEvent } from "./tasks-door";

const SET_UP = "flex.channel-set-up";
const TASK_EVENT = "flex.task-event";
/** Milliseconds: 180 days. */
const LIFETIME = 180 * 86_400_000;
const SOURCE: Cause = { source: "API", isTold: true };

/** What ends a channel, by where it stands. Closed is final. */
const MOVES: Readonly<Record<ChannelStatus, readonly ChannelStatus[]>> = {
  setup: ["closed", "inactive"],
  active: ["closed", "inactive"],
  transfer: ["closed", "inactive"],
  pause: ["closed", "inactive"],
  inactive: ["closed"],
  failed: [],
  closed: [],
};

type SetUp = { channelSid: string; errorCode: number | null; errorMessage: string | null };
export type NewChannel = Pick<InteractionChannel, "type" | "initiatedBy" | "conversationSid" | "customer"> & {
  error: { code: number; message: string } | undefined;
};

export class InteractionLife {
  private readonly context: FlexContext;
  private readonly conversations: Conversations;

  constructor(context: FlexContext, conversations: Conversations) {
    this.context = context;
    this.conversations = conversations;
    const { clock } = context.kernel;
    clock.on<SetUp>(SET_UP, (setUp) => this.setUp(setUp));
    clock.on<TaskEvent>(TASK_EVENT, (event) => this.react(event));
    context.tasks.onTaskEvent((event) => {
      if (event.type.startsWith("reservation.") && context.state().byTask.has(event.taskSid)) {
        clock.set(clock.now(), TASK_EVENT, event);
      }
    });
  }

  create(
    given: NewChannel,
    settings: Pick<Interaction, "contextSid" | "webhookTtid">,
  ): { interaction: Interaction; channel: InteractionChannel } {
    const { kernel, state } = this.context;
    const { error, ...rest } = given;
    const channel: InteractionChannel = {
      sid: kernel.sids.next("UO"),
      interactionSid: kernel.sids.next("KD"),
      ...rest,
      status: "setup",
      errorCode: null,
      errorMessage: null,
      changedAt: kernel.clock.now(),
      invites: new Map(),
      participants: new Map(),
      transfers: new Map(),
    };
    state().channels.set(channel.sid, channel);
    const { sid: channelSid, interactionSid: sid } = channel;
    const interaction: Interaction = { sid, channelSid, firstInviteSid: null, ...settings };
    state().interactions.set(interaction.sid, interaction);
    const readyAt = kernel.clock.now() + Math.round(kernel.random() * 1000);
    const failure = { errorCode: error?.code ?? null, errorMessage: error?.message ?? null };
    kernel.clock.set(readyAt, SET_UP, { channelSid, ...failure } satisfies SetUp);
    return { interaction, channel };
  }

  /** Undefined also once 180 days have passed without a change. */
  channel(sid: string): InteractionChannel | undefined {
    const channel = this.context.state().channels.get(sid);
    return channel && channel.changedAt + LIFETIME > this.context.kernel.clock.now() ? channel : undefined;
  }

  /** Makes the task that invites somebody; a parked channel is active again. */
  invite(channel: InteractionChannel, routing: InviteRouting): Invite {
    const { kernel, state, tasks } = this.context;
    if (channel.status === "closed" || channel.status === "failed") {
      throw badParameter(`Channel ${channel.sid} is ${channel.status}`);
    }
    tasks.checkRouting(routing);
    const sid = kernel.sids.next("KG");
    const attributes = JSON.stringify(taskAttributes(channel, sid, routing.attributes));
    const task = tasks.createTask({ ...routing, attributes });
    const invite: Invite = { sid, taskSid: task.sid, workerSid: routing.workerSid };
    channel.invites.set(sid, invite);
    state().byTask.set(task.sid, { channelSid: channel.sid, inviteSid: sid });
    if (channel.status === "inactive") channel.status = "active";
    this.touch(channel);
    return invite;
  }

  /** @throws RestError 400 where the channel's status does not allow it. */
  end(channel: InteractionChannel, to: "closed" | "inactive", taskStatus: "wrapping" | "completed"): void {
    if (!MOVES[channel.status].includes(to)) {
      throw badParameter(`Channel ${channel.sid} cannot go from ${channel.status} to ${to}`);
    }
    for (const { taskSid } of channel.invites.values()) this.endTask(taskSid, taskStatus);
    for (const participant of [...channel.participants.values()]) {
      if (participant.type === "agent") this.leave(channel, participant);
    }
    const conversation = this.conversationOf(channel);
    if (conversation && conversation.state !== "closed") this.conversations.life.move(conversation, to, SOURCE);
    channel.status = to;
    this.touch(channel);
  }

  addParticipant(
    channel: InteractionChannel,
    type: ParticipantType,
    routing: ParticipantRouting | null,
    participantSid: string | null,
  ): InteractionParticipant {
    const participant = { sid: this.context.kernel.sids.next("UT"), type, routing, participantSid };
    channel.participants.set(participant.sid, participant);
    this.touch(channel);
    return participant;
  }

  /** Out of the conversation and of the channel. */
  leave(channel: InteractionChannel, participant: InteractionParticipant): void {
    this.leaveConversation(channel, participant);
    channel.participants.delete(participant.sid);
    this.touch(channel);
  }

  leaveConversation(channel: InteractionChannel, participant: InteractionParticipant): void {
    const conversation = this.conversationOf(channel);
    const member = conversation?.participants.get(participant.participantSid ?? "");
    participant.participantSid = null;
    if (!conversation || !member || conversation.state === "closed") return;
    this.conversations.life.removeParticipant(conversation, member, SOURCE);
  }

  /** A task nobody works on is canceled; one that is worked on goes to `to`. */
  endTask(taskSid: string, to: "wrapping" | "completed"): void {
    const { tasks } = this.context;
    const status = tasks.taskStatus(taskSid);
    if (status === "pending" || status === "reserved") tasks.moveTask(taskSid, "canceled", "Channel ended");
    else if (status === "assigned") tasks.moveTask(taskSid, to, "Channel ended");
    else if (status === "wrapping" && to === "completed") tasks.moveTask(taskSid, to, "Channel ended");
  }

  conversationOf({ conversationSid }: InteractionChannel) {
    return conversationSid === null ? undefined : this.conversations.get(conversationSid);
  }

  touch(channel: InteractionChannel): void {
    channel.changedAt = this.context.kernel.clock.now();
  }

  private setUp({ channelSid, errorCode, errorMessage }: SetUp): void {
    const channel = this.channel(channelSid);
    if (channel?.status !== "setup") return;
    Object.assign(channel, { errorCode, errorMessage });
    channel.status = errorCode === null ? "active" : "failed";
    if (errorCode !== null) return;
    // An agent may have joined already.
    const joined = new Set([...channel.participants.values()].map(({ participantSid }) => participantSid));
    for (const { sid } of this.conversationOf(channel)?.participants.values() ?? []) {
      if (!joined.has(sid)) this.addParticipant(channel, "customer", null, sid);
    }
  }

  private react({ type, taskSid, reservationSid, worker }: TaskEvent): void {
    const entry = this.context.state().byTask.get(taskSid);
    const channel = entry && this.channel(entry.channelSid);
    const invite = channel?.invites.get(entry?.inviteSid ?? "");
    if (!channel || !invite || channel.status === "closed") return;
    if (type === "reservation.accepted" && worker && reservationSid) {
      const routing = { task_sid: taskSid, worker_sid: worker.sid, reservation_sid: reservationSid };
      this.addParticipant(channel, "agent", routing, this.join(channel, worker.friendlyName));
    } else if (invite.workerSid !== undefined && /^reservation\.(rejected|timeout)$/.test(type)) {
      this.decline(taskSid);
    }
  }

  /** The agent's participant in the conversation. */
  private join(channel: InteractionChannel, identity: string): string | null {
    const conversation = this.conversationOf(channel);
    if (!conversation || conversation.state === "closed") return null;
    const already = [...conversation.participants.values()].find((one) => one.identity === identity);
    return (already ?? this.conversations.life.addParticipant(conversation, { identity }, SOURCE)).sid;
  }

  /** Whoever was invited by SID has declined: nobody else is asked. */
  private decline(taskSid: string): void {
    const { tasks } = this.context;
    const status = tasks.taskStatus(taskSid);
    if (status === "pending" || status === "reserved") tasks.moveTask(taskSid, "canceled", "The worker declined");
  }
}
