/**
 * What a call of reconcile looks at: the contacts that ended last before a moment, with what feed and ledger have of
 * them. Events are read a thousand a call, the feed a hundred, and only suspects are looked up one by one.
 */
import type { Claim } from "../domain/claim";
import type { Policy } from "../domain/policy";
import type { ReconcilePart, ReconcileRun } from "../domain/reconcile";
import { type Evidence, type FoundRecord, isPlain, TICK_COMPLETES, type VerdictTerms } from "../domain/record-verdict";
import { type ToldTask, toldTask, toldTasksIn } from "../domain/told-tasks";
import { type FeedWindow, readFeedWindow } from "../twilio/feed-window";
import { readClaim } from "../twilio/ledger";
import type { Session } from "../twilio/session";
import { readEventsBetween, readTaskEvents } from "../twilio/taskrouter";

const MINUTE = 60_000;
/** Milliseconds before the window from which events are read: who began earlier is asked about alone. */
const LOOK_BACK = 60 * MINUTE;
/** Events read in one call, some 800 contacts' worth, and milliseconds after which what has been read must do. */
const EVENTS = 10_000;
const READING = 2000;
/** Records are looked for in the feed from a little before a contact's end, as clocks differ, to so long after it. */
const GRACE = 5000;
const WRITTEN_WITHIN = 2 * MINUTE;
/** Contacts looked at together, and suspects in one call: each may have to be repaired. */
const AT_ONCE = 10;
const MOST_SUSPECTS = 50;
/** Milliseconds kept for the repairs. */
const RESERVE = 3500;

/** Tasks that ended from a moment on and before the run's place, the last first. */
type Slice = { tasks: readonly ToldTask[]; from: Date };

const isIn = ({ endedAt }: ToldTask, from: Date, at: Date): boolean => endedAt >= from && endedAt < at;

/**
 * Of the newest events those of the older half serve to tell how contacts of the newer half began: so most contacts
 * are told whole, and each event is read twice.
 */
async function readSlice(session: Session, { since, at }: ReconcileRun): Promise<Slice> {
  const { events, isAll } = await readEventsBetween(
    session,
    { from: new Date(since.getTime() - LOOK_BACK), to: at },
    EVENTS,
    Date.now() + READING,
  );
  const oldest = events[0]?.at.getTime() ?? since.getTime();
  const middle = Math.min(at.getTime() - 1, Math.ceil((oldest + at.getTime()) / 2));
  const from = isAll ? since : new Date(Math.max(since.getTime(), middle));
  if (!isAll && oldest > from.getTime())
    throw new Error(`${events.length} events in one second are more than can be read`);
  return { tasks: toldTasksIn(events).filter((task) => isIn(task, from, at)), from };
}

/** Reads the feed where it has not been read yet. */
function feedReader(session: Session) {
  const windows: FeedWindow[] = [];
  return async (from: number, to: number): Promise<FeedWindow> => {
    const end = Math.min(to, Date.now());
    const known = windows.find((window) => window.from <= from && window.to >= end);
    if (known) return known;
    const window = await readFeedWindow(session, from, end);
    windows.push(window);
    return window;
  };
}

type FeedReader = ReturnType<typeof feedReader>;

/** Where else a suspect's records may stand: about the claim, about a promise, and where the tick would complete it. */
function placesOf(found: readonly FoundRecord[], claim: Claim | undefined): { from: number; to: number }[] {
  const about = (moment: string, after: number) => ({
    from: Date.parse(moment) - MINUTE,
    to: Date.parse(moment) + after,
  });
  const incomplete = found.filter(({ record }) => !record.isComplete);
  const isOpen = claim?.repair?.isWritten === false;
  return [
    ...(claim && !claim.repair?.isWritten && found.length === 0 ? [about(claim.at, TICK_COMPLETES)] : []),
    ...(claim?.repair && isOpen ? [about(claim.repair.at, WRITTEN_WITHIN)] : []),
    ...incomplete.map(({ writtenAt }) => ({
      from: writtenAt.getTime() - GRACE,
      to: writtenAt.getTime() + TICK_COMPLETES,
    })),
  ];
}

async function suspected(
  { task, found }: { task: ToldTask; found: readonly FoundRecord[] },
  session: Session,
  read: FeedReader,
): Promise<Evidence> {
  const ledger = await readClaim(session, task.taskSid);
  const all = new Map(found.map((each) => [keyOf(each), each]));
  for (const { from, to } of placesOf(found, ledger?.claim)) {
    const { byTask } = await read(from, to);
    for (const each of byTask.get(task.taskSid) ?? []) all.set(keyOf(each), each);
  }
  return { task, found: [...all.values()], ledger };
}

/** The same item, wherever it was read. */
const keyOf = ({ record, writtenAt }: FoundRecord) => `${record.revision} ${writtenAt.getTime()} ${record.because}`;

/** The task with all its events; undefined where it ended at another time than the events of the while made believe. */
async function whole(task: ToldTask, session: Session, from: Date, at: Date): Promise<ToldTask | undefined> {
  if (task.isWhole) return task;
  const told = toldTask(task.taskSid, await readTaskEvents(session, task.taskSid, task.createdAt));
  return told && isIn(told, from, at) ? told : undefined;
}

/** Contacts that ended at one moment stay together: the next call begins at another. */
function lots(tasks: readonly ToldTask[]): ToldTask[][] {
  const result: ToldTask[][] = [];
  for (const task of tasks) {
    const last = result.at(-1);
    const isFull = last && last.length >= AT_ONCE && +(last.at(-1)?.endedAt ?? 0) !== +task.endedAt;
    if (last && !isFull) last.push(task);
    else result.push([task]);
  }
  return result;
}

/** The next part of a run, as much as there is time for. */
export async function loadPart(
  run: ReconcileRun,
  session: Session,
  terms: { policy: Policy } & VerdictTerms,
): Promise<ReconcilePart> {
  const reading = { ...session, until: session.until - RESERVE };
  const { tasks, from } = await readSlice(reading, run);
  const read = feedReader(reading);
  const feed = await read(from.getTime() - GRACE, run.at.getTime() + WRITTEN_WITHIN);
  const evidence: Evidence[] = [];
  let suspects = 0;
  for (const lot of lots(tasks)) {
    const last = evidence.at(-1);
    // At least one lot, so that every call gets somewhere.
    if (last && (suspects >= MOST_SUSPECTS || Date.now() > reading.until)) return { evidence, from: last.task.endedAt };
    const known = (await Promise.all(lot.map((task) => whole(task, reading, from, run.at)))).flatMap((task) =>
      task ? [{ task, found: feed.byTask.get(task.taskSid) ?? [], ledger: undefined }] : [],
    );
    const plain = known.filter(({ task, found }) => isPlain(task, found, terms));
    const suspicious = known.filter((each) => !plain.includes(each));
    evidence.push(...plain, ...(await Promise.all(suspicious.map((each) => suspected(each, reading, read)))));
    suspects += suspicious.length;
  }
  return { evidence, from };
}
