import fc from "fast-check";
import { calibrationsOf } from "../../../src/domain/coaching/calibration";
import type { Form } from "../../../src/domain/coaching/coaching-policy";
import type { Answer, Scorecard } from "../../../src/domain/coaching/scorecard";
import { taskSid } from "../../support/people";
import { scorecard } from "../../support/scorecards";

const yesNo: Form = { label: "Yes or no", questions: { good: { kind: "yes-no", label: "Good?" } } };
const scale: Form = { label: "Scale", questions: { tone: { kind: "scale", label: "Tone", from: 1, to: 5 } } };

/** What Ada and Bob answered to one question, contact by contact. */
const cards = (question: string, pairs: readonly (readonly [Answer, Answer])[]): Scorecard[] =>
  pairs.flatMap(([ada, bob], index) => [
    card("ada", index, { [question]: ada }),
    card("bob", index, { [question]: bob }),
  ]);

const card = (id: string, contact: number, answers: Scorecard["answers"], form = "form") =>
  scorecard({
    key: `${id}-${contact}`,
    form,
    taskSid: taskSid(contact.toString(16)),
    scorer: { kind: "person", id },
    answers,
  });

const times = (count: number, pair: readonly [Answer, Answer]) => Array.from({ length: count }, () => pair);

test.each([
  // The examples of https://en.wikipedia.org/wiki/Cohen%27s_kappa.
  { both: [20, 5, 10, 15], agreement: 0.7, kappa: 0.4 },
  { both: [45, 15, 25, 15], agreement: 0.6, kappa: 0.1304 },
  { both: [25, 35, 5, 35], agreement: 0.6, kappa: 0.2593 },
  // Agreement throughout, and disagreement throughout.
  { both: [10, 0, 0, 10], agreement: 1, kappa: 1 },
  { both: [0, 10, 10, 0], agreement: 0, kappa: -1 },
] as const)("answers counted $both agree by $kappa", ({ both, agreement, kappa }) => {
  const [yesYes, yesNo_, noYes, noNo] = both;
  const given = cards("good", [
    ...times(yesYes, [true, true]),
    ...times(yesNo_, [true, false]),
    ...times(noYes, [false, true]),
    ...times(noNo, [false, false]),
  ]);

  const [calibration, ...others] = calibrationsOf(given, { form: yesNo });

  expect(others).toEqual([]);
  expect(calibration).toMatchObject({ form: "form", scorers: ["person:ada", "person:bob"] });
  expect(calibration?.contacts).toBe(yesYes + yesNo_ + noYes + noNo);
  expect(calibration?.whole.agreement).toBeCloseTo(agreement, 10);
  expect(calibration?.whole.kappa).toBeCloseTo(kappa, 4);
});

test("two who only ever say yes agree always, and no better than chance: kappa says nothing", () => {
  const [calibration] = calibrationsOf(cards("good", times(5, [true, true])), { form: yesNo });

  expect(calibration?.whole).toEqual({ answers: 5, agreement: 1, kappa: null });
});

test("on a scale kappa is the concordance of means, variances and covariance (Fleiss and Cohen 1973)", () => {
  const answer = fc.integer({ min: 1, max: 5 });
  fc.assert(
    fc.property(fc.array(fc.tuple(answer, answer), { minLength: 2, maxLength: 40 }), (pairs) => {
      const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      const [one, other] = [pairs.map(([first]) => first), pairs.map(([, second]) => second)];
      const [m, n] = [mean(one), mean(other)];
      const spread = mean(one.map((x) => (x - m) ** 2)) + mean(other.map((y) => (y - n) ** 2)) + (m - n) ** 2;
      const covariance = mean(pairs.map(([x, y]) => (x - m) * (y - n)));

      const [calibration] = calibrationsOf(cards("tone", pairs), { form: scale });

      const kappa = calibration?.whole.kappa ?? null;
      if (spread === 0) expect(kappa).toBeNull();
      else expect(kappa).toBeCloseTo((2 * covariance) / spread, 8);
    }),
  );
});

test("a form's kappa pools its questions, and each question has its own", () => {
  const form: Form = { label: "Both", questions: { ...yesNo.questions, ...scale.questions } };
  const given = [
    card("ada", 1, { good: true, tone: 5 }),
    card("bob", 1, { good: true, tone: 5 }),
    card("ada", 2, { good: false, tone: 1 }),
    card("bob", 2, { good: true }),
  ];

  const [calibration] = calibrationsOf(given, { form });

  expect(calibration?.contacts).toBe(2);
  expect(calibration?.questions["good"]).toEqual({ answers: 2, agreement: 0.5, kappa: 0 });
  expect(calibration?.questions["tone"]).toEqual({ answers: 1, agreement: 1, kappa: null });
  // Observed (0.5 + 1) / 2, expected (0.5 + 1) / 2.
  expect(calibration?.whole).toEqual({ answers: 3, agreement: 0.75, kappa: 0 });
});

test("what one scorer alone has scored calibrates nobody; of one scorer's two words the later counts", () => {
  const first = card("ada", 1, { good: false });
  const second = { ...card("ada", 1, { good: true }), key: "again", scoredAt: "2026-01-06T00:00:00.000Z" };

  expect(calibrationsOf([first, second], { form: yesNo })).toEqual([]);
  const both = [second, first, card("bob", 1, { good: true })];
  expect(calibrationsOf(both, { form: yesNo })[0]?.whole.agreement).toBe(1);
});

test("scores of other forms and of other workers of the same contact are kept apart", () => {
  const other = { ...card("bob", 1, { good: true }), workerSid: `WK${"f".repeat(32)}` } as const;

  expect(calibrationsOf([card("ada", 1, { good: true }), other], { form: yesNo })).toEqual([]);
  const elsewhere = card("bob", 1, { good: true }, "elsewhere");
  expect(calibrationsOf([card("ada", 1, { good: true }), elsewhere], { form: yesNo, elsewhere: yesNo })).toEqual([]);
});
