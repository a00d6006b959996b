/**
 * Records of the feed by the time of their writing. A list is in the order of writing and can be read from any index on
 * (https://www.twilio.com/docs/sync/api/listitem-resource), so that a moment is found by halving.
 */
import type { ContactRecord } from "../domain/contact-record";
import type { FoundRecord } from "../domain/record-verdict";
import type { TaskSid } from "../domain/sid";
import { insistently } from "./patience";
import { type Session, syncOf } from "./session";
import { feedNames } from "./stores";

const PAGE = 100;
/** Fewer items than this are read rather than halved. */
const FEW = 50;

/** Records by task, written from one moment to another, in milliseconds of the epoch. */
export type FeedWindow = { from: number; to: number; byTask: ReadonlyMap<TaskSid, readonly FoundRecord[]> };

const itemsOf = (session: Session, list: string) => syncOf(session).syncLists(list).syncListItems;

type Item = { index: number; data: unknown; dateCreated: Date };

const itemsFrom = (session: Session, list: string, index: number, limit: number): Promise<Item[]> =>
  insistently(session.until, () =>
    itemsOf(session, list).list({
      order: "asc",
      from: String(index),
      bounds: "inclusive",
      pageSize: Math.min(PAGE, limit),
      limit,
    }),
  );

/** An index before which nothing was written from the moment on, and not long before; undefined where nothing was. */
async function indexAt(session: Session, list: string, moment: number): Promise<number | undefined> {
  const [newest] = await insistently(session.until, () =>
    itemsOf(session, list).list({ order: "desc", pageSize: 1, limit: 1 }),
  );
  if (!newest || newest.dateCreated.getTime() < moment) return undefined;
  let [low, high] = [0, newest.index];
  while (high - low > FEW) {
    const middle = Math.floor((low + high) / 2);
    const [item] = await itemsFrom(session, list, middle, 1);
    if (item && item.dateCreated.getTime() < moment) low = item.index + 1;
    else high = middle;
  }
  return low;
}

async function readList(session: Session, list: string, from: number, to: number): Promise<FoundRecord[]> {
  const found: FoundRecord[] = [];
  let index = await indexAt(session, list, from);
  while (index !== undefined) {
    const items: Item[] = await itemsFrom(session, list, index, PAGE);
    for (const { data, dateCreated } of items) {
      const at = dateCreated.getTime();
      if (at >= from && at <= to) found.push({ record: data as ContactRecord, writtenAt: dateCreated });
    }
    const last = items.at(-1);
    index = last && items.length === PAGE && last.dateCreated.getTime() <= to ? last.index + 1 : undefined;
  }
  return found;
}

/** What was written from one moment to another. Sync tells moments in whole seconds: ask with a grace of more than one. */
export async function readFeedWindow(session: Session, from: number, to: number): Promise<FeedWindow> {
  const lists = await Promise.all(feedNames(session.feeds).map((list) => readList(session, list, from, to)));
  const byTask = new Map<TaskSid, FoundRecord[]>();
  for (const found of lists.flat()) {
    const known = byTask.get(found.record.taskSid);
    if (known) known.push(found);
    else byTask.set(found.record.taskSid, [found]);
  }
  return { from, to, byTask };
}
