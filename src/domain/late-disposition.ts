/**
 * A disposition that comes when its task has ended. Flex Insights ignores it, and TaskRouter has deleted the task or will
 * in minutes; so it is kept in the contact's claim and written into the feed, as the record's next revision.
 *
 * The claim is written first, over the version that was read: of two dispositions at once each gets a revision of its own.
 * Until the record is in the feed for certain the claim says so, and the same disposition again brings it there.
 */
import { type Claim, type LateDisposition, promisedRevision } from "./claim";
import { type ContactRecord, withLateDisposition } from "./contact-record";
import type { Decision, Effect } from "./decision";
import {
  type DispositionAnswer,
  type DispositionReason,
  type GivenDisposition,
  misfitOf,
  queueNameOf,
  type ReadTask,
  refusal,
} from "./disposition";
import { type Disposition, isSameDisposition } from "./given-disposition";
import { dispositionOn } from "./insights";
import type { Policy } from "./policy";
import { redactedDisposition } from "./redaction";

/** What is known of a contact whose task has ended. */
export type EndedTask = {
  /** Undefined where it is deleted. */
  task: ReadTask | undefined;
  /** From the task's events; undefined where there are none, and never were for all anybody knows. */
  record: ContactRecord | undefined;
  /** The highest revision of the record that is found in the feed; 0 where none is. */
  newestRevision: number;
  /** With the revision of its Sync item; undefined where the contact has not been claimed. */
  ledger: { claim: Claim; revision: string } | undefined;
};

export type LateReason = DispositionReason | "disposition-came-late" | "task-is-unknown" | "contact-is-forgotten";

type LateDecision = Decision<LateReason, DispositionAnswer>;

const done = (because: LateReason, effects: readonly Effect[] = []): LateDecision => ({
  because,
  effects,
  answer: { problems: [] },
});

/** The record's next revision. */
const amended = (record: ContactRecord, late: LateDisposition): ContactRecord => ({
  ...withLateDisposition(record, late),
  revision: late.revision,
  because: "disposition-came-late",
});

/** The claim promises, the feed is written to, the claim says that it was. */
function written(
  record: ContactRecord,
  claim: Claim,
  revision: string | undefined,
  late: LateDisposition,
  mayBeThere = false,
): Effect[] {
  const { taskSid } = record;
  return [
    { type: "writeClaim", taskSid, claim: { ...claim, disposition: late }, revision },
    { type: "appendToFeed", record: amended(record, late), mayBeThere },
    { type: "settleClaim", taskSid, claim: { ...claim, disposition: { ...late, isWritten: true } } },
  ];
}

/** Where the end has not been announced yet, the contact is claimed and recorded here; whoever hears of it later is late. */
const newClaim = ({ endedAt }: ContactRecord, now: Date): Claim => ({
  by: "capture-disposition",
  at: now.toISOString(),
  endedAt,
});

const withoutLateness = ({ code, fields, note }: Disposition): Disposition => ({ code, fields, note });

/** Whether a task that has ended bears this disposition: it came in time, and comes again. */
function stands(disposition: Disposition, task: ReadTask | undefined, policy: Policy): boolean {
  const standing = task && dispositionOn(task.attributes, queueNameOf(task, policy), policy);
  return standing !== null && standing !== undefined && isSameDisposition(standing, disposition);
}

/** Who may speak of a contact, and whether it is one. */
function refused({ worker, disposition }: GivenDisposition, { record, ledger }: EndedTask, policy: Policy) {
  if (worker !== undefined && !record?.workers.some(({ sid }) => sid === worker)) return refusal("not-your-contact");
  if (!record) return refusal("task-is-unknown");
  if (ledger?.claim.forgotten) return refusal("contact-is-forgotten");
  return misfitOf(disposition, record.queue, policy);
}

/** The rule when the task has ended. */
export function decideLate(given: GivenDisposition, ended: EndedTask, policy: Policy, now: Date): LateDecision {
  const refusalOrNone = refused(given, ended, policy);
  const { record, ledger, task, newestRevision } = ended;
  if (refusalOrNone || !record) return refusalOrNone ?? refusal("task-is-unknown");
  // Only what is given, before it is compared with anything kept: what is kept has been redacted.
  const disposition = redactedDisposition(given.disposition, policy, given.keyOf);
  const claim = ledger?.claim ?? newClaim(record, now);
  const kept = claim.disposition;
  if (kept && isSameDisposition(withoutLateness(kept), disposition)) {
    if (kept.isWritten) return done("already-captured");
    // An earlier try got as far as the claim.
    return done("disposition-came-late", written(record, claim, ledger?.revision, kept, true));
  }
  const inTime = record.disposition && withoutLateness(record.disposition);
  if (!kept && (stands(given.disposition, task, policy) || (inTime && isSameDisposition(inTime, disposition)))) {
    return done("already-captured");
  }
  // A claim stands for a record, though it may not have got into the feed yet.
  const before = Math.max(newestRevision, promisedRevision(claim), ledger ? 1 : 0);
  return done(
    "disposition-came-late",
    written(record, claim, ledger?.revision, { ...disposition, revision: before + 1, isWritten: false }),
  );
}
