/** Sync: ledger, feed, history, journal and pulse. https://www.twilio.com/docs/sync/api */
import { randomUUID } from "node:crypto";
import type { ContactRecord } from "../domain/contact-record";
import type { HistoryEntry } from "../domain/history";
import type { JournalEntry, Pulse } from "../domain/pulse";
import { ifFound, isOutcomeUnknown, patiently, statusOf } from "./patience";
import type { Session } from "./session";
import { ledgerShardOf, RETENTION, STORES } from "./stores";

/** How many of a customer's contacts are read, in one call: who has been here more often counts as so often. */
const HISTORY_PAGE = 50;
/** Feed items read in one tick; the rest is the next one's. */
const FEED_PAGE = 100;
const FEED_LIMIT = 500;

const serviceOf = ({ client, syncServiceSid }: Session) => client.sync.v1.services(syncServiceSid);

// Ledger

/**
 * Claims a task for this invocation. Where the answer got lost, the claim is looked up: it may have been made.
 * @returns whether the claim is ours
 */
export async function claimTask(session: Session, taskSid: string): Promise<boolean> {
  const items = serviceOf(session).syncMaps(ledgerShardOf(taskSid)).syncMapItems;
  const by = randomUUID();
  try {
    const data = { by, at: new Date().toISOString() };
    await patiently(session.until, () => items.create({ key: taskSid, data, itemTtl: RETENTION }));
    return true;
  } catch (error) {
    if (statusOf(error) === 409) return false;
    if (!isOutcomeUnknown(error)) throw error;
    const claim = await ifFound(claimOf(session, taskSid).fetch());
    if (!claim) throw error;
    return (claim.data as { by?: string }).by === by;
  }
}

const RELEASE_ATTEMPTS = 4;
const RELEASE_PAUSE = 100;

/**
 * Gives a claim back, so that the next delivery can do what this one could not. What kept the work from being done may
 * keep this from being done as well, so it is tried again: deleting twice does no harm.
 */
export async function releaseTask(session: Session, taskSid: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await ifFound(claimOf(session, taskSid).remove());
      return;
    } catch (error) {
      if (attempt === RELEASE_ATTEMPTS) throw error;
      await new Promise<void>((resolve) => setTimeout(resolve, RELEASE_PAUSE * 2 ** attempt));
    }
  }
}

const claimOf = (session: Session, taskSid: string) =>
  serviceOf(session).syncMaps(ledgerShardOf(taskSid)).syncMapItems(taskSid);

// Feed

/** How far back a record is looked for whose writing got no answer. */
const LOOK_BACK = 50;

/** Appends a record; where the answer got lost, it is looked for before the failure is reported. */
export async function appendToFeed(session: Session, record: ContactRecord): Promise<void> {
  const items = serviceOf(session).syncLists(STORES.feed).syncListItems;
  try {
    await patiently(session.until, () => items.create({ data: record, itemTtl: RETENTION }));
  } catch (error) {
    if (!isOutcomeUnknown(error)) throw error;
    const latest = await items.list({ order: "desc", pageSize: LOOK_BACK, limit: LOOK_BACK });
    if (!latest.some(({ data }) => (data as ContactRecord).taskSid === record.taskSid)) throw error;
  }
}

/** Items written after `index`, in the order of writing. */
export async function readFeed(
  session: Session,
  index: number | null,
): Promise<{ index: number; record: ContactRecord }[]> {
  const after = index === null ? {} : ({ from: String(index), bounds: "exclusive" } as const);
  const items = serviceOf(session).syncLists(STORES.feed).syncListItems;
  const found = await patiently(session.until, () =>
    items.list({ order: "asc", pageSize: FEED_PAGE, limit: FEED_LIMIT, ...after }),
  );
  return found.map((item) => ({ index: item.index, record: item.data as ContactRecord }));
}

// History

/** Keys of one customer follow each other in time. */
const historyKey = (customer: string, entry: HistoryEntry) => `${customer}.${entry.endedAt}.${entry.taskSid}`;

export async function rememberContact(
  session: Session,
  customer: string,
  entry: HistoryEntry,
  days: number,
): Promise<void> {
  const items = serviceOf(session).syncMaps(STORES.history).syncMapItems;
  const key = historyKey(customer, entry);
  try {
    await patiently(session.until, () => items.create({ key, data: entry, itemTtl: days * 86_400 }));
  } catch (error) {
    // There already: an earlier delivery has done it.
    if (statusOf(error) !== 409) throw error;
  }
}

/** A customer's contacts, newest first. */
export async function readHistory(session: Session, customer: string): Promise<HistoryEntry[]> {
  const items = serviceOf(session).syncMaps(STORES.history).syncMapItems;
  const last = `${customer}.~`;
  const found = await patiently(session.until, () =>
    items.list({ order: "desc", from: last, bounds: "inclusive", pageSize: HISTORY_PAGE, limit: HISTORY_PAGE }),
  );
  return found.filter(({ key }) => key.startsWith(`${customer}.`)).map(({ data }) => data as HistoryEntry);
}

// Pulse and journal

/** As a warm instance last wrote it: still true unless writing over its revision is refused. */
let lastWritten: { syncServiceSid: string; pulse: Pulse; revision: string } | undefined;

export async function readPulse(session: Session): Promise<{ pulse: Pulse; revision: string }> {
  if (lastWritten?.syncServiceSid === session.syncServiceSid) return lastWritten;
  const { data, revision } = await patiently(session.until, () => serviceOf(session).documents(STORES.pulse).fetch());
  return { pulse: data as Pulse, revision };
}

/**
 * Writes the pulse over the revision that was read.
 * @returns the new revision; undefined where somebody else was first
 */
export async function writePulse(session: Session, pulse: Pulse, revision: string): Promise<string | undefined> {
  const { syncServiceSid } = session;
  // Until Twilio has answered, nobody knows what is written there.
  lastWritten = undefined;
  try {
    const document = await patiently(session.until, () =>
      serviceOf(session).documents(STORES.pulse).update({ data: pulse, ifMatch: revision }),
    );
    lastWritten = { syncServiceSid, pulse, revision: document.revision };
    return document.revision;
  } catch (error) {
    if (statusOf(error) === 412) return undefined;
    throw error;
  }
}

export async function writeJournal(session: Session, entry: JournalEntry): Promise<void> {
  const items = serviceOf(session).syncMaps(STORES.journal).syncMapItems;
  try {
    await patiently(session.until, () => items.create({ key: entry.at, data: entry, itemTtl: RETENTION }));
  } catch (error) {
    if (statusOf(error) !== 409) throw error;
  }
}
