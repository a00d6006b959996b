/**
 * The feed: records of ended contacts in the order in which they were written, over as many lists as the policy says.
 * https://www.twilio.com/docs/sync/api/listitem-resource
 */
import type { ContactRecord } from "../domain/contact-record";
import { advanced, type FeedCursor, type FeedPlace } from "../domain/feed-cursor";
import type { FeedItem } from "../domain/feed-item";
import type { TaskSid } from "../domain/sid";
import { inOrderOfWriting, type ListPart, type SettledPart } from "../domain/writing-order";
import { ifFound, insistently, isOutcomeUnknown, patiently, pause } from "./patience";
import { type Session, syncOf } from "./session";
import { feedNames, feedNumberOf } from "./stores";

/** The most that Sync gives in one page. */
const PAGE = 100;
/** Items a record is looked for among whose writing got no answer: the newest. */
const LOOK_BACK = PAGE;
/** Milliseconds between two looks: the first may see the list as it was. */
const PAUSE = 300;
const ATTEMPTS = 3;

/** Nobody can tell whether a record has been written. To write it again could make two of it. */
export class UncertainWriteError extends Error {
  override readonly name = "UncertainWriteError";
}

const itemsOf = (session: Session, list: number) =>
  syncOf(session).syncLists(feedNames(session.feeds)[list] ?? "feed-0").syncListItems;

/** Whether a record is among the newest items of its list, looked for twice. */
export async function isWritten(session: Session, { taskSid, revision }: ContactRecord): Promise<boolean> {
  const items = itemsOf(session, feedNumberOf(taskSid, session.feeds));
  for (let look = 1; ; look++) {
    const latest = await insistently(session.until, () =>
      items.list({ order: "desc", pageSize: LOOK_BACK, limit: LOOK_BACK }),
    );
    const records = latest.map(({ data }) => data as ContactRecord);
    if (records.some((record) => record.taskSid === taskSid && record.revision === revision)) return true;
    if (look === 2) return false;
    await pause(PAUSE);
  }
}

/** The highest revision of a task's record among the newest items of its list; 0 where none of them is of this task. */
export async function readNewestRevision(session: Session, taskSid: TaskSid): Promise<number> {
  const items = itemsOf(session, feedNumberOf(taskSid, session.feeds));
  const latest = await insistently(session.until, () =>
    items.list({ order: "desc", pageSize: LOOK_BACK, limit: LOOK_BACK }),
  );
  const records = latest.map(({ data }) => data as ContactRecord).filter((record) => record.taskSid === taskSid);
  return Math.max(0, ...records.map(({ revision }) => revision));
}

/**
 * Appends a record. Where nobody knows whether it was written it is looked for, and written again where it is not there.
 * @throws UncertainWriteError where it may be there; any other error where it is not
 */
export async function appendToFeed(session: Session, record: ContactRecord): Promise<void> {
  const items = itemsOf(session, feedNumberOf(record.taskSid, session.feeds));
  for (let attempt = 1; ; attempt++) {
    try {
      await patiently(session.until, () => items.create({ data: record, itemTtl: session.retention.records }));
      return;
    } catch (error) {
      if (!isOutcomeUnknown(error)) throw error;
      const found = await isWritten(session, record).catch(() => {
        throw new UncertainWriteError(`nobody knows whether ${record.taskSid} has been written`);
      });
      if (found) return;
      if (attempt === ATTEMPTS || Date.now() > session.until) throw error;
    }
  }
}

/** The record at a place; undefined where it is no longer kept. */
export async function readFeedItem(session: Session, { list, index }: FeedPlace): Promise<ContactRecord | undefined> {
  const found = await insistently(session.until, () => ifFound(itemsOf(session, list)(index).fetch()));
  return found && (found.data as ContactRecord);
}

/** What follows the cursor in each list, up to so many items of it. */
async function readLists(session: Session, cursor: FeedCursor, share: number): Promise<ListPart[]> {
  return Promise.all(
    feedNames(session.feeds).map(async (_name, list) => {
      const last = cursor[list] ?? null;
      const after = last === null ? {} : ({ from: String(last), bounds: "exclusive" } as const);
      const found = await insistently(session.until, () =>
        itemsOf(session, list).list({ order: "asc", pageSize: Math.min(PAGE, share), limit: share, ...after }),
      );
      const items = found.map(({ index, data, dateCreated }) => ({
        ...{ list, index, writtenAt: dateCreated },
        record: data as ContactRecord,
      }));
      return { items, isAll: found.length < share };
    }),
  );
}

const shareOf = (limit: number, { feeds }: Session) => Math.ceil(limit / feeds);

/**
 * Items after the cursor, all lists together in the order in which they were written, and the cursor after them.
 * @param limit how many at most: each list has its share of it, so that none waits for another
 */
export async function readFeed(
  session: Session,
  cursor: FeedCursor,
  limit: number,
): Promise<{ items: FeedItem[]; cursor: FeedCursor }> {
  const parts = await readLists(session, cursor, shareOf(limit, session));
  // Sorting is stable: of one list the items keep their order.
  const items = parts.flatMap((part) => part.items).sort((a, b) => a.writtenAt.getTime() - b.writtenAt.getTime());
  return { items, cursor: advanced(cursor, items) };
}

/**
 * Milliseconds after which an item counts as settled. Sync does not say whether an item can become visible after one with
 * a higher index: who has read past it would miss it. https://www.twilio.com/docs/sync/api/listitem-resource
 */
const SETTLING = 5000;

/** The moment up to which everything that was written is there. */
export const settledAt = (): Date => new Date(Date.now() - SETTLING);

/**
 * Items after the cursor in the one order in which they were written, as far as that is certain: for readers who must
 * come to the same result whoever reads, when, and in pages of whatever length.
 */
export async function readSettledFeed(session: Session, cursor: FeedCursor, limit: number): Promise<SettledPart> {
  const settled = settledAt();
  return inOrderOfWriting(await readLists(session, cursor, shareOf(limit, session)), settled);
}
