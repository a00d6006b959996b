import { completed, type Incomplete, settle } from "../../src/domain/completion";
import type { ContactRecord } from "../../src/domain/contact-record";
import { afterNoon, taskSid } from "../support/people";
import { record, terms } from "../support/records";
import { canceled, created } from "../support/task-events";

const item = (index: number, given: Partial<ContactRecord> = {}) => ({ list: 0, index, record: record(given) });
const waiting = (index: number, looks = 0): Incomplete => ({
  taskSid: taskSid("1"),
  list: 0,
  index,
  looks,
  isWritten: false,
});
const open = { isComplete: false } as const;
const again = { revision: 2, because: "completed" } as const;
const late = { revision: 2, because: "disposition-came-late" } as const;

test.each([
  { what: "a complete record", before: [], items: [item(5)], counted: [1], incomplete: [] },
  { what: "one that is not", before: [], items: [item(5, open)], counted: [], incomplete: [waiting(5)] },
  { what: "both writings at once", before: [], items: [item(5, open), item(6, again)], counted: [2], incomplete: [] },
  { what: "the second of one counted", before: [], items: [item(6, again)], counted: [], incomplete: [] },
  {
    what: "the second of one that waits",
    before: [waiting(5, 2)],
    items: [item(6, again)],
    counted: [2],
    incomplete: [],
  },
  {
    what: "the second, twice",
    before: [waiting(5)],
    items: [item(6, again), item(7, again)],
    counted: [2],
    incomplete: [],
  },
  {
    what: "the last word that is not complete",
    before: [waiting(5, 5)],
    items: [item(6, { ...again, ...open })],
    counted: [2],
    incomplete: [],
  },
  {
    what: "a late disposition of one that waits",
    before: [waiting(5, 2)],
    items: [item(6, { ...late, ...open })],
    counted: [],
    incomplete: [waiting(6, 2)],
  },
  { what: "a late disposition of one counted", before: [], items: [item(6, late)], counted: [], incomplete: [] },
  {
    what: "a repair of one that waits",
    before: [waiting(5)],
    items: [item(6, { revision: 2, because: "repaired" })],
    counted: [2],
    incomplete: [],
  },
])("$what: counted $counted", ({ before, items, counted, incomplete }) => {
  const settled = settle(before, items);

  expect(settled.counted.map(({ revision }) => revision)).toEqual(counted);
  expect(settled.incomplete).toEqual(incomplete);
});

test("what finds no room among the incomplete is counted as it is", () => {
  const items = Array.from({ length: 50 }, (_, index) => item(index, { ...open, taskSid: taskSid(`${index}`) }));

  const { counted, incomplete } = settle([], items);

  expect([counted.length, incomplete.length]).toEqual([10, 40]);
});

const events = [created, canceled(30)];

test("a completed record is one revision on, and says what the events tell by now", () => {
  const { policy, keyOf } = terms;

  expect(completed(record({ ...open, revision: 3, waited: 99 }), events, { policy, keyOf })).toMatchObject({
    revision: 4,
    because: "completed",
    isComplete: true,
    outcome: "abandoned",
    waited: 30,
    endedAt: afterNoon(30).toISOString(),
  });
});

test("where the events still tell no end, a record stays what it was", () => {
  const before = record({ ...open, waited: 99 });

  expect(completed(before, [created], terms)).toEqual({ ...before, ...again });
});

test.each([
  { isLate: true, code: "resolved" },
  { isLate: false, code: "sold" },
])("a disposition that came late ($isLate) is not lost: $code", ({ isLate, code }) => {
  const disposition = { code: "resolved", fields: {}, note: null, isLate };

  expect(completed(record({ ...open, disposition }), events, terms)).toMatchObject({ disposition: { code } });
});

test("a late disposition that is on its way into the feed is not overtaken by a record without it", () => {
  const disposition = { code: "resolved", fields: {}, note: "late", revision: 4, isWritten: false };
  const claim = { by: "a sink", at: afterNoon(100).toISOString(), disposition };

  expect(completed(record({ ...open, isDispositionMissing: true }), events, terms, claim)).toMatchObject({
    revision: 5,
    disposition: { code: "resolved", note: "late", isLate: true },
    isDispositionMissing: false,
  });
});
