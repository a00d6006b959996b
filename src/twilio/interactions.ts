/**
 * Interactions of Flex Conversations: how a task of a conversation is ended.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/channels-subresource
 */
import { isOutcomeUnknown, patiently, statusOf } from "./patience";
import type { Session } from "./session";
import { isOver } from "./tasks";

export type InteractionTask = { taskSid: string; interactionSid: string; channelSid: string };

const channelOf = ({ client }: Session, { interactionSid, channelSid }: InteractionTask) =>
  client.flexApi.v1.interaction(interactionSid).channels(channelSid);

/**
 * Closes a channel with everything in it; the routing status completes its tasks, which would go to wrapping otherwise.
 * Where that is refused, as for a channel that was closed before, the agent's part in it is closed.
 * @returns false where an answer got lost
 */
export async function closeInteraction(session: Session, given: InteractionTask): Promise<boolean> {
  const close = () => channelOf(session, given).update({ status: "closed", routing: { status: "closed" } });
  try {
    await patiently(session.until, close);
    return true;
  } catch (error) {
    if (isOutcomeUnknown(error) || statusOf(error) === 429) return false;
    if (await isOver(session, given.taskSid)) return true;
    return await closeParticipant(session, given, error);
  }
}

/** https://www.twilio.com/docs/flex/developer/conversations/park-an-interaction */
async function closeParticipant(session: Session, given: InteractionTask, refused: unknown): Promise<boolean> {
  const { participants } = channelOf(session, given);
  const found = await patiently(session.until, () => participants.list({ pageSize: 100 }));
  const agent = found.find(
    ({ routingProperties }) => (routingProperties as { task_sid?: string } | null)?.task_sid === given.taskSid,
  );
  if (!agent) throw refused;
  try {
    await patiently(session.until, () =>
      channelOf(session, given).participants(agent.sid).update({ status: "closed" }),
    );
    return true;
  } catch (error) {
    if (isOutcomeUnknown(error)) return false;
    if (await isOver(session, given.taskSid)) return true;
    throw error;
  }
}
