/** What people do on a floor: customers who come in and give up, workers who answer and finish. */
import type { Floor } from "./floor";

export type Skills = Readonly<Record<string, number>>;

/** Hires a worker, who is there at once. */
export async function hire(
  { account, workspace }: Floor,
  name: string,
  skills: Skills,
  capacity: Readonly<Record<string, number>> = { voice: 1, chat: 1 },
): Promise<string> {
  const attributes = JSON.stringify({ routing: { skills: Object.keys(skills), levels: skills } });
  const { sid } = await workspace.workers.create({ friendlyName: name, attributes });
  for (const channel of account.taskRouter.workspace.channels.values()) {
    const contacts = capacity[channel.uniqueName] ?? 0;
    await workspace.workers(sid).workerChannels(channel.uniqueName).update({ capacity: contacts });
  }
  const [available] = await workspace.activities.list({ friendlyName: "Available" });
  await workspace.workers(sid).update({ activitySid: available?.sid ?? "" });
  return sid;
}

/** A contact that the functions have routed and Studio has sent to Flex. */
export async function arrive(floor: Floor, contact: Readonly<Record<string, string>>): Promise<string> {
  const { body } = await floor.studio("route-contact", contact);
  const { attributes, priority } = body as { attributes: object; priority: number };
  const { sid } = await floor.workspace.tasks.create({
    attributes: JSON.stringify({ ...attributes, from: contact["from"] }),
    priority,
    taskChannel: contact["channel"] ?? "voice",
  });
  return sid;
}

async function moveReservation({ workspace }: Floor, taskSid: string, to: "accepted" | "rejected" | "completed") {
  const { reservations } = workspace.tasks(taskSid);
  const open = (await reservations.list()).findLast(({ reservationStatus: status }) => status !== "rejected");
  if (!open) throw new Error(`nobody is reserved for ${taskSid}`);
  return workspace.tasks(taskSid).reservations(open.sid).update({ reservationStatus: to });
}

/** The reserved worker takes the contact; says who it is. */
export async function accept(floor: Floor, taskSid: string): Promise<string> {
  const { workerSid } = await moveReservation(floor, taskSid, "accepted");
  return workerSid;
}

export async function complete(floor: Floor, taskSid: string): Promise<void> {
  await moveReservation(floor, taskSid, "completed");
}

export async function giveUp({ workspace }: Floor, taskSid: string): Promise<void> {
  await workspace.tasks(taskSid).update({ assignmentStatus: "canceled", reason: "hangup" });
}
