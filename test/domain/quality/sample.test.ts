/** Who is sampled, and why: the bar, the quotas, the random share. */

import { judgeContact, workerOf } from "../../../src/domain/quality/sample";
import {
  dayOfWeek,
  readShelf,
  type Standing,
  standingAt,
  weekOf,
  writtenShelf,
} from "../../../src/domain/quality/standing";
import type { QualityPolicy } from "../../../src/domain/quality-policy";
import { ANA, afterNoon, BRUNO, NOON } from "../../support/people";
import { isSad, qualityPolicy } from "../../support/quality";
import { record } from "../../support/records";

const DAY = 86_400;
const MONDAY = NOON;
const day = (days: number) => afterNoon(days * DAY);

/** Risks of 5 (a transfer), 11 (with refusals) and 26 (with a complaint and a missing disposition besides). */
const calm = record();
const uneasy = record({ transfers: 1 });
const risky = record({ transfers: 1, rejections: 2 });
const alarming = record({
  ...{ transfers: 1, rejections: 2, isDispositionMissing: true },
  disposition: { code: "complaint", fields: {}, note: null, isLate: false },
});

const standing = (sampled: number, at: Date): Standing => ({
  seen: 100,
  firstSeenAt: day(-60),
  week: weekOf(at),
  sampled,
});

function judged(contact: typeof calm, sampled: number, at: Date, given: Partial<QualityPolicy> = {}, draw = 0.5) {
  const terms = { policy: { ...qualityPolicy, ...given }, isSad, drawOf: () => draw };
  return judgeContact(contact, ANA, standing(sampled, at), terms, at);
}

test.each([
  { at: "2026-01-05T00:00:00.000Z", weekday: 0 },
  { at: "2026-01-04T23:59:59.999Z", weekday: 6 },
  { at: "2026-01-09T12:00:00.000Z", weekday: 4 },
  { at: "1970-01-01T00:00:00.000Z", weekday: 3 },
])("$at is $weekday days after a Monday", ({ at, weekday }) => {
  expect(dayOfWeek(new Date(at))).toBe(weekday);
});

test.each([
  { contact: calm, what: "calm", risk: 0, isSampled: false },
  { contact: uneasy, what: "uneasy", risk: 5, isSampled: false },
  { contact: risky, what: "risky", risk: 11, isSampled: true },
])("a $what contact, at $risk of 10, is sampled: $isSampled", ({ contact, risk, isSampled }) => {
  const { sample } = judged(contact, 0, MONDAY);

  expect(sample !== undefined).toBe(isSampled);
  if (sample) expect(sample).toMatchObject({ risk, worker: ANA, sampledAt: MONDAY.toISOString() });
});

test("a sample says what spoke for it, with the weights", () => {
  expect(judged(risky, 0, MONDAY, { random: 1 }).sample?.because).toEqual([
    { reason: "transferred", weight: 5 },
    { reason: "refused", weight: 6 },
    { reason: "random-share", weight: 0 },
  ]);
});

test.each([
  { on: "Monday", at: MONDAY, sampled: 0, isRiskyEnough: true, isAlarmingEnough: true },
  { on: "Monday", at: MONDAY, sampled: 1, isRiskyEnough: false, isAlarmingEnough: true },
  { on: "Monday", at: MONDAY, sampled: 2, isRiskyEnough: false, isAlarmingEnough: false },
  { on: "Tuesday", at: day(1), sampled: 1, isRiskyEnough: true, isAlarmingEnough: true },
  { on: "Tuesday", at: day(1), sampled: 2, isRiskyEnough: false, isAlarmingEnough: true },
  { on: "Friday", at: day(4), sampled: 3, isRiskyEnough: true, isAlarmingEnough: true },
  { on: "Sunday", at: day(6), sampled: 3, isRiskyEnough: true, isAlarmingEnough: true },
  { on: "Sunday", at: day(6), sampled: 4, isRiskyEnough: false, isAlarmingEnough: false },
])("on $on, with $sampled of 4 used up, risk 11 is enough: $isRiskyEnough, and 26: $isAlarmingEnough", (row) => {
  expect(judged(risky, row.sampled, row.at).sample !== undefined).toBe(row.isRiskyEnough);
  expect(judged(alarming, row.sampled, row.at).sample !== undefined).toBe(row.isAlarmingEnough);
});

test("of those that are drawn, too, no worker has more in a week than the quota", () => {
  expect(judged(calm, 3, MONDAY, { random: 1 }).sample?.because).toEqual([{ reason: "random-share", weight: 0 }]);
  expect(judged(calm, 4, MONDAY, { random: 1 }).sample).toBeUndefined();
});

test.each([
  { draw: 0.0999, isDrawn: true },
  { draw: 0.1, isDrawn: false },
])("of a random share of 0.1 a contact whose lot is $draw is part: $isDrawn", ({ draw, isDrawn }) => {
  expect(judged(calm, 0, MONDAY, { random: 0.1 }, draw).sample !== undefined).toBe(isDrawn);
});

test.each([
  { on: "Monday", at: MONDAY, sampled: 0, isOwed: false },
  { on: "Tuesday", at: day(1), sampled: 0, isOwed: false },
  { on: "Wednesday", at: day(2), sampled: 0, isOwed: true },
  { on: "Wednesday", at: day(2), sampled: 1, isOwed: false },
  { on: "Friday", at: day(4), sampled: 1, isOwed: true },
  { on: "Friday", at: day(4), sampled: 2, isOwed: false },
])("on $on a worker with $sampled of at least 2 is owed one: $isOwed", ({ at, sampled, isOwed }) => {
  const because = judged(calm, sampled, at, { quotas: { atLeast: 2, atMost: 4 } }).sample?.because;

  expect(because).toEqual(isOwed ? [{ reason: "weekly-minimum", weight: 0 }] : undefined);
});

test("a new week begins with nothing sampled, and what is known of the worker stays", () => {
  const sunday = standing(4, day(6));

  expect(standingAt(sunday, day(7))).toEqual({ ...sunday, week: sunday.week + 1, sampled: 0 });
  expect(standingAt(sunday, day(6))).toEqual(sunday);
});

test("every answered contact counts as seen, sampled or not", () => {
  expect(judged(calm, 0, MONDAY).standing).toMatchObject({ seen: 101, sampled: 0 });
  expect(judged(risky, 0, MONDAY).standing).toMatchObject({ seen: 101, sampled: 1 });
  expect(
    judgeContact(calm, ANA, undefined, { policy: qualityPolicy, isSad, drawOf: () => 0.5 }, MONDAY).standing,
  ).toEqual({
    ...{ seen: 1, firstSeenAt: MONDAY, week: weekOf(MONDAY), sampled: 0 },
  });
});

test("the last who accepted a contact answers for it, and nobody for one that nobody accepted", () => {
  expect(workerOf(record({ workers: [ANA, BRUNO] }))).toEqual(BRUNO);
  expect(workerOf(record({ workers: [] }))).toBeUndefined();
});

test("a full shelf fits a Sync item, and forgets those who have been away longest", () => {
  const worker = (number: number) => `WK${String(number).padStart(32, "f")}` as const;
  const crowd = new Map(
    Array.from({ length: 400 }, (_, number) => [
      worker(number),
      { seen: 99_999, firstSeenAt: NOON, week: 2900 + (number % 2), sampled: 99 },
    ]),
  );

  const written = writtenShelf(crowd);

  expect(JSON.stringify(written).length).toBeLessThan(16 * 1024);
  expect(readShelf(written).get(worker(1))).toEqual(crowd.get(worker(1)));
  expect([...readShelf(written).values()].filter(({ week }) => week === 2901)).toHaveLength(200);
});
