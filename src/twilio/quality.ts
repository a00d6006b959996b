/** What quality remembers, in Sync: its state, pages of standings and dispositions, the samples. https://www.twilio.com/docs/sync/api */
import { randomUUID } from "node:crypto";
import type { DriftState } from "../domain/coaching/drift";
import type { DriftStates } from "../domain/coaching/drift-watch";
import type { Sample } from "../domain/quality/sample";
import { readShelf, type Standings, type WrittenShelf } from "../domain/quality/standing";
import { driftPage, type QualityState } from "../domain/quality/state";
import { ifFound, insistently, patiently, statusOf } from "./patience";
import { type Session, syncOf } from "./session";
import { STORES } from "./stores";

/** Seconds: the longest that Sync keeps anything; a page is written again with every contact that it is about. */
const PAGE_KEPT = 31_536_000;

const mapOf = (session: Session, name: string) => syncOf(session).syncMaps(name).syncMapItems;

export async function readQualityState(session: Session): Promise<{ state: QualityState; revision: string }> {
  const { data, revision } = await insistently(session.until, () => syncOf(session).documents(STORES.quality).fetch());
  return { state: data as QualityState, revision };
}

/** Pages as a warm instance has written them. A key is used once, so what stands under it never changes. */
const remembered = new Map<string, unknown>();
/** More than a round writes; each is at most 16 KiB. */
const MOST_REMEMBERED = 64;

/** @returns undefined where it has come to its end */
async function readPage(session: Session, key: string): Promise<unknown> {
  if (remembered.has(key)) return remembered.get(key);
  const item = await ifFound(insistently(session.until, () => mapOf(session, STORES.standings)(key).fetch()));
  return item?.data;
}

/** These pages, by name; without those that were never written, or not for a year. */
async function readPages(
  session: Session,
  { pages }: QualityState,
  names: readonly string[],
): Promise<Map<string, unknown>> {
  const found = await Promise.all(
    names.map(async (name) => {
      const key = pages[name];
      if (key === undefined) return [];
      const page = await readPage(session, key);
      return page === undefined ? [] : ([[name, page]] as const);
    }),
  );
  return new Map<string, unknown>(found.flat());
}

/** Everybody on these shelves. */
export async function readStandings(
  session: Session,
  state: QualityState,
  shelves: readonly number[],
): Promise<Standings> {
  const pages = await readPages(session, state, shelves.map(String));
  return new Map([...pages.values()].flatMap((page) => [...readShelf(page as WrittenShelf)]));
}

/** How the dispositions of these queues have been so far. */
export async function readDrifts(
  session: Session,
  state: QualityState,
  queues: readonly string[],
): Promise<DriftStates> {
  const pages = await readPages(session, state, queues.map(driftPage));
  return new Map(
    queues.flatMap((queue) => {
      const page = pages.get(driftPage(queue));
      return page === undefined ? [] : [[queue, page as DriftState] as const];
    }),
  );
}

async function writePage(session: Session, name: string, data: unknown): Promise<[string, string]> {
  const key = `${name}.${randomUUID()}`;
  await patiently(session.until, () => mapOf(session, STORES.standings).create({ key, data, itemTtl: PAGE_KEPT }));
  if (remembered.size >= MOST_REMEMBERED) remembered.clear();
  remembered.set(key, data);
  return [name, key];
}

async function removePages(session: Session, keys: readonly string[]): Promise<void> {
  await Promise.all(
    keys.map((key) => ifFound(patiently(session.until, () => mapOf(session, STORES.standings)(key).remove()))),
  );
}

/**
 * Pages are written beside the old ones; the state that names them makes them count, all at once. What a round leaves
 * behind that dies in between counts for nothing, and ends by itself.
 * @returns false where somebody has written the state since it was read
 */
export async function commitQuality(
  session: Session,
  next: Omit<QualityState, "pages">,
  pages: ReadonlyMap<string, unknown>,
  written: QualityState["pages"],
  revision: string,
): Promise<boolean> {
  const fresh = await Promise.all([...pages].map(([name, data]) => writePage(session, name, data)));
  const state: QualityState = { ...next, pages: { ...written, ...Object.fromEntries(fresh) } };
  try {
    await patiently(session.until, () =>
      syncOf(session).documents(STORES.quality).update({ data: state, ifMatch: revision }),
    );
  } catch (error) {
    if (statusOf(error) !== 412) throw error;
    await removePages(
      session,
      fresh.map(([, key]) => key),
    );
    return false;
  }
  await removePages(
    session,
    fresh.flatMap(([name]) => written[name] ?? []),
  );
  return true;
}

/** Numbers of this length sort as text. */
const DIGITS = 12;
const keyOf = (number: number) => String(number).padStart(DIGITS, "0");

export async function keepSample(session: Session, number: number, sample: Sample): Promise<void> {
  try {
    await insistently(session.until, () =>
      mapOf(session, STORES.samples).create({ key: keyOf(number), data: sample, itemTtl: session.retention.samples }),
    );
  } catch (error) {
    // There already: an earlier round has come as far as this.
    if (statusOf(error) !== 409) throw error;
  }
}

/** Samples that follow a number, in the order of their numbers, and whether there may be more. */
export async function readSamples(
  session: Session,
  after: number,
  most: number,
): Promise<{ samples: { number: number; writtenAt: Date; sample: Sample }[]; hasMore: boolean }> {
  const found = await insistently(session.until, () =>
    mapOf(session, STORES.samples).list({
      order: "asc",
      from: keyOf(after),
      bounds: "exclusive",
      pageSize: 100,
      limit: most,
    }),
  );
  const samples = found.map(({ key, data, dateCreated }) => ({
    number: Number(key),
    writtenAt: dateCreated,
    sample: data as Sample,
  }));
  return { samples, hasMore: found.length === most };
}
