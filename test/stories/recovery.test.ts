/** What goes wrong once does not go wrong for ever. */
import type { AccountRequest } from "../../simulator/account";
import { closingEvent, cloudEventOf, inTime, toSink } from "../support/closing";
import { type Floor, openFloor, policy } from "../support/floor";
import { GRACE } from "../support/people";
import { accept, arrive, giveUp, hire } from "../support/work";

const { raise } = policy.capacity;
const limit = policy.queues["stock"]?.longestWait ?? 0;
const call = { channel: "voice", queue: "stock", from: GRACE.from, customer: GRACE.customer };

const refused = { status: 500, body: { status: 500, code: 20500, message: "" } };
const isFeedWrite = ({ method, path }: AccountRequest) => method === "post" && /\/Lists\/feed-\d+\/Items$/.test(path);
const isRelease = ({ method, path }: AccountRequest) => method === "delete" && path.includes("/Maps/ledger-");

async function openWithEnd(): Promise<{ floor: Floor; sid: string; deliver: () => ReturnType<typeof toSink> }> {
  const floor = await openFloor();
  const sid = await arrive(floor, call);
  await giveUp(floor, sid);
  const batch = [cloudEventOf(closingEvent(floor, sid))];
  return { floor, sid, deliver: () => toSink(floor, batch) };
}

test("an outage that takes the feed and at first the giving back of the claim loses no contact", async () => {
  const { floor, sid, deliver } = await openWithEnd();
  // The feed is written three times in vain, and the claim given back at the second attempt.
  let outage = 4;
  floor.intercept((request, pass) =>
    outage > 0 && (isFeedWrite(request) || isRelease(request)) && outage-- > 0 ? refused : pass(),
  );

  const first = deliver();
  // The pauses between its attempts are on the account's clock.
  await floor.account.clock.advance(5);
  const replies = [await first, await deliver()];

  expect(replies.map(({ status }) => status)).toEqual([500, 200]);
  expect(floor.feed).toMatchObject([{ taskSid: sid }]);
});

test("a feed write whose answer is lost is not made twice", async () => {
  const { floor, sid, deliver } = await openWithEnd();
  let isDue = true;
  floor.intercept((request, pass) => {
    if (!isDue || !isFeedWrite(request)) return pass();
    isDue = false;
    pass();
    throw new Error("socket hang up");
  });

  await inTime(floor, deliver());
  await deliver();
  await floor.tick();

  expect(floor.pulse.queues["stock"]).toMatchObject({ abandoned: 1 });
  expect(floor.feed).toMatchObject([{ taskSid: sid }]);
});

test("a raised worker who has left the company keeps no alert from being sent", async () => {
  const floor = await openFloor();
  const worker = await hire(floor, "eva", { internet: 5 });
  const chat = { channel: "chat", queue: "internet", from: GRACE.from };
  await accept(floor, await arrive(floor, chat));
  const second = await arrive(floor, chat);
  await floor.account.clock.advance(raise.longestWait);
  await floor.tick();
  await accept(floor, second);
  await floor.account.clock.advance(30);
  await floor.tick();
  floor.account.taskRouter.workspace.workers.delete(worker);
  await floor.account.clock.advance(policy.capacity.calm + 30);
  await floor.tick();
  await arrive(floor, call);
  await floor.account.clock.advance(limit + 1);

  const reply = await floor.tick();

  expect(reply.status).toBe(200);
  expect(floor.account.messaging.messages).toHaveLength(1);
});

test("a message that Twilio will never send does not stop the ticks after it", async () => {
  const floor = await openFloor();
  await arrive(floor, call);
  await floor.account.clock.advance(limit + 1);
  floor.intercept((request, pass) =>
    request.product === "api" && request.method === "post"
      ? { status: 400, body: { status: 400, code: 21211, message: "Invalid 'To' Phone Number" } }
      : pass(),
  );

  await floor.tick();
  await floor.account.clock.advance(30);
  await floor.tick();
  await floor.account.clock.advance(30);
  const reply = await floor.tick();

  expect(reply.status).toBe(200);
  expect(floor.pulse.promised).toEqual([]);
});

test("a contact whose task names a queue that is none stops no tick", async () => {
  const floor = await openFloor();
  const { sid } = await floor.workspace.tasks.create({
    attributes: JSON.stringify({ floor: { queue: "constructor" } }),
    taskChannel: "voice",
  });
  await giveUp(floor, sid);
  await floor.account.clock.advance(1);

  expect(await floor.tick()).toMatchObject({ status: 200 });
});
