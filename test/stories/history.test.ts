/** operations/tick remembers the contacts it finds in the feed under their customers: each once, and none is left out. */
import type { AccountRequest } from "../../simulator/account";
import { inTime } from "../support/closing";
import { type Floor, ORIGIN, openFloor } from "../support/floor";
import { GRACE, HENRY } from "../support/people";
import { arrive, giveUp } from "../support/work";

const call = { channel: "voice", queue: "stock" };
const isHistoryWrite = ({ method, path }: AccountRequest) =>
  method === "post" && /\/Maps\/history-\d+\/Items$/.test(path);
const refusal = { status: 500, body: { status: 500, code: 20500, message: "" } };

/** So many contacts of Grace and one of Henry have ended and are in the feed. */
async function openWithEnds(graces: number): Promise<Floor> {
  const floor = await openFloor();
  for (let contact = 0; contact < graces; contact++) await giveUp(floor, await arrive(floor, { ...call, ...GRACE }));
  await giveUp(floor, await arrive(floor, { ...call, ...HENRY }));
  await giveUp(floor, await arrive(floor, { ...call, from: GRACE.from }));
  await floor.account.clock.advance(1);
  return floor;
}

/** A later tick, of an instance that remembers nothing. */
async function tickElsewhere(floor: Floor, origin: string) {
  floor.host(origin);
  await floor.account.clock.advance(30);
  return inTime(floor, floor.tick(undefined, origin));
}

const isUpToDate = ({ pulse }: Floor) => JSON.stringify(pulse.remembered) === JSON.stringify(pulse.feed);

test("each contact of a known customer is remembered once, a stranger's not", async () => {
  const floor = await openWithEnds(3);

  await floor.tick();
  await tickElsewhere(floor, "https://second.example");

  expect(floor.mapItems("history")).toHaveLength(4);
  expect(isUpToDate(floor)).toBe(true);
  expect(floor.pulse.queues["stock"]).toMatchObject({ abandoned: 5 });
});

test.each([
  { what: "every history write fails", strikes: () => true },
  { what: "the second history write fails", strikes: (write: number) => write === 2 },
  { what: "history writes get no answer", strikes: (write: number) => write > 1, isDone: true },
])("where $what, the tick does the rest, and the next one remembers what is missing", async ({ strikes, isDone }) => {
  const floor = await openWithEnds(3);
  let isOut = true;
  let writes = 0;
  floor.intercept((request, pass) => {
    if (!isOut || !isHistoryWrite(request) || !strikes(++writes)) return pass();
    if (isDone) pass();
    return refusal;
  });

  const first = await inTime(floor, floor.tick());
  const { abandoned } = floor.pulse.queues["stock"] ?? {};
  isOut = false;
  await tickElsewhere(floor, "https://second.example");

  expect([first.status, abandoned]).toEqual([200, 5]);
  expect(floor.mapItems("history")).toHaveLength(4);
  expect(isUpToDate(floor)).toBe(true);
  expect(floor.pulse.queues["stock"]).toMatchObject({ abandoned: 5 });
});

test("a tick that dies between its commit and the history leaves the contacts to the next", async () => {
  const floor = await openWithEnds(3);
  let life: "first" | "over" | "second" = "first";
  floor.intercept((request, pass) => {
    if (life === "over") throw new Error("socket hang up");
    const response = pass();
    if (life === "first" && request.method === "post" && request.path.endsWith("/Documents/pulse")) life = "over";
    return response;
  });

  await inTime(floor, floor.tick());
  expect([floor.mapItems("history"), isUpToDate(floor)]).toEqual([[], false]);
  life = "second";
  await tickElsewhere(floor, "https://second.example");

  expect(floor.mapItems("history")).toHaveLength(4);
  expect(floor.pulse.queues["stock"]).toMatchObject({ abandoned: 5 });
});

test("with nothing to remember a tick writes the pulse once", async () => {
  const floor = await openFloor();
  await giveUp(floor, await arrive(floor, { ...call, from: GRACE.from }));
  await floor.account.clock.advance(1);
  await floor.tick(undefined, ORIGIN);

  const { byOperation } = floor.account.requests.summary((caller) => caller === "/operations/tick");
  expect(byOperation["sync.UpdateDocument"]).toBe(1);
});
