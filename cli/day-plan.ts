/** Which day is played: the contacts, the policy, and when. */

import type { Policy } from "../src/domain/policy";
import { rosterOf } from "../src/domain/policy";
import { bankDay } from "../traces/bank-day";
import type { Trace } from "../traces/contact";
import { readPolicy } from "./policy-file";
import { readTrace } from "./trace";

/** The day that comes with the project; made by traces/make-bank-day.ts from seed 1. */
export const DEFAULT_TRACE = "traces/bank-day.csv";
/** A Monday: traces that count from midnight do not say which. */
const DEFAULT_DAY = "2026-01-05";

export type DayChoice = { trace?: string; seed: number; policy: string };

export type DayPlan = {
  /** What the report calls it. */
  name: string;
  seed: number;
  policy: Policy;
  policyFile: string;
  contacts: Trace["contacts"];
  midnight: Date;
};

/** A floor that cannot be played; the message says what to do. */
export class PlanError extends Error {
  override readonly name = "PlanError";
}

/** Queues whose contacts nobody of the roster can ever answer. */
export function unservedQueues({ policy }: DayPlan): string[] {
  const skills = new Set(rosterOf(policy).flatMap((worker) => Object.keys(worker.skills)));
  const isServed = (queue: string | undefined) => skills.has(policy.queues[queue ?? ""]?.skill ?? "");
  return Object.keys(policy.queues).filter((name) => !isServed(name) && !isServed(policy.queues[name]?.overflow?.to));
}

/** @throws PolicyError, TraceError or PlanError, before anything is played */
export function planDay({ trace, seed, policy: policyFile }: DayChoice): DayPlan {
  const policy = readPolicy(policyFile);
  if (rosterOf(policy).length === 0) {
    throw new PlanError(
      `${policyFile}: a simulated account hires its staff from the roster, and there is none: add one`,
    );
  }
  const { day, contacts } = trace === undefined ? defaultDay(seed, policy) : readTrace(trace, knownTo(policy));
  const midnight = new Date(`${day ?? DEFAULT_DAY}T00:00:00Z`);
  return { name: trace ?? DEFAULT_TRACE, seed, policy, policyFile, contacts, midnight };
}

const knownTo = (policy: Policy) => ({
  queues: Object.keys(policy.queues),
  channels: Object.keys(policy.channels),
  dispositions: (queue: string) => policy.queues[queue]?.dispositions ?? [],
});

function defaultDay(seed: number, policy: Policy): Trace {
  const contacts = bankDay(seed);
  const missing = [...new Set(contacts.map(({ queue }) => queue))].filter((queue) => !policy.queues[queue]);
  if (missing.length > 0) {
    throw new PlanError(
      `the policy has no queue ${missing.join(", ")}, which the default day needs: play another with --trace`,
    );
  }
  return { day: undefined, contacts };
}
