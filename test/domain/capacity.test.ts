import { type CapacityState, type ChannelState, decideCapacity, isPressed } from "../../src/domain/capacity";
import { ANA, afterNoon, BRUNO, NOON } from "../support/people";
import { policy } from "../support/policy";

const { capacity: rules } = policy;
const PRESSED = { waiting: 2, longestWait: 20 };
const CALM = { waiting: 0, longestWait: 0 };

const ana = (capacity: number, assigned = capacity): ChannelState => ({
  workerSid: ANA.sid,
  name: "ana",
  capacity,
  assigned,
});
const bruno = (capacity: number, assigned = capacity): ChannelState => ({
  workerSid: BRUNO.sid,
  name: "bruno",
  capacity,
  assigned,
});
const nobody = (calmSince: string | null = null): CapacityState => ({ raised: null, calmSince });
const raised = (capacity: number, calmSince: string | null = null): CapacityState => ({
  raised: { workerSid: ANA.sid, name: "ana", baseline: 2, capacity },
  calmSince,
});
const secondsAgo = (seconds: number) => afterNoon(-seconds).toISOString();

test.each([
  { is: true, waiting: 2, longestWait: 20 },
  { is: false, waiting: 1, longestWait: 20 },
  { is: false, waiting: 2, longestWait: 19 },
  { is: true, waiting: 3, longestWait: 21 },
  { is: false, waiting: 0, longestWait: 0 },
])("pressed is $is with $waiting waiting, the first for $longestWait s", ({ is, ...pressure }) => {
  expect(isPressed(pressure, rules)).toBe(is);
});

test.each([
  { because: "channel-is-calm", before: nobody(), pressure: CALM, channels: [] },
  { because: "waits-are-short", before: nobody(), pressure: { waiting: 1, longestWait: 99 }, channels: [ana(1)] },
  { because: "waits-are-short", before: nobody(), pressure: { waiting: 9, longestWait: 19 }, channels: [ana(1)] },
  { because: "waits-are-short", before: raised(3), pressure: { waiting: 1, longestWait: 1 }, channels: [ana(3)] },
  { because: "capacity-raised", before: nobody(), pressure: PRESSED, channels: [ana(1)], to: 2 },
  { because: "capacity-raised", before: nobody(), pressure: PRESSED, channels: [ana(3)], to: 4 },
  { because: "capacity-raised", before: nobody(), pressure: PRESSED, channels: [ana(2, 3)], to: 3 },
  { because: "capacity-raised", before: raised(3), pressure: PRESSED, channels: [ana(3)], to: 4 },
  { because: "capacity-at-maximum", before: nobody(), pressure: PRESSED, channels: [ana(4)] },
  { because: "capacity-at-maximum", before: nobody(), pressure: PRESSED, channels: [ana(5)] },
  { because: "capacity-at-maximum", before: raised(4), pressure: PRESSED, channels: [ana(4)] },
  { because: "nobody-on-the-channel-is-full", before: nobody(), pressure: PRESSED, channels: [] },
  { because: "nobody-on-the-channel-is-full", before: nobody(), pressure: PRESSED, channels: [ana(2, 1), bruno(0, 0)] },
  { because: "nobody-on-the-channel-is-full", before: raised(3), pressure: PRESSED, channels: [ana(3, 2), bruno(1)] },
  { because: "worker-changed-by-hand", before: raised(3), pressure: PRESSED, channels: [ana(1)] },
  { because: "worker-changed-by-hand", before: raised(3), pressure: CALM, channels: [ana(5, 0)] },
  { because: "worker-changed-by-hand", before: raised(3, secondsAgo(999)), pressure: CALM, channels: [ana(2, 0)] },
  { because: "calm-too-short", before: raised(3), pressure: CALM, channels: [ana(3, 0)] },
  { because: "calm-too-short", before: raised(3, secondsAgo(299)), pressure: CALM, channels: [ana(3, 0)] },
  { because: "capacity-lowered", before: raised(3, secondsAgo(300)), pressure: CALM, channels: [ana(3, 0)], to: 2 },
  { because: "capacity-lowered", before: raised(4, secondsAgo(300)), pressure: CALM, channels: [ana(4, 4)], to: 3 },
] as const)("$because: $before under $pressure with $channels", ({ because, before, pressure, channels, ...row }) => {
  const decision = decideCapacity(before, pressure, channels, rules, NOON);

  expect(decision.because).toBe(because);
  expect(decision.set?.capacity).toBe("to" in row ? row.to : undefined);
});

test("nobody outside the bounds is raised: neither who is closed to the channel nor who is at the top", () => {
  const rulesFromTwo = { ...rules, minimum: 2 };

  const { set } = decideCapacity(nobody(), PRESSED, [ana(1), bruno(4)], rulesFromTwo, NOON);

  expect(set).toBeUndefined();
});

test("the first full worker with room is raised, and the baseline remembered", () => {
  const { state, set } = decideCapacity(nobody(), PRESSED, [ana(4), bruno(2)], rules, NOON);

  expect(set).toEqual({ workerSid: BRUNO.sid, name: "bruno", from: 2, capacity: 3 });
  expect(state.raised).toEqual({ workerSid: BRUNO.sid, name: "bruno", baseline: 2, capacity: 3 });
});

test("while one worker is raised, no other is", () => {
  const { because, set } = decideCapacity(raised(4), PRESSED, [ana(4), bruno(1)], rules, NOON);

  expect({ because, set }).toEqual({ because: "capacity-at-maximum", set: undefined });
});

test("a worker raised again keeps the first baseline", () => {
  const { state } = decideCapacity(raised(3), PRESSED, [ana(3)], rules, NOON);

  expect(state.raised).toMatchObject({ baseline: 2, capacity: 4 });
});

test("a worker goes down step by step, with a whole calm before each, to the baseline and not below", () => {
  let state = raised(4, secondsAgo(0));
  const steps: (number | undefined)[] = [];
  for (const seconds of [300, 599, 600, 900]) {
    const capacity = state.raised?.capacity ?? 2;
    const decision = decideCapacity(state, CALM, [ana(capacity, 0)], rules, afterNoon(seconds));
    steps.push(decision.set?.capacity);
    state = decision.state;
  }

  expect(steps).toEqual([3, undefined, 2, undefined]);
  expect(state.raised).toBeNull();
});

test.each([
  { what: "begins now", before: null, pressure: CALM, after: NOON.toISOString() },
  { what: "goes on", before: secondsAgo(90), pressure: CALM, after: secondsAgo(90) },
  { what: "is over", before: secondsAgo(90), pressure: { waiting: 1, longestWait: 0 }, after: null },
])("calm $what with $pressure.waiting waiting", ({ before, pressure, after }) => {
  expect(decideCapacity(nobody(before), pressure, [], rules, NOON).state.calmSince).toBe(after);
});

test("a worker who is not seen this time stays the raised one", () => {
  const { state } = decideCapacity(raised(3), PRESSED, [bruno(1)], rules, NOON);

  expect(state.raised).toEqual(raised(3).raised);
});
