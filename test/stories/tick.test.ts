/** operations/tick: who may start it, and what several at once do. */
import { type Floor, ORIGIN, openFloor, TOKEN } from "../support/floor";
import { GRACE } from "../support/people";
import { accept, arrive, complete, giveUp, hire } from "../support/work";

const call = { channel: "voice", queue: "stock", from: GRACE.from };
const ticked = { status: 200, body: { because: "ticked" } };
const justTicked = { status: 200, body: { because: "ticked-moments-ago" } };

/** Somebody has waited too long: a tick has something to tell. */
async function openWithLongWait(): Promise<Floor> {
  const floor = await openFloor();
  await arrive(floor, call);
  await floor.account.clock.advance(301);
  return floor;
}

test.each([
  { who: "nobody", authorization: "" },
  { who: "a wrong token", authorization: "Bearer not-the-token-of-the-tick" },
  { who: "a token too long by one letter", authorization: `Bearer ${TOKEN}s` },
  { who: "a token too short by one letter", authorization: `Bearer ${TOKEN.slice(0, -1)}` },
  { who: "a token under another scheme", authorization: `Basic ${TOKEN}` },
  { who: "a bare token", authorization: TOKEN },
])("$who is refused, and nothing is asked of Twilio", async ({ authorization }) => {
  const floor = await openFloor();

  expect(await floor.tick(authorization)).toEqual({ status: 401, body: { error: "unauthorized" } });
  expect(floor.calls).toBe(0);
});

test("without a configured token nobody may tick", async () => {
  const floor = await openFloor({ TICK_TOKEN: "" });

  expect(await floor.tick("Bearer undefined")).toMatchObject({ status: 401 });
  expect(await floor.tick("Bearer ")).toMatchObject({ status: 401 });
  expect(floor.calls).toBe(0);
});

test("a tick writes what waits and how the day's contacts have fared", async () => {
  const floor = await openFloor();
  await hire(floor, "carla", { stock: 4 });
  const first = await arrive(floor, call);
  await floor.account.clock.advance(12);
  await accept(floor, first);
  await complete(floor, first);
  await arrive(floor, call);
  await giveUp(floor, await arrive(floor, call));
  await arrive(floor, call);
  await floor.account.clock.advance(7);

  expect(await floor.tick()).toEqual(ticked);
  expect(floor.pulse).toMatchObject({
    tickedAt: "2026-01-05T12:00:19.000Z",
    day: "2026-01-05",
    queues: {
      stock: {
        answered: 1,
        answeredWithin: 1,
        abandoned: 1,
        abandonedWithin: 1,
        waited: 12,
        waiting: 2,
        longestWait: 7,
        available: 1,
      },
      regular: { answered: 0, abandoned: 0, waiting: 0, available: 0 },
    },
  });
});

test("a contact counted by one tick is not counted by the next", async () => {
  const floor = await openFloor();
  await giveUp(floor, await arrive(floor, call));
  await floor.account.clock.advance(1);

  await floor.tick();
  await floor.account.clock.advance(30);
  await floor.tick();

  expect(floor.pulse.queues["stock"]).toMatchObject({ abandoned: 1 });
});

test("after midnight the figures begin again, and what waits is still told", async () => {
  const floor = await openFloor();
  await giveUp(floor, await arrive(floor, call));
  await floor.account.clock.advance(1);
  await floor.tick();
  await floor.account.clock.advance(12 * 3600 - 1);
  await arrive(floor, call);

  await floor.tick();

  expect(floor.pulse).toMatchObject({ day: "2026-01-06", queues: { stock: { abandoned: 0, waiting: 1 } } });
});

test("two ticks at once do the work of one", async () => {
  const floor = await openWithLongWait();

  const replies = await Promise.all([floor.tick(), floor.tick()]);

  expect(replies.map(({ body }) => body)).toContainEqual(ticked.body);
  expect(replies.map(({ body }) => body)).toContainEqual(justTicked.body);
  expect(floor.account.messaging.messages).toHaveLength(1);
  expect(floor.journal).toHaveLength(1);
});

test("ten ticks at once in two instances do the work of one", async () => {
  const floor = await openWithLongWait();
  const other = "https://other-instance.example";
  floor.host(other);

  const ticks = Array.from({ length: 10 }, (_, index) => floor.tick(`Bearer ${TOKEN}`, index % 2 ? ORIGIN : other));
  // TaskRouter refuses more than five bulk statistics a second: some ticks wait and ask again.
  await floor.account.clock.advance(10);
  const replies = await Promise.all(ticks);

  expect(replies.filter(({ body }) => JSON.stringify(body) === JSON.stringify(ticked.body))).toHaveLength(1);
  expect(replies.every(({ status }) => status === 200)).toBe(true);
  expect(floor.account.messaging.messages).toHaveLength(1);
});

test("instances that take turns go on from each other's pulse", async () => {
  const floor = await openWithLongWait();
  const other = "https://other-instance.example";
  floor.host(other);

  for (const origin of [ORIGIN, other, ORIGIN, other]) {
    expect(await floor.tick(`Bearer ${TOKEN}`, origin)).toEqual(ticked);
    await floor.account.clock.advance(30);
  }

  expect(floor.account.messaging.messages).toHaveLength(1);
});

test("a tick soon after another does nothing", async () => {
  const floor = await openFloor();
  await floor.tick();
  await floor.account.clock.advance(9.9);

  expect(await floor.tick()).toEqual(justTicked);
  await floor.account.clock.advance(0.1);
  expect(await floor.tick()).toEqual(ticked);
});
