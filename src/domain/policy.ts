/**
 * floor.yaml: everything a person decides about the floor. This schema is the one source of truth: the types, the checks
 * with line numbers and the JSON Schema that editors read all come from it.
 */
import * as v from "valibot";
import { coachingSchema, driftSchema, formsSchema } from "./coaching/coaching-policy";
import {
  dispositionFieldsSection,
  dispositionNoteSection,
  dispositionsSection,
  queueDispositions,
} from "./disposition-policy";
import { count, described, flow, level, name, seconds, share, timeOfDay } from "./policy-values";
import { days, privacySchema } from "./privacy-policy";
import { qualitySchema } from "./quality-policy";
import { recordsPolicySchema } from "./records-policy";
import { webhooksSchema } from "./webhooks-policy";

const skill = v.strictObject({
  levels: described(
    v.strictObject({ from: level, to: level }),
    "The levels a worker can have in this skill; the higher, the better qualified.",
  ),
});

const queue = v.strictObject({
  skill: described(name, "The skill a worker needs to be in this queue."),
  promise: described(
    v.strictObject({ within: seconds, target: share }),
    "The service level: this share of all offered contacts answered within so many seconds.",
  ),
  best: described(v.optional(level), "The level from which a worker is among the best for this queue."),
  overflow: described(
    v.optional(v.strictObject({ after: seconds, to: name })),
    "After so many seconds the workers of another queue may answer as well.",
  ),
  longestWait: described(seconds, "A contact waiting longer raises an alert."),
  ...queueDispositions,
});

const step = v.strictObject({
  to: described(
    v.picklist(["last-worker", "best", "queue"], "must be last-worker, best or queue"),
    "Whom the contact is offered to: the worker who had the customer last, the best of the queue, or all of it.",
  ),
  hold: described(
    v.optional(seconds),
    "Seconds to wait for them; without it the step is left at once when none of them is free.",
  ),
});

const segment = v.strictObject({
  name,
  when: described(
    v.optional(v.strictObject({ contacts: count, withinDays: count })),
    "Customers who have been in contact at least so often within so many days.",
  ),
  priority: described(v.pipe(v.number(), v.integer(), v.minValue(0)), "TaskRouter priority: higher is served first."),
  steps: v.pipe(v.array(step), v.minLength(1, "must have at least one step")),
});

const channel = v.strictObject({
  exclusive: described(
    v.optional(v.boolean()),
    "Whether a worker on this channel gets nothing on another meanwhile, as on a call.",
  ),
});

const addressed = {
  type: v.picklist(["sms", "whatsapp", "messenger", "email", "chat"]),
  address: described(v.string(), "The number or address customers write to."),
  name: v.string(),
};

const address = v.union(
  [
    v.strictObject({
      ...addressed,
      webhook: described(v.pipe(v.string(), v.url("must be a URL")), "Called for what arrives at the address."),
    }),
    v.strictObject({
      ...addressed,
      studio: described(flow, "The flow that starts with what arrives: its file in the folder studio, without .json."),
    }),
  ],
  "must have type, address, name, and either webhook (a URL) or studio (a flow)",
);

const capacity = v.strictObject({
  channel: described(name, "The channel whose capacity is adjusted."),
  minimum: count,
  maximum: count,
  raise: described(
    v.strictObject({ waiting: count, longestWait: seconds }),
    "Raise by one when at least so many contacts wait and the first of them at least so long.",
  ),
  calm: described(seconds, "Lower by one after so many seconds with nobody waiting on the channel."),
});

const hire = {
  skills: described(v.record(name, level), "Skill to level; the first is the worker's own."),
  capacity: described(v.record(name, v.pipe(v.number(), v.integer(), v.minValue(0))), "Contacts at once per channel."),
};

export const policySchema = v.strictObject({
  version: v.literal(1, "must be 1"),
  hours: described(v.strictObject({ opens: timeOfDay, closes: timeOfDay }), "When the floor is staffed."),
  skills: v.record(name, skill),
  queues: v.record(name, queue),
  segments: described(v.array(segment), "The first that fits a customer counts; the last must fit everybody."),
  activities: described(
    v.optional(v.array(v.strictObject({ name: v.string(), available: v.boolean() }))),
    "What workers can be doing; those with `available` get contacts.",
  ),
  channels: v.record(name, channel),
  addresses: v.optional(v.array(address)),
  dispositions: dispositionsSection,
  dispositionFields: dispositionFieldsSection,
  dispositionNote: dispositionNoteSection,
  capacity,
  alerts: described(
    v.strictObject({ clearBelow: share }),
    "An alert is over when the longest wait falls below this share of its limit.",
  ),
  history: described(v.strictObject({ days }), "How long a customer's contacts are remembered."),
  forms: v.optional(formsSchema),
  coaching: described(v.optional(coachingSchema), "When a worker is coached, and when coaching is over."),
  drift: described(v.optional(driftSchema), "When a disposition that suddenly ends more contacts is an alert."),
  quality: described(v.optional(qualitySchema), "Which ended contacts a person is to look at."),
  webhooks: described(v.optional(webhooksSchema), "Who is told what happens, by signed webhooks."),
  privacy: described(v.optional(privacySchema), "What is not kept of people, and for how long the rest is."),
  records: described(v.optional(recordsPolicySchema), "How the records of ended contacts are kept."),
  roster: described(
    v.optional(
      v.array(
        v.union([
          v.strictObject({ count, name, ...hire }),
          v.strictObject({ names: v.pipe(v.array(name), v.minLength(1)), ...hire }),
        ]),
      ),
    ),
    "The workers' baseline, and the staff of a simulated account.",
  ),
});

export type Policy = v.InferOutput<typeof policySchema>;
export type QueuePolicy = Policy["queues"][string];
export type Segment = Policy["segments"][number];
export type Step = Segment["steps"][number];

/** The queue of this name, which may be anything: task attributes are other people's. */
export function queueOf({ queues }: Policy, name: string): QueuePolicy | undefined {
  return Object.hasOwn(queues, name) ? queues[name] : undefined;
}

/** Whether this is the end of a contact that went badly; of a code that is not the policy's nobody knows. */
export const isSad = ({ dispositions }: Policy, code: string): boolean =>
  Object.hasOwn(dispositions, code) && dispositions[code]?.sad === true;

/** One worker of the roster. */
export type RosterWorker = {
  name: string;
  skills: Readonly<Record<string, number>>;
  capacity: Readonly<Record<string, number>>;
};

/** The roster, worker by worker. */
export function rosterOf(policy: Policy): RosterWorker[] {
  return (policy.roster ?? []).flatMap((entry) => {
    const names =
      "names" in entry ? entry.names : Array.from({ length: entry.count }, (_, i) => `${entry.name}_${i + 1}`);
    return names.map((worker) => ({ name: worker, skills: entry.skills, capacity: entry.capacity }));
  });
}

/** Seconds from midnight. */
export function secondsOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 3600 + minutes * 60;
}
