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
  ended: [],
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

test.each([
  { what: "nothing new", ended: [], feedIndex: 41, answered: 0 },
  { what: "one", ended: [{ index: 42, record: record() }], feedIndex: 42, answered: 1 },
  {
    what: "two",
    ended: [
      { index: 42, record: record() },
      { index: 44, record: record() },
    ],
    feedIndex: 44,
    answered: 2,
  },
  {
    what: "one of an unknown queue",
    ended: [{ index: 42, record: record({ queue: "gone" }) }],
    feedIndex: 42,
    answered: 0,
  },
  {
    what: "one of a queue that only looks like one",
    ended: [{ index: 42, record: record({ queue: "constructor" }) }],
    feedIndex: 42,
    answered: 0,
  },
  {
    what: "one of yesterday",
    ended: [{ index: 42, record: record({ endedAt: "2026-01-04T23:59:59Z" }) }],
    feedIndex: 42,
    answered: 0,
  },
])("of the feed: $what", ({ ended, feedIndex, answered }) => {
  const pulse = pulseAfter(floor({ ended }, { feedIndex: 41 }));

  expect(pulse.feedIndex).toBe(feedIndex);
  expect(pulse.queues["sales"]?.answered).toBe(answered);
});

test.each([
  { what: "go on", day: "2026-01-05", answered: 8 },
  { what: "begin again", day: "2026-01-04", answered: 1 },
  { what: "begin", day: null, answered: 1 },
])("figures of $day $what", ({ day, answered }) => {
  const queues = { sales: { ...noContacts(), answered: 7, waiting: 5, longestWait: 50, available: 5 } };
  const ended = [{ index: 0, record: record() }];

  expect(pulseAfter(floor({ ended }, { day, queues })).queues["sales"]).toMatchObject({ answered, waiting: 0 });
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
