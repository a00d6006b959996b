import fc from "fast-check";
import { type CoachingState, decideCoaching, noScores, type Score } from "../../../src/domain/coaching/moving-result";
import { NOON, taskSid } from "../../support/people";

const policy = { scores: 4, fewest: 3, assignBelow: 0.6, endAbove: 0.7 };

const score = (n: number, result: number): Score => ({
  key: `card-${n}`,
  taskSid: taskSid(n.toString(16)),
  result,
  scoredAt: new Date(NOON.getTime() + n * 60_000).toISOString(),
});

function after(results: readonly number[], state: CoachingState = noScores, from = 1) {
  const reasons: string[] = [];
  let current = state;
  for (const [index, result] of results.entries()) {
    const decided = decideCoaching(current, score(from + index, result), policy, NOON);
    reasons.push(decided.because);
    current = decided.state;
  }
  return { reasons, state: current };
}

test.each([
  { what: "two bad scores say nothing yet", results: [0, 0], last: "too-few-scores" },
  { what: "three do", results: [0, 0, 0], last: "coaching-assigned" },
  { what: "a mean on the line is above it", results: [0.6, 0.6, 0.6], last: "above-the-line" },
  { what: "a mean just below assigns coaching", results: [0.6, 0.6, 0.59], last: "coaching-assigned" },
  { what: "one bad score among good ones does not", results: [1, 1, 1, 0], last: "above-the-line" },
  { what: "only the latest four count", results: [1, 1, 1, 1, 0, 0], last: "coaching-assigned" },
  {
    what: "what is assigned goes on until the mean is above the other line",
    results: [0, 0, 0, 0.7, 0.7, 0.7, 0.7],
    last: "coaching-goes-on",
  },
  { what: "and is over above it", results: [0, 0, 0, 0.7, 0.7, 0.7, 0.7, 0.71], last: "coaching-over" },
])("$what", ({ results, last }) => {
  expect(after(results).reasons.at(-1)).toBe(last);
});

test("an assignment names the contacts that pulled the result down, lowest first", () => {
  const { state } = after([0.5, 0.9, 0.1]);

  expect(state.assignment).toEqual({
    since: NOON.toISOString(),
    result: 0.5,
    by: "card-3",
    contacts: [
      { taskSid: taskSid("3"), result: 0.1 },
      { taskSid: taskSid("1"), result: 0.5 },
    ],
  });
});

test("a scorecard that comes again changes nothing", () => {
  const { state } = after([0, 0, 0]);

  expect(decideCoaching(state, score(2, 0), policy, NOON)).toEqual({ because: "scored-before", state });
});

test("the scores that count are the latest, in whatever order they come", () => {
  const scores = [1, 2, 3, 4, 5, 6].map((n) => score(n, n / 10));
  fc.assert(
    fc.property(fc.shuffledSubarray(scores, { minLength: 6, maxLength: 6 }), (shuffled) => {
      let state = noScores;
      for (const one of shuffled) ({ state } = decideCoaching(state, one, policy, NOON));
      expect(state.scores).toEqual(scores.slice(-4));
    }),
  );
});
