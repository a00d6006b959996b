/** Nothing that fails while an ended contact is recorded loses it, or records it twice. */
import type { AccountRequest } from "../../simulator/account";
import { closingEvent, cloudEventOf, inTime, toCallback, toSink } from "../support/closing";
import { type Floor, openFloor } from "../support/floor";
import { GRACE } from "../support/people";
import { arrive, giveUp } from "../support/work";

const call = { channel: "voice", queue: "regular", from: GRACE.from, customer: GRACE.customer };
const recorded = { status: 200, body: { because: ["contact-recorded"] } };
const refusal = { status: 500, body: { status: 500, code: 20500, message: GRACE.from } };
const failed = { status: 500, body: { error: "internal error" } };

const isClaim = ({ method, path }: AccountRequest) => method === "post" && /\/Maps\/ledger-\d+\/Items$/.test(path);
const isFeedWrite = ({ method, path }: AccountRequest) => method === "post" && /\/Lists\/feed-\d+\/Items$/.test(path);
const isEventList = ({ path }: AccountRequest) => path.endsWith("/Events");

type Trouble = "refused" | "lost request" | "lost answer";

/** The next such request meets with trouble; those after it do not. */
function trouble(floor: Floor, kind: Trouble, matches: (request: AccountRequest) => boolean): void {
  let isDue = true;
  floor.intercept((request, pass) => {
    if (!isDue || !matches(request)) return pass();
    isDue = false;
    if (kind === "refused") return refusal;
    if (kind === "lost answer") pass();
    throw new Error("socket hang up");
  });
}

async function openWithEnd(): Promise<{ floor: Floor; sid: string; deliver: () => ReturnType<typeof toSink> }> {
  const floor = await openFloor();
  // Only what a test delivers is delivered.
  floor.account.events.faults.set({ rules: [{ dropped: { rate: 1 } }] });
  const sid = await arrive(floor, call);
  await giveUp(floor, sid);
  const batch = [cloudEventOf(closingEvent(floor, sid))];
  return { floor, sid, deliver: () => inTime(floor, toSink(floor, batch)) };
}

const PLACES = { "the claim": isClaim, "the look at the events": isEventList, "the feed write": isFeedWrite };
const KINDS: readonly Trouble[] = ["refused", "lost request", "lost answer"];
const places = Object.entries(PLACES).flatMap(([what, matches]) => KINDS.map((kind) => ({ what, kind, matches })));

test.each(places)(
  "where $what fails once ($kind), the contact is recorded all the same, once",
  async ({ kind, matches }) => {
    const { floor, sid, deliver } = await openWithEnd();
    trouble(floor, kind, matches);

    const replies = [await deliver(), await deliver()];

    expect(replies).toEqual([recorded, { status: 200, body: { because: ["already-recorded"] } }]);
    expect(floor.feed).toMatchObject([{ taskSid: sid }]);
  },
);

test("where the feed cannot be written, the claim is given back and the redelivery records the contact", async () => {
  const { floor, sid, deliver } = await openWithEnd();
  let isOut = true;
  floor.intercept((request, pass) => (isOut && isFeedWrite(request) ? refusal : pass()));

  const first = await deliver();
  expect(floor.mapItems("ledger")).toEqual([]);
  isOut = false;

  expect([first, await deliver()]).toEqual([failed, recorded]);
  expect(floor.feed).toMatchObject([{ taskSid: sid }]);
});

test("where nobody can tell whether the feed was written, the claim is kept: rather late than twice", async () => {
  const { floor, sid, deliver } = await openWithEnd();
  const isFeed = ({ path }: AccountRequest) => /\/Lists\/feed-\d+\/Items$/.test(path);
  let isOut = true;
  floor.intercept((request, pass) => {
    if (!isOut || !isFeed(request)) return pass();
    pass();
    throw new Error("socket hang up");
  });

  const first = await deliver();
  isOut = false;

  expect([first.status, (await deliver()).body]).toEqual([500, { because: ["already-recorded"] }]);
  expect(floor.feed).toMatchObject([{ taskSid: sid }]);
});

test("one end of a batch that fails keeps no other from being recorded", async () => {
  const { floor, sid } = await openWithEnd();
  const other = await arrive(floor, { ...call, queue: "stock" });
  await giveUp(floor, other);
  let isOut = true;
  const isOfFirst = ({ parameters }: AccountRequest) => String(parameters["Data"]).includes(sid);
  floor.intercept((request, pass) => (isOut && isFeedWrite(request) && isOfFirst(request) ? refusal : pass()));
  const batch = [sid, other].map((each) => cloudEventOf(closingEvent(floor, each)));

  const first = await inTime(floor, toSink(floor, batch));
  isOut = false;

  expect([first, await toSink(floor, batch)]).toEqual([
    failed,
    { status: 200, body: { because: ["contact-recorded", "already-recorded"] } },
  ]);
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
