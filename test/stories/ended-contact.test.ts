/** event-streams/sink and taskrouter/event-callback: every ended contact is recorded, and only once. */
import { closingEvent, cloudEventOf, toCallback, toSink } from "../support/closing";
import { type Floor, ORIGIN, openFloor } from "../support/floor";
import { GRACE, OTHER_WORKSPACE } from "../support/people";
import { accept, arrive, complete, giveUp, hire } from "../support/work";

const call = { channel: "voice", queue: "regular", from: GRACE.from, customer: GRACE.customer };

/** A floor with one ended contact, of which nobody has been told: the clock stands still. */
async function openWithEnd(): Promise<{ floor: Floor; sid: string }> {
  const floor = await openFloor();
  await hire(floor, "ana", { regular: 5 });
  const sid = await arrive(floor, call);
  await accept(floor, sid);
  await floor.account.clock.advance(90);
  await complete(floor, sid);
  return { floor, sid };
}

const recorded = { status: 200, body: { because: ["contact-recorded"] } };
const recordedAlready = { status: 200, body: { because: ["already-recorded"] } };

test("a completed contact is recorded as the account's own events tell it", async () => {
  const floor = await openFloor();
  const ana = await hire(floor, "ana", { regular: 5 });
  const sid = await arrive(floor, call);
  await floor.account.clock.advance(8);
  await accept(floor, sid);
  await floor.account.clock.advance(90);
  await complete(floor, sid);

  await floor.account.clock.advance(1);

  expect(floor.feed).toEqual([
    expect.objectContaining({
      taskSid: sid,
      queue: "regular",
      queuePath: ["regular"],
      channel: "voice",
      segment: "everyone",
      routedBecause: "first-contact",
      outcome: "answered",
      createdAt: "2026-01-05T12:00:00.000Z",
      answeredAt: "2026-01-05T12:00:08.000Z",
      endedAt: "2026-01-05T12:01:38.000Z",
      waited: 8,
      talked: 90,
      workers: [{ sid: ana, name: "ana" }],
    }),
  ]);
});

test("a customer who gives up is recorded as abandoned", async () => {
  const floor = await openFloor();
  const sid = await arrive(floor, call);
  await floor.account.clock.advance(30);
  await giveUp(floor, sid);

  await floor.account.clock.advance(1);

  expect(floor.feed).toMatchObject([
    { taskSid: sid, outcome: "abandoned", waited: 30, answeredAt: null, reason: "hangup" },
  ]);
});

test("a contact announced through the sink and through the callback is recorded once", async () => {
  const floor = await openFloor();
  await floor.account
    .client()
    .taskrouter.v1.workspaces(floor.variables["WORKSPACE_SID"] ?? "")
    .update({ eventCallbackUrl: `${ORIGIN}/taskrouter/event-callback` });
  await giveUp(floor, await arrive(floor, call));

  await floor.account.clock.advance(1);

  expect(floor.feed).toHaveLength(1);
  expect(floor.lines.map((line) => JSON.parse(line).because).sort()).toEqual([
    "already-recorded",
    "contact-recorded",
    "first-contact",
  ]);
});

test("an end delivered fifty times at once is counted once", async () => {
  const { floor, sid } = await openWithEnd();
  const event = closingEvent(floor, sid);

  const deliveries = Array.from({ length: 50 }, (_, copy) =>
    copy % 2 === 0 ? toSink(floor, [cloudEventOf(event)]) : toCallback(floor, event),
  );
  const statuses = (await Promise.all(deliveries)).map(({ status }) => status);
  await floor.tick();

  expect(new Set(statuses)).toEqual(new Set([200, 204]));
  expect(floor.feed).toHaveLength(1);
  expect(floor.pulse.queues["regular"]).toMatchObject({ answered: 1, abandoned: 0 });
});

test("a redelivered end is answered like the first and changes nothing", async () => {
  const { floor, sid } = await openWithEnd();
  const batch = [cloudEventOf(closingEvent(floor, sid))];

  expect(await toSink(floor, batch)).toEqual(recorded);
  expect(await toSink(floor, batch)).toEqual(recordedAlready);
  expect(floor.feed).toHaveLength(1);
});

test("the data of an event may come as JSON text", async () => {
  const { floor, sid } = await openWithEnd();
  const event = cloudEventOf(closingEvent(floor, sid));

  expect(await toSink(floor, [{ ...event, data: JSON.stringify(event.data) }])).toEqual(recorded);
  expect(floor.feed).toMatchObject([{ taskSid: sid }]);
});

test("the payload of an event may come as JSON text", async () => {
  const { floor, sid } = await openWithEnd();
  const event = cloudEventOf(closingEvent(floor, sid));

  expect(await toSink(floor, [{ ...event, data: { payload: JSON.stringify(event.data.payload) } }])).toEqual(recorded);
});

test("a batch of several ends records each of them", async () => {
  const { floor, sid } = await openWithEnd();
  const other = await arrive(floor, { ...call, queue: "stock" });
  await giveUp(floor, other);

  const reply = await toSink(
    floor,
    [sid, other].map((each) => cloudEventOf(closingEvent(floor, each))),
  );

  expect(reply.body).toEqual({ because: ["contact-recorded", "contact-recorded"] });
  expect(floor.feed.map(({ taskSid }) => taskSid)).toEqual([sid, other]);
});

test("what ends in another workspace is nobody's business here", async () => {
  const { floor, sid } = await openWithEnd();
  const event = closingEvent(floor, sid);
  const elsewhere = { ...event, data: { ...event.data, workspace_sid: OTHER_WORKSPACE } };
  const callsBefore = floor.calls;

  expect(await toSink(floor, [cloudEventOf(elsewhere)])).toEqual({ status: 200, body: { because: [] } });
  expect(await toCallback(floor, elsewhere)).toEqual({ status: 204, body: "" });
  expect(floor.calls).toBe(callsBefore);
});

test("an event that ends nothing is nobody's business here", async () => {
  const { floor, sid } = await openWithEnd();
  const [created] = floor.account.taskRouter.log.ofTask(sid);
  const callsBefore = floor.calls;

  expect(created && (await toCallback(floor, created))).toEqual({ status: 204, body: "" });
  expect(created && (await toSink(floor, [cloudEventOf(created)]))).toEqual({ status: 200, body: { because: [] } });
  expect(floor.calls).toBe(callsBefore);
});
