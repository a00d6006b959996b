/** Everything that is kept in a map or a list ends by itself, when the policy says. */

import { whileTimePasses } from "../support/coaching";
import { capture } from "../support/dispositions";
import type { Floor } from "../support/floor";
import { openFloor } from "../support/floor";
import { GRACE } from "../support/people";
import { round } from "../support/quality-floor";
import { openRememberedFloor, SECTIONS, visit } from "../support/remembered-people";

const DAY = 86_400_000;

type Kept = { store: string; key: string; ends: Date | null; days: number };

/** Every item of every map and list, with its end; days from when it was last written. */
async function items(floor: Floor): Promise<Kept[]> {
  const service = floor.account.client(() => "test").sync.v1.services(floor.variables["SYNC_SERVICE_SID"] ?? "");
  const found: Kept[] = [];
  const add = (name: string, key: string | number, ends: Date | null, written: Date) => {
    const days = ends === null ? Number.POSITIVE_INFINITY : (ends.getTime() - written.getTime()) / DAY;
    found.push({ store: name.replace(/-\d+$/, ""), key: String(key), ends, days });
  };
  for (const { sid, uniqueName } of await service.syncMaps.list()) {
    for (const item of await service.syncMaps(sid).syncMapItems.list()) {
      add(uniqueName, item.key, item.dateExpires, item.dateUpdated);
    }
  }
  for (const { sid, uniqueName } of await service.syncLists.list()) {
    for (const item of await service.syncLists(sid).syncListItems.list()) {
      add(uniqueName, item.index, item.dateExpires, item.dateUpdated);
    }
  }
  return found;
}

const keep = { records: 3, samples: 4, webhooks: 5, scorecards: 6, journal: 7 };
const DAYS = {
  ...{ feed: 3, history: 30, ledger: 30, samples: 4, outbox: 5, "dead-letters": 5, scorecards: 6, coaching: 6 },
  ...{ journal: 7, standings: 365, tokens: 365 },
};

test("everything has an end, as long after it was written as the policy says", async () => {
  const { floor } = await openRememberedFloor({ ...SECTIONS, privacy: { keep } });
  const worker = floor.feed[0]?.workers[0]?.sid;
  const headers = { authorization: `Bearer ${await floor.token("change-capacity")}` };
  const json = { workerSid: worker, channel: "chat", capacity: 2 };
  await floor.send("/operations/adjust-worker", { json, headers, isSigned: false });

  const found = await items(floor);
  const days = Object.fromEntries(found.map((item) => [item.store, Math.ceil(item.days)]));

  expect(found.filter(({ ends }) => ends === null)).toEqual([]);
  expect(days).toEqual(DAYS);
});

test("a claim that is written again ends when it would have", async () => {
  const { floor } = await openRememberedFloor();
  const sid = await visit(floor, GRACE);
  const claim = async () => (await items(floor)).find(({ key }) => key === sid)?.ends;
  const before = await claim();
  await floor.account.clock.advance(3600);

  await whileTimePasses(floor, capture(floor, sid, "order-placed", { note: "late" }));

  expect(floor.mapItems("ledger").find(({ key }) => key === sid)?.data).toMatchObject({
    disposition: { note: "late" },
  });
  expect(await claim()).toEqual(before);
});

test("a webhook that is tried again, and a worker's result that moves, get their whole time anew", async () => {
  const house = await openRememberedFloor();
  const ends = async (store: string) =>
    (await items(house.floor)).filter((item) => item.store === store).map((item) => item.ends?.getTime() ?? 0);
  const before = await ends("outbox");
  await house.floor.account.clock.advance(90);
  house.receiver.behave(...Array.from({ length: 20 }, () => ({ status: 503 })));

  await round(house);

  expect(Math.min(...(await ends("outbox")))).toBeGreaterThan(Math.max(...before));
});

test("a floor on which nothing has happened keeps nothing but the scheduler's token", async () => {
  const found = await items(await openFloor());

  expect(found.map(({ store }) => store)).toEqual(["tokens"]);
});
