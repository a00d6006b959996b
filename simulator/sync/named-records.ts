/** Documents, maps, lists or streams of a service, found by SID or unique name until they expire. */
import { RestError } from "../kernel/rest";
import { isExpired, type Stored } from "./revisions";

/** What a unique name or a SID finds. */
export type Named = Stored & { sid: string; uniqueName: string | null };

/** Plain data; in the order of creation. */
export type NamedRecords<Item extends Named> = { bySid: Map<string, Item>; byUniqueName: Map<string, Item> };

export const noRecords = <Item extends Named>(): NamedRecords<Item> => ({ bySid: new Map(), byUniqueName: new Map() });

export function findNamed<Item extends Named>(
  records: NamedRecords<Item>,
  sidOrUniqueName: string,
  now: number,
): Item | undefined {
  const found = records.bySid.get(sidOrUniqueName) ?? records.byUniqueName.get(sidOrUniqueName);
  if (!found || !isExpired(found, now)) return found;
  removeNamed(records, found);
  return undefined;
}

/** @throws RestError 54301 where the unique name is taken */
export function refuseTaken<Item extends Named>(
  records: NamedRecords<Item>,
  uniqueName: string | null,
  now: number,
): void {
  if (uniqueName !== null && findNamed(records, uniqueName, now)) {
    throw new RestError(409, 54301, "Unique name already exists");
  }
}

/** The unique name must be free. */
export function addNamed<Item extends Named>(records: NamedRecords<Item>, item: Item): void {
  records.bySid.set(item.sid, item);
  if (item.uniqueName !== null) records.byUniqueName.set(item.uniqueName, item);
}

export function removeNamed<Item extends Named>(records: NamedRecords<Item>, item: Item): void {
  records.bySid.delete(item.sid);
  if (item.uniqueName !== null) records.byUniqueName.delete(item.uniqueName);
}

/** In the order of creation, which is the order of their SIDs too. */
export const allNamed = <Item extends Named>(records: NamedRecords<Item>, now: number): Item[] =>
  [...records.bySid.keys()].flatMap((sid) => findNamed(records, sid, now) ?? []);
