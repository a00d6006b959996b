/** operations/tick: who may start it, and what several at once do. */
import { listTokens, revokeToken } from "../../cli/tokens";
import { type Floor, ORIGIN, openFloor } from "../support/floor";
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

const inADay = 86_400;

test.each([
  { who: "nobody", authorization: () => "", status: 401 },
  {
    who: "a token nobody has made",
    authorization: (token: string) => `Bearer ${token.replace(/.$/, "")}`,
    status: 401,
  },
  { who: "a token too long by one letter", authorization: (token: string) => `Bearer ${token}0`, status: 401 },
  { who: "a token under another scheme", authorization: (token: string) => `Basic ${token}`, status: 401 },
  { who: "a bare token", authorization: (token: string) => token, status: 401 },
  {
    who: "a token that opens something unknown",
    authorization: (token: string) => `Bearer ${token.replace("tick", "all")}`,
    status: 401,
  },
  {
    who: "a token that opens another door",
    authorization: (token: string) => `Bearer ${token.replace("tick", "reconcile")}`,
    status: 403,
  },
])("$who is refused with $status, and nothing is asked of Twilio", async ({ authorization, status }) => {
  const floor = await openFloor();

  expect(await floor.tick(authorization(floor.tickToken))).toEqual({ status, body: { error: "refused" } });
  expect(floor.calls).toBe(0);
});

test.each([
  { who: "a token with another secret", forge: (token: string) => token.replace(/[0-9a-f]{64}$/, "0".repeat(64)) },
  { who: "a token whose end was put off", forge: (token: string) => token.replace(/\.\d+\./, ".99999999999.") },
  { who: "a token that was given a scope more", forge: (token: string) => token.replace(".tick.", ".tick+reconcile.") },
  { who: "a token of another id", forge: (token: string) => token.replace(/^fw\.[0-9a-f]+/, "fw.0123456789abcdef") },
])("$who is refused after one look at what is stored", async ({ forge }) => {
  const floor = await openFloor();

  expect(await floor.tick(`Bearer ${forge(floor.tickToken)}`)).toEqual({ status: 401, body: { error: "refused" } });
  expect(floor.calls).toBe(1);
});

test("a token opens nothing from its end on, and that costs no call", async () => {
  const floor = await openFloor();
  await floor.account.clock.advance(365 * inADay - 1);
  expect((await floor.tick()).status).toBe(200);
  const before = floor.calls;

  await floor.account.clock.advance(1);

  expect(await floor.tick()).toEqual({ status: 401, body: { error: "refused" } });
  expect(floor.calls).toBe(before);
});

test("a revoked token opens nothing, a minute later at the latest", async () => {
  const floor = await openFloor();
  expect((await floor.tick()).status).toBe(200);
  const client = floor.account.client(() => "test");
  const tokens = { client, syncServiceSid: floor.variables["SYNC_SERVICE_SID"] ?? "" };
  const [{ id } = { id: "" }] = await listTokens(tokens);

  expect(await revokeToken(tokens, id)).toBe(true);
  expect(await revokeToken(tokens, id)).toBe(false);
  await floor.account.clock.advance(60);

  expect(await floor.tick()).toEqual({ status: 401, body: { error: "refused" } });
});

test("a token is stored as a hash, and its text nowhere", async () => {
  const floor = await openFloor();
  const secret = floor.tickToken.split(".").at(-1) ?? "";

  expect(secret).toMatch(/^[0-9a-f]{64}$/);
  expect(floor.account.snapshot()).not.toContain(secret);
  expect(floor.mapItems("tokens")).toHaveLength(1);
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

  const ticks = Array.from({ length: 10 }, (_, index) => floor.tick(undefined, index % 2 ? ORIGIN : other));
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
    expect(await floor.tick(undefined, origin)).toEqual(ticked);
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
