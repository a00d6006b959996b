import type { Form } from "../../../src/domain/coaching/coaching-policy";
import { type Answer, answerProblems, isSameScorecard, resultOf } from "../../../src/domain/coaching/scorecard";
import { scorecard } from "../../support/scorecards";

const form: Form = {
  label: "How it went",
  questions: {
    greeting: { kind: "yes-no", label: "Was the customer greeted?" },
    identified: { kind: "yes-no", label: "Was the customer identified?", fatal: true, weight: 2 },
    tone: { kind: "scale", label: "How was the tone?", from: 1, to: 5, weight: 3 },
    offer: { kind: "choice", label: "The offer", options: { none: 0, some: 0.5, best: 1 }, optional: true },
  },
};
const good = { greeting: true, identified: true, tone: 5, offer: "best" };

test.each<{ what: string; answers: Record<string, unknown>; problems: string[] }>([
  { what: "a whole form", answers: good, problems: [] },
  { what: "a form without what is optional", answers: { greeting: false, identified: true, tone: 1 }, problems: [] },
  {
    what: "an empty form",
    answers: {},
    problems: ["answers.greeting: is required", "answers.identified: is required", "answers.tone: is required"],
  },
  {
    what: "answers of other kinds",
    answers: { greeting: "yes", identified: 1, tone: "5", offer: "worst" },
    problems: [
      "answers.greeting: must be true or false",
      "answers.identified: must be true or false",
      "answers.tone: must be a whole number from 1 to 5",
      "answers.offer: must be one of none, some, best",
    ],
  },
  {
    what: "a tone just below",
    answers: { ...good, tone: 0 },
    problems: ["answers.tone: must be a whole number from 1 to 5"],
  },
  {
    what: "a tone just above",
    answers: { ...good, tone: 6 },
    problems: ["answers.tone: must be a whole number from 1 to 5"],
  },
  {
    what: "half a tone",
    answers: { ...good, tone: 2.5 },
    problems: ["answers.tone: must be a whole number from 1 to 5"],
  },
  {
    what: "a question of another form",
    answers: { ...good, hold: 1 },
    problems: ["answers.hold: is no question of this form"],
  },
  {
    what: "an option that all objects have",
    answers: { ...good, offer: "toString" },
    problems: ["answers.offer: must be one of none, some, best"],
  },
])("$what has these problems: $problems", ({ answers, problems }) => {
  const told = answerProblems(form, answers).map(({ question, message }) => `answers.${question}: ${message}`);

  expect(told).toEqual(problems);
});

test.each<{ what: string; answers: Record<string, Answer>; result: number | null }>([
  { what: "everything right", answers: good, result: 1 },
  {
    what: "everything wrong but what is fatal",
    answers: { greeting: false, identified: true, tone: 1, offer: "none" },
    result: 2 / 7,
  },
  { what: "a fatal no", answers: { ...good, identified: false }, result: 0 },
  { what: "a middling tone", answers: { ...good, tone: 3 }, result: (1 + 2 + 1.5 + 1) / 7 },
  { what: "what was left out", answers: { greeting: true, identified: true, tone: 5 }, result: 1 },
  { what: "nothing answered", answers: {}, result: null },
])("$what comes to $result", ({ answers, result }) => {
  if (result === null) expect(resultOf(form, answers)).toBeNull();
  else expect(resultOf(form, answers)).toBeCloseTo(result, 12);
});

test("the same answers in another order, a moment later, are the same scorecard; another answer is not", () => {
  const one = scorecard({ answers: { a: true, b: 2 } });

  expect(isSameScorecard(one, { ...one, answers: { b: 2, a: true }, scoredAt: "2026-01-06T00:00:00.000Z" })).toBe(true);
  expect(isSameScorecard(one, { ...one, answers: { a: true, b: 3 } })).toBe(false);
  expect(isSameScorecard(one, { ...one, scorer: { kind: "software", id: one.scorer.id } })).toBe(false);
});
