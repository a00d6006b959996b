/** The report of a played day: what the queues did, what the functions wrote down, and what they spent on it. */
import type { Account } from "../simulator/account";
import type { Attendance, Outcome } from "../simulator/people/people";
import type { ContactRecord } from "../src/domain/contact-record";
import type { Policy } from "../src/domain/policy";
import { feedCountOf } from "../src/domain/records-policy";
import { feedNames, STORES } from "../src/twilio/stores";
import type { DayPlan } from "./day-plan";
import type { SimulatedFloor } from "./simulated-floor";

export type QueueReport = {
  queue: string;
  offered: number;
  answered: number;
  abandoned: number;
  /** Within the promise of the queue. */
  answeredWithin: number;
  abandonedWithin: number;
  /** Answered within the promise over offered. */
  serviceLevel: number;
  /** Seconds, over answered contacts, as are the quantiles. */
  averageSpeedOfAnswer: number;
  waitP50: number;
  waitP90: number;
  /** Talk and wrap-up over time present, of the workers whose first skill is the queue's. */
  occupancy: number;
};

export type FloorReport = {
  trace: string;
  seed: number;
  contacts: number;
  queues: QueueReport[];
  ledger: { records: number; duplicates: number };
  /** Contacts that quality has sampled. */
  sampled: number;
  /** REST calls of the functions: a contact's are those of neither tick nor quality. */
  calls: {
    total: number;
    perContact: number;
    perTick: number;
    /** Over rounds of quality. */
    perRound: number;
    byOperation: Record<string, number>;
  };
  clock: { simulatedSeconds: number; wallSeconds: number };
};

const TICK = "/operations/tick";
const QUALITY = "/operations/quality";
const isFunction = (caller: string) => caller.startsWith("/");

const ratio = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);
const rounded = (value: number, digits = 6): number => Number(value.toFixed(digits));

/** The value at or below which this share of the values lies: nearest rank. `sorted` ascending. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

function queueReport(
  policy: Policy,
  queue: string,
  outcomes: readonly Outcome[],
  staff: readonly Attendance[],
): QueueReport {
  const { promise, skill } = policy.queues[queue] ?? { promise: { within: 0 }, skill: "" };
  const offered = outcomes.filter(({ contact }) => contact.queue === queue);
  const waitsOf = (these: readonly Outcome[], end: (outcome: Outcome) => number | undefined) =>
    these.map((outcome) => ((end(outcome) ?? outcome.offeredAt) - outcome.offeredAt) / 1000).sort((a, b) => a - b);
  const answered = waitsOf(
    offered.filter((outcome) => outcome.answeredAt !== undefined),
    (outcome) => outcome.answeredAt,
  );
  const abandoned = waitsOf(
    offered.filter((outcome) => outcome.answeredAt === undefined && outcome.endedAt !== undefined),
    (outcome) => outcome.endedAt,
  );
  const within = (waits: readonly number[]) => waits.filter((wait) => wait <= promise.within).length;
  const own = staff.filter(({ hire }) => Object.keys(hire.skills)[0] === skill);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  return {
    queue,
    offered: offered.length,
    answered: answered.length,
    abandoned: abandoned.length,
    answeredWithin: within(answered),
    abandonedWithin: within(abandoned),
    serviceLevel: rounded(ratio(within(answered), offered.length)),
    averageSpeedOfAnswer: rounded(ratio(sum(answered), answered.length), 3),
    waitP50: quantile(answered, 0.5),
    waitP90: quantile(answered, 0.9),
    occupancy: rounded(ratio(sum(own.map(({ busy }) => busy)), sum(own.map(({ from, to }) => to - from)))),
  };
}

/** The feed as it stands in the account, list by list, read behind the API's back. */
export function feedRecords(account: Account, policy: Policy, syncServiceSid: string): ContactRecord[] {
  const names = feedNames(feedCountOf(policy));
  const lists = account.sync.service(syncServiceSid)?.lists ?? [];
  return lists
    .filter(({ uniqueName }) => names.includes(uniqueName ?? ""))
    .flatMap(({ items }) => items.map(({ data }) => data as ContactRecord));
}

function sampledIn(account: Account, syncServiceSid: string): number {
  const maps = account.sync.service(syncServiceSid)?.maps ?? [];
  return maps.find(({ uniqueName }) => uniqueName === STORES.samples)?.items.length ?? 0;
}

/** @param wallSeconds real seconds the day has taken */
export function reportOf(
  plan: DayPlan,
  { account, day, syncServiceSid }: Omit<SimulatedFloor, "environment">,
  wallSeconds: number,
): FloorReport {
  const { policy } = plan;
  const { outcomes } = day;
  const attendance = day.attendance();
  const records = feedRecords(account, policy, syncServiceSid);
  const distinct = new Set(records.map(({ taskSid }) => taskSid)).size;
  const versions = new Set(records.map(({ taskSid, revision }) => `${taskSid} ${revision}`)).size;
  const calls = account.requests.summary(isFunction);
  const ofTicks = account.requests.summary((caller) => caller === TICK).total;
  const ofRounds = account.requests.summary((caller) => caller === QUALITY).total;
  const simulatedSeconds = Math.max(0, (day.endedAt ?? account.clock.now()) - day.opensAt) / 1000;
  return {
    trace: plan.name,
    seed: plan.seed,
    contacts: outcomes.length,
    queues: Object.keys(policy.queues).map((queue) => queueReport(policy, queue, outcomes, attendance)),
    ledger: { records: distinct, duplicates: records.length - versions },
    sampled: sampledIn(account, syncServiceSid),
    calls: {
      ...calls,
      perContact: rounded(ratio(calls.total - ofTicks - ofRounds, outcomes.length), 3),
      perTick: rounded(ratio(ofTicks, day.ticks), 3),
      perRound: rounded(ratio(ofRounds, day.rounds), 3),
    },
    clock: { simulatedSeconds: rounded(simulatedSeconds, 3), wallSeconds: rounded(wallSeconds, 3) },
  };
}
