/** The items of one map or list, found by key and walked in the order of their keys (strings by code unit). */
import type { Clock } from "../kernel/clock";
import { isExpired, type Stored } from "./revisions";

/** A map item's key is a string, a list item's index a number. */
export type Key = string | number;

export type Item<K extends Key> = Stored & { key: K /** JSON text. */; data: string };

/** Forward is ascending. */
export type Direction = "forward" | "backward";

export type Start<K extends Key> = { key: K; isInclusive: boolean };

export class OrderedItems<K extends Key> {
  /** How many were ever added: a list's next index. */
  added = 0;
  private keys: K[] = [];
  private readonly byKey = new Map<K, Item<K>>();
  private readonly clock: Clock;

  constructor(clock: Clock) {
    this.clock = clock;
  }

  find(key: K): Item<K> | undefined {
    const found = this.byKey.get(key);
    if (!found || !isExpired(found, this.clock.now())) return found;
    this.remove(key);
    return undefined;
  }

  /** The key must be free. */
  add(item: Item<K>): void {
    this.byKey.set(item.key, item);
    this.keys.splice(this.firstAt(item.key), 0, item.key);
    this.added++;
  }

  remove(key: K): void {
    if (this.byKey.delete(key)) this.keys.splice(this.firstAt(key), 1);
  }

  /** Up to so many items. */
  take(count: number, direction: Direction, start?: Start<K>): Item<K>[] {
    const now = this.clock.now();
    const step = direction === "forward" ? 1 : -1;
    const taken: Item<K>[] = [];
    let hasExpired = false;
    let at = this.positionOf(direction, start);
    for (let key = this.keys[at]; key !== undefined && taken.length < count; key = this.keys[at]) {
      const item = this.byKey.get(key);
      if (item && !isExpired(item, now)) taken.push(item);
      else hasExpired = true;
      at += step;
    }
    if (hasExpired) this.sweep(now);
    return taken;
  }

  all(): Item<K>[] {
    return this.take(this.keys.length, "forward");
  }

  private positionOf(direction: Direction, start: Start<K> | undefined): number {
    if (!start) return direction === "forward" ? 0 : this.keys.length - 1;
    const { key, isInclusive } = start;
    const first = this.firstAt(key);
    const isHere = this.keys[first] === key;
    if (direction === "forward") return isHere && !isInclusive ? first + 1 : first;
    return isHere && isInclusive ? first : first - 1;
  }

  /** The first position whose key is not below this one. */
  private firstAt(key: K): number {
    const last = this.keys.at(-1);
    if (last === undefined || last < key) return this.keys.length;
    let low = 0;
    let high = this.keys.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const candidate = this.keys[middle];
      if (candidate !== undefined && candidate < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private sweep(now: number): void {
    for (const item of this.byKey.values()) {
      if (isExpired(item, now)) this.byKey.delete(item.key);
    }
    this.keys = this.keys.filter((key) => this.byKey.has(key));
  }
}
