import { countContact, liveFigures, noContacts, serviceLevel } from "../../src/domain/queue-figures";
import { policy } from "../support/policy";
import { record } from "../support/records";

test.each([
  { outcome: "answered", waited: 0, counted: { answered: 1, answeredWithin: 1 } },
  { outcome: "answered", waited: 20, counted: { answered: 1, answeredWithin: 1, waited: 20 } },
  { outcome: "answered", waited: 20.001, counted: { answered: 1, answeredWithin: 0, waited: 20.001 } },
  { outcome: "abandoned", waited: 20, counted: { abandoned: 1, abandonedWithin: 1 } },
  { outcome: "abandoned", waited: 20.001, counted: { abandoned: 1, abandonedWithin: 0 } },
] as const)("$outcome after $waited s of 20 counts as $counted", ({ outcome, waited, counted }) => {
  expect(countContact(noContacts(), record({ outcome, waited }), 20)).toEqual({ ...noContacts(), ...counted });
});

test("contacts add up, whatever their order", () => {
  const contacts = [
    record({ waited: 5 }),
    record({ waited: 25 }),
    record({ outcome: "abandoned", waited: 3 }),
    record({ outcome: "abandoned", waited: 90 }),
  ];
  const sum = { answered: 2, abandoned: 2, answeredWithin: 1, abandonedWithin: 1, waited: 30 };
  const counted = (given: typeof contacts) => given.reduce((sum, one) => countContact(sum, one, 20), noContacts());

  expect(counted(contacts)).toEqual(sum);
  expect(counted(contacts.toReversed())).toEqual(sum);
});

test.each([
  { level: undefined, figures: noContacts() },
  { level: 1, figures: { ...noContacts(), answered: 4, answeredWithin: 4 } },
  { level: 0.5, figures: { ...noContacts(), answered: 2, abandoned: 2, answeredWithin: 2, abandonedWithin: 1 } },
  { level: 0, figures: { ...noContacts(), abandoned: 3, abandonedWithin: 3 } },
])("the service level of $figures is $level", ({ level, figures }) => {
  expect(serviceLevel(figures)).toBe(level);
});

const own = { taskQueue: "sales", waiting: 2, longestWait: 30, available: 3 };
const overflow = { taskQueue: "sales_overflow", waiting: 1, longestWait: 70, available: 9 };
const care = { taskQueue: "care", waiting: 8, longestWait: 900, available: 6 };

test.each([
  { queue: "sales", statistics: [own, overflow, care], waiting: 3, longestWait: 70, available: 3 },
  { queue: "sales", statistics: [care, own], waiting: 2, longestWait: 30, available: 3 },
  { queue: "sales", statistics: [overflow], waiting: 1, longestWait: 70, available: 0 },
  { queue: "sales", statistics: [], waiting: 0, longestWait: 0, available: 0 },
  { queue: "care", statistics: [own, overflow, care], waiting: 8, longestWait: 900, available: 6 },
  { queue: "unknown", statistics: [own, care], waiting: 0, longestWait: 0, available: 0 },
])("in $queue $waiting wait, the longest $longestWait s, $available available: $statistics", (row) => {
  const { queue, statistics, ...figures } = row;

  expect(liveFigures(policy, queue, statistics)).toEqual(figures);
});
