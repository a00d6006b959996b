/** operations/quality: what a round needs to know. */
import { createHmac } from "node:crypto";
import { codeToCount } from "../domain/coaching/drift-watch";
import type { ContactRecord } from "../domain/contact-record";
import type { Policy } from "../domain/policy";
import type { Round } from "../domain/quality/round";
import { type Terms, workerOf } from "../domain/quality/sample";
import { shelfOf } from "../domain/quality/standing";
import type { QualityState } from "../domain/quality/state";
import type { TaskSid } from "../domain/sid";
import type { SettledPart } from "../domain/writing-order";
import { readFeedItem, readSettledFeed } from "../twilio/feed";
import { readOutbox } from "../twilio/outbox";
import { readDrifts, readQualityState, readStandings } from "../twilio/quality";
import type { Session } from "../twilio/session";

/** Records looked at in one round. */
const MOST_LOOKED_AT = 300;
/** Of what waits in the outbox so much is looked through in one round. */
const MOST_WEBHOOKS = 300;

/** A fair lot for each contact, and always the same: keyed, so that nobody can tell it in advance. */
const drawWith =
  (seed: string): Terms["drawOf"] =>
  (taskSid) =>
    createHmac("sha256", seed).update(taskSid).digest().readUInt32BE() / 2 ** 32;

/** Records that have waited long enough, as they were last written. */
async function loadOverdue(
  session: Session,
  { waiting }: QualityState,
  upTo: Date,
): Promise<ReadonlyMap<TaskSid, ContactRecord>> {
  const over = waiting.filter(({ until }) => Date.parse(until) <= upTo.getTime());
  const found = await Promise.all(
    over.map(async ({ taskSid, place }) => {
      const record = await readFeedItem(session, place);
      return record ? ([[taskSid, record]] as const) : [];
    }),
  );
  return new Map(found.flat());
}

/** The shelves of everybody whom these records are about. */
function shelvesOf(records: readonly ContactRecord[]): number[] {
  const workers = records.flatMap((record) => workerOf(record) ?? []);
  return [...new Set(workers.map(({ sid }) => shelfOf(sid)))];
}

const NOTHING = (upTo: Date): SettledPart => ({ items: [], upTo, hasMore: false });

export async function loadRound(session: Session, policy: Policy): Promise<Round> {
  const { quality, drift } = policy;
  const { state, revision } = await readQualityState(session);
  const [{ items, upTo, hasMore }, outbox] = await Promise.all([
    quality || drift ? readSettledFeed(session, state.cursor, MOST_LOOKED_AT) : NOTHING(new Date(0)),
    session.receiver ? readOutbox(session, state.outboxFrom, MOST_WEBHOOKS) : { waiting: [], last: null },
  ]);
  const overdue = await loadOverdue(session, state, upTo);
  const records = items.map(({ record }) => record);
  const queues = drift ? records.filter((record) => codeToCount(record, policy)).map(({ queue }) => queue) : [];
  const [standings, drifts] = await Promise.all([
    readStandings(session, state, quality ? shelvesOf([...records, ...overdue.values()]) : []),
    readDrifts(session, state, [...new Set(queues)]),
  ]);
  return {
    state,
    revision,
    stretch: { items, upTo, overdue },
    hasMore,
    standings,
    drawOf: drawWith(quality?.seed ?? ""),
    drifts,
    outbox,
  };
}
