/** What is to be said of one ended contact when its claim and its records are held against its events. */
import { type Claim, promisedRevision, type Repair, type RepairReason } from "./claim";
import { type ContactRecord, contactRecordOf, type RecordTerms, withLateDisposition } from "./contact-record";
import type { TaskSid } from "./sid";
import type { ToldTask } from "./told-tasks";

/** A record as the feed has it. */
export type FoundRecord = { record: ContactRecord; writtenAt: Date };

/** What is known of one ended contact. */
export type Evidence = {
  task: ToldTask;
  /** Its records in the feed, as far as they have been looked for. */
  found: readonly FoundRecord[];
  /** With the revision of its Sync item; undefined where there is no claim, or no need to look at it. */
  ledger: { claim: Claim; revision: string } | undefined;
};

/** A record to write, and the claim that says so first. */
export type RepairOrder = {
  taskSid: TaskSid;
  record: ContactRecord;
  /** As it was read; a new one where there was none. */
  claim: Claim;
  /** Of the claim's Sync item; undefined where there was none. */
  revision: string | undefined;
  repair: Omit<Repair, "by" | "isWritten">;
};

export type Verdict =
  /** The record says what the events say. */
  | { is: "right" }
  /** Somebody may be at it: it is left alone. */
  | { is: "in-progress" }
  /** The person has been forgotten: nothing is written. */
  | { is: "forgotten" }
  /** The events tell less than the record does: it is left alone. */
  | { is: "events-incomplete" }
  /** A run has written it already. */
  | { is: "repaired-before"; reason: RepairReason; at: string }
  | { is: "to-repair"; order: RepairOrder };

export type VerdictTerms = Pick<RecordTerms, "policy" | "keyOf">;

/** Milliseconds after which nobody is at a contact any more: an invocation of a Function ends after ten seconds. */
export const IN_PROGRESS = 60_000;
/** Milliseconds for which an incomplete record is the tick's: five looks, half a minute apart, and time to spare. */
export const TICK_COMPLETES = 600_000;

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const [left, right] = [a, b].map((value) => new Map(Object.entries(value)));
  if (!left || !right || left.size !== right.size) return false;
  return [...left].every(([name, value]) => right.has(name) && isSame(value, right.get(name)));
}

/** Whether two records say the same of the contact, whenever and why they were written. */
export const saysTheSame = (a: ContactRecord, b: ContactRecord): boolean =>
  isSame(a, { ...b, revision: a.revision, because: a.because });

/** The highest revision, and whether all records that have it say the same. */
function newestOf(found: readonly FoundRecord[]): (FoundRecord & { isAmbiguous: boolean }) | undefined {
  const highest = Math.max(...found.map(({ record }) => record.revision));
  const [first, ...others] = found.filter(({ record }) => record.revision === highest);
  return first && { ...first, isAmbiguous: others.some(({ record }) => !saysTheSame(record, first.record)) };
}

/** What the events tell, with the disposition that came late. */
function toldBy({ task, found, ledger }: Evidence, terms: VerdictTerms): ContactRecord | undefined {
  const told = contactRecordOf(task.taskSid, task.events, { ...terms, revision: 1, because: "repaired" });
  const recorded = newestOf(found)?.record.disposition;
  const late = ledger?.claim.disposition ?? (recorded?.isLate ? recorded : undefined);
  return told && late ? withLateDisposition(told, late) : told;
}

/** Whether the feed alone shows that all is well, so that the claim need not be looked at. */
export function isPlain(task: ToldTask, found: readonly FoundRecord[], terms: VerdictTerms): boolean {
  const newest = newestOf(found);
  const told = toldBy({ task, found, ledger: undefined }, terms);
  return newest !== undefined && told !== undefined && !newest.isAmbiguous && saysTheSame(newest.record, told);
}

/** The newest moment at which somebody was seen at the contact. */
function lastTouched({ task, found, ledger }: Evidence): number {
  const repair = ledger?.claim.repair;
  return Math.max(
    task.endedAt.getTime(),
    ledger ? Date.parse(ledger.claim.at) : 0,
    repair && !repair.isWritten ? Date.parse(repair.at) : 0,
    ...found.map(({ writtenAt }) => writtenAt.getTime()),
  );
}

function reasonOf(newest: ReturnType<typeof newestOf>, claim: Claim | undefined): RepairReason {
  if (newest?.isAmbiguous) return "was-ambiguous";
  if (newest) return newest.record.isComplete ? "was-wrong" : "was-incomplete";
  return claim ? "left-behind" : "never-announced";
}

const isOfTick = ({ record, writtenAt }: FoundRecord, now: Date): boolean =>
  !record.isComplete && now.getTime() - writtenAt.getTime() < TICK_COMPLETES;

/** A promise that was not kept is kept now, under its own revision; else the next one. */
function nextRevision(newest: number, claim: Claim | undefined): number {
  const highest = Math.max(newest, claim ? promisedRevision(claim) : 0);
  const { repair, disposition } = claim ?? {};
  const isOpen = [repair, disposition].some((promise) => promise?.revision === highest && !promise.isWritten);
  return isOpen && highest > newest ? highest : highest + 1;
}

function orderOf({ task, found, ledger }: Evidence, told: ContactRecord, now: Date): RepairOrder {
  const newest = newestOf(found);
  const revision = nextRevision(newest?.record.revision ?? 0, ledger?.claim);
  const at = now.toISOString();
  const claim = ledger?.claim ?? { by: "reconcile", at, endedAt: task.endedAt.toISOString() };
  const { repair } = claim;
  const isBegun = repair?.revision === revision;
  return {
    taskSid: task.taskSid,
    record: { ...told, revision },
    claim,
    revision: ledger?.revision,
    repair: {
      at,
      revision,
      reason: isBegun ? repair.reason : reasonOf(newest, ledger?.claim),
      isComplete: told.isComplete,
    },
  };
}

/** The later record that a run has written, where the events tell no more than it did. */
function repairBefore({ repair }: Claim, newest: number, told: ContactRecord): Repair | undefined {
  return repair?.isWritten && repair.revision > newest && (repair.isComplete || !told.isComplete) ? repair : undefined;
}

/** The evidence decides; nothing else is asked. */
export function verdictOf(evidence: Evidence, terms: VerdictTerms, now: Date): Verdict {
  const claim = evidence.ledger?.claim;
  if (claim?.forgotten) return { is: "forgotten" };
  const told = toldBy(evidence, terms);
  const newest = newestOf(evidence.found);
  if (newest && told && !newest.isAmbiguous && saysTheSame(newest.record, told)) return { is: "right" };
  const before = claim && told && repairBefore(claim, newest?.record.revision ?? 0, told);
  if (before) return { is: "repaired-before", reason: before.reason, at: before.at };
  if (!told || now.getTime() - lastTouched(evidence) < IN_PROGRESS) return { is: "in-progress" };
  if (newest && isOfTick(newest, now)) return { is: "in-progress" };
  if (newest?.record.isComplete && !told.isComplete) return { is: "events-incomplete" };
  return { is: "to-repair", order: orderOf(evidence, told, now) };
}
