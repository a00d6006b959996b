/**
 * A reader's place in the feed: of each of its lists the index of the last item that was read. The feed may get more
 * lists; of one that the cursor does not know yet everything is still to be read.
 */

/** By list; null where nothing of it has been read. */
export type FeedCursor = readonly (number | null)[];

export const BEGINNING: FeedCursor = [];

/** Where an item stands. */
export type FeedPlace = {
  /** The list's number. */
  list: number;
  /** Its index in the list, which Sync gives in the order of writing. */
  index: number;
};

const lastOf = (cursor: FeedCursor, list: number): number | null => cursor[list] ?? null;

/** Whether an item comes after what has been read. */
export function isAfter(cursor: FeedCursor, { list, index }: FeedPlace): boolean {
  const last = lastOf(cursor, list);
  return last === null || index > last;
}

/** The place after these items. */
export function advanced(cursor: FeedCursor, places: readonly FeedPlace[]): FeedCursor {
  const next: (number | null)[] = [...cursor];
  for (const place of places) {
    while (next.length <= place.list) next.push(null);
    if (isAfter(next, place)) next[place.list] = place.index;
  }
  return next;
}

const TEXT = /^[a-z0-9]*(\.[a-z0-9]*)*$/;
const RADIX = 36;
const PREFIX = "f1_";

/** For readers outside: text that means nothing to them. */
export const cursorText = (cursor: FeedCursor): string =>
  PREFIX + cursor.map((index) => (index === null ? "" : index.toString(RADIX))).join(".");

/** Undefined where it is none of ours. */
export function cursorOf(text: string): FeedCursor | undefined {
  const rest = text.slice(PREFIX.length);
  if (!text.startsWith(PREFIX) || !TEXT.test(rest)) return undefined;
  if (rest === "") return BEGINNING;
  const cursor = rest.split(".").map((part) => (part === "" ? null : Number.parseInt(part, RADIX)));
  return cursor.every((index) => index === null || Number.isSafeInteger(index)) ? cursor : undefined;
}
