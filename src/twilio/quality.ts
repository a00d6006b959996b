/** What quality remembers, in Sync: its state, the workers' standings, the samples. https://www.twilio.com/docs/sync/api */
import { randomUUID } from "node:crypto";
import type { Sample } from "../domain/quality/sample";
import { readShelf, type Standings, type WrittenShelf, writtenShelf } from "../domain/quality/standing";
import type { QualityState } from "../domain/quality/state";
import { ifFound, insistently, patiently, statusOf } from "./patience";
import { type Session, syncOf } from "./session";
import { RETENTION, STORES } from "./stores";

/** Seconds: the longest that Sync keeps anything; a shelf is written again with every contact of somebody on it. */
const SHELF_KEPT = 31_536_000;

const mapOf = (session: Session, name: string) => syncOf(session).syncMaps(name).syncMapItems;

export async function readQualityState(session: Session): Promise<{ state: QualityState; revision: string }> {
  const { data, revision } = await insistently(session.until, () => syncOf(session).documents(STORES.quality).fetch());
  return { state: data as QualityState, revision };
}

/** Everybody on these shelves; nobody on one that was never written, or has been empty for a year. */
export async function readStandings(
  session: Session,
  { shelves }: QualityState,
  numbers: readonly number[],
): Promise<Standings> {
  const keys = numbers.flatMap((number) => shelves[number] ?? []);
  const found = await Promise.all(
    keys.map((key) => ifFound(insistently(session.until, () => mapOf(session, STORES.standings)(key).fetch()))),
  );
  return new Map(found.flatMap((item) => (item ? [...readShelf(item.data as WrittenShelf)] : [])));
}

async function writeShelf(session: Session, number: number, standings: Standings): Promise<[string, string]> {
  const key = `${number}.${randomUUID()}`;
  const data = writtenShelf(standings);
  await patiently(session.until, () => mapOf(session, STORES.standings).create({ key, data, itemTtl: SHELF_KEPT }));
  return [String(number), key];
}

async function removeShelves(session: Session, keys: readonly string[]): Promise<void> {
  await Promise.all(
    keys.map((key) => ifFound(patiently(session.until, () => mapOf(session, STORES.standings)(key).remove()))),
  );
}

/**
 * Shelves are written beside the old ones; the state that names them makes them count, all at once. What a round leaves
 * behind that dies in between counts for nothing, and ends by itself.
 * @returns false where somebody has written the state since it was read
 */
export async function commitQuality(
  session: Session,
  next: Omit<QualityState, "shelves">,
  shelves: ReadonlyMap<number, Standings>,
  written: QualityState["shelves"],
  revision: string,
): Promise<boolean> {
  const fresh = await Promise.all([...shelves].map(([number, standings]) => writeShelf(session, number, standings)));
  const state: QualityState = { ...next, shelves: { ...written, ...Object.fromEntries(fresh) } };
  try {
    await patiently(session.until, () =>
      syncOf(session).documents(STORES.quality).update({ data: state, ifMatch: revision }),
    );
  } catch (error) {
    if (statusOf(error) !== 412) throw error;
    await removeShelves(
      session,
      fresh.map(([, key]) => key),
    );
    return false;
  }
  await removeShelves(
    session,
    fresh.flatMap(([number]) => written[number] ?? []),
  );
  return true;
}

/** Numbers of this length sort as text. */
const DIGITS = 12;
const keyOf = (number: number) => String(number).padStart(DIGITS, "0");

export async function keepSample(session: Session, number: number, sample: Sample): Promise<void> {
  try {
    await insistently(session.until, () =>
      mapOf(session, STORES.samples).create({ key: keyOf(number), data: sample, itemTtl: RETENTION }),
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
