import fc from "fast-check";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { binomialTail, countDisposition, type Drift, noDrift } from "../../../src/domain/coaching/drift";
import { NOON } from "../../support/people";

const policy = { contacts: 50, share: 0.25, times: 2 };

/** Codes drawn by their shares. */
function drawn(seed: number, shares: Readonly<Record<string, number>>, contacts: number): string[] {
  const generator = xoroshiro128plus(seed);
  return Array.from({ length: contacts }, () => {
    let left = uniformFloat64(generator);
    for (const [code, share] of Object.entries(shares)) {
      left -= share;
      if (left < 0) return code;
    }
    return "resolved";
  });
}

function driftsOf(codes: readonly string[]): (Drift & { at: number })[] {
  let state = noDrift;
  return codes.flatMap((code, at) => {
    const counted = countDisposition(state, code, policy, NOON);
    state = counted.state;
    return counted.drifts.map((drift) => ({ ...drift, at }));
  });
}

const usual = { complaint: 0.08, "follow-up": 0.2, escalated: 0.02 };

test("a code that goes from 8 to 40 % is an alert before two blocks are full, and over when it is usual again", () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const codes = [
      ...drawn(seed, usual, 1000),
      ...drawn(seed + 100, { ...usual, complaint: 0.4 }, 200),
      ...drawn(seed + 200, usual, 200),
    ];

    const drifts = driftsOf(codes);

    expect(drifts.map(({ because, code }) => ({ because, code }))).toEqual([
      { because: "disposition-drifted", code: "complaint" },
      { because: "disposition-is-usual-again", code: "complaint" },
    ]);
    expect(drifts[0]?.at).toBeGreaterThan(1000);
    expect(drifts[0]?.at).toBeLessThan(1100);
    expect(drifts[0]?.share).toBeGreaterThan(0.25);
    expect(drifts[0]?.usualShare).toBeLessThan(0.16);
  }
});

test("a hundred thousand usual contacts raise no alert", () => {
  expect([1, 2, 3, 4, 5].flatMap((seed) => driftsOf(drawn(seed, usual, 20_000)))).toEqual([]);
});

test("nothing is unusual before anything is usual", () => {
  expect(driftsOf(drawn(1, { complaint: 0.9 }, 90))).toEqual([]);
});

test("a code that was never seen before is an alert as well", () => {
  const codes = [...drawn(1, usual, 500), ...drawn(2, { outage: 0.5 }, 50)];

  expect(driftsOf(codes).map(({ code }) => code)).toEqual(["outage"]);
});

test("a flood that lasts stays an alert, and does not become usual", () => {
  const codes = [...drawn(1, usual, 1000), ...drawn(2, { ...usual, complaint: 0.5 }, 5000)];

  expect(driftsOf(codes).map(({ because }) => because)).toEqual(["disposition-drifted"]);
});

test.each([
  // The binomial distribution's tail, as R's pbinom(k - 1, n, p, lower.tail = FALSE) gives it.
  { successes: 0, trials: 10, chance: 0.3, tail: 1 },
  { successes: 1, trials: 10, chance: 0.1, tail: 0.6513215599 },
  { successes: 5, trials: 10, chance: 0.5, tail: 0.623046875 },
  { successes: 10, trials: 10, chance: 0.5, tail: 0.0009765625 },
  { successes: 3, trials: 3, chance: 0, tail: 0 },
  { successes: 3, trials: 3, chance: 1, tail: 1 },
])("$successes or more of $trials at $chance have the probability $tail", ({ successes, trials, chance, tail }) => {
  expect(binomialTail(successes, trials, chance)).toBeCloseTo(tail, 9);
});

test("the tail agrees with the sum over every outcome", () => {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.nat(20),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      (n, k, p) => {
        let sum = 0;
        for (let i = k; i <= n; i++) sum += choose(n, i) * p ** i * (1 - p) ** (n - i);
        expect(binomialTail(k, n, p)).toBeCloseTo(k > n ? 0 : sum, 9);
      },
    ),
  );
});
