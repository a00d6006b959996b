/** What is said of an ended contact when its claim and its records are held against its events. */
import type { Claim, Repair } from "../../src/domain/claim";
import { type ContactRecord, contactRecordOf } from "../../src/domain/contact-record";
import { type Evidence, verdictOf } from "../../src/domain/record-verdict";
import type { TaskEvent } from "../../src/domain/task-event";
import { toldTask } from "../../src/domain/told-tasks";
import { afterNoon, taskSid } from "../support/people";
import { policy } from "../support/policy";
import { terms } from "../support/records";
import { completed, created, entered, reservation } from "../support/task-events";

const SID = taskSid("1");
const LIFE = [
  created,
  entered,
  reservation(5, "created"),
  reservation(8, "accepted"),
  reservation(60, "wrapup"),
  reservation(70, "completed"),
  completed(70),
];
const HOUR = 3600;

const told = (events: readonly TaskEvent[] = LIFE, given: Partial<ContactRecord> = {}): ContactRecord => {
  const record = contactRecordOf(SID, events, terms);
  if (!record) throw new Error("the contact has not ended");
  return { ...record, ...given };
};

/** A record, written so many seconds after noon. */
const found = (record: ContactRecord, seconds = 71) => ({ record, writtenAt: afterNoon(seconds) });
const claim = (given: Partial<Claim> = {}): Evidence["ledger"] => ({
  claim: { by: "a sink", at: afterNoon(71).toISOString(), ...given },
  revision: "a",
});
const repair = (given: Partial<Repair> = {}): { repair: Repair } => ({
  repair: {
    ...{ by: "a run", at: afterNoon(600).toISOString(), reason: "was-wrong", revision: 2 },
    ...{ isComplete: true, isWritten: true, ...given },
  },
});
const late = (revision: number, isWritten: boolean) => ({
  disposition: { code: "sold", fields: {}, note: null, revision, isWritten },
});

const wrong = told(LIFE, { waited: 99 });
const early = told(LIFE, { isComplete: false, workers: [] });
/** The Events API lags. */
const PART = LIFE.filter(({ type }) => type !== "reservation.completed");

const order = (reason: string, revision: number, given: object = {}) => ({
  is: "to-repair",
  order: { taskSid: SID, record: { revision, because: "repaired" }, repair: { reason, revision }, ...given },
});

type Case = {
  what: string;
  events?: readonly TaskEvent[];
  records?: Evidence["found"];
  ledger?: Evidence["ledger"];
  /** Seconds after noon. */
  now?: number;
  verdict: object;
};

const cases: Case[] = [
  { what: "the record says what the events say", records: [found(told())], verdict: { is: "right" } },
  {
    what: "a record of another revision and reason says the same",
    records: [found(wrong), found(told(LIFE, { revision: 2, because: "completed" }))],
    verdict: { is: "right" },
  },
  { what: "nobody has claimed it", verdict: order("never-announced", 1, { revision: undefined }) },
  { what: "nobody has claimed it, for less than a minute", now: 129, verdict: { is: "in-progress" } },
  { what: "nobody has claimed it for a minute", now: 130, verdict: order("never-announced", 1) },
  { what: "it is claimed and not recorded", ledger: claim(), verdict: order("left-behind", 1, { revision: "a" }) },
  {
    what: "it was claimed moments ago",
    ledger: claim({ at: afterNoon(HOUR - 59).toISOString() }),
    verdict: { is: "in-progress" },
  },
  { what: "the person is forgotten", ledger: claim({ forgotten: true }), verdict: { is: "forgotten" } },
  {
    what: "the record is wrong",
    records: [found(wrong)],
    ledger: claim(),
    verdict: order("was-wrong", 2, { record: told(LIFE, { revision: 2, because: "repaired" }) }),
  },
  { what: "the record is wrong and just written", records: [found(wrong, HOUR - 59)], verdict: { is: "in-progress" } },
  { what: "an incomplete record is the tick's", now: 670, records: [found(early)], verdict: { is: "in-progress" } },
  { what: "no tick has completed it", now: 671, records: [found(early)], verdict: order("was-incomplete", 2) },
  {
    what: "two records of one revision differ",
    records: [found(told()), found(wrong)],
    verdict: order("was-ambiguous", 2),
  },
  {
    what: "two records of one revision say the same",
    records: [found(told()), found(told())],
    verdict: { is: "right" },
  },
  {
    what: "the events tell less than the record",
    events: PART,
    records: [found(told())],
    ledger: claim(),
    verdict: { is: "events-incomplete" },
  },
  {
    what: "a run has written a later record",
    records: [found(wrong)],
    ledger: claim(repair()),
    verdict: { is: "repaired-before", reason: "was-wrong", at: afterNoon(600).toISOString() },
  },
  {
    what: "a run has written a record of less than is told now",
    records: [found(early)],
    ledger: claim(repair({ isComplete: false })),
    verdict: order("was-incomplete", 3),
  },
  {
    what: "a run has promised a record and not written it",
    records: [found(wrong)],
    ledger: claim(repair({ isWritten: false })),
    verdict: order("was-wrong", 2),
  },
  {
    what: "a run has promised a record just now",
    records: [found(wrong)],
    ledger: claim(repair({ isWritten: false, at: afterNoon(HOUR - 59).toISOString() })),
    verdict: { is: "in-progress" },
  },
  {
    what: "a disposition came late and stands in the feed",
    records: [found(told(LIFE, { revision: 2, disposition: { code: "sold", fields: {}, note: null, isLate: true } }))],
    verdict: { is: "right" },
  },
  {
    what: "a disposition came late, and its record is not among those that were found",
    records: [found(wrong)],
    ledger: claim(late(2, true)),
    verdict: order("was-wrong", 3, { record: { revision: 3, disposition: { code: "sold", isLate: true } } }),
  },
  {
    what: "a disposition came late and was promised only",
    ledger: claim(late(2, false)),
    verdict: order("left-behind", 2, { record: { revision: 2, disposition: { code: "sold", isLate: true } } }),
  },
];

test.each(cases)("where $what: $verdict.is", ({ events = LIFE, records = [], ledger, now = HOUR, verdict }) => {
  const task = toldTask(SID, events);
  if (!task) throw new Error("the contact has not ended");
  const { keyOf } = terms;

  expect(verdictOf({ task, found: records, ledger }, { policy, keyOf }, afterNoon(now))).toMatchObject(verdict);
});
