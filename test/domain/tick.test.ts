import type { ContactRecord } from "../../src/domain/contact-record";
import { advanced } from "../../src/domain/feed-cursor";
import type { FeedItem } from "../../src/domain/feed-item";
import { firstPulse, type Promised, type Pulse } from "../../src/domain/pulse";
import { noContacts } from "../../src/domain/queue-figures";
import { decideTick, type Floor } from "../../src/domain/tick";
import { ANA, afterNoon, NOON } from "../support/people";
import { policy } from "../support/policy";
import { record } from "../support/records";

const quiet = { waiting: 0, longestWait: 0 };
const floor = (given: Partial<Floor> = {}, pulse: Partial<Pulse> = {}): Floor => ({
  pulse: { ...firstPulse(), ...pulse },
  revision: "5",
  statistics: [],
  feed: { items: [], cursor: [] },
  completed: [],
  gone: [],
  pressure: quiet,
  channels: [],
  ...given,
});
const longWait = [{ taskQueue: "sales", waiting: 1, longestWait: 101, available: 0 }];
const message: Promised = { type: "sendAlert", id: "care@earlier", text: "[care@earlier]" };
const capacityTo = (capacity: number): Promised => ({
  type: "setChannelCapacity",
  workerSid: ANA.sid,
  channel: "chat",
  capacity,
});
const raisedTo = (capacity: number) => ({
  raised: { workerSid: ANA.sid, name: "ana", baseline: 1, capacity },
  calmSince: null,
});

const tick = (given: Floor) => decideTick(given, policy, NOON);
const typesOf = (given: Floor) => tick(given).effects.map(({ type }) => type);
function pulseAfter(given: Floor): Pulse {
  const [commit] = tick(given).effects;
  if (commit?.type !== "commitPulse") throw new Error("a tick begins with its commit");
  return commit.pulse;
}

test.each([
  { because: "ticked", seconds: null },
  { because: "ticked-moments-ago", seconds: 0 },
  { because: "ticked-moments-ago", seconds: 9.999 },
  { because: "ticked", seconds: 10 },
  { because: "ticked", seconds: 30 },
])("$because where the last tick was $seconds s ago", ({ because, seconds }) => {
  const tickedAt = seconds === null ? null : afterNoon(-seconds).toISOString();
  const decision = tick(floor({}, { tickedAt }));

  expect(decision.because).toBe(because);
  expect(decision.effects).toHaveLength(because === "ticked" ? 1 : 0);
});

test("a quiet tick writes the pulse over the revision it was read at, and nothing else", () => {
  expect(tick(floor()).effects).toEqual([
    {
      type: "commitPulse",
      revision: "5",
      pulse: {
        ...firstPulse(),
        tickedAt: NOON.toISOString(),
        day: "2026-01-05",
        queues: {
          sales: { ...noContacts(), ...quiet, available: 0 },
          care: { ...noContacts(), ...quiet, available: 0 },
        },
        capacity: { raised: null, calmSince: NOON.toISOString() },
        capacityBecause: "channel-is-calm",
      },
    },
  ]);
});

const item = (index: number, given: Partial<ContactRecord> = {}, list = 0): FeedItem => ({
  list,
  index,
  record: record({ customer: null, ...given }),
});
/** The feed after these, where the pulse has read it up to 41. */
const feedOf = (...items: FeedItem[]) => ({ items, cursor: advanced([41], items) });

test.each([
  { what: "nothing new", items: [], cursor: [41], answered: 0 },
  { what: "one", items: [item(42)], cursor: [42], answered: 1 },
  { what: "two", items: [item(42), item(44)], cursor: [44], answered: 2 },
  { what: "one in each of two lists", items: [item(42), item(0, {}, 1)], cursor: [42, 0], answered: 2 },
  { what: "one that is counted already", items: [item(41)], cursor: [41], answered: 0 },
  { what: "one of an unknown queue", items: [item(42, { queue: "gone" })], cursor: [42], answered: 0 },
  {
    what: "one of a queue that only looks like one",
    items: [item(42, { queue: "constructor" })],
    cursor: [42],
    answered: 0,
  },
  { what: "one of yesterday", items: [item(42, { endedAt: "2026-01-04T23:59:59Z" })], cursor: [42], answered: 0 },
  { what: "one that was written again", items: [item(42, { revision: 2 })], cursor: [42], answered: 0 },
])("of the feed: $what", ({ items, cursor, answered }) => {
  const pulse = pulseAfter(floor({ feed: feedOf(...items) }, { feed: [41], remembered: [40] }));

  expect(pulse).toMatchObject({ feed: cursor, remembered: cursor });
  expect(pulse.queues["sales"]?.answered).toBe(answered);
});

test("a customer's contacts are remembered once the pulse is committed, and taken for remembered last", () => {
  const items = [item(42, { customer: "c0ffee" }), item(43), item(44, { customer: "decaf" })];
  const decision = tick(floor({ feed: feedOf(...items) }, { feed: [41], remembered: [41] }));

  expect(decision.effects).toEqual([
    expect.objectContaining({ type: "commitPulse", pulse: expect.objectContaining({ feed: [44], remembered: [41] }) }),
    { type: "rememberContacts", items: [items[0], items[2]], days: policy.history.days, cursor: [44] },
    expect.objectContaining({ type: "settlePulse", pulse: expect.objectContaining({ feed: [44], remembered: [41] }) }),
  ]);
});

test("what is counted and not remembered yet is remembered, and not counted again", () => {
  const given = floor({ feed: feedOf(item(41, { customer: "c0ffee" })) }, { feed: [41], remembered: [40] });

  expect(typesOf(given)).toEqual(["commitPulse", "rememberContacts", "settlePulse"]);
  expect(pulseAfter(given).queues["sales"]?.answered).toBe(0);
});

const waiting = { taskSid: record().taskSid, list: 0, index: 30, looks: 0, isWritten: false };

test.each([
  { what: "a record that is whole by now", looks: 0, given: { isComplete: true }, appended: 1 },
  { what: "one that is not", looks: 3, given: { isComplete: false }, appended: 0 },
  { what: "one that is not at the last look", looks: 4, given: { isComplete: false }, appended: 1 },
])("of the incomplete: $what is appended $appended times, last of all", ({ looks, given, appended }) => {
  const completed = [record({ ...given, revision: 2, because: "completed" })];
  const decision = tick(floor({ completed, statistics: longWait }, { incomplete: [{ ...waiting, looks }] }));

  const types = decision.effects.map(({ type }) => type);
  expect(types.filter((type) => type === "appendToFeed")).toHaveLength(appended);
  expect(types.slice(0, 4)).toEqual(["commitPulse", "sendAlert", "writeJournal", "settlePulse"]);
});

test("a record that is being completed waits until the feed shows it, and is counted then", () => {
  const again = record({ revision: 2, because: "completed", customer: "c0ffee" });
  const before = { feed: [41], remembered: [41], incomplete: [waiting] };

  const looked = pulseAfter(floor({ completed: [again], feed: feedOf() }, before));
  const shown = tick(
    floor({ feed: feedOf({ list: 0, index: 42, record: again }) }, { ...before, ...looked, tickedAt: null }),
  );

  expect(looked).toMatchObject({
    incomplete: [{ ...waiting, looks: 1, isWritten: true }],
    queues: { sales: { answered: 0 } },
  });
  expect(shown.effects[0]).toMatchObject({ pulse: { incomplete: [], queues: { sales: { answered: 1 } } } });
  expect(shown.effects[1]).toMatchObject({ type: "rememberContacts", items: [{ record: again }] });
});

test("a record that is not complete is neither counted nor remembered", () => {
  const items = [item(42, { isComplete: false, customer: "c0ffee" })];
  const given = floor({ feed: feedOf(...items) }, { feed: [41], remembered: [41] });

  expect(typesOf(given)).toEqual(["commitPulse"]);
  expect(pulseAfter(given)).toMatchObject({
    incomplete: [{ taskSid: record().taskSid, list: 0, index: 42, looks: 0, isWritten: false }],
    queues: { sales: { answered: 0 } },
  });
});

test.each([
  { what: "go on", day: "2026-01-05", answered: 8 },
  { what: "begin again", day: "2026-01-04", answered: 1 },
  { what: "begin", day: null, answered: 1 },
])("figures of $day $what", ({ day, answered }) => {
  const queues = { sales: { ...noContacts(), answered: 7, waiting: 5, longestWait: 50, available: 5 } };
  const feed = feedOf(item(42));

  expect(pulseAfter(floor({ feed }, { day, queues })).queues["sales"]).toMatchObject({ answered, waiting: 0 });
});

test("what a tick promises is in the pulse before it is done, and taken out after", () => {
  const { effects } = tick(floor({ statistics: longWait }));
  const promised = [{ type: "sendAlert", id: expect.any(String), text: expect.any(String) }];

  expect(effects).toEqual([
    expect.objectContaining({ type: "commitPulse", pulse: expect.objectContaining({ promised }) }),
    expect.objectContaining({ type: "sendAlert", mayHaveBeenSent: false }),
    expect.objectContaining({ type: "writeJournal" }),
    expect.objectContaining({ type: "settlePulse", pulse: expect.objectContaining({ promised: [] }) }),
  ]);
});

test("what an earlier tick promised is done first, as something that may have been done", () => {
  const { effects } = tick(floor({ statistics: longWait }, { promised: [capacityTo(2), message] }));

  expect(effects.slice(1, 4)).toEqual([
    capacityTo(2),
    { ...message, mayHaveBeenSent: true },
    expect.objectContaining({ type: "sendAlert", id: `sales@${NOON.toISOString()}`, mayHaveBeenSent: false }),
  ]);
});

test("a promise stays in the pulse until it is known to be kept", () => {
  expect(pulseAfter(floor({}, { promised: [message] })).promised).toEqual([message]);
});

test.each([
  { what: "without promise and news", given: floor(), types: ["commitPulse"] },
  {
    what: "with an alert",
    given: floor({ statistics: longWait }),
    types: ["commitPulse", "sendAlert", "writeJournal", "settlePulse"],
  },
  {
    what: "with an earlier promise",
    given: floor({}, { promised: [message] }),
    types: ["commitPulse", "sendAlert", "writeJournal", "settlePulse"],
  },
  {
    what: "with an alert that is over",
    given: floor({}, { alerts: { sales: NOON.toISOString() } }),
    types: ["commitPulse", "writeJournal"],
  },
])("effects of a tick $what: $types", ({ given, types }) => {
  expect(typesOf(given)).toEqual(types);
});

const pressure = { waiting: 2, longestWait: 20 };
const channel = (capacity: number) => ({ workerSid: ANA.sid, name: "ana", capacity, assigned: capacity });

test.each([
  {
    lines: [{ because: "capacity-raised", worker: "ana", channel: "chat", from: 1, to: 2 }],
    given: floor({ pressure, channels: [channel(1)] }),
  },
  {
    lines: [{ because: "worker-changed-by-hand", worker: "ana", channel: "chat" }],
    given: floor({ pressure, channels: [channel(3)] }, { capacity: raisedTo(2) }),
  },
  { lines: [{ because: "promised-before", effect: "sendAlert" }], given: floor({}, { promised: [message] }) },
  { lines: [{ because: "capacity-at-maximum", channel: "chat" }], given: floor({ pressure, channels: [channel(4)] }) },
  { lines: [{ because: "nobody-on-the-channel-is-full", channel: "chat" }], given: floor({ pressure }) },
  // Told once, when it begins.
  { lines: [], given: floor({ pressure }, { capacityBecause: "nobody-on-the-channel-is-full" }) },
  { lines: [], given: floor() },
])("the journal says $lines", ({ lines, given }) => {
  const entries = tick(given).effects.flatMap((effect) => (effect.type === "writeJournal" ? [effect.entry] : []));

  expect(entries).toEqual(lines.length === 0 ? [] : [{ at: NOON.toISOString(), lines }]);
});

test("a raise is performed as it was decided", () => {
  expect(tick(floor({ pressure, channels: [channel(1)] })).effects).toContainEqual(capacityTo(2));
});

test("a raise that was promised and not done is not taken for a change by hand", () => {
  const promised = [capacityTo(2), capacityTo(3)];

  const pulse = pulseAfter(floor({ channels: [channel(1)] }, { capacity: raisedTo(3), promised }));

  expect(pulse.capacity.raised).toEqual(raisedTo(3).raised);
});
