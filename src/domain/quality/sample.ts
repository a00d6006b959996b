/**
 * Whether one ended contact is sampled, and why. Contacts come one by one and cannot be compared with those to come, so
 * the riskiest are found by a bar: it stands at the policy's threshold, and for a worker of whom more has been sampled
 * than an even pace through the week allows it stands a threshold higher for each contact ahead. What is little risky
 * cannot use up a quota on Monday that something worse needs on Friday.
 */
import type { ContactRecord } from "../contact-record";
import { type Risk, type RiskTerms, risksOf } from "./risk";
import { dayOfWeek, type Standing, standingAt } from "./standing";

/** Why a contact is sampled: its risks, and what else spoke for it, with no weight. */
export type SampleReason = Risk | { reason: "random-share" | "weekly-minimum"; weight: 0 };

export type Sample = {
  contact: ContactRecord;
  /** Who had the contact: the last of those who accepted it. */
  worker: ContactRecord["workers"][number];
  /** The sum of the weights. */
  risk: number;
  because: SampleReason[];
  /** ISO 8601. */
  sampledAt: string;
};

/** What a contact is judged by besides itself. */
export type Terms = RiskTerms & {
  /** From 0 to 1: a keyed hash of the policy's seed and the contact, so that a contact's lot never changes. */
  drawOf: (taskSid: string) => number;
};

/** The share of a week's quota that is due: none on Monday, a quarter more each day, all of it from Friday on. */
const paceAt = (at: Date): number => Math.min(1, dayOfWeek(at) / 4);

/** Who answers for a contact in quality: the last who accepted it. */
export const workerOf = ({ workers }: ContactRecord): Sample["worker"] | undefined => workers.at(-1);

type Judged = { standing: Standing; sample: Sample | undefined };

/**
 * @param known the worker's standing before this contact; undefined where it is the first
 * @param at when the contact came in
 */
export function judgeContact(
  contact: ContactRecord,
  worker: Sample["worker"],
  known: Standing | undefined,
  terms: Terms,
  at: Date,
): Judged {
  const { policy, drawOf } = terms;
  const before = standingAt(known, at);
  const passed: Judged = { standing: { ...before, seen: before.seen + 1 }, sample: undefined };
  const { atLeast, atMost } = policy.quotas;
  if (before.sampled >= atMost) return passed;

  const risks = risksOf(contact, before, terms, at);
  const risk = risks.reduce((sum, { weight }) => sum + weight, 0);
  const pace = paceAt(at);
  const isRisky = risk >= policy.threshold * (1 + Math.max(0, before.sampled - atMost * pace));
  const isDrawn = drawOf(contact.taskSid) < policy.random;
  const isOwed = before.sampled < Math.floor(atLeast * pace);
  if (!isRisky && !isDrawn && !isOwed) return passed;

  const because: SampleReason[] = [...risks];
  if (isDrawn) because.push({ reason: "random-share", weight: 0 });
  if (isOwed) because.push({ reason: "weekly-minimum", weight: 0 });
  return {
    standing: { ...passed.standing, sampled: before.sampled + 1 },
    sample: { contact, worker, risk, because, sampledAt: at.toISOString() },
  };
}
