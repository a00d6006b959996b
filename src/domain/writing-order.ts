/**
 * One order for what stands in several lists of the feed. Within a list it is the list's own; between lists it is that
 * of the moments of writing. A moment counts only once it is settled, so that nothing can still appear before it.
 */
import type { FeedItem } from "./feed-item";

/** An item of the feed and when it was written. */
export type WrittenItem = FeedItem & { writtenAt: Date };

/** What was read of one list, from a place on. */
export type ListPart = {
  items: readonly WrittenItem[];
  /** Whether the list ends here. */
  isAll: boolean;
};

/** What is certain of the feed from a place on. */
export type SettledPart = {
  /** In the order of writing. */
  items: WrittenItem[];
  /** Nothing else has been written up to this moment. */
  upTo: Date;
  /** Whether more of it is certain already. */
  hasMore: boolean;
};

const inOrder = (a: WrittenItem, b: WrittenItem) =>
  a.writtenAt.getTime() - b.writtenAt.getTime() || a.list - b.list || a.index - b.index;

/** Clocks of a service may differ: an item is not older than the one before it in its list. */
function monotonous(items: readonly WrittenItem[]): WrittenItem[] {
  let latest = 0;
  return items.map((item) => {
    latest = Math.max(latest, item.writtenAt.getTime());
    return { ...item, writtenAt: new Date(latest) };
  });
}

/** @param settled what was written later may not be all there yet */
export function inOrderOfWriting(parts: readonly ListPart[], settled: Date): SettledPart {
  const lists = parts.map(({ isAll, items }) => ({ isAll, items: monotonous(items) }));
  const ends = lists.flatMap(({ isAll, items }) => (isAll ? [] : items.slice(-1)));
  const [end] = ends.filter(({ writtenAt }) => writtenAt <= settled).sort(inOrder);
  const isCertain = (item: WrittenItem) => item.writtenAt <= settled && (!end || inOrder(item, end) <= 0);
  return {
    items: lists.flatMap(({ items }) => items.filter(isCertain)).sort(inOrder),
    upTo: end ? end.writtenAt : settled,
    hasMore: end !== undefined,
  };
}
