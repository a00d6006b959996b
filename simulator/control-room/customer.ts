/**
 * A customer, as far as the account knows one: whoever calls becomes a task of a workflow, with the attributes a flow
 * would have set, and hanging up cancels it as long as nobody has accepted it.
 */
import type { Account } from "../account";
import { ControlError } from "./page";

export type Contact = {
  from: string;
  /** The task channel it comes by, as `voice`. */
  channel: string;
  /** A workflow's SID; the only one there is where it is left out. */
  workflowSid?: string | undefined;
  attributes?: Readonly<Record<string, unknown>> | undefined;
  priority?: number | undefined;
};

const WAITING: ReadonlySet<string> = new Set(["pending", "reserved"]);
/** Seconds until a task that nobody takes is canceled, as of a task made over REST. */
const TASK_TIMEOUT = 86_400;

function workflowOf(account: Account, sid: string | undefined) {
  const workflows = [...account.taskRouter.workspace.workflows.values()];
  const found = sid === undefined ? workflows : workflows.filter((workflow) => workflow.sid === sid);
  const [workflow] = found;
  if (workflow && found.length === 1) return workflow;
  const there = workflows.map((one) => `${one.sid} (${one.friendlyName})`).join(", ") || "none";
  throw new ControlError(400, `workflowSid: name one of the workflows there are: ${there}`);
}

/** The SID of the task the contact has become. */
export function arrive(
  account: Account,
  { from, channel, workflowSid, attributes = {}, priority = 0 }: Contact,
): string {
  const { workspace, engine } = account.taskRouter;
  const workflow = workflowOf(account, workflowSid);
  const taskChannel = [...workspace.channels.values()].find(({ uniqueName }) => uniqueName === channel);
  if (!taskChannel) throw new ControlError(400, `channel: there is no task channel '${channel}'`);
  const text = JSON.stringify({ from, channelType: channel, ...attributes });
  const task = engine.create({ workflow, channel: taskChannel, attributes: text, priority, timeout: TASK_TIMEOUT });
  return task.sid;
}

export function hangUp(account: Account, taskSid: string): void {
  const { workspace, engine } = account.taskRouter;
  const task = workspace.tasks.get(taskSid);
  if (!task) throw new ControlError(404, `taskSid: there is no task ${taskSid}`);
  if (!WAITING.has(task.status)) {
    throw new ControlError(409, `the task is ${task.status}: only who waits can hang up before being answered`);
  }
  engine.move(task, "canceled", "hangup");
}
