/** A disposition that comes when the task has ended is kept in the ledger, and in the feed as the record's next revision. */
import type { AccountRequest } from "../../simulator/account";
import { closingEvent, cloudEventOf, inTime, toSink } from "../support/closing";
import { ALREADY, capture, openWithTask, type Trouble, trouble } from "../support/dispositions";
import { fromFlex, signIn } from "../support/flex-users";
import { type Floor, openFloor } from "../support/floor";
import { GRACE, taskSid } from "../support/people";
import { arrive, complete, giveUp, hire } from "../support/work";

const LATE = { status: 200, body: { because: "disposition-came-late" } };
const DELETED = 600;

const announce = (floor: Floor, sid: string) => toSink(floor, [cloudEventOf(closingEvent(floor, sid))]);

/** A contact that was answered and has ended without a disposition; recorded, unless the end is still to be announced. */
async function openWithEnded({ isAnnounced = true, isDeleted = false } = {}) {
  const opened = await openWithTask();
  const { floor, sid } = opened;
  await complete(floor, sid);
  if (isDeleted) await floor.account.clock.advance(DELETED);
  if (isAnnounced) await announce(floor, sid);
  return opened;
}

const revisions = (floor: Floor) =>
  floor.feed.map(({ revision, because, disposition, isDispositionMissing }) => ({
    revision,
    because,
    code: disposition?.code ?? null,
    isLate: disposition?.isLate ?? null,
    isDispositionMissing,
  }));

const missing = { revision: 1, because: "ended", code: null, isLate: null, isDispositionMissing: true };
const late = (revision: number, code: string) => ({
  revision,
  because: "disposition-came-late",
  code,
  isLate: true,
  isDispositionMissing: false,
});

test.each([
  { what: "has been completed", isDeleted: false },
  { what: "is gone", isDeleted: true },
])("where the task $what, the record gets the disposition, once", async ({ isDeleted }) => {
  const { floor, sid } = await openWithEnded({ isDeleted });
  const note = { note: "calls back on Tuesday" };

  expect([await capture(floor, sid, "resolved", note), await capture(floor, sid, "resolved", note)]).toEqual([
    LATE,
    ALREADY,
  ]);
  expect(revisions(floor)).toEqual([missing, late(2, "resolved")]);
  expect(floor.feed.at(-1)?.disposition?.note).toBe("calls back on Tuesday");
  expect(floor.mapItems("ledger").map(({ data }) => data)).toMatchObject([
    { disposition: { code: "resolved", revision: 2, isWritten: true } },
  ]);
});

test("a contact whose end is not announced yet is recorded with it, and the announcement comes too late", async () => {
  const { floor, sid } = await openWithEnded({ isAnnounced: false });

  expect(await capture(floor, sid, "complaint")).toEqual(LATE);
  expect(await announce(floor, sid)).toEqual({ status: 200, body: { because: ["already-recorded"] } });
  expect(await capture(floor, sid, "complaint")).toEqual(ALREADY);
  expect(revisions(floor)).toEqual([late(1, "complaint")]);
});

test("another late disposition is the next revision", async () => {
  const { floor, sid } = await openWithEnded();
  await capture(floor, sid, "resolved");

  expect(await capture(floor, sid, "complaint")).toEqual(LATE);
  expect(revisions(floor)).toEqual([missing, late(2, "resolved"), late(3, "complaint")]);
});

test("two late dispositions at once get a revision each", async () => {
  const { floor, sid } = await openWithEnded();

  const replies = await Promise.all([capture(floor, sid, "resolved"), capture(floor, sid, "complaint")]);

  expect(replies).toEqual([LATE, LATE]);
  expect(floor.feed.map(({ revision }) => revision).sort()).toEqual([1, 2, 3]);
});

test("what came in time and comes again changes nothing", async () => {
  const { floor, sid } = await openWithTask();
  await capture(floor, sid, "resolved");
  await complete(floor, sid);
  await announce(floor, sid);

  expect(await capture(floor, sid, "resolved")).toEqual(ALREADY);
  await floor.account.clock.advance(DELETED);
  expect(await capture(floor, sid, "resolved", { complete: "true" })).toEqual(ALREADY);
  expect(floor.feed).toHaveLength(1);
});

test("an abandoned contact takes one, and lacked none", async () => {
  const floor = await openFloor();
  const sid = await arrive(floor, { channel: "chat", queue: "regular", from: GRACE.from });
  await giveUp(floor, sid);
  await announce(floor, sid);

  expect(await capture(floor, sid, "follow-up")).toEqual(LATE);
  expect(revisions(floor)).toEqual([{ ...missing, isDispositionMissing: false }, late(2, "follow-up")]);
});

test("a task that never was is unknown, and nothing is written", async () => {
  const floor = await openFloor();

  expect(await capture(floor, taskSid("dead"), "resolved")).toEqual({
    status: 404,
    body: { because: "task-is-unknown" },
  });
  expect(floor.mapItems("ledger")).toEqual([]);
});

test("what does not fit the contact's queue is told, and nothing is written", async () => {
  const { floor, sid } = await openWithEnded();

  expect(await capture(floor, sid, "fraud-suspected")).toEqual({
    status: 409,
    body: { because: "fields-do-not-fit", problems: ["fields.case: is required"] },
  });
  expect(revisions(floor)).toEqual([missing]);
});

test("in Flex the worker who had the contact speaks of it when it is gone, and no other does", async () => {
  const { floor, sid, workerSid } = await openWithEnded({ isDeleted: true });
  const other = await hire(floor, "bruno", { regular: 3 });
  const say = (worker: string) =>
    fromFlex(floor, "capture-disposition", signIn(floor, worker), { taskSid: sid, disposition: "resolved" });

  expect([await say(other), await say(workerSid)]).toEqual([
    { status: 403, body: { because: "not-your-contact" } },
    LATE,
  ]);
});

const isClaimWrite = ({ method, path, caller }: AccountRequest) =>
  caller.startsWith("/") && method === "post" && /\/Maps\/ledger-\d+\/Items/.test(path);
const isFeedWrite = ({ method, path }: AccountRequest) => method === "post" && /\/Lists\/feed-\d+\/Items$/.test(path);

describe.each([{ isAnnounced: true }, { isAnnounced: false }])("announced before: $isAnnounced", ({ isAnnounced }) => {
  test.each<{ what: string; kind: Trouble; matches: (request: AccountRequest) => boolean }>([
    { what: "the claim", kind: "lost answer", matches: isClaimWrite },
    { what: "the claim", kind: "lost request", matches: isClaimWrite },
    { what: "the claim", kind: "503", matches: isClaimWrite },
    { what: "the claim", kind: "429", matches: isClaimWrite },
    { what: "the feed", kind: "lost answer", matches: isFeedWrite },
    { what: "the feed", kind: "lost request", matches: isFeedWrite },
    { what: "the feed", kind: "503", matches: isFeedWrite },
    { what: "the feed", kind: "429", matches: isFeedWrite },
  ])("trouble with $what ($kind) loses nothing and doubles nothing", async ({ kind, matches }) => {
    const { floor, sid } = await openWithEnded({ isAnnounced });
    trouble(floor, kind, matches);

    expect(await inTime(floor, capture(floor, sid, "resolved"))).toEqual(LATE);
    expect(await inTime(floor, capture(floor, sid, "resolved"))).toEqual(ALREADY);
    // While the function pauses, the end may be announced, and come first.
    const written = revisions(floor);
    expect(written.filter(({ isLate }) => isLate)).toEqual([late(written.length, "resolved")]);
    expect(written.slice(0, -1)).toEqual(written.length > 1 || isAnnounced ? [missing] : []);
  });
});

test("a function that dies between claim and feed leaves the rest to the same disposition again", async () => {
  const { floor, sid } = await openWithEnded();
  let isDown = true;
  floor.intercept((request, pass) => {
    if (isDown && isFeedWrite(request)) return { status: 400, body: { status: 400, code: 20001, message: "" } };
    return pass();
  });
  const failed = await capture(floor, sid, "resolved");
  isDown = false;

  expect(failed.status).toBe(500);
  expect(await inTime(floor, capture(floor, sid, "resolved"))).toEqual(LATE);
  expect(await capture(floor, sid, "resolved")).toEqual(ALREADY);
  expect(revisions(floor)).toEqual([missing, late(2, "resolved")]);
});

test("a record of which nobody knows whether it was written is looked for when the disposition comes again", async () => {
  const { floor, sid } = await openWithEnded();
  let isDown = false;
  let isOver = false;
  floor.intercept((request, pass) => {
    const isFeed = request.caller.startsWith("/") && request.path.includes("/Lists/feed-");
    if (!isFeed || isOver) return pass();
    if (isFeedWrite(request) && !isDown) {
      isDown = true;
      pass();
    }
    if (isDown) throw new Error("socket hang up");
    return pass();
  });
  const uncertain = await inTime(floor, capture(floor, sid, "resolved"));
  isOver = true;

  expect(uncertain.status).toBe(500);
  expect(await inTime(floor, capture(floor, sid, "resolved"))).toEqual(LATE);
  expect(revisions(floor)).toEqual([missing, late(2, "resolved")]);
});

test("where the Events API does not tell the end in time, the caller is told to come again", async () => {
  const { floor, sid } = await openWithEnded();
  floor.intercept((request, pass) =>
    request.path.endsWith("/Events") ? { status: 200, body: { meta: { key: "events" }, events: [] } } : pass(),
  );

  expect(await inTime(floor, capture(floor, sid, "resolved"))).toEqual({ status: 503, body: { error: "not yet" } });
  expect(revisions(floor)).toEqual([missing]);
});

test("a task that completes between reading and writing gets its disposition late", async () => {
  const { floor, sid } = await openWithTask();
  floor.intercept((request, pass) => {
    const task = floor.account.taskRouter.workspace.tasks.get(sid);
    if (request.caller.startsWith("/studio") && request.method === "post" && task?.status === "assigned") {
      floor.account.taskRouter.engine.move(task, "completed", "by hand");
    }
    return pass();
  });

  expect(await capture(floor, sid, "resolved")).toEqual(LATE);
  expect(revisions(floor)).toEqual([late(1, "resolved")]);
});
