/**
 * Calibration: do two scorers mean the same by a form? Cohen's kappa, per form and pair of scorers, over the contacts
 * both have scored: agreement beyond chance, 1 where they always agree, 0 where chance would do as well.
 *
 * Yes-no and choice questions: Cohen 1960, https://doi.org/10.1177/001316446002000104. Scales: weighted by the square of
 * the distance, Cohen 1968, https://doi.org/10.1037/h0026256. A form's kappa pools its questions: the mean observed and
 * the mean expected agreement, De Vries et al. 2008, https://doi.org/10.1177/1525822X08317166.
 */
import type { Form, Question } from "./coaching-policy";
import type { Answer, Scorecard } from "./scorecard";

export type Agreement = {
  /** Answers that both have given. */
  answers: number;
  /** Observed agreement, 0 to 1; of scales, the nearer the more. */
  agreement: number;
  /** Null where chance alone would agree always: both have given one answer only. */
  kappa: number | null;
};

export type Calibration = {
  form: string;
  /** In alphabetical order. */
  scorers: readonly [string, string];
  /** Scored by both. */
  contacts: number;
  whole: Agreement;
  questions: Readonly<Record<string, Agreement>>;
};

type Pair = readonly [Answer, Answer];
type Parts = { answers: number; observed: number; expected: number };

/** How much two answers agree, 0 to 1. */
function closeness(question: Question, one: Answer, other: Answer): number {
  if (question.kind !== "scale") return one === other ? 1 : 0;
  const distance = (Number(one) - Number(other)) / (question.to - question.from);
  return 1 - distance * distance;
}

function countsOf(answers: readonly Answer[]): [Answer, number][] {
  const counts = new Map<Answer, number>();
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  return [...counts];
}

function partsOf(question: Question, pairs: readonly Pair[]): Parts {
  const answers = pairs.length;
  const observed = pairs.reduce((sum, [one, other]) => sum + closeness(question, one, other), 0) / answers;
  const ofOne = countsOf(pairs.map(([one]) => one));
  const ofOther = countsOf(pairs.map(([, other]) => other));
  let expected = 0;
  for (const [one, times] of ofOne) {
    for (const [other, otherTimes] of ofOther) expected += times * otherTimes * closeness(question, one, other);
  }
  return { answers, observed, expected: expected / answers ** 2 };
}

/** Below this the expected disagreement is rounding. */
const NOTHING = 1e-12;

const agreementOf = ({ answers, observed, expected }: Parts): Agreement => ({
  answers,
  agreement: observed,
  kappa: 1 - expected < NOTHING ? null : (observed - expected) / (1 - expected),
});

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

const pooled = (parts: readonly Parts[]): Agreement =>
  agreementOf({
    answers: parts.reduce((sum, { answers }) => sum + answers, 0),
    observed: mean(parts.map(({ observed }) => observed)),
    expected: mean(parts.map(({ expected }) => expected)),
  });

function compare(
  form: Form,
  name: string,
  scorers: readonly [string, string],
  both: readonly [Scorecard, Scorecard][],
) {
  const parts = Object.entries(form.questions).flatMap(([key, question]) => {
    const pairs = both.flatMap(([one, other]): Pair[] => {
      const [answer, otherAnswer] = [one.answers[key], other.answers[key]];
      return answer === undefined || otherAnswer === undefined ? [] : [[answer, otherAnswer]];
    });
    return pairs.length === 0 ? [] : [[key, partsOf(question, pairs)] as const];
  });
  if (parts.length === 0) return [];
  const questions = Object.fromEntries(parts.map(([key, part]) => [key, agreementOf(part)]));
  return [{ form: name, scorers, contacts: both.length, whole: pooled(parts.map(([, part]) => part)), questions }];
}

const scorerOf = ({ scorer }: Scorecard) => `${scorer.kind}:${scorer.id}`;

/** Each scorer's latest word on each contact. */
function latest(cards: readonly Scorecard[]): Map<string, Map<string, Scorecard>> {
  const byContact = new Map<string, Map<string, Scorecard>>();
  for (const card of cards) {
    const contact = `${card.taskSid} ${card.workerSid}`;
    const byScorer = byContact.get(contact) ?? new Map<string, Scorecard>();
    const known = byScorer.get(scorerOf(card));
    if (!known || known.scoredAt <= card.scoredAt) byScorer.set(scorerOf(card), card);
    byContact.set(contact, byScorer);
  }
  return byContact;
}

function pairsOf(cards: readonly Scorecard[]): Map<string, [Scorecard, Scorecard][]> {
  const pairs = new Map<string, [Scorecard, Scorecard][]>();
  for (const byScorer of latest(cards).values()) {
    const names = [...byScorer.keys()].sort();
    for (const [index, name] of names.entries()) {
      for (const other of names.slice(index + 1)) {
        const [one, two] = [byScorer.get(name), byScorer.get(other)];
        const key = JSON.stringify([name, other]);
        if (one && two) pairs.set(key, [...(pairs.get(key) ?? []), [one, two]]);
      }
    }
  }
  return pairs;
}

/** Every pair of scorers who have scored a contact by the same form; by form, then by pair. */
export function calibrationsOf(
  cards: readonly Scorecard[],
  forms: Readonly<Record<string, Form>>,
): readonly Calibration[] {
  return Object.entries(forms).flatMap(([name, form]) => {
    const pairs = pairsOf(cards.filter((card) => card.form === name));
    return [...pairs].sort().flatMap(([key, both]) => compare(form, name, JSON.parse(key) as [string, string], both));
  });
}
