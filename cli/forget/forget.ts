/** Removes what the floor keeps of a person, store by store, and reads everything again to see what is left. */
import type { CoachingState } from "../../src/domain/coaching/moving-result";
import { forgottenClaim, isAbout, type Trace, withoutContacts } from "../../src/domain/forgetting";
import type { TaskSid } from "../../src/domain/sid";
import { readClaim, writeClaim } from "../../src/twilio/ledger";
import { statusOf } from "../../src/twilio/patience";
import { STORES } from "../../src/twilio/stores";
import { stepSession } from "../store-session";
import { type Contacts, type ForgetfulFloor, findContacts, type Person } from "./contacts";
import { itemsOf, rewrite, type StoreName, WAYS, type Way } from "./stores";

export type StoreReport = {
  store: StoreName;
  way: Way;
  /** Items that were read; of the ledger the claims of the person's contacts. */
  lookedAt: number;
  /** Items about the person. */
  found: number;
  /** Items that were removed, or rewritten so that they are about nobody. */
  done: number;
  /** Items about the person when everything was read again. */
  left: number;
};

export type ForgetReport = {
  /** ISO 8601: when it began. */
  at: string;
  isDryRun: boolean;
  /** Whose data: never the id or the address itself. */
  hashes: readonly string[];
  /** Ended contacts of the person. */
  contacts: number;
  /** Contacts that have not ended: their end will be recorded. */
  openTasks: readonly TaskSid[];
  stores: readonly StoreReport[];
  /** Over all stores. */
  left: number;
  /** What Twilio keeps of these contacts. */
  atTwilio: Pick<Contacts, "inEventsApi" | "references">;
};

type Counts = Omit<StoreReport, "store" | "way" | "left">;

/** A claim that somebody else writes meanwhile is read again. */
const ATTEMPTS = 5;

async function markClaim(floor: ForgetfulFloor, task: TaskSid, now: Date): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const session = stepSession(floor);
    const read = await readClaim(session, task);
    const claim = forgottenClaim(read?.claim, now);
    if (!claim || (await writeClaim(session, task, claim, read?.revision)) !== undefined) return;
  }
}

async function goThroughLedger(floor: ForgetfulFloor, { tasks }: Trace, now: Date, isToBeDone: boolean) {
  const counts = { lookedAt: 0, found: 0, done: 0 };
  for (const task of tasks) {
    counts.lookedAt++;
    if (!forgottenClaim((await readClaim(stepSession(floor), task))?.claim, now)) continue;
    counts.found++;
    if (!isToBeDone) continue;
    await markClaim(floor, task, now);
    counts.done++;
  }
  return counts;
}

async function goThroughItems(floor: ForgetfulFloor, store: StoreName, trace: Trace, isToBeDone: boolean) {
  const counts = { lookedAt: 0, found: 0, done: 0 };
  for await (const item of itemsOf(floor, store)) {
    counts.lookedAt++;
    if (!isAbout(item.text, trace)) continue;
    counts.found++;
    if (!isToBeDone) continue;
    if (WAYS[store] === "remove") await item.remove();
    else await strip(floor, item, trace);
    counts.done++;
  }
  return counts;
}

/** Who was faster has written something newer; it is found when everything is read again. */
async function strip(floor: ForgetfulFloor, item: Parameters<typeof rewrite>[2], trace: Trace): Promise<void> {
  try {
    await rewrite(floor, STORES.coaching, item, withoutContacts(item.data as CoachingState, trace));
  } catch (error) {
    if (statusOf(error) !== 404 && statusOf(error) !== 412) throw error;
  }
}

/** What holds nobody may name a contact's SID while it is worked on; it must not bear the person's hash. */
const traceIn = (store: StoreName, trace: Trace): Trace =>
  WAYS[store] === "nobody" ? { ...trace, tasks: new Set() } : trace;

function goThrough(floor: ForgetfulFloor, store: StoreName, trace: Trace, now: Date, isToBeDone: boolean) {
  if (WAYS[store] === "mark") return goThroughLedger(floor, trace, now, isToBeDone);
  return goThroughItems(floor, store, traceIn(store, trace), isToBeDone && WAYS[store] !== "nobody");
}

const STORE_NAMES = Object.keys(WAYS) as StoreName[];

/**
 * Whoever runs it again after it was broken off comes to the same end. Contacts that end meanwhile may be written after
 * their store was gone through: they are counted as left, and the next run finds them.
 * @param onStep told what is being done
 */
export async function forget(
  floor: ForgetfulFloor,
  person: Person,
  { isDryRun, now }: { isDryRun: boolean; now: Date },
  onStep: (text: string) => void,
): Promise<ForgetReport> {
  const first = await findContacts(floor, person, now, (name) => onStep(`Looking for contacts in ${name}`));
  const trace: Trace = { hashes: person.hashes, tasks: first.tasks };
  const counted = new Map<StoreName, Counts>();
  for (const store of STORE_NAMES) {
    onStep(`${isDryRun ? "Reading" : "Clearing"} ${store}`);
    counted.set(store, await goThrough(floor, store, trace, now, !isDryRun));
  }

  const second = await findContacts(floor, person, now, (name) => onStep(`Looking once more in ${name}`));
  const everything: Trace = { ...trace, tasks: new Set([...first.tasks, ...second.tasks]) };
  const stores: StoreReport[] = [];
  for (const store of STORE_NAMES) {
    onStep(`Reading ${store} again`);
    const { found: left } = await goThrough(floor, store, everything, now, false);
    const counts = counted.get(store) ?? { lookedAt: 0, found: 0, done: 0 };
    stores.push({ store, way: WAYS[store], ...counts, left });
  }
  return {
    at: now.toISOString(),
    isDryRun,
    hashes: person.hashes,
    contacts: everything.tasks.size,
    openTasks: second.open,
    stores,
    left: stores.reduce((sum, { left }) => sum + left, 0),
    atTwilio: { inEventsApi: second.inEventsApi, references: first.references },
  };
}
