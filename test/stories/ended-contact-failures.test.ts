/** Nothing that fails while an ended contact is recorded loses it, or records it twice. */
import type { AccountRequest } from "../../simulator/account";
import { closingEvent, cloudEventOf, toCallback, toSink } from "../support/closing";
import { type Floor, openFloor } from "../support/floor";
import { GRACE } from "../support/people";
import { arrive, giveUp } from "../support/work";

const call = { channel: "voice", queue: "regular", from: GRACE.from, customer: GRACE.customer };
const recorded = { status: 200, body: { because: ["contact-recorded"] } };
const failed = { status: 500, body: { error: "internal error" } };

const isClaim = ({ method, path }: AccountRequest) => method === "post" && /\/Maps\/ledger-\d\/Items$/.test(path);
const isFeedWrite = ({ method, path }: AccountRequest) => method === "post" && path.endsWith("/Lists/feed/Items");
const isHistoryWrite = ({ method, path }: AccountRequest) => method === "post" && path.endsWith("/Maps/history/Items");
const isEventList = ({ path }: AccountRequest) => path.endsWith("/Events");

type Trouble = "refused" | "lost request" | "lost answer";

/** The next such request meets with trouble; those after it do not. */
function trouble(floor: Floor, kind: Trouble, matches: (request: AccountRequest) => boolean): void {
  let isDue = true;
  floor.intercept((request, pass) => {
    if (!isDue || !matches(request)) return pass();
    isDue = false;
    if (kind === "refused") return { status: 500, body: { status: 500, code: 20500, message: GRACE.from } };
    if (kind === "lost answer") pass();
    throw new Error("socket hang up");
  });
}

async function openWithEnd(): Promise<{ floor: Floor; sid: string; deliver: () => ReturnType<typeof toSink> }> {
  const floor = await openFloor();
  const sid = await arrive(floor, call);
  await giveUp(floor, sid);
  const batch = [cloudEventOf(closingEvent(floor, sid))];
  return { floor, sid, deliver: () => toSink(floor, batch) };
}

test.each([
  { what: "the claim", kind: "refused", matches: isClaim },
  { what: "the claim", kind: "lost request", matches: isClaim },
  { what: "the look at the events", kind: "refused", matches: isEventList },
  { what: "the feed write", kind: "refused", matches: isFeedWrite },
  { what: "the feed write", kind: "lost request", matches: isFeedWrite },
  { what: "the history write", kind: "refused", matches: isHistoryWrite },
  { what: "the history write", kind: "lost answer", matches: isHistoryWrite },
] as const)("where $what fails ($kind), the redelivery records the contact once", async ({ kind, matches }) => {
  const { floor, sid, deliver } = await openWithEnd();
  trouble(floor, kind, matches);

  const replies = [await deliver(), await deliver()];

  expect(replies).toEqual([failed, recorded]);
  expect(floor.feed).toMatchObject([{ taskSid: sid }]);
  expect(floor.mapItems("history")).toHaveLength(1);
});

test("where the answer to the claim is lost, the claim is known again and the contact recorded", async () => {
  const { floor, sid, deliver } = await openWithEnd();
  trouble(floor, "lost answer", isClaim);

  expect(await deliver()).toEqual(recorded);
  expect(floor.feed).toMatchObject([{ taskSid: sid }]);
});

test("an end that the Events API does not tell yet is asked for again", async () => {
  const { floor, sid, deliver } = await openWithEnd();
  let lag = 3;
  floor.intercept((request, pass) =>
    isEventList(request) && lag-- > 0 ? { status: 200, body: { meta: { key: "events" }, events: [] } } : pass(),
  );

  const reply = deliver();
  await floor.account.clock.advance(2);

  expect(await reply).toEqual(recorded);
  expect(floor.feed).toMatchObject([{ taskSid: sid }]);
});

test("an end that is not told in time is left to the next delivery", async () => {
  const { floor, sid, deliver } = await openWithEnd();
  let isLagging = true;
  floor.intercept((request, pass) =>
    isEventList(request) && isLagging ? { status: 200, body: { meta: { key: "events" }, events: [] } } : pass(),
  );

  const late = deliver();
  await floor.account.clock.advance(4.5);
  isLagging = false;

  expect(await late).toEqual({ status: 503, body: { error: "not yet" } });
  expect(await deliver()).toMatchObject({ status: 200 });
  expect(floor.feed).toMatchObject([{ taskSid: sid }]);
});

test("one end of a batch that fails keeps no other from being recorded", async () => {
  const { floor, sid } = await openWithEnd();
  const other = await arrive(floor, { ...call, queue: "stock" });
  await giveUp(floor, other);
  trouble(floor, "refused", isFeedWrite);
  const batch = [sid, other].map((each) => cloudEventOf(closingEvent(floor, each)));

  const replies = [await toSink(floor, batch), await toSink(floor, batch)];

  expect(replies).toEqual([failed, { status: 200, body: { because: ["contact-recorded", "already-recorded"] } }]);
  expect(floor.feed.map(({ taskSid }) => taskSid)).toEqual([other, sid]);
});

test("a malformed batch is refused with every problem named, and nothing is asked of Twilio", async () => {
  const floor = await openFloor();
  const type = "com.twilio.taskrouter.task.completed";
  const payload = { workspace_sid: floor.variables["WORKSPACE_SID"], task_sid: "WT1", task_age: -1, timestamp: "noon" };

  const reply = await toSink(floor, [{ data: {} }, { type, data: "{" }, { type, data: { payload } }, "nonsense"]);

  expect(reply).toEqual({
    status: 400,
    body: {
      error: "bad request",
      problems: [
        expect.stringMatching(/^0\.type: /),
        "1.data.payload: is required",
        "2.task_sid: must be a SID that starts with WT",
        "2.task_age: must not be negative",
        "2.timestamp: must be an ISO 8601 date",
        expect.stringMatching(/^3\.type: /),
        expect.stringMatching(/^3\.data: /),
      ],
    },
  });
  expect(floor.calls).toBe(0);
});

test("a body that is no array is refused", async () => {
  const floor = await openFloor();

  expect(await toSink(floor, { type: "com.twilio.taskrouter.task.completed" })).toMatchObject({
    status: 400,
    body: { problems: ["body: must be an array of CloudEvents"] },
  });
});

test("a malformed callback is refused with every problem named", async () => {
  const { floor, sid } = await openWithEnd();
  const event = closingEvent(floor, sid);

  const reply = await toCallback(floor, { ...event, data: { ...event.data, task_sid: "WT1", task_age: "old" } });

  expect(reply).toMatchObject({
    status: 400,
    body: {
      problems: expect.arrayContaining([
        "TaskSid: must be a SID that starts with WT",
        expect.stringMatching(/^TaskAge: /),
      ]),
    },
  });
});
