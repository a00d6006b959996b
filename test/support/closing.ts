/** The end of a task as Twilio announces it. */
import { callbackForm } from "../../simulator/events/workspace-callback";
import type { TaskRouterEvent } from "../../simulator/taskrouter/logged-event";
import type { Floor, Reply } from "./floor";

export function closingEvent({ account }: Floor, taskSid: string): TaskRouterEvent {
  const event = account.taskRouter.log.ofTask(taskSid).find(({ type }) => /^task\.(completed|canceled)$/.test(type));
  if (!event) throw new Error(`${taskSid} has not ended`);
  const { sid, type, description, resourceType, resourceSid, at, data, more } = event;
  return { sid, type, description, resourceType, resourceSid, at, data, more };
}

export type CloudEvent = { type: string; data: unknown };

export const cloudEventOf = ({ type, data, at }: TaskRouterEvent): CloudEvent & { data: { payload: object } } => ({
  type: `com.twilio.taskrouter.${type}`,
  data: { payload: { ...data, timestamp: new Date(at).toISOString() } },
});

/** Event Streams delivers these. */
export const toSink = (floor: Floor, json: unknown): Promise<Reply> => floor.send("/event-streams/sink", { json });

/** TaskRouter calls back with this. */
export const toCallback = (floor: Floor, event: TaskRouterEvent): Promise<Reply> =>
  floor.send("/taskrouter/event-callback", { form: callbackForm(floor.account.accountSid, event) });

/** What a function answers that pauses between attempts: its pauses are on the account's clock. */
export async function inTime({ account }: Floor, reply: Promise<Reply>): Promise<Reply> {
  await account.clock.advance(10);
  return reply;
}
