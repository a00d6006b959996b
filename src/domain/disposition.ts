/**
 * How a contact ended, in the words of the policy, written to the task before it completes: Flex Insights reads
 * `conversations` at completion and ignores what comes later.
 * https://www.twilio.com/docs/flex/developer/insights/enhance-integration
 */
import type { Decision, TaskAttributes } from "./decision";
import { type Policy, queueOf } from "./policy";
import type { TaskSid } from "./sid";

export type GivenDisposition = { taskSid: TaskSid; code: string };

/** A task as it was read; undefined where it is gone. */
export type ReadTask = { attributes: TaskAttributes; etag: string; assignmentStatus: string } | undefined;

export type DispositionReason =
  | "disposition-captured"
  | "already-captured"
  | "task-is-gone"
  | "task-has-ended"
  | "code-not-of-this-queue";

const ENDED = ["completed", "canceled"];

function textAt(attributes: TaskAttributes, key: string, field: string): string | undefined {
  const part = attributes[key];
  if (typeof part !== "object" || part === null) return undefined;
  const value = (part as Record<string, unknown>)[field];
  return typeof value === "string" ? value : undefined;
}

export function decideDisposition(
  { taskSid, code }: GivenDisposition,
  task: ReadTask,
  policy: Policy,
): Decision<DispositionReason> {
  const refuse = (because: DispositionReason) => ({ because, effects: [], answer: undefined });
  if (!task) return refuse("task-is-gone");
  const queue = queueOf(policy, textAt(task.attributes, "floor", "queue") ?? "");
  if (queue && !queue.dispositions.includes(code)) return refuse("code-not-of-this-queue");
  if (textAt(task.attributes, "conversations", "outcome") === code) return refuse("already-captured");
  if (ENDED.includes(task.assignmentStatus)) return refuse("task-has-ended");
  const merge = { conversations: { outcome: code } };
  const read = { attributes: task.attributes, etag: task.etag };
  return {
    because: "disposition-captured",
    effects: [{ type: "mergeTaskAttributes", taskSid, read, merge }],
    answer: undefined,
  };
}
