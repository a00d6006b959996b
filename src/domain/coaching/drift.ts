/**
 * Disposition drift: a code that suddenly ends far more of a queue's contacts than usual. Something has happened out
 * there, or workers have found the code that closes fastest.
 *
 * A queue's contacts are counted in blocks. The block that is being filled is held against what was usual before; full,
 * it becomes part of the usual, in which older contacts fade.
 */
import type { DriftPolicy } from "./coaching-policy";

type Counts = Readonly<Record<string, number>>;

/** Of one queue. */
export type DriftState = {
  /** Contacts of the block that is being filled, by code. */
  block: Counts;
  /** What was usual before, by code; older contacts count for less. */
  usual: Counts;
  /** Codes that are an alert, since when (ISO 8601). */
  alerts: Readonly<Record<string, string>>;
};

export type Drift = {
  because: "disposition-drifted" | "disposition-is-usual-again";
  code: string;
  /** Of the block, 0 to 1. */
  share: number;
  usualShare: number;
  /** Of the block, with any code. */
  contacts: number;
  /** When the alert began, ISO 8601. */
  since: string;
};

export const noDrift: DriftState = { block: {}, usual: {}, alerts: {} };

/** What a block leaves of the usual before it: about ten blocks count. */
const FADING = 0.9;
/** Blocks that must have been seen before anything is usual. */
const FEWEST_BLOCKS = 2;
/** A block says something when so much of it is there. */
const SPEAKS_FROM = 0.4;
/**
 * How unlikely it must be that chance alone gives so many. Only the code that has just come is looked at, so a contact
 * is one look: at 1,000 contacts a day a false alert in 1,000 days at the most.
 */
const CHANCE = 1e-6;

const total = (counts: Counts) => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** The probability of `successes` or more in `trials`, each with probability `chance`. */
export function binomialTail(successes: number, trials: number, chance: number): number {
  if (successes <= 0) return 1;
  if (chance <= 0) return 0;
  if (chance >= 1) return 1;
  // In logarithms, so that nothing underflows on the way.
  let term = 0;
  for (let k = 1; k <= successes; k++) term += Math.log(((trials - k + 1) * chance) / k);
  term += (trials - successes) * Math.log1p(-chance);
  let sum = 0;
  for (let k = successes; k <= trials; k++) {
    sum += Math.exp(term);
    term += Math.log(((trials - k) / (k + 1)) * (chance / (1 - chance)));
  }
  return Math.min(1, sum);
}

/** As usual as a code can be that was hardly ever seen: half a contact, so that the first one of a new code is no alert. */
const usualShareOf = (usual: Counts, code: string) => ((usual[code] ?? 0) + 0.5) / (total(usual) + 1);

function isUnusual({ block, usual }: DriftState, code: string, policy: DriftPolicy): boolean {
  const contacts = total(block);
  const count = block[code] ?? 0;
  const usualShare = usualShareOf(usual, code);
  return (
    contacts >= policy.contacts * SPEAKS_FROM &&
    count / contacts >= policy.share &&
    count / contacts >= policy.times * usualShare &&
    binomialTail(count, contacts, usualShare) < CHANCE
  );
}

/** What is left of the usual by full blocks: the sum of 1 + 0.9 + 0.81 ... of them. */
const fewest = ({ contacts }: DriftPolicy) => {
  let sum = 0;
  for (let block = 0; block < FEWEST_BLOCKS; block++) sum = sum * FADING + contacts;
  return sum;
};

function driftOf(state: DriftState, code: string, because: Drift["because"], since: string): Drift {
  const contacts = total(state.block);
  return {
    because,
    code,
    share: (state.block[code] ?? 0) / Math.max(1, contacts),
    usualShare: usualShareOf(state.usual, code),
    contacts,
    since,
  };
}

/** A full block becomes usual; but what is an alert does not, or a flood would soon be normal. */
function settled(state: DriftState): DriftState {
  const codes = new Set([...Object.keys(state.usual), ...Object.keys(state.block)]);
  const share = (code: string) => (state.usual[code] ?? 0) * FADING;
  const added = (code: string) => (Object.hasOwn(state.alerts, code) ? 0 : (state.block[code] ?? 0));
  // What has faded to nothing need not be kept.
  const usual = [...codes].map((code) => [code, Math.round((share(code) + added(code)) * 100) / 100] as const);
  return { ...state, block: {}, usual: Object.fromEntries(usual.filter(([, count]) => count > 0.1)) };
}

/** What one more ended contact with a disposition makes of its queue's state. `code` is one of the policy's. */
export function countDisposition(
  before: DriftState,
  code: string,
  policy: DriftPolicy,
  now: Date,
): { state: DriftState; drifts: readonly Drift[] } {
  const state: DriftState = { ...before, block: { ...before.block, [code]: (before.block[code] ?? 0) + 1 } };
  const drifts: Drift[] = [];
  let alerts = state.alerts;
  if (!Object.hasOwn(alerts, code) && total(state.usual) >= fewest(policy) && isUnusual(state, code, policy)) {
    const since = now.toISOString();
    alerts = { ...alerts, [code]: since };
    drifts.push(driftOf(state, code, "disposition-drifted", since));
  }
  if (total(state.block) < policy.contacts) return { state: { ...state, alerts }, drifts };
  // A whole block says whether an alert still is one: half way between the usual and the alert's line is over.
  const over = Object.entries(alerts).filter(([alert]) => {
    const share = (state.block[alert] ?? 0) / total(state.block);
    const line = Math.max(policy.share, policy.times * usualShareOf(state.usual, alert));
    return share < (line + usualShareOf(state.usual, alert)) / 2;
  });
  for (const [alert, since] of over) drifts.push(driftOf(state, alert, "disposition-is-usual-again", since));
  const ended = over.map(([alert]) => alert);
  const remaining = Object.fromEntries(Object.entries(alerts).filter(([alert]) => !ended.includes(alert)));
  return { state: settled({ ...state, alerts: remaining }), drifts };
}
