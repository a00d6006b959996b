/** Many ends at once, and trouble with each call in turn, through either door: every contact is counted, and once. */
import type { AccountRequest } from "../../simulator/account";
import { closingEvent, cloudEventOf, inTime, toCallback, toSink } from "../support/closing";
import { type Floor, openFloor } from "../support/floor";
import { GRACE } from "../support/people";
import { accept, arrive, complete, giveUp, hire } from "../support/work";

const call = { channel: "chat", queue: "regular", ...GRACE };

async function openSilentFloor(): Promise<Floor> {
  const floor = await openFloor();
  floor.account.events.faults.set({ rules: [{ dropped: { rate: 1 } }] });
  return floor;
}

/** So many contacts that one worker had at once have ended at one moment. */
async function openWithEnds(count: number): Promise<{ floor: Floor; sids: string[] }> {
  const floor = await openSilentFloor();
  await hire(floor, "ana", { regular: 5 }, { voice: 1, chat: count });
  const sids: string[] = [];
  for (let contact = 0; contact < count; contact++) {
    const sid = await arrive(floor, call);
    await accept(floor, sid);
    sids.push(sid);
  }
  await floor.account.clock.advance(60);
  for (const sid of sids) await complete(floor, sid);
  return { floor, sids };
}

const DOORS = {
  "the sink": (floor: Floor, sid: string) => toSink(floor, [cloudEventOf(closingEvent(floor, sid))]),
  "the callback": (floor: Floor, sid: string) => toCallback(floor, closingEvent(floor, sid)),
};
const doors = Object.entries(DOORS).map(([door, deliver]) => ({ door, deliver }));

test.each(doors)("50 events at once for one worker, through $door: 50 are counted", async ({ deliver }) => {
  const { floor, sids } = await openWithEnds(50);

  const replies = Promise.all(sids.map((sid) => deliver(floor, sid)));
  await floor.account.clock.advance(10);
  const statuses = (await replies).map(({ status }) => status);
  await inTime(floor, floor.tick());

  expect(statuses.every((status) => status === 200 || status === 204)).toBe(true);
  expect(new Set(floor.feed.map(({ taskSid }) => taskSid))).toEqual(new Set(sids));
  expect(floor.feed).toHaveLength(50);
  expect(floor.pulse.queues["regular"]).toMatchObject({ answered: 50, abandoned: 0 });
  expect(floor.mapItems("history")).toHaveLength(50);
});

test("50 events in one delivery, some of them twice: 50 are counted", async () => {
  const { floor, sids } = await openWithEnds(50);
  const batch = [...sids, ...sids.slice(0, 10)].map((sid) => cloudEventOf(closingEvent(floor, sid)));

  const { status } = await inTime(floor, toSink(floor, batch));
  await inTime(floor, floor.tick());

  expect(status).toBe(200);
  expect(floor.feed).toHaveLength(50);
  expect(floor.pulse.queues["regular"]).toMatchObject({ answered: 50 });
});

test("what does not fit into the time of one delivery is answered 503, begun by none, and done by the next", async () => {
  const { floor, sids } = await openWithEnds(30);
  const batch = sids.map((sid) => cloudEventOf(closingEvent(floor, sid)));
  floor.account.faults.set([{ kind: "latency", operation: "*", min: 0.9, max: 0.9 }]);

  const first = await inTime(floor, toSink(floor, batch));
  const claims = floor.mapItems("ledger").length;
  const records = floor.feed.length;
  floor.account.faults.clear();
  const second = await inTime(floor, toSink(floor, batch));

  expect([first.status, second.status]).toEqual([503, 200]);
  expect([claims, records, floor.feed.length]).toEqual([10, 10, 30]);
});

/** The calls that record a contact, in their order. */
const CALLS = ["sync.CreateSyncMapItem", "taskrouter.ListEvent", "sync.CreateSyncListItem"] as const;

const isOf: Record<(typeof CALLS)[number], (request: AccountRequest) => boolean> = {
  "sync.CreateSyncMapItem": ({ method, path }) => method === "post" && /\/Maps\/ledger-\d+\/Items$/.test(path),
  "taskrouter.ListEvent": ({ path }) => path.endsWith("/Events"),
  "sync.CreateSyncListItem": ({ method, path }) => method === "post" && /\/Lists\/feed-\d+\/Items$/.test(path),
};

const TROUBLES = ["429", "503", "503 after it was done", "reset", "reset after it was done"] as const;

/** What becomes of one request. */
function meet(trouble: (typeof TROUBLES)[number], pass: () => unknown) {
  if (trouble.endsWith("after it was done")) pass();
  if (trouble.startsWith("reset")) throw new Error("socket hang up");
  const status = Number(trouble.slice(0, 3));
  return { status, body: { status, code: 20_000 + status, message: "" } };
}

const cases = doors.flatMap(({ door, deliver }) =>
  CALLS.flatMap((operation) => TROUBLES.map((trouble) => ({ door, deliver, operation, trouble }))),
);

test.each(cases)("one $trouble of $operation, told through $door: counted once", async (one) => {
  const floor = await openSilentFloor();
  const sid = await arrive(floor, { ...call, channel: "voice" });
  await giveUp(floor, sid);
  let isDue = true;
  floor.intercept((request, pass) => {
    if (!isDue || !isOf[one.operation](request)) return pass();
    isDue = false;
    return meet(one.trouble, pass);
  });

  const { status } = await inTime(floor, one.deliver(floor, sid));
  await inTime(floor, floor.tick());

  expect([isDue, status]).toEqual([false, one.door === "the sink" ? 200 : 204]);
  expect(floor.feed).toMatchObject([{ taskSid: sid, revision: 1, isComplete: true }]);
  expect(floor.pulse.queues["regular"]).toMatchObject({ abandoned: 1 });
});

test("an end that comes a day late, after other ends and again, is counted once and changes no figures of today", async () => {
  const floor = await openSilentFloor();
  const sid = await arrive(floor, call);
  await giveUp(floor, sid);
  await floor.account.clock.advance(86_400);
  const event = closingEvent(floor, sid);

  for (const deliver of [toSink(floor, [cloudEventOf(event)]), toCallback(floor, event)]) await inTime(floor, deliver);
  await inTime(floor, floor.tick());

  expect(floor.feed).toMatchObject([{ taskSid: sid, isComplete: true }]);
  expect(floor.pulse.queues["regular"]).toMatchObject({ abandoned: 0 });
  expect(floor.mapItems("history")).toHaveLength(1);
});
