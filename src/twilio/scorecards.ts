/** Scorecards and what they make of workers, in Sync maps. https://www.twilio.com/docs/sync/api/map-item-resource */
import { type CoachingState, noScores } from "../domain/coaching/moving-result";
import type { Scorecard } from "../domain/coaching/scorecard";
import type { WorkerSid } from "../domain/sid";
import { ifFound, isOutcomeUnknown, patiently, statusOf } from "./patience";
import type { Session } from "./session";
import { STORES } from "./stores";

const itemsOf = ({ client, syncServiceSid }: Session, map: string) =>
  client.sync.v1.services(syncServiceSid).syncMaps(map).syncMapItems;

/** Those of one contact stand together. */
const scorecardKey = ({ taskSid, key }: Pick<Scorecard, "taskSid" | "key">) => `${taskSid}.${key}`;

export async function readScorecard(
  session: Session,
  of: Pick<Scorecard, "taskSid" | "key">,
): Promise<Scorecard | undefined> {
  const item = itemsOf(session, STORES.scorecards)(scorecardKey(of));
  const found = await ifFound(patiently(session.until, () => item.fetch()));
  return found && (found.data as Scorecard);
}

/**
 * Keeps a scorecard; one that is there already stays as it is.
 * @returns whether it was written now, or may have been
 */
export async function writeScorecard(session: Session, scorecard: Scorecard): Promise<boolean> {
  const item = { key: scorecardKey(scorecard), data: scorecard, itemTtl: session.retention.scorecards };
  try {
    await patiently(session.until, () => itemsOf(session, STORES.scorecards).create(item));
    return true;
  } catch (error) {
    if (statusOf(error) === 409) return false;
    if (!isOutcomeUnknown(error) || !(await readScorecard(session, scorecard))) throw error;
    return true;
  }
}

/** What is known of a worker by one form, and the revision to write over; none where there is nothing yet. */
export type ReadCoaching = { state: CoachingState; revision: string | undefined };

const coachingKey = (workerSid: WorkerSid, form: string) => `${workerSid}.${form}`;

export async function readCoaching(session: Session, workerSid: WorkerSid, form: string): Promise<ReadCoaching> {
  const item = itemsOf(session, STORES.coaching)(coachingKey(workerSid, form));
  const found = await ifFound(patiently(session.until, () => item.fetch()));
  return { state: found ? (found.data as CoachingState) : noScores, revision: found?.revision };
}

/** @returns whether it was written: nobody has been faster */
export async function writeCoaching(
  session: Session,
  { workerSid, form, state, revision }: { workerSid: WorkerSid; form: string } & ReadCoaching,
): Promise<boolean> {
  const items = itemsOf(session, STORES.coaching);
  const key = coachingKey(workerSid, form);
  try {
    await patiently(session.until, () =>
      revision === undefined
        ? items.create({ key, data: state, itemTtl: session.retention.scorecards })
        : items(key).update({ data: state, ifMatch: revision, itemTtl: session.retention.scorecards }),
    );
    return true;
  } catch (error) {
    if (statusOf(error) === 409 || statusOf(error) === 412) return false;
    throw error;
  }
}

const PAGE = 100;

/** Every scorecard that is kept, contact by contact; at most `limit`. */
export async function readScorecards(session: Session, limit: number): Promise<Scorecard[]> {
  const items = itemsOf(session, STORES.scorecards);
  const found = await patiently(session.until, () => items.list({ pageSize: PAGE, limit }));
  return found.map(({ data }) => data as Scorecard);
}

export type WorkerCoaching = { workerSid: string; form: string; state: CoachingState };

/** What is known of every worker, by form; at most `limit`. */
export async function readCoachings(session: Session, limit: number): Promise<WorkerCoaching[]> {
  const items = itemsOf(session, STORES.coaching);
  const found = await patiently(session.until, () => items.list({ pageSize: PAGE, limit }));
  return found.map(({ key, data }) => {
    const [workerSid = "", form = ""] = key.split(".");
    return { workerSid, form, state: data as CoachingState };
  });
}
