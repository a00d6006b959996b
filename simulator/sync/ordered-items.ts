/** The items of one map or list, found by key and walked in the order of their keys (strings by code unit). */
import { isExpired, type Stored } from "./revisions";

/** A map item's key is a string, a list item's index a number. */
export type Key = string | number;

export type Item<K extends Key> = Stored & { key: K /** JSON text. */; data: string };

/** Forward is ascending. */
export type Direction = "forward" | "backward";

export type Start<K extends Key> = { key: K; isInclusive: boolean };

/** Plain data. */
export type OrderedItems<K extends Key> = {
  /** How many were ever added: a list's next index. */
  added: number;
  /** Ascending; the keys of `byKey`. */
  keys: K[];
  byKey: Map<K, Item<K>>;
};

export const noItems = <K extends Key>(): OrderedItems<K> => ({ added: 0, keys: [], byKey: new Map() });

export function findItem<K extends Key>(items: OrderedItems<K>, key: K, now: number): Item<K> | undefined {
  const found = items.byKey.get(key);
  if (!found || !isExpired(found, now)) return found;
  removeItem(items, key);
  return undefined;
}

/** The key must be free. */
export function addItem<K extends Key>(items: OrderedItems<K>, item: Item<K>): void {
  items.byKey.set(item.key, item);
  const at = firstAt(items.keys, item.key);
  if (at === items.keys.length) items.keys.push(item.key);
  else items.keys.splice(at, 0, item.key);
  items.added++;
}

export function removeItem<K extends Key>(items: OrderedItems<K>, key: K): void {
  if (items.byKey.delete(key)) items.keys.splice(firstAt(items.keys, key), 1);
}

/** Up to so many items. */
export function takeItems<K extends Key>(
  items: OrderedItems<K>,
  now: number,
  count: number,
  direction: Direction = "forward",
  start?: Start<K>,
): Item<K>[] {
  const step = direction === "forward" ? 1 : -1;
  const taken: Item<K>[] = [];
  let hasExpired = false;
  let at = positionOf(items.keys, direction, start);
  for (let key = items.keys[at]; key !== undefined && taken.length < count; key = items.keys[at]) {
    const item = items.byKey.get(key);
    if (item && !isExpired(item, now)) taken.push(item);
    else hasExpired = true;
    at += step;
  }
  if (hasExpired) sweep(items, now);
  return taken;
}

function positionOf<K extends Key>(keys: readonly K[], direction: Direction, start: Start<K> | undefined): number {
  if (!start) return direction === "forward" ? 0 : keys.length - 1;
  const { key, isInclusive } = start;
  const first = firstAt(keys, key);
  const isHere = keys[first] === key;
  if (direction === "forward") return isHere && !isInclusive ? first + 1 : first;
  return isHere && isInclusive ? first : first - 1;
}

/** The first position whose key is not below this one. */
function firstAt<K extends Key>(keys: readonly K[], key: K): number {
  const last = keys.at(-1);
  if (last === undefined || last < key) return keys.length;
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const candidate = keys[middle];
    if (candidate !== undefined && candidate < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sweep<K extends Key>(items: OrderedItems<K>, now: number): void {
  for (const item of items.byKey.values()) {
    if (isExpired(item, now)) items.byKey.delete(item.key);
  }
  items.keys = items.keys.filter((key) => items.byKey.has(key));
}
