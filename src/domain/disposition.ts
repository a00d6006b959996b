/**
 * How a contact ended, in the words of the policy, written to the task before it completes: Flex Insights reads it at
 * completion and ignores what comes later.
 * https://www.twilio.com/docs/flex/developer/insights/enhance-integration
 */
import type { Decision, Effect } from "./decision";
import { type Disposition, isCodeOf, isSameDisposition, misfits } from "./given-disposition";
import { dispositionOn, withDisposition } from "./insights";
import { type Policy, queueOf } from "./policy";
import type { KeyOf } from "./redaction";
import { isSid, type TaskSid, type WorkerSid } from "./sid";
import { ATTRIBUTES_LIMIT, partOf, type TaskAttributes, textAt } from "./task-attributes";
import { overflowName } from "./workflow";

/** What a caller says of a contact. */
export type GivenDisposition = {
  taskSid: TaskSid;
  disposition: Disposition;
  /** Whether the task is to be ended as well. */
  completes: boolean;
  /** The worker who says it, who must have or have had the contact; undefined for those who may speak of any. */
  worker: WorkerSid | undefined;
  /** For the address, and for what the policy wants kept as a hash. */
  keyOf: KeyOf;
};

/** A task as it was read. */
export type ReadTask = {
  attributes: TaskAttributes;
  etag: string;
  assignmentStatus: string;
  /** The task queue it is in, or was last. */
  taskQueue: string;
};

/** A task that can still be written to, and whether the worker who speaks has accepted it. */
export type OpenContact = { task: ReadTask; isTheirs: boolean };

export type DispositionReason =
  | "disposition-captured"
  | "already-captured"
  | "not-your-contact"
  | "code-not-of-this-queue"
  | "fields-do-not-fit"
  | "attributes-too-long"
  | "nobody-has-the-task";

/** What is wrong, each with its field; nothing where nothing is. */
export type DispositionAnswer = { problems: readonly string[] };

const ENDED = ["completed", "canceled"];

export const hasEnded = ({ assignmentStatus }: ReadTask): boolean => ENDED.includes(assignmentStatus);

/** What the tasks are called that we end. */
const REASON = "disposition captured";

export const refusal = <Reason extends string>(
  because: Reason,
  problems: readonly string[] = [],
): Decision<Reason, DispositionAnswer> => ({ because, effects: [], answer: { problems } });

/** The policy's queue a task belongs to: its intent or, where it came without a route, the one it waits in. */
export function queueNameOf({ attributes, taskQueue }: ReadTask, policy: Policy): string | undefined {
  const intent = textAt(partOf(attributes, "floor"), "queue");
  if (intent !== undefined && queueOf(policy, intent)) return intent;
  return Object.keys(policy.queues).find((name) => name === taskQueue || overflowName(name) === taskQueue);
}

/** Why a disposition does not fit the contact's queue; undefined where it does. */
export function misfitOf(
  disposition: Disposition,
  queue: string | undefined,
  policy: Policy,
): Decision<"code-not-of-this-queue" | "fields-do-not-fit", DispositionAnswer> | undefined {
  const problems = misfits(disposition, queue, policy);
  if (problems.length === 0) return undefined;
  return refusal(isCodeOf(policy, queue, disposition.code) ? "fields-do-not-fit" : "code-not-of-this-queue", problems);
}

/**
 * A contact of a conversation is ended where it lives: a task that is completed by itself leaves the conversation open
 * with nobody in it. https://www.twilio.com/docs/flex/developer/conversations/best-practices
 */
export function completionOf(taskSid: TaskSid, attributes: TaskAttributes): Effect {
  const interactionSid = attributes["flexInteractionSid"];
  const channelSid = attributes["flexInteractionChannelSid"];
  if (isSid("KD", interactionSid) && isSid("UO", channelSid)) {
    return { type: "closeInteraction", taskSid, interactionSid, channelSid };
  }
  return { type: "completeTask", taskSid, reason: REASON };
}

/** Only a task that somebody has accepted can be completed: https://www.twilio.com/docs/taskrouter/lifecycle-task-state */
const COMPLETABLE = ["assigned", "wrapping"];

/** The rule while the task is open. */
export function decideOpen(
  { taskSid, disposition, completes, worker }: GivenDisposition,
  { task, isTheirs }: OpenContact,
  policy: Policy,
): Decision<DispositionReason, DispositionAnswer> {
  if (worker !== undefined && !isTheirs) return refusal("not-your-contact");
  const queue = queueNameOf(task, policy);
  const misfit = misfitOf(disposition, queue, policy);
  if (misfit) return misfit;
  if (completes && !COMPLETABLE.includes(task.assignmentStatus)) {
    return refusal("nobody-has-the-task", ["complete: the task must have been accepted"]);
  }
  const end = completes ? [completionOf(taskSid, task.attributes)] : [];
  const former = dispositionOn(task.attributes, queue, policy);
  if (former && isSameDisposition(former, disposition)) {
    return { because: "already-captured", effects: end, answer: { problems: [] } };
  }
  const attributes = JSON.stringify(withDisposition(task.attributes, former, disposition, policy));
  if (attributes.length > ATTRIBUTES_LIMIT) {
    return refusal("attributes-too-long", [tooLong(attributes.length, disposition)]);
  }
  // The status in a request of its own, and last: TaskRouter takes no attributes with it, and reports read them then.
  const write = { type: "writeTaskAttributes", taskSid, attributes, etag: task.etag } as const;
  return { because: "disposition-captured", effects: [write, ...end], answer: { problems: [] } };
}

/** A shortened note would say something else without anybody knowing. */
const tooLong = (length: number, { note }: Disposition): string =>
  `${note === null ? "fields" : "note"}: the task's attributes would have ${length} characters of at most ${ATTRIBUTES_LIMIT}`;
