/** What the feed says of dispositions: those that are missing, and how often each code was given. */
import type { ContactRecord } from "../src/domain/contact-record";
import { BEGINNING, type FeedCursor } from "../src/domain/feed-cursor";
import { readFeed } from "../src/twilio/feed";
import { type FloorStores, stepSession } from "./store-session";

/** Items read at once, a hundred a call. */
const PAGE = 1000;

/**
 * The records of contacts that ended since then, each in its newest revision, in the order in which they ended.
 * @param seen told how many records have been read so far
 */
export async function readRecords(
  source: FloorStores,
  since: Date | undefined,
  seen: (records: number) => void,
): Promise<ContactRecord[]> {
  const newest = new Map<string, ContactRecord>();
  let cursor: FeedCursor = BEGINNING;
  let read = 0;
  for (;;) {
    const page = await readFeed(stepSession(source), cursor, PAGE);
    if (page.items.length === 0) break;
    for (const { record } of page.items) {
      if (record.revision >= (newest.get(record.taskSid)?.revision ?? 0)) newest.set(record.taskSid, record);
    }
    cursor = page.cursor;
    read += page.items.length;
    seen(read);
  }
  return [...newest.values()]
    .filter(({ endedAt }) => since === undefined || Date.parse(endedAt) >= since.getTime())
    .sort((a, b) => Date.parse(a.endedAt) - Date.parse(b.endedAt));
}

/** A contact that ended without the disposition its queue requires. */
export type MissingDisposition = {
  endedAt: string;
  queue: string;
  channel: string;
  worker: string | null;
  task: string;
};

export const missingOf = (records: readonly ContactRecord[]): MissingDisposition[] =>
  records
    .filter(({ isDispositionMissing }) => isDispositionMissing)
    .map(({ endedAt, queue, channel, workers, taskSid }) => {
      return { endedAt, queue, channel, worker: workers.at(-1)?.name ?? null, task: taskSid };
    });

/** How often contacts of a queue ended with a code; null stands for none. */
export type CodeCount = { queue: string; code: string | null; contacts: number; late: number };

export function codeCounts(records: readonly ContactRecord[]): CodeCount[] {
  const counts = new Map<string, CodeCount>();
  for (const { queue, disposition } of records) {
    const code = disposition?.code ?? null;
    const key = JSON.stringify([queue, code]);
    const { contacts, late } = counts.get(key) ?? { contacts: 0, late: 0 };
    counts.set(key, { queue, code, contacts: contacts + 1, late: late + (disposition?.isLate ? 1 : 0) });
  }
  return [...counts.values()].sort((a, b) => a.queue.localeCompare(b.queue) || b.contacts - a.contacts);
}
