/** A week of contacts, cut into stretches anywhere: the same samples. */
import fc from "fast-check";
import type { ContactRecord } from "../../../src/domain/contact-record";
import type { Sample } from "../../../src/domain/quality/sample";
import { weekOf } from "../../../src/domain/quality/standing";
import { type Memory, MOST_WAITING, sampleStretch } from "../../../src/domain/quality/stretch";
import type { QualityPolicy } from "../../../src/domain/quality-policy";
import type { TaskSid } from "../../../src/domain/sid";
import type { WrittenItem } from "../../../src/domain/writing-order";
import { ANA, afterNoon, BRUNO, NOON, taskSid } from "../../support/people";
import { isSad, qualityPolicy } from "../../support/quality";
import { record } from "../../support/records";

const NOTHING: Memory = { waiting: [], standings: new Map() };
const policy: QualityPolicy = { ...qualityPolicy, random: 0.1, quotas: { atLeast: 2, atMost: 5 } };

/** As fair as a hash, and as easy to read as a digit. */
const drawOf = (sid: string) => ((Number.parseInt(sid.slice(-8), 16) * 2654435761) % 2 ** 32) / 2 ** 32;

/** Reads a feed in stretches that end where it is said, in items or in seconds after an item, as a round does. */
function sampledIn(
  feed: readonly WrittenItem[],
  ends: readonly { after: number; idle: number }[],
  terms = { policy, isSad, drawOf },
  most = 3,
) {
  const samples: Sample[] = [];
  let memory = NOTHING;
  let place = 0;
  const read = (to: number, upTo: Date) => {
    for (;;) {
      const items = feed.slice(place, to);
      const over = memory.waiting.filter(({ until }) => Date.parse(until) <= upTo.getTime());
      const overdue = new Map(over.map(({ taskSid: sid, place: { index } }) => [sid, feed[index]?.record ?? record()]));
      const after = sampleStretch(memory, { items, upTo, overdue }, terms, most);
      samples.push(...after.samples);
      memory = { waiting: after.waiting, standings: after.standings };
      place += after.taken;
      if (after.taken === items.length) return;
    }
  };
  for (const { after, idle } of ends) {
    const to = Math.max(place, Math.min(after, feed.length));
    const last = feed[to - 1]?.writtenAt ?? NOON;
    const next = feed[to]?.writtenAt;
    const wanted = last.getTime() + idle * 1000;
    // Nothing is written later than a moment that has been settled.
    read(to, new Date(next ? Math.min(wanted, next.getTime() - 1) : wanted));
  }
  read(feed.length, afterNoon(60 * 86_400));
  return { samples, memory };
}

type Step = {
  pause: number;
  worker: 0 | 1;
  risk: number;
  fate: "complete" | "late" | "never" | "again";
  delay: number;
};

const step: fc.Arbitrary<Step> = fc.record({
  pause: fc.nat(40_000),
  worker: fc.constantFrom(0 as const, 1 as const),
  risk: fc.nat(4),
  fate: fc.constantFrom("complete", "complete", "complete", "late", "never", "again"),
  delay: fc.integer({ min: 1, max: 1500 }),
});

/** The feed as the steps make it: some records are completed later, some never, some are written again. */
function feedOf(steps: readonly Step[]): WrittenItem[] {
  let at = 0;
  const written = steps.flatMap(({ pause, worker, risk, fate, delay }, number) => {
    at += pause;
    const given: Partial<ContactRecord> = {
      taskSid: taskSid((number + 1).toString(16)),
      workers: [worker === 0 ? ANA : BRUNO],
      transfers: risk > 0 ? 1 : 0,
      rejections: risk > 1 ? 2 : 0,
      waited: risk > 2 ? 500 : 0,
      isDispositionMissing: risk > 3,
    };
    const first = { at, record: record({ ...given, isComplete: fate !== "late" && fate !== "never" }) };
    const second = { at: at + delay, record: record({ ...given, revision: 2, because: "completed", talked: 1 }) };
    return fate === "late" || fate === "again" ? [first, second] : [first];
  });
  return written
    .sort((a, b) => a.at - b.at)
    .map((one, index) => ({ list: 0, index, writtenAt: afterNoon(one.at), record: one.record }));
}

const week = fc.array(step, { maxLength: 120 }).map(feedOf);
const cuts = fc
  .array(fc.record({ after: fc.nat(240), idle: fc.nat(2000) }), { maxLength: 12 })
  .map((all) => all.sort((a, b) => a.after - b.after));

test("wherever the feed is cut into stretches, the samples are the same, in the same order, for the same reasons", () => {
  fc.assert(
    fc.property(week, cuts, cuts, fc.integer({ min: 1, max: 30 }), (feed, some, others, most) => {
      expect(sampledIn(feed, some, { policy, isSad, drawOf }, most)).toEqual(sampledIn(feed, others));
    }),
    { numRuns: 300 },
  );
});

test("no worker has more samples in a week than the quota, and no contact has two", () => {
  fc.assert(
    fc.property(week, cuts, (feed, some) => {
      const { samples } = sampledIn(feed, some);
      const perWeek = new Map<string, number>();
      for (const { worker, sampledAt } of samples) {
        const key = `${worker.sid} ${weekOf(new Date(sampledAt))}`;
        perWeek.set(key, (perWeek.get(key) ?? 0) + 1);
      }

      expect(Math.max(0, ...perWeek.values())).toBeLessThanOrEqual(policy.quotas.atMost);
      expect(new Set(samples.map(({ contact }) => contact.taskSid)).size).toBe(samples.length);
    }),
  );
});

test("another seed draws other contacts, the same seed the same ones", () => {
  const feed = feedOf(
    Array.from({ length: 100 }, () => ({ pause: 9000, worker: 0, risk: 0, fate: "complete", delay: 1 })),
  );
  const open = { ...policy, random: 0.3, risks: {}, quotas: { atLeast: 0, atMost: 100 } };
  const drawn = (shift: number) =>
    sampledIn(feed, [], { policy: open, isSad, drawOf: (sid) => (drawOf(sid) + shift) % 1 }).samples.map(
      ({ contact }) => contact.taskSid,
    );

  expect(drawn(0)).toEqual(drawn(0));
  expect(drawn(0.5)).not.toEqual(drawn(0));
  expect(drawn(0).length).toBeGreaterThan(15);
  expect(drawn(0).length).toBeLessThan(45);
});

const at = (index: number, seconds: number, given: Partial<ContactRecord>): WrittenItem => ({
  ...{ list: 0, index, writtenAt: afterNoon(seconds) },
  record: record({ transfers: 1, rejections: 2, ...given }),
});
const stretch = (items: readonly WrittenItem[], upTo: number, overdue: readonly [TaskSid, ContactRecord][] = []) => ({
  ...{ items, upTo: afterNoon(upTo), overdue: new Map(overdue) },
});
const terms = { policy: { ...qualityPolicy, quotas: { atLeast: 0, atMost: 100 } }, isSad, drawOf };

test("a record that is not complete is judged when it is", () => {
  const first = sampleStretch(NOTHING, stretch([at(0, 0, { isComplete: false, transfers: 0 })], 100), terms, 9);
  const completed = at(1, 150, { revision: 2, because: "completed" });

  expect(first.samples).toEqual([]);
  expect(first.waiting).toEqual([
    { taskSid: taskSid("1"), place: { list: 0, index: 0 }, until: afterNoon(600).toISOString() },
  ]);
  const second = sampleStretch(first, stretch([completed], 200), terms, 9);
  expect(second.samples).toMatchObject([{ contact: completed.record, sampledAt: afterNoon(150).toISOString() }]);
  expect(second.waiting).toEqual([]);
});

test.each([
  { upTo: 599, isJudged: false },
  { upTo: 600, isJudged: true },
])("a record that stays incomplete is judged as it is once ten minutes are over: $upTo s, $isJudged", (row) => {
  const item = at(0, 0, { isComplete: false });
  const first = sampleStretch(NOTHING, stretch([item], 100), terms, 9);
  const second = sampleStretch(first, stretch([], row.upTo, [[taskSid("1"), item.record]]), terms, 9);

  expect(second.samples).toHaveLength(row.isJudged ? 1 : 0);
  expect(second.waiting).toHaveLength(row.isJudged ? 0 : 1);
});

test("a later revision of what has been judged is not judged again", () => {
  const again = [
    at(0, 0, {}),
    at(1, 10, { revision: 2 }),
    at(2, 900, { revision: 3, because: "disposition-came-late" }),
  ];

  expect(sampleStretch(NOTHING, stretch(again, 1000), terms, 9).samples).toHaveLength(1);
});

test("a record that waited and is gone is forgotten", () => {
  const first = sampleStretch(NOTHING, stretch([at(0, 0, { isComplete: false })], 100), terms, 9);
  const second = sampleStretch(first, stretch([], 600), terms, 9);

  expect(second).toMatchObject({ samples: [], waiting: [] });
});

test("of more incomplete records than can wait, what there is is judged", () => {
  const many = Array.from({ length: MOST_WAITING + 2 }, (_, index) =>
    at(index, index, { isComplete: false, taskSid: taskSid(String(index)) }),
  );
  const after = sampleStretch(NOTHING, stretch(many, 100), terms, 9);

  expect(after.waiting).toHaveLength(MOST_WAITING);
  expect(after.samples).toHaveLength(2);
  expect(JSON.stringify(after.waiting).length).toBeLessThan(6000);
});

test("nobody's contact is sampled for nobody", () => {
  const abandoned = at(0, 0, { outcome: "abandoned", workers: [] });

  expect(sampleStretch(NOTHING, stretch([abandoned], 100), terms, 9)).toMatchObject({ samples: [], taken: 1 });
});
