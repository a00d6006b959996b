/** The formulas beside published tables and beside a second way of computing them. */
import fc from "fast-check";
import {
  delayQueue,
  delayQueueWithin,
  erlangB,
  erlangC,
  finiteQueue,
  impatientQueue,
  impatientQueueWithin,
  poissonTail,
  sharedPlaces,
  singleServerWait,
  unequalQueue,
} from "../../../bench/queueing-theory/exact";

/** A birth-and-death chain by its balance equations: the second way. */
function chain(birth: (state: number) => number, death: (state: number) => number, states: number): number[] {
  const logs = [0];
  for (let state = 1; state < states; state++) {
    logs.push((logs[state - 1] ?? 0) + Math.log(birth(state - 1)) - Math.log(death(state)));
  }
  const top = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - top));
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / whole);
}

const meanOver = (chances: readonly number[], of: (state: number) => number): number =>
  chances.reduce((sum, chance, state) => sum + chance * of(state), 0);

const CALLS = { lambda: 100 / 1800, service: 180 };

describe("Erlang B", () => {
  test.each([
    { workers: 1, load: 1, blocked: 0.5 },
    { workers: 2, load: 1, blocked: 0.2 },
    { workers: 171, load: 160, blocked: 0.02572356 },
    { workers: 5000, load: 4900, blocked: 0.0022157679 },
  ])("of $load Erlang at $workers workers is $blocked", ({ workers, load, blocked }) => {
    expect(erlangB(workers, load)).toBeCloseTo(blocked, 8);
  });

  test.each([
    { workers: 10, one: 4.46, two: 5.08 },
    { workers: 20, one: 12.0, two: 13.2 },
    { workers: 30, one: 20.3, two: 21.9 },
    { workers: 50, one: 37.9, two: 40.3 },
    { workers: 100, one: 84.1, two: 88.0 },
  ])("gives the classic table's loads for $workers workers", ({ workers, one, two }) => {
    // The table is printed with three digits.
    expect(erlangB(workers, one)).toBeCloseTo(0.01, 3);
    expect(erlangB(workers, two)).toBeCloseTo(0.02, 3);
  });

  test("is the last state of the chain", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0.1, max: 80, noNaN: true }), (workers, load) => {
        const last = chain(
          () => load,
          (state) => state,
          workers + 1,
        ).at(-1);

        expect(erlangB(workers, load)).toBeCloseTo(last ?? Number.NaN, 10);
      }),
    );
  });
});

describe("M/M/n", () => {
  test("is the worked example of the ErlangC package", () => {
    const queue = { ...CALLS, workers: 14 };

    expect(delayQueue(queue)).toMatchObject({ wait: expect.closeTo(7.83593701177724, 12) });
    expect(delayQueue(queue).delayed).toBeCloseTo(0.1741319, 7);
    expect(delayQueueWithin(queue, 20)).toBeCloseTo(0.88835, 5);
    expect(delayQueueWithin({ ...CALLS, workers: 11 }, 20)).toBeCloseTo(0.3896138, 7);
  });

  test.each([
    { name: "Hillier and Lieberman's", lambda: 2, rate: 3, workers: 2, wait: 1 / 24, delayed: 1 / 6 },
    { name: "Gross and Harris'", lambda: 6, rate: 3, workers: 3, wait: 4 / 27, delayed: 4 / 9 },
  ])("has $name rational values", ({ lambda, rate, workers, wait, delayed }) => {
    expect(delayQueue({ lambda, service: 1 / rate, workers }).wait).toBeCloseTo(wait, 12);
    expect(delayQueue({ lambda, service: 1 / rate, workers }).delayed).toBeCloseTo(delayed, 12);
  });

  test("waits for ever where it is overloaded", () => {
    expect(erlangC(10, 10)).toBe(1);
  });
});

describe("M/M/n+M", () => {
  test.each([
    {
      ...CALLS,
      workers: 12,
      patience: 120,
      target: 20,
      is: [0.27980702, 0.061597377, 0.78200219, 7.3916852, 0.82558264],
    },
    {
      lambda: 0.2,
      service: 240,
      workers: 50,
      patience: 180,
      target: 20,
      is: [0.37906206, 0.043009783, 0.91871061, 7.7417609, 0.81334903],
    },
    {
      lambda: 0.2,
      service: 240,
      workers: 45,
      patience: 180,
      target: 20,
      is: [0.64371963, 0.097775603, 0.96237269, 17.599609, 0.58593408],
    },
    {
      lambda: 1 / 3.6,
      service: 300,
      workers: 90,
      patience: 240,
      target: 30,
      is: [0.23499468, 0.016727372, 0.91043762, 4.0145692, 0.94513347],
    },
    {
      lambda: 0.8,
      service: 60,
      workers: 50,
      patience: 120,
      target: 20,
      is: [0.46777407, 0.030912249, 0.93032424, 3.7094699, 0.94301895],
    },
    {
      ...CALLS,
      workers: 14,
      patience: 300,
      target: 20,
      is: [0.1452601143, 0.0139837441, 0.7042973256, 60 * 0.0699187206, 0.9167920919],
    },
  ])("of $workers workers is the table's", ({ is, target, ...queue }) => {
    const { delayed, abandoned, occupancy, wait } = impatientQueue(queue);

    const found = [delayed, abandoned, occupancy, wait, impatientQueueWithin(queue, target)];

    expect(found).toEqual(is.map((value) => expect.closeTo(value, 6)));
  });

  test("is the chain's", () => {
    const queue = { lambda: 1, service: 9, workers: 8, patience: 5 };
    const chances = chain(
      () => queue.lambda,
      (state) => Math.min(state, 8) / 9 + Math.max(0, state - 8) / 5,
      400,
    );

    const { delayed, wait } = impatientQueue(queue);

    expect(delayed).toBeCloseTo(
      meanOver(chances, (state) => (state >= 8 ? 1 : 0)),
      10,
    );
    expect(wait).toBeCloseTo(
      meanOver(chances, (state) => Math.max(0, state - 8)),
      10,
    );
  });

  test("becomes M/M/n where nobody loses patience", () => {
    const queue = { ...CALLS, workers: 14 };

    expect(impatientQueue({ ...queue, patience: 1e9 }).wait).toBeCloseTo(delayQueue(queue).wait, 5);
  });
});

describe("M/M/n/(n+K)", () => {
  test("is the pool of 90 with 30 places", () => {
    const { blocked, wait } = finiteQueue({ lambda: 8.4, service: 10, workers: 90 }, 30);

    expect(blocked).toBeCloseTo(0.0036430761, 10);
    expect(wait).toBeCloseTo(0.450022761, 9);
  });

  test("is M/M/n/n without a place and M/M/n with very many", () => {
    const queue = { ...CALLS, workers: 14 };

    expect(finiteQueue(queue, 0).blocked).toBeCloseTo(erlangB(14, 10), 12);
    expect(finiteQueue(queue, 1000).wait).toBeCloseTo(delayQueue(queue).wait, 9);
  });
});

describe("types with shared places", () => {
  test("of one type are M/M/n/(n+K)", () => {
    const queue = { lambda: 8.4, service: 10, workers: 90 };

    const [shared, alone] = [sharedPlaces(queue, 1, 30), finiteQueue(queue, 30)];

    expect(shared.blocked).toBeCloseTo(alone.blocked, 12);
    expect(shared.wait).toBeCloseTo(alone.wait, 12);
  });

  test("of two types are the chain solved state by state", () => {
    const exact = sharedPlaces({ lambda: 1, service: 1, workers: 1 }, 2, 1);

    // States (a, b): how many there are of each type, at most one of all waiting.
    const states = [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
      [2, 0],
      [0, 2],
      [2, 1],
      [1, 2],
    ];
    // Every rate is 1, so detailed balance makes all of them alike.
    const full = states.filter(([a = 0, b = 0]) => a + b - Math.min(a, 1) - Math.min(b, 1) === 1);
    const blocked =
      full.reduce((sum, [a = 0, b = 0]) => sum + (a > 0 ? 0.5 : 0) + (b > 0 ? 0.5 : 0), 0) / states.length;
    expect(exact.blocked).toBeCloseTo(blocked, 12);
  });

  test("are near what was simulated of six pools of 15", () => {
    const { blocked, wait } = sharedPlaces({ lambda: 1.4, service: 10, workers: 15 }, 6, 30);

    expect(Math.abs(blocked - 0.03865)).toBeLessThan(0.00028);
    expect(Math.abs(wait - 2.4589)).toBeLessThan(0.0059);
  });
});

describe("workers of different speeds", () => {
  test("have the values of two methods", () => {
    const two = unequalQueue({ lambda: 1.2, rates: [1, 0.5] });
    const four = unequalQueue({ lambda: 3.6, patience: 2, rates: [1.5, 1.2, 1, 0.6] });

    expect([two.delayed, two.wait]).toEqual([expect.closeTo(18 / 25, 12), expect.closeTo(2.4, 12)]);
    expect([four.abandoned, four.wait]).toEqual([expect.closeTo(0.10565, 6), expect.closeTo(0.2113, 6)]);
    expect(four.occupancies).toEqual([0.711, 0.742, 0.766, 0.829].map((share) => expect.closeTo(share, 3)));
  });

  test("are M/M/n+M where they are alike", () => {
    const unequal = unequalQueue({ lambda: 3, patience: 2, rates: [1, 1, 1] });
    const alike = impatientQueue({ lambda: 3, service: 1, workers: 3, patience: 2 });

    expect(unequal.wait).toBeCloseTo(alike.wait, 12);
    expect(unequal.occupancies[0]).toBeCloseTo(alike.occupancy, 12);
  });
});

test("one worker with exponential service waits as M/M/1 does", () => {
  expect(singleServerWait(0.5, 1, 1)).toBeCloseTo(delayQueue({ lambda: 0.5, service: 1, workers: 1 }).wait, 12);
});

test("the tail of a Poisson variable is what its terms leave", () => {
  expect(poissonTail(2, 0)).toBe(1);
  expect(poissonTail(2, 3)).toBeCloseTo(1 - Math.exp(-2) * (1 + 2 + 2), 12);
});
