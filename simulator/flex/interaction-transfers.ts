/**
 * Interaction Transfer: the OpenAPI document names its properties and gives no request body; the keys here are those of
 * its answer: `type` warm, cold or external, `from` the agent's participant, `to` a workflow, queue or worker (external:
 * an address), `status`, `note_sid`, `summary_sid`.
 *
 * Modelled: create, fetch, update. A cold or external transfer is completed at once and its agent goes to wrapping; a warm
 * one stays active, with its channel in transfer, until an update completes it (the agent goes to wrapping) or fails it
 * (the invited one is taken back).
 */
import type { Conversations } from "../conversations/conversations";
import { bindingOf } from "../conversations/participants";
import { isSid, objectIn, oneOf } from "../kernel/formats";
import { isoSeconds } from "../kernel/kernel";
import { badParameter, type Operation, type Parameters, text } from "../kernel/rest";
import { type FlexContext, find } from "./context";
import { channelUrl } from "./interaction-bodies";
import { CHANNEL_PATH, channelOf } from "./interaction-channels";
import type { InteractionLife } from "./interaction-life";
import type { InteractionChannel, InteractionParticipant, Invite, Transfer, TransferStatus } from "./model";

const PATH = `${CHANNEL_PATH}/Transfers`;
const TYPES = ["warm", "cold", "external"] as const;
const MOVES: Readonly<Record<TransferStatus, readonly TransferStatus[]>> = {
  active: ["completed", "failed"],
  completed: [],
  failed: [],
};

export function interactionTransferOperations(
  context: FlexContext,
  life: InteractionLife,
  conversations: Conversations,
): Operation[] {
  const { kernel, state, tasks } = context;
  const toBody = (channel: InteractionChannel, transfer: Transfer) => ({
    sid: transfer.sid,
    instance_sid: state().configuration["flex_instance_sid"],
    account_sid: kernel.accountSid,
    interaction_sid: channel.interactionSid,
    channel_sid: channel.sid,
    execution_sid: transfer.executionSid,
    type: transfer.type,
    status: transfer.status,
    from: transfer.from,
    to: transfer.to,
    note_sid: transfer.noteSid,
    summary_sid: transfer.summarySid,
    date_created: isoSeconds(transfer.createdAt),
    date_updated: isoSeconds(transfer.updatedAt),
    url: `${channelUrl(channel)}/Transfers/${transfer.sid}`,
  });

  /** Invites whoever the transfer is to, with the attributes of the agent's task. */
  const inviteTarget = (channel: InteractionChannel, from: InteractionParticipant, to: string): Invite => {
    const task = tasks.task(from.routing?.task_sid ?? "");
    if (!task) throw badParameter(`the task of ${from.sid} is gone`);
    return life.invite(channel, {
      workspaceSid: tasks.workspace().sid,
      workflowSid: isSid(to, "WW") ? to : (task.workflowSid ?? undefined),
      queueSid: isSid(to, "WQ") ? to : undefined,
      workerSid: isSid(to, "WK") ? to : undefined,
      channel: task.channelSid,
      attributes: objectIn(task, "attributes") ?? {},
      priority: task.priority,
      timeout: task.timeout,
    });
  };
  const addExternal = (channel: InteractionChannel, address: string) => {
    const conversation = life.conversationOf(channel);
    const customer = [...(conversation?.participants.values() ?? [])].find(({ binding }) => binding !== null);
    const binding = bindingOf(address, customer?.binding?.["proxy_address"]);
    if (!conversation) return;
    const cause = { source: "API", isTold: true };
    const member = conversations.life.addParticipant(conversation, { binding }, cause);
    life.addParticipant(channel, "external", null, member.sid);
  };
  const release = (channel: InteractionChannel, participantSid: string | null) => {
    const agent = channel.participants.get(participantSid ?? "");
    if (!agent) return;
    if (agent.routing?.task_sid) life.endTask(agent.routing.task_sid, "wrapping");
    life.leaveConversation(channel, agent);
  };
  /** The invited one is not to come, or is to go again. */
  const takeBack = (channel: InteractionChannel, { inviteSid }: Transfer) => {
    const invite = channel.invites.get(inviteSid ?? "");
    if (!invite) return;
    life.endTask(invite.taskSid, "completed");
    const invited = [...channel.participants.values()].find(({ routing }) => routing?.task_sid === invite.taskSid);
    if (invited) life.leave(channel, invited);
  };

  return [
    {
      name: "CreateInteractionTransfer",
      method: "POST",
      path: PATH,
      isJson: true,
      run: (request) => {
        const channel = channelOf(life, request);
        const given = readTransfer(request.parameters);
        if (channel.status !== "active") throw badParameter(`Channel ${channel.sid} is ${channel.status}`);
        const from = channel.participants.get(given.from);
        if (from?.type !== "agent") throw badParameter(`from ${given.from} is no agent of the channel`);
        const invite = given.type === "external" ? undefined : inviteTarget(channel, from, given.to);
        if (!invite) addExternal(channel, given.to);
        const now = kernel.clock.now();
        const transfer: Transfer = {
          sid: kernel.sids.next("UX"),
          executionSid: kernel.sids.next("QW"),
          ...given,
          status: given.type === "warm" ? "active" : "completed",
          inviteSid: invite?.sid ?? null,
          createdAt: now,
          updatedAt: now,
        };
        channel.transfers.set(transfer.sid, transfer);
        if (given.type === "warm") channel.status = "transfer";
        else release(channel, given.from);
        return { status: 201, body: toBody(channel, transfer) };
      },
    },
    {
      name: "FetchInteractionTransfer",
      method: "GET",
      path: `${PATH}/:Sid`,
      run: (request) => {
        const channel = channelOf(life, request);
        return { status: 200, body: toBody(channel, find(channel.transfers, request.ids["Sid"], request)) };
      },
    },
    {
      name: "UpdateInteractionTransfer",
      method: "POST",
      path: `${PATH}/:Sid`,
      isJson: true,
      run: (request) => {
        const channel = channelOf(life, request);
        const transfer = find(channel.transfers, request.ids["Sid"], request);
        const status = oneOf(request.parameters, "status", ["completed", "failed"]);
        if (!status) throw badParameter("status is required");
        if (!MOVES[transfer.status].includes(status)) {
          throw badParameter(`Transfer ${transfer.sid} cannot go from ${transfer.status} to ${status}`);
        }
        if (status === "completed") release(channel, transfer.from);
        else takeBack(channel, transfer);
        Object.assign(transfer, { status, updatedAt: kernel.clock.now() });
        if (channel.status === "transfer") channel.status = "active";
        return { status: 200, body: toBody(channel, transfer) };
      },
    },
  ];
}

function readTransfer(parameters: Parameters) {
  const type = oneOf(parameters, "type", TYPES);
  const from = text(parameters, "from");
  const to = text(parameters, "to");
  if (!type || !from || !to) throw badParameter("type, from and to are required");
  if (type !== "external" && !/^W[QKW][0-9a-f]{32}$/i.test(to)) {
    throw badParameter(`to '${to}' is no workflow, queue or worker`);
  }
  const noteSid = text(parameters, "note_sid") ?? null;
  const summarySid = text(parameters, "summary_sid") ?? null;
  for (const sid of [noteSid, summarySid]) {
    if (sid !== null && !isSid(sid, "KQ")) throw badParameter(`'${sid}' is not the SID of a note or summary`);
  }
  return { type, from, to, noteSid, summarySid };
}
