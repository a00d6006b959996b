import { contactsWithin, lastWorkerOf } from "../../src/domain/history";
import { ANA, BRUNO, NOON } from "../support/people";
import { entry } from "../support/records";

const second = 1 / 86_400;

test.each([
  { count: 0, days: 7, entries: [] },
  { count: 1, days: 7, entries: [entry(7)] },
  { count: 0, days: 7, entries: [entry(7 + second)] },
  { count: 1, days: 7, entries: [entry(7 - second), entry(7 + second)] },
  { count: 2, days: 8, entries: [entry(7 - second), entry(7 + second)] },
  { count: 1, days: 1, entries: [entry(0), entry(2), entry(30)] },
])("$count contacts within $days days of $entries", ({ count, days, entries }) => {
  expect(contactsWithin(entries, days, NOON)).toBe(count);
});

test.each([
  { who: ANA.sid, queue: "sales", entries: [entry(1), entry(2, { workerSid: BRUNO.sid })] },
  { who: BRUNO.sid, queue: "sales", entries: [entry(1, { workerSid: null }), entry(2, { workerSid: BRUNO.sid })] },
  { who: null, queue: "care", entries: [entry(1), entry(2)] },
  { who: null, queue: "sales", entries: [entry(1, { workerSid: null })] },
  { who: null, queue: "sales", entries: [] },
])("$who answered last in $queue of $entries", ({ who, queue, entries }) => {
  expect(lastWorkerOf(entries, queue)).toBe(who);
});
