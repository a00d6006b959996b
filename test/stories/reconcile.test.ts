/** What the stream lost, what was left behind and what was written too early is found by reconcile, and put right. */
import type { AccountRequest } from "../../simulator/account";
import type { Claim } from "../../src/domain/claim";
import { ledgerNameOf } from "../../src/twilio/stores";
import { type Floor, openFloor } from "../support/floor";
import { afterNoon, GRACE, NOON } from "../support/people";
import { announce, endContact, reconcileCall, reconcileRun, repaired } from "../support/reconcile";
import { accept, arrive, complete, hire } from "../support/work";

const MINUTES = 60;
const isFeed = ({ path }: AccountRequest) => /\/Lists\/feed-\d+\/Items$/.test(path);
const isFeedWrite = (request: AccountRequest) => request.method === "post" && isFeed(request);
const isEventList = ({ path }: AccountRequest) => path.endsWith("/Events");

const claims = (floor: Floor) => floor.mapItems("ledger").map(({ data }) => data as Claim);

test("an end that nobody announced is recorded, once, and the next run finds all well", async () => {
  const floor = await openFloor();
  const [lost, told] = [await endContact(floor), await endContact(floor)];
  await announce(floor, told);
  await floor.account.clock.advance(4 * MINUTES);

  expect(await reconcileRun(floor)).toMatchObject({
    because: "reconciled",
    contacts: 2,
    right: 1,
    repaired: repaired({ "never-announced": 1 }),
    cursor: null,
  });
  expect(floor.feed.map(({ taskSid, revision, because }) => [taskSid, revision, because])).toEqual([
    [told, 1, "ended"],
    [lost, 1, "repaired"],
  ]);
  await floor.account.clock.advance(20 * MINUTES);
  expect(await reconcileRun(floor)).toMatchObject({ right: 2, repaired: repaired() });
  // Its record was written long after this window.
  const until = afterNoon(20).toISOString();
  expect(await reconcileRun(floor, { until })).toMatchObject({ right: 1, repairedBefore: 1, repaired: repaired() });
  expect(await announce(floor, lost)).toMatchObject({ body: { because: ["already-recorded"] } });
  expect(floor.feed).toHaveLength(2);
  expect(floor.journal.filter(({ because }) => because === "reconciled")).toMatchObject([
    { contacts: 2, "never-announced": 1 },
    { contacts: 2, "never-announced": 0, right: 2 },
    { contacts: 2, "never-announced": 0, repairedBefore: 1 },
  ]);
});

test("a claim whose record was never written is finished, but not while somebody may be at it", async () => {
  const floor = await openFloor();
  const sid = await endContact(floor);
  let isDead = false;
  floor.intercept((request, pass) => {
    if (isFeedWrite(request)) isDead = true;
    if (isDead && request.caller.startsWith("/event-streams")) throw new Error("socket hang up");
    return pass();
  });
  await floor.account.clock.advance(5 * MINUTES);
  await announce(floor, sid);
  expect([claims(floor).length, floor.feed.length]).toEqual([1, 0]);

  expect(await reconcileRun(floor)).toMatchObject({ contacts: 1, inProgress: 1, repaired: repaired() });
  await floor.account.clock.advance(1 * MINUTES);
  expect(await reconcileRun(floor)).toMatchObject({ repaired: repaired({ "left-behind": 1 }) });
  expect(floor.feed).toMatchObject([{ taskSid: sid, revision: 1, because: "repaired", isComplete: true }]);
  expect(claims(floor)).toMatchObject([{ repair: { reason: "left-behind", revision: 1, isWritten: true } }]);
});

/** The Events API hides some events for a while. */
async function openWithEarlyRecord(hides: (type: string) => boolean) {
  const floor = await openFloor();
  floor.account.events.faults.set({ rules: [{ dropped: { rate: 1 } }] });
  await hire(floor, "ana", { regular: 5 });
  const sid = await arrive(floor, { channel: "voice", queue: "regular", ...GRACE });
  await accept(floor, sid);
  await floor.account.clock.advance(90);
  await complete(floor, sid);
  let isLagging = true;
  floor.intercept((request, pass) => {
    const response = pass();
    if (!isLagging || !isEventList(request)) return response;
    const { events, ...rest } = response.body as { events: { event_type: string }[] };
    return { ...response, body: { ...rest, events: events.filter(({ event_type: type }) => !hides(type)) } };
  });
  await announce(floor, sid);
  isLagging = false;
  return { floor, sid };
}

test("a record that was written too early gets its next revision, once the tick has had its time", async () => {
  const { floor, sid } = await openWithEarlyRecord((type) => type === "reservation.accepted");
  await floor.account.clock.advance(5 * MINUTES);
  expect(await reconcileRun(floor)).toMatchObject({ inProgress: 1, repaired: repaired() });

  await floor.account.clock.advance(6 * MINUTES);

  expect(await reconcileRun(floor)).toMatchObject({ repaired: repaired({ "was-incomplete": 1 }) });
  expect(floor.feed).toMatchObject([
    { taskSid: sid, revision: 1, isComplete: false },
    { taskSid: sid, revision: 2, isComplete: true, because: "repaired", talked: 90 },
  ]);
  expect(await reconcileRun(floor)).toMatchObject({ contacts: 1, repaired: repaired() });
});

test("a record that seemed complete and is not what the events say is put right", async () => {
  const { floor } = await openWithEarlyRecord((type) => type.startsWith("task-queue."));
  await floor.account.clock.advance(2 * MINUTES);
  expect(floor.feed).toMatchObject([{ isComplete: true, queuePath: [] }]);

  expect(await reconcileRun(floor)).toMatchObject({ repaired: repaired({ "was-wrong": 1 }) });
  expect(floor.feed).toMatchObject([{}, { revision: 2, queuePath: ["regular"] }]);
});

test("a record that was written hours after the end is found where its claim says when, and not written again", async () => {
  const floor = await openFloor();
  const sid = await endContact(floor);
  await floor.account.clock.advance(90 * MINUTES);
  await announce(floor, sid);
  await floor.account.clock.advance(5 * MINUTES);

  const until = afterNoon(20).toISOString();
  expect(await reconcileRun(floor, { until })).toMatchObject({ contacts: 1, right: 1, repaired: repaired() });
  expect(floor.feed).toHaveLength(1);
});

test("a contact of which neither record nor event need be kept any more is not asked about", async () => {
  const floor = await openFloor();
  const since = new Date(floor.account.clock.now() - 30 * 24 * 3600 * 1000).toISOString();

  expect(await reconcileCall(floor, { since })).toMatchObject({
    body: { problems: ["since: must not be before 2025-12-07T12:00:00.000Z"] },
  });
});

test("a forgotten contact is never written again", async () => {
  const floor = await openFloor();
  const sid = await endContact(floor);
  const { sync } = floor.account.client(() => "test");
  const maps = sync.v1.services(floor.variables["SYNC_SERVICE_SID"] ?? "").syncMaps;
  const claim: Claim = { by: "forget", at: NOON.toISOString(), forgotten: true };
  await maps(ledgerNameOf(sid)).syncMapItems.create({ key: sid, data: claim });
  await floor.account.clock.advance(2 * MINUTES);

  expect(await reconcileRun(floor)).toMatchObject({ forgotten: 1, repaired: repaired() });
  expect(floor.feed).toEqual([]);
});

test("a run that breaks off, and several at once, come to the same as one", async () => {
  const floor = await openFloor();
  const lost = [await endContact(floor), await endContact(floor), await endContact(floor)];
  await floor.account.clock.advance(2 * MINUTES);
  let writes = 0;
  floor.intercept((request, pass) => {
    if (!isFeedWrite(request) || ++writes !== 2) return pass();
    pass();
    return { status: 503, body: { status: 503, code: 20503, message: "" } };
  });

  const answers = await Promise.all([reconcileRun(floor), reconcileRun(floor), reconcileRun(floor)]);

  expect(answers.map(({ because }) => because)).toEqual(["reconciled", "reconciled", "reconciled"]);
  await floor.account.clock.advance(2 * MINUTES);
  await reconcileRun(floor);
  expect(floor.feed.map(({ taskSid }) => taskSid).sort()).toEqual(lost.sort());
});

test("a dry run says what it would do and writes nothing", async () => {
  const floor = await openFloor();
  await endContact(floor);
  await floor.account.clock.advance(2 * MINUTES);

  expect(await reconcileRun(floor, { dryRun: true })).toMatchObject({ repaired: repaired({ "never-announced": 1 }) });
  expect([floor.feed, claims(floor), floor.journal]).toEqual([[], [], []]);
});

test.each([
  {
    what: "a window that is none",
    given: { since: "2026-01-05T13:00:00Z", until: "2026-01-05T12:00:00Z" },
    at: "since",
  },
  { what: "a window before the events", given: { since: "2025-12-01T12:00:00Z" }, at: "since" },
  { what: "a bound that is no moment", given: { until: "noon" }, at: "until" },
  { what: "a field it does not know", given: { to: "2026-01-05T12:00:00Z" }, at: "to" },
  { what: "a cursor that is none", given: { cursor: "r1_abc" }, at: "cursor" },
])("$what is refused", async ({ given, at }) => {
  const floor = await openFloor();

  expect(await reconcileCall(floor, given)).toMatchObject({
    status: 400,
    body: { problems: [expect.stringMatching(new RegExp(`^${at}: `))] },
  });
});
