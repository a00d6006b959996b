/** The mathematics behind the figures of docs/records-capacity.md. */
import { functionsRate, listsFor, paper, SYNC_LIMIT, syncRate } from "../../../bench/records/paper";
import { staysWithin, tail } from "../../../bench/records/poisson";

// https://www.itl.nist.gov/div898/handbook/eda/section3/eda366j.htm: the distribution; values from tables of it.
test.each([
  { mean: 1, limit: 0, above: 0.63212 },
  { mean: 5, limit: 9, above: 0.03183 },
  { mean: 10, limit: 15, above: 0.04874 },
  { mean: 10, limit: 20, above: 0.00159 },
  { mean: 20, limit: 20, above: 0.44091 },
])("a Poisson number of mean $mean is above $limit with $above", ({ mean, limit, above }) => {
  expect(tail(mean, limit)).toBeCloseTo(above, 5);
});

test("many seconds and shards are as many chances to pass the limit", () => {
  expect(staysWithin(10, 20, 3, 7)).toBeCloseTo((1 - tail(10, 20)) ** 21, 10);
});

test.each([1, 4, 16])(
  "at the rate of %d lists the limit holds as surely as was asked, and just above it does not",
  (lists) => {
    const rate = syncRate(1, lists, 3600);

    expect(staysWithin(rate / lists, SYNC_LIMIT, lists, 3600)).toBeGreaterThanOrEqual(0.98999);
    expect(staysWithin((rate * 1.01) / lists, SYNC_LIMIT, lists, 3600)).toBeLessThan(0.99);
  },
);

test("so many lists take the rate, and one fewer does not", () => {
  const lists = listsFor(50);

  expect(syncRate(1, lists, 86_400)).toBeGreaterThanOrEqual(50);
  expect(syncRate(1, lists - 1, 86_400)).toBeLessThan(50);
});

test("the longer a contact needs the Functions, the fewer they take", () => {
  expect(functionsRate(0.4)).toBeCloseTo(2 * functionsRate(0.8), 6);
  expect(tail(functionsRate(0.4) * 0.4, 29)).toBeCloseTo(0.001, 6);
});

test("a longer time and more writes leave less", () => {
  const rows = paper([4, 8], [0.1]);

  for (const { hour, day } of rows) expect(day).toBeLessThanOrEqual(hour);
  expect(rows.map(({ perContact }) => perContact)).toEqual([
    "1 write",
    "1 write",
    "2 writes",
    "1 read",
    "0.4 s",
    "0.7 s",
  ]);
});
