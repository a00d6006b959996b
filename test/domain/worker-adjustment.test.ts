/** What may be made of a worker's channel, and what is written down about it. */
import type { Policy } from "../../src/domain/policy";
import { type AskedAdjustment, boundsOf, decideAdjustment } from "../../src/domain/worker-adjustment";
import { policy } from "../support/floor";
import { ANA, NOON } from "../support/people";

const chat: AskedAdjustment = {
  workerSid: ANA.sid,
  channel: "chat",
  capacity: 3,
  available: undefined,
  dryRun: false,
  by: "token 0123456789abcdef",
};
const found = { name: ANA.name, capacity: 2, available: true, assigned: 1 };

const at = NOON.toISOString();
const journaled = (line: object) => ({
  type: "writeJournal",
  id: `${at}.${ANA.sid}.chat`,
  entry: {
    at,
    lines: [
      { because: "worker-adjusted", worker: ANA.name, workerSid: ANA.sid, channel: "chat", by: chat.by, ...line },
    ],
  },
});

test("a change is journaled with what was before and who asked, and then made", () => {
  const { because, effects, answer } = decideAdjustment(chat, found, policy, NOON);

  expect(because).toBe("worker-adjusted");
  expect(effects).toEqual([
    journaled({ from: 2, to: 3 }),
    { type: "adjustChannel", workerSid: ANA.sid, channel: "chat", setting: { capacity: 3, available: true } },
  ]);
  expect(answer).toEqual({
    before: { capacity: 2, available: true },
    after: { capacity: 3, available: true },
    bounds: { minimum: 1, maximum: 4 },
    assigned: 1,
  });
});

test("a worker who is taken off a channel keeps the capacity", () => {
  const { effects } = decideAdjustment({ ...chat, capacity: 2, available: false }, found, policy, NOON);

  expect(effects).toEqual([
    journaled({ from: 2, to: 2, wasAvailable: true, isAvailable: false }),
    { type: "adjustChannel", workerSid: ANA.sid, channel: "chat", setting: { capacity: 2, available: false } },
  ]);
});

test.each([
  { what: "one more than the policy's maximum", asked: { capacity: 5 }, because: "above-maximum" },
  { what: "the policy's maximum", asked: { capacity: 4 }, because: "worker-adjusted" },
  { what: "the policy's minimum", asked: { capacity: 1 }, because: "worker-adjusted" },
  { what: "one less than the policy's minimum", asked: { capacity: 0 }, because: "below-minimum" },
  { what: "what is so already", asked: { capacity: 2 }, because: "already-so" },
  { what: "what is so already, said in full", asked: { capacity: 2, available: true }, because: "already-so" },
  { what: "a look at a change", asked: { dryRun: true }, because: "would-be-adjusted" },
  { what: "a look at what is too much", asked: { dryRun: true, capacity: 5 }, because: "above-maximum" },
])("$what is answered $because", ({ asked, because }) => {
  const decision = decideAdjustment({ ...chat, ...asked }, found, policy, NOON);

  expect(decision.because).toBe(because);
  expect(decision.effects).toHaveLength(because === "worker-adjusted" ? 2 : 0);
});

test("who is out of bounds by hand may be taken off the channel, and is not moved", () => {
  const byHand = { ...found, capacity: 9 };

  expect(decideAdjustment({ ...chat, capacity: 9, available: false }, byHand, policy, NOON).because).toBe(
    "worker-adjusted",
  );
  expect(decideAdjustment({ ...chat, capacity: 8 }, byHand, policy, NOON).because).toBe("above-maximum");
});

test("a worker who is not there is not adjusted", () => {
  expect(decideAdjustment(chat, undefined, policy, NOON)).toMatchObject({
    because: "no-such-worker-on-the-channel",
    effects: [],
  });
});

const withChats = (chats: number): Policy => ({
  ...policy,
  roster: [{ names: ["zoe"], skills: { stock: 3 }, capacity: { chat: chats } }],
});

test.each([
  { who: "ana", channel: "chat", of: policy, bounds: { minimum: 1, maximum: 4 } },
  { who: "somebody who is not in the roster", channel: "chat", of: policy, bounds: { minimum: 1, maximum: 4 } },
  { who: "ana", channel: "voice", of: policy, bounds: { minimum: 0, maximum: 1 } },
  { who: "regular_3", channel: "voice", of: policy, bounds: { minimum: 0, maximum: 1 } },
  { who: "somebody who is not in the roster", channel: "voice", of: policy, bounds: undefined },
  { who: "zoe", channel: "chat", of: withChats(4), bounds: { minimum: 1, maximum: 4 } },
  { who: "zoe", channel: "chat", of: withChats(6), bounds: { minimum: 1, maximum: 6 } },
])("the bounds of $who on $channel are $bounds", ({ who, channel, of, bounds }) => {
  expect(boundsOf(of, channel, who)).toEqual(bounds);
});

test("a channel without bounds is left alone", () => {
  const stranger = { ...found, name: "stranger" };

  expect(decideAdjustment({ ...chat, channel: "voice", capacity: 1 }, stranger, policy, NOON)).toMatchObject({
    because: "channel-without-bounds",
    effects: [],
  });
});
