/** How Twilio shows interactions, channels and the routing of an invite. */
import { type FlexContext, ORIGIN } from "./context";
import type { InteractionChannel, Invite } from "./model";

export const interactionUrl = (sid: string): string => `${ORIGIN}/v1/Interactions/${sid}`;
export const channelUrl = ({ interactionSid, sid }: InteractionChannel): string =>
  `${interactionUrl(interactionSid)}/Channels/${sid}`;

export function toChannelBody(channel: InteractionChannel) {
  const url = channelUrl(channel);
  return {
    sid: channel.sid,
    interaction_sid: channel.interactionSid,
    type: channel.type,
    status: channel.status,
    error_code: channel.errorCode,
    error_message: channel.errorMessage,
    url,
    links: { participants: `${url}/Participants`, invites: `${url}/Invites`, transfers: `${url}/Transfers` },
  };
}

const seconds = (moment: number): number => Math.floor(moment / 1000);

/** The invite's task as it is now; null once TaskRouter has deleted it. */
export function toRoutingBody({ kernel, tasks }: FlexContext, invite: Invite | undefined) {
  const task = invite && tasks.task(invite.taskSid);
  if (!task) return null;
  const now = kernel.clock.now();
  return {
    reservation: null,
    properties: {
      account_sid: kernel.accountSid,
      workspace_sid: tasks.workspace().sid,
      sid: task.sid,
      date_created: seconds(task.createdAt),
      date_updated: seconds(task.updatedAt),
      attributes: task.attributes,
      assignment_status: task.status,
      workflow_sid: task.workflowSid,
      workflow_name: task.workflowName,
      queue_sid: task.queueSid,
      queue_name: task.queueName,
      priority: task.priority,
      age: seconds(now - task.createdAt),
      reason: task.reason ?? "",
      timeout: task.timeout,
      assignmentCounter: 0,
      task_channel_sid: task.channelSid,
      task_channel_unique_name: task.channelUniqueName,
      routing_target: invite.workerSid ?? null,
      task_queue_entered_date: task.queueEnteredAt === null ? null : seconds(task.queueEnteredAt),
      age_in_queue: task.queueEnteredAt === null ? 0 : seconds(now - task.queueEnteredAt),
      addons: "{}",
    },
  };
}
