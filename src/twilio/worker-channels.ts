/** Worker channels, for those who change one. There is no If-Match on them: what was read may be old by the write. */
import type { AdjustableChannel } from "../domain/worker-adjustment";
import type { ChannelSetting } from "../domain/worker-channel";
import { ifFound, patiently } from "./patience";
import type { Session } from "./session";

const workerOf = ({ client, workspaceSid }: Session, workerSid: string) =>
  client.taskrouter.v1.workspaces(workspaceSid).workers(workerSid);

/** The worker's name and the channel, two calls at once. */
export async function readAdjustableChannel(
  session: Session,
  workerSid: string,
  channel: string,
): Promise<AdjustableChannel> {
  const { until } = session;
  const worker = workerOf(session, workerSid);
  const [person, found] = await Promise.all([
    ifFound(patiently(until, () => worker.fetch())),
    ifFound(patiently(until, () => worker.workerChannels(channel).fetch())),
  ]);
  if (!person || !found) return undefined;
  const { configuredCapacity: capacity, available, assignedTasks: assigned } = found;
  return { name: person.friendlyName, capacity, available, assigned };
}

export async function adjustChannel(
  session: Session,
  workerSid: string,
  channel: string,
  { capacity, available }: ChannelSetting,
): Promise<void> {
  await patiently(session.until, () =>
    workerOf(session, workerSid).workerChannels(channel).update({ capacity, available }),
  );
}
