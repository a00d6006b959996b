/**
 * Reconcile: the contacts that ended in a window, held against ledger and feed, from the newest to the oldest. What one
 * call does not reach the next one does: all that a run knows travels with it.
 */
import type { RepairReason } from "./claim";
import type { Decision, Effect } from "./decision";
import type { JournalLine } from "./pulse";
import {
  type Evidence,
  IN_PROGRESS,
  type RepairOrder,
  type Verdict,
  type VerdictTerms,
  verdictOf,
} from "./record-verdict";

/** How many contacts there were of each kind. */
export type ReconcileCounts = {
  contacts: number;
  right: number;
  /** Written by this run, by what was wrong. Those that were never announced are what the stream lost. */
  repaired: Readonly<Record<RepairReason, number>>;
  /** Written by an earlier run. */
  repairedBefore: number;
  /** Left alone, because somebody may be at them: the next run finds them. */
  inProgress: number;
  /** Left alone, because the Events API tells less than their records do. */
  eventsIncomplete: number;
  forgotten: number;
};

export const noContactsYet = (): ReconcileCounts => ({
  contacts: 0,
  right: 0,
  repaired: { "never-announced": 0, "left-behind": 0, "was-incomplete": 0, "was-wrong": 0, "was-ambiguous": 0 },
  repairedBefore: 0,
  inProgress: 0,
  eventsIncomplete: 0,
  forgotten: 0,
});

/** A run, as far as it has come. */
export type ReconcileRun = {
  startedAt: Date;
  /** Contacts that ended from here */
  since: Date;
  /** to before here. */
  until: Date;
  /** Those that ended from here on have been looked at. */
  at: Date;
  counts: ReconcileCounts;
  /** Nothing is written. */
  isDry: boolean;
};

/** Contacts that ended in the last minute are not looked at: what is announced of them may be on its way. */
export function newRun(since: Date, until: Date, isDry: boolean, now: Date): ReconcileRun {
  const end = new Date(Math.max(since.getTime(), Math.min(until.getTime(), now.getTime() - IN_PROGRESS)));
  return { startedAt: now, since, until: end, at: end, counts: noContactsYet(), isDry };
}

/** The next part of a run's window. */
export type ReconcilePart = {
  evidence: readonly Evidence[];
  /** All that ended from here on is among it. */
  from: Date;
};

export type ReconcileReason = "reconciling" | "reconciled";

export const isDone = ({ at, since }: ReconcileRun): boolean => at <= since;

/** In a call that failed a repair may have been made all the same: the claim says by when. */
function counted(counts: ReconcileCounts, verdict: Verdict, startedAt: Date): ReconcileCounts {
  const repairedFor = (reason: RepairReason) => ({
    ...counts,
    repaired: { ...counts.repaired, [reason]: counts.repaired[reason] + 1 },
  });
  switch (verdict.is) {
    case "to-repair":
      return repairedFor(verdict.order.repair.reason);
    case "repaired-before":
      if (Date.parse(verdict.at) >= startedAt.getTime()) return repairedFor(verdict.reason);
      return { ...counts, repairedBefore: counts.repairedBefore + 1 };
    case "right":
      return { ...counts, right: counts.right + 1 };
    case "in-progress":
      return { ...counts, inProgress: counts.inProgress + 1 };
    case "events-incomplete":
      return { ...counts, eventsIncomplete: counts.eventsIncomplete + 1 };
    case "forgotten":
      return { ...counts, forgotten: counts.forgotten + 1 };
  }
}

export const repairedIn = ({ repaired }: ReconcileCounts): number =>
  Object.values(repaired).reduce((sum, count) => sum + count, 0);

/** What a run has found, for the journal. */
function reportOf({ since, until, counts }: ReconcileRun): JournalLine {
  const { repaired, ...others } = counts;
  return {
    because: "reconciled",
    since: since.toISOString(),
    until: until.toISOString(),
    ...repaired,
    ...others,
  };
}

export function decideReconcile(
  run: ReconcileRun,
  { evidence, from }: ReconcilePart,
  terms: VerdictTerms,
  now: Date,
): Decision<ReconcileReason, ReconcileRun> {
  const orders: RepairOrder[] = [];
  let counts: ReconcileCounts = { ...run.counts, contacts: run.counts.contacts + evidence.length };
  for (const each of evidence) {
    const verdict = verdictOf(each, terms, now);
    counts = counted(counts, verdict, run.startedAt);
    if (verdict.is === "to-repair") orders.push(verdict.order);
  }
  const next: ReconcileRun = { ...run, at: from, counts };
  const at = now.toISOString();
  const effects: Effect[] = [];
  if (!run.isDry && orders.length > 0) effects.push({ type: "repairRecords", orders });
  if (!run.isDry && isDone(next)) {
    effects.push({ type: "writeJournal", id: `${at}.reconcile`, entry: { at, lines: [reportOf(next)] } });
  }
  return { because: isDone(next) ? "reconciled" : "reconciling", effects, answer: next };
}
