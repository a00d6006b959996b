/** Every store of the floor, how it is read, and what becomes there of what is about a forgotten person. */
import { itemText } from "../../src/domain/forgetting";
import { ifFound, insistently, patiently } from "../../src/twilio/patience";
import { syncOf } from "../../src/twilio/session";
import { feedNames, STORES } from "../../src/twilio/stores";
import { type FloorStores, stepSession } from "../store-session";

/**
 * - mark: the claim stays and says that its contact is forgotten
 * - strip: what mentions the contact is taken out of the item
 * - remove: the item goes
 * - nobody: the store holds nothing of customers, which is looked at all the same
 */
export type Way = "mark" | "strip" | "remove" | "nobody";

export type StoreName = keyof typeof STORES | "feed";

/**
 * In the order in which they are gone through. What only names a contact comes before what leads from the person to it,
 * so that a run that is broken off leaves the way to everything it has not done. A store without a way does not compile.
 */
export const WAYS: Readonly<Record<StoreName, Way>> = {
  ledger: "mark",
  scorecards: "remove",
  coaching: "strip",
  history: "remove",
  outbox: "remove",
  deadLetters: "remove",
  samples: "remove",
  feed: "remove",
  journal: "nobody",
  standings: "nobody",
  tokens: "nobody",
  quality: "nobody",
  pulse: "nobody",
};

/** Where items bear the person's hash and the contact's SID together. */
export const LEADING: readonly StoreName[] = ["history", "outbox", "deadLetters", "samples", "feed"];

/** What is one document, not items. */
const DOCUMENTS: readonly StoreName[] = ["quality", "pulse"];

/** One item, wherever it is kept. */
export type Found = {
  key: string | number;
  data: unknown;
  revision: string;
  text: string;
  remove(): Promise<void>;
};

/** Items read at once, a hundred a call. */
const STEP = 1000;
const PAGE = 100;

async function* mapItems(floor: FloorStores, name: string): AsyncGenerator<Found> {
  const items = () => syncOf(floor).syncMaps(name).syncMapItems;
  for (let last: string | undefined; ; ) {
    const from = last === undefined ? {} : ({ from: last, bounds: "exclusive" } as const);
    const { until } = stepSession(floor);
    const page = await insistently(until, () => items().list({ order: "asc", pageSize: PAGE, limit: STEP, ...from }));
    for (const { key, data, revision } of page) {
      const remove = () => removed(floor, () => items()(key).remove());
      yield { key, data, revision, text: itemText(key, data), remove };
    }
    last = page.at(-1)?.key;
    if (page.length < STEP || last === undefined) return;
  }
}

async function* listItems(floor: FloorStores, name: string): AsyncGenerator<Found> {
  const items = () => syncOf(floor).syncLists(name).syncListItems;
  for (let last: number | undefined; ; ) {
    const from = last === undefined ? {} : ({ from: String(last), bounds: "exclusive" } as const);
    const { until } = stepSession(floor);
    const page = await insistently(until, () => items().list({ order: "asc", pageSize: PAGE, limit: STEP, ...from }));
    for (const { index, data, revision } of page) {
      const remove = () => removed(floor, () => items()(index).remove());
      yield { key: index, data, revision, text: itemText(index, data), remove };
    }
    last = page.at(-1)?.index;
    if (page.length < STEP || last === undefined) return;
  }
}

/** Gone is gone, whoever did it. */
async function removed(floor: FloorStores, remove: () => Promise<unknown>): Promise<void> {
  await ifFound(insistently(stepSession(floor).until, remove));
}

async function* document(floor: FloorStores, name: string): AsyncGenerator<Found> {
  const read = () => syncOf(floor).documents(name).fetch();
  const found = await ifFound(insistently(stepSession(floor).until, read));
  if (!found) return;
  const { data, revision } = found;
  yield { key: name, data, revision, text: itemText(name, data), remove: async () => undefined };
}

/** Everything that a store holds, item by item. */
export async function* itemsOf(floor: FloorStores, store: StoreName): AsyncGenerator<Found> {
  if (store === "feed") {
    for (const name of feedNames(stepSession(floor).feeds)) yield* listItems(floor, name);
    return;
  }
  const read = DOCUMENTS.includes(store) ? document : mapItems;
  for (const name of [STORES[store]].flat()) yield* read(floor, name);
}

/** Writes an item over the revision that was read; its end stays when it was, for Sync does not move it by itself. */
export async function rewrite(floor: FloorStores, map: string, { key, revision }: Found, data: object): Promise<void> {
  const items = syncOf(floor).syncMaps(map).syncMapItems;
  await patiently(stepSession(floor).until, () => items(String(key)).update({ data, ifMatch: revision }));
}
