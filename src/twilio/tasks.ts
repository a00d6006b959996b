/** Tasks, one at a time. https://www.twilio.com/docs/taskrouter/api/task */
import { hasEnded, type ReadTask } from "../domain/disposition";
import type { TaskAttributes } from "../domain/task-attributes";
import { ifFound, isOutcomeUnknown, patiently, statusOf } from "./patience";
import type { Session } from "./session";

const taskOf = ({ client, workspaceSid }: Session, taskSid: string) =>
  client.taskrouter.v1.workspaces(workspaceSid).tasks(taskSid);

/** Undefined where it is gone: a few minutes after its end. */
export async function readTask(session: Session, taskSid: string): Promise<ReadTask | undefined> {
  const found = await ifFound(patiently(session.until, () => taskOf(session, taskSid).fetchWithHttpInfo()));
  if (!found) return undefined;
  const { attributes, assignmentStatus, taskQueueFriendlyName } = found.body;
  return {
    attributes: JSON.parse(attributes) as TaskAttributes,
    assignmentStatus,
    etag: String(found.headers?.["etag"] ?? ""),
    taskQueue: taskQueueFriendlyName ?? "",
  };
}

/** What a reservation is called once its worker has taken the contact. */
const TAKEN: readonly string[] = ["accepted", "wrapping", "completed"];

/** Whether this worker has the task, or has had it. */
export async function hasTaken(session: Session, taskSid: string, workerSid: string): Promise<boolean> {
  const { reservations } = taskOf(session, taskSid);
  const found = await ifFound(patiently(session.until, () => reservations.list({ workerSid, pageSize: 100 })));
  return (found ?? []).some(({ reservationStatus }) => TAKEN.includes(reservationStatus));
}

/**
 * Writes attributes over the version that was read.
 * @returns false where the task has changed or gone since, or the answer got lost: then it is to be read again
 */
export async function writeTaskAttributes(
  session: Session,
  taskSid: string,
  attributes: string,
  etag: string,
): Promise<boolean> {
  try {
    await patiently(session.until, () => taskOf(session, taskSid).update({ attributes, ifMatch: etag }));
    return true;
  } catch (error) {
    const status = statusOf(error);
    if (status === 412 || status === 404 || isOutcomeUnknown(error)) return false;
    throw error;
  }
}

/**
 * Completes a task. One that has ended or is gone is completed already.
 * @returns false where the answer got lost
 */
export async function completeTask(session: Session, taskSid: string, reason: string): Promise<boolean> {
  const complete = () => taskOf(session, taskSid).update({ assignmentStatus: "completed", reason });
  try {
    await patiently(session.until, complete);
    return true;
  } catch (error) {
    if (isOutcomeUnknown(error)) return false;
    if (await isOver(session, taskSid)) return true;
    throw error;
  }
}

/** Those in which a worker still has the contact. */
const IN_HAND: readonly string[] = ["accepted", "wrapping"];

/**
 * Ends the wrap-up of a task whose conversation is over, as the Complete button of the Flex UI does; its task ends with it.
 * @returns false where the answer got lost
 */
export async function completeReservation(session: Session, taskSid: string): Promise<boolean> {
  const { reservations } = taskOf(session, taskSid);
  const found = await patiently(session.until, () => reservations.list({ pageSize: 100 }));
  const inHand = found.filter(({ reservationStatus }) => IN_HAND.includes(reservationStatus));
  try {
    for (const { sid } of inHand) {
      const reservation = taskOf(session, taskSid).reservations(sid);
      await patiently(session.until, () => reservation.update({ reservationStatus: "completed" }));
    }
    return true;
  } catch (error) {
    if (isOutcomeUnknown(error)) return false;
    if (await isOver(session, taskSid)) return true;
    throw error;
  }
}

/** Whether a task has ended: 20001 says that it cannot be completed, not why. */
export async function isOver(session: Session, taskSid: string): Promise<boolean> {
  const task = await readTask(session, taskSid);
  return task === undefined || hasEnded(task);
}
