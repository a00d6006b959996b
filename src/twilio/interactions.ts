/**
 * Interactions of Flex Conversations: how a task of a conversation is ended.
 * https://www.twilio.com/docs/flex/developer/conversations/interactions-api/channels-subresource
 */
import { ifFound, isFinalRefusal, isOutcomeUnknown, patiently } from "./patience";
import type { Session } from "./session";
import { completeReservation, isOver } from "./tasks";

export type InteractionTask = { taskSid: string; interactionSid: string; channelSid: string };

const channelOf = ({ client }: Session, { interactionSid, channelSid }: InteractionTask) =>
  client.flexApi.v1.interaction(interactionSid).channels(channelSid);

/**
 * Closes a channel with everything in it; the routing status completes its tasks, which would go to wrapping otherwise.
 * Where the channel was closed before, its conversation is over, and of the task only the worker's wrap-up is left.
 * @returns false where an answer got lost
 */
export async function closeInteraction(session: Session, given: InteractionTask): Promise<boolean> {
  const close = () => channelOf(session, given).update({ status: "closed", routing: { status: "closed" } });
  try {
    await patiently(session.until, close);
    return true;
  } catch (error) {
    if (isOutcomeUnknown(error)) return false;
    if (!isFinalRefusal(error)) throw error;
    if (await isOver(session, given.taskSid)) return true;
    const channel = await ifFound(patiently(session.until, () => channelOf(session, given).fetch()));
    if (channel && channel.status !== "closed") throw error;
    return await completeReservation(session, given.taskSid);
  }
}
