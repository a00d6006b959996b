/** The Events API tells less than the event that announced the end: the record is written, marked, and completed. */
import type { AccountRequest } from "../../simulator/account";
import { closingEvent, cloudEventOf, inTime, toSink } from "../support/closing";
import { type Floor, openFloor } from "../support/floor";
import { GRACE } from "../support/people";
import { accept, arrive, complete, giveUp, hire } from "../support/work";

const call = { channel: "voice", queue: "regular", ...GRACE };
const isEventList = ({ path }: AccountRequest) => path.endsWith("/Events");
const recorded = { status: 200, body: { because: ["contact-recorded"] } };
const marked = { status: 200, body: { because: ["recorded-to-be-completed"] } };

type Listed = { events: { event_type: string }[] };

/** An answered contact has ended, and nobody has been told; `hides` are events the Events API does not tell for now. */
async function openWithEnd(hides: (type: string, look: number) => boolean) {
  const floor = await openFloor();
  floor.account.events.faults.set({ rules: [{ dropped: { rate: 1 } }] });
  await hire(floor, "ana", { regular: 5 });
  const sid = await arrive(floor, call);
  await floor.account.clock.advance(8);
  await accept(floor, sid);
  await floor.account.clock.advance(90);
  await complete(floor, sid);
  let looks = 0;
  floor.intercept((request, pass) => {
    const response = pass();
    if (!isEventList(request)) return response;
    looks++;
    const body = response.body as Listed;
    return {
      ...response,
      body: { ...body, events: body.events.filter(({ event_type: type }) => !hides(type, looks)) },
    };
  });
  const deliver = () => inTime(floor, toSink(floor, [cloudEventOf(closingEvent(floor, sid))]));
  return { floor, sid, deliver };
}

async function ticks(floor: Floor, count: number): Promise<void> {
  for (let tick = 0; tick < count; tick++) {
    await floor.account.clock.advance(30);
    await inTime(floor, floor.tick());
  }
}

const isLate = (type: string) => type === "task.completed" || type === "reservation.completed";

test("an end that is told a second later is looked at again, and the record is whole", async () => {
  const { floor, sid, deliver } = await openWithEnd((type, look) => look === 1 && isLate(type));

  expect(await deliver()).toEqual(recorded);
  expect(floor.feed).toMatchObject([{ taskSid: sid, revision: 1, isComplete: true, talked: 90 }]);
});

test("an end that is told later still is recorded as announced, and completed by the tick", async () => {
  const { floor, sid, deliver } = await openWithEnd((type, look) => look <= 2 && isLate(type));

  expect(await deliver()).toEqual(marked);
  await ticks(floor, 1);
  expect(floor.pulse).toMatchObject({ incomplete: [{ taskSid: sid }], queues: { regular: { answered: 0 } } });
  await ticks(floor, 2);

  expect(floor.feed).toMatchObject([
    { taskSid: sid, revision: 1, because: "ended", isComplete: false, outcome: "answered", waited: 8, talked: 0 },
    { taskSid: sid, revision: 2, because: "completed", isComplete: true, waited: 8, talked: 90 },
  ]);
  expect(floor.pulse).toMatchObject({ incomplete: [], queues: { regular: { answered: 1, waited: 8 } } });
  expect(floor.mapItems("history")).toHaveLength(1);
});

test("a contact that is completed before anybody is told to have accepted it is counted, once and as answered", async () => {
  const { floor, deliver } = await openWithEnd((type, look) => look <= 3 && type === "reservation.accepted");

  await deliver();
  await ticks(floor, 4);

  expect(floor.feed.map(({ outcome, answeredAt, isComplete }) => [outcome, answeredAt !== null, isComplete])).toEqual([
    ["answered", false, false],
    ["answered", true, true],
  ]);
  expect(floor.pulse.queues["regular"]).toMatchObject({ answered: 1, abandoned: 0, waited: 8 });
});

test("what is never told is looked for five times, then written and counted as it is", async () => {
  const { floor, deliver } = await openWithEnd((type) => isLate(type));
  await deliver();
  await ticks(floor, 9);

  const { byOperation } = floor.account.requests.summary((caller) => caller === "/operations/tick");
  expect(byOperation["taskrouter.ListEvent"]).toBe(5);
  expect(floor.feed).toMatchObject([
    { revision: 1, isComplete: false },
    { revision: 2, because: "completed", isComplete: false, outcome: "answered" },
  ]);
  expect(floor.pulse).toMatchObject({ incomplete: [], queues: { regular: { answered: 1 } } });
});

test("with the Events API down the contact is recorded from its announcement, and completed when it is up", async () => {
  const { floor, sid, deliver } = await openWithEnd(() => false);
  let isDown = true;
  floor.intercept((request, pass) =>
    isDown && isEventList(request) ? { status: 503, body: { status: 503, code: 20503, message: "" } } : pass(),
  );

  expect(await deliver()).toEqual(marked);
  expect(floor.feed).toMatchObject([
    {
      taskSid: sid,
      isComplete: false,
      queue: "regular",
      createdAt: "2026-01-05T12:00:00.000Z",
      waited: 98,
      workers: [],
    },
  ]);
  await ticks(floor, 2);
  isDown = false;
  await ticks(floor, 2);

  expect(floor.feed.at(-1)).toMatchObject({ revision: 2, isComplete: true, waited: 8, talked: 90 });
  expect(floor.pulse.queues["regular"]).toMatchObject({ answered: 1 });
});

test("a completion whose writing fails is done by the next tick, once", async () => {
  const { floor, deliver } = await openWithEnd((type, look) => look <= 2 && isLate(type));
  await deliver();
  await ticks(floor, 1);
  let isOut = true;
  floor.intercept((request, pass) =>
    isOut && request.method === "post" && /\/Lists\/feed-\d+\/Items$/.test(request.path)
      ? { status: 503, body: { status: 503, code: 20503, message: "" } }
      : pass(),
  );
  await ticks(floor, 1);
  isOut = false;
  await ticks(floor, 3);

  expect(floor.feed.map(({ revision }) => revision)).toEqual([1, 2]);
  expect(floor.pulse.queues["regular"]).toMatchObject({ answered: 1 });
});

test("stale reads of the whole account lose no contact and count none twice", async () => {
  const floor = await openFloor();
  floor.account.faults.set([{ kind: "staleReads", operation: "*", seconds: 5 }]);
  for (let contact = 0; contact < 5; contact++) {
    const sid = await arrive(floor, call);
    await floor.account.clock.advance(2);
    await giveUp(floor, sid);
  }
  await floor.account.clock.advance(20);
  floor.account.faults.clear();
  await ticks(floor, 8);

  expect(new Set(floor.feed.map(({ taskSid }) => taskSid)).size).toBe(5);
  expect(floor.pulse.queues["regular"]).toMatchObject({ abandoned: 5 });
});
