/** When customers wait too long, the people on call are told: once, and for certain. */
import type { AccountRequest } from "../../simulator/account";
import { ALERT, type Floor, openFloor, policy } from "../support/floor";
import { GRACE } from "../support/people";
import { arrive, giveUp } from "../support/work";

const call = { channel: "voice", queue: "stock", from: GRACE.from };
const limit = policy.queues["stock"]?.longestWait ?? 0;
const told = expect.objectContaining({ because: "longest-wait-over-limit", queue: "stock", limit });
const over = expect.objectContaining({ because: "longest-wait-back-below-limit", queue: "stock", limit });

async function openWithWait(seconds: number): Promise<{ floor: Floor; sid: string }> {
  const floor = await openFloor();
  const sid = await arrive(floor, call);
  await floor.account.clock.advance(seconds);
  return { floor, sid };
}

const isMessage = ({ method, product }: AccountRequest) => method === "post" && product === "api";

function failOnce(floor: Floor, hasArrived: boolean): void {
  let isDue = true;
  floor.intercept((request, pass) => {
    if (!isDue || !isMessage(request)) return pass();
    isDue = false;
    if (hasArrived) pass();
    throw new Error("socket hang up");
  });
}

async function tickLater(floor: Floor): Promise<number> {
  await floor.account.clock.advance(30);
  const { status } = await floor.tick();
  return status;
}

test("a wait up to the limit alarms nobody", async () => {
  const { floor } = await openWithWait(limit);

  await floor.tick();

  expect(floor.account.messaging.messages).toEqual([]);
  expect(floor.journal).toEqual([]);
});

test("a wait past the limit is told once, by message and in the journal", async () => {
  const { floor } = await openWithWait(limit + 1);

  await floor.tick();
  await tickLater(floor);
  await tickLater(floor);

  expect(floor.account.messaging.messages).toEqual([
    expect.objectContaining({
      ...ALERT,
      body: expect.stringContaining(`Queue stock: longest wait ${limit + 1} s, limit ${limit} s, 1 waiting.`),
    }),
  ]);
  expect(floor.journal).toEqual([told]);
  expect(floor.pulse).toMatchObject({ alerts: { stock: "2026-01-05T12:05:01.000Z" }, promised: [] });
});

test("an alert that is over is journaled, and the next long wait is told anew", async () => {
  const { floor, sid } = await openWithWait(limit + 1);
  await floor.tick();

  await giveUp(floor, sid);
  await tickLater(floor);
  await arrive(floor, call);
  await floor.account.clock.advance(limit + 1);
  await floor.tick();

  expect(floor.journal).toEqual([told, over, told]);
  expect(floor.account.messaging.messages).toHaveLength(2);
});

test("without numbers to send to, an alert is journaled all the same", async () => {
  const floor = await openFloor({ ALERT_FROM: "", ALERT_TO: "" });
  await arrive(floor, call);
  await floor.account.clock.advance(limit + 1);

  expect(await floor.tick()).toMatchObject({ status: 200 });
  expect(floor.account.messaging.messages).toEqual([]);
  expect(floor.journal).toEqual([told]);
});

test("a message that could not be sent is sent by the next tick, once", async () => {
  const { floor } = await openWithWait(limit + 1);
  failOnce(floor, false);

  expect(await floor.tick()).toMatchObject({ status: 500 });
  expect(floor.pulse.promised).toHaveLength(1);
  expect([await tickLater(floor), await tickLater(floor)]).toEqual([200, 200]);

  expect(floor.account.messaging.messages).toHaveLength(1);
  expect(floor.pulse.promised).toEqual([]);
});

test("a message whose answer was lost is found, and not sent again", async () => {
  const { floor } = await openWithWait(limit + 1);
  failOnce(floor, true);

  expect(await floor.tick()).toMatchObject({ status: 500 });
  expect([await tickLater(floor), await tickLater(floor)]).toEqual([200, 200]);

  expect(floor.account.messaging.messages).toHaveLength(1);
});

test("another instance keeps what one that crashed has promised", async () => {
  const { floor } = await openWithWait(limit + 1);
  failOnce(floor, false);
  await floor.tick();
  const other = "https://other-instance.example";
  floor.host(other);
  await floor.account.clock.advance(30);

  await floor.tick(undefined, other);

  expect(floor.account.messaging.messages).toHaveLength(1);
  expect(floor.journal).toContainEqual({ because: "promised-before", effect: "sendAlert" });
});
