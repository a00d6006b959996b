/**
 * A customer. Who calls or texts a number of the account comes as the number is set up: through Studio, TwiML or
 * Conversations. Where no number answers, the contact is a task of a workflow, as a flow would make it.
 */
import type { Account } from "../account";
import { RestError } from "../kernel/rest";
import { tasksDoorOf } from "../taskrouter/tasks-door";
import { ControlError } from "./page";

/** What a contact is as a task. */
export type TaskSettings = {
  /** The task channel it comes by, as `voice`. */
  channel?: string | undefined;
  /** A workflow's SID; the only one there is where it is left out. */
  workflowSid?: string | undefined;
  attributes?: Readonly<Record<string, unknown>> | undefined;
  priority?: number | undefined;
};

export type Contact = TaskSettings & { from: string; to?: string | undefined };

/** Seconds until a task that nobody takes is canceled, as of a task made over REST. */
const TASK_TIMEOUT = 86_400;

export function call(account: Account, contact: Contact): object {
  const { from, to = "" } = contact;
  if (!account.phoneNumbers.find(to)?.settings["voice_url"]) return becomeTask(account, contact, "voice");
  const { sid: callSid, status } = account.voice.inbound({ from, to });
  return { callSid, status };
}

export function writeText(account: Account, contact: Contact & { body: string }): object {
  const { from, to = "", body } = contact;
  const taken = account.conversations.inbound({ from, to, body });
  if (taken) return { conversationSid: taken.conversation.sid, messageSid: taken.message.sid };
  if (!account.phoneNumbers.find(to)) return becomeTask(account, contact, "sms");
  return { messageSid: account.messaging.inbound({ from, to, body }).sid };
}

function becomeTask(account: Account, contact: Contact, usualChannel: string): object {
  const { from, to, channel = usualChannel, workflowSid, attributes = {}, priority = 0 } = contact;
  const tasks = tasksDoorOf(account.taskRouter);
  const text = JSON.stringify({ from, channelType: channel, ...attributes });
  try {
    const asked = { channel, workflowSid: workflowSid ?? onlyWorkflow(account) };
    const { sid: taskSid } = tasks.createTask({ ...asked, attributes: text, priority, timeout: TASK_TIMEOUT });
    const because = to === undefined ? "no number was named in `to`" : `no number ${to} is set up for it`;
    return { taskSid, status: tasks.taskStatus(taskSid), because: `${because}: a task without a flow` };
  } catch (error) {
    if (error instanceof RestError) throw new ControlError(error.status, error.message);
    throw error;
  }
}

function onlyWorkflow(account: Account): string {
  const workflows = [...account.taskRouter.workspace.workflows.values()];
  const [workflow] = workflows;
  if (workflow && workflows.length === 1) return workflow.sid;
  const there = workflows.map((one) => `${one.sid} (${one.friendlyName})`).join(", ") || "none";
  throw new ControlError(400, `workflowSid: name one of the workflows there are: ${there}`);
}

export function hangUpCall(account: Account, callSid: string): object {
  const found = account.voice.calls.find(({ sid }) => sid === callSid);
  if (!found) throw new ControlError(404, `callSid: there is no call ${callSid}`);
  if (found.endedAt !== null) throw new ControlError(409, `the call is over: ${found.status}`);
  account.voice.hangUp(callSid);
  return { callSid, status: found.status };
}

export function withdrawTask(account: Account, taskSid: string): object {
  const tasks = tasksDoorOf(account.taskRouter);
  const status = tasks.taskStatus(taskSid);
  if (status === undefined) throw new ControlError(404, `taskSid: there is no task ${taskSid}`);
  if (!tasks.withdraw(taskSid, "hangup")) {
    throw new ControlError(409, `the task is ${status}: only who waits can hang up before being answered`);
  }
  return { taskSid };
}
