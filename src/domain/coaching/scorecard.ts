/** A scorecard: what somebody, or a program, thinks of how one contact was handled, by a form of the policy. */
import type { TaskSid, WorkerSid } from "../sid";
import type { Form, Question } from "./coaching-policy";

export type Answer = boolean | number | string;

export type Scorer = { kind: "person" | "software"; id: string };

export type Scorecard = {
  /** Given by who hands it in: the same key for the same contact is the same scorecard. */
  key: string;
  taskSid: TaskSid;
  /** Whose work is scored: a contact may have had several workers. */
  workerSid: WorkerSid;
  /** A form of the policy. */
  form: string;
  scorer: Scorer;
  answers: Readonly<Record<string, Answer>>;
  comment: string | null;
  /** ISO 8601. */
  scoredAt: string;
};

const describe = (question: Question): string => {
  if (question.kind === "yes-no") return "must be true or false";
  if (question.kind === "scale") return `must be a whole number from ${question.from} to ${question.to}`;
  return `must be one of ${Object.keys(question.options).join(", ")}`;
};

function fits(question: Question, answer: Answer): boolean {
  if (question.kind === "yes-no") return typeof answer === "boolean";
  if (question.kind === "choice") return typeof answer === "string" && Object.hasOwn(question.options, answer);
  return Number.isInteger(answer) && Number(answer) >= question.from && Number(answer) <= question.to;
}

/** What is wrong with the answer to a question, or with there being one. */
export type AnswerProblem = { question: string; message: string };

/** Everything that keeps these answers from being answers to this form. */
export function answerProblems({ questions }: Form, answers: Readonly<Record<string, unknown>>): AnswerProblem[] {
  const unknown = Object.keys(answers).filter((key) => !Object.hasOwn(questions, key));
  return [
    ...Object.entries(questions).flatMap(([key, question]) => {
      const answer = answers[key];
      if (answer === undefined || answer === null)
        return question.optional ? [] : [{ question: key, message: "is required" }];
      return fits(question, answer as Answer) ? [] : [{ question: key, message: describe(question) }];
    }),
    ...unknown.map((key) => ({ question: key, message: "is no question of this form" })),
  ];
}

function worthOf(question: Question, answer: Answer): number {
  if (question.kind === "yes-no") return answer === true ? 1 : 0;
  if (question.kind === "choice") return question.options[String(answer)] ?? 0;
  return (Number(answer) - question.from) / (question.to - question.from);
}

/**
 * What the answers come to, 0 to 1: the mean of what each is worth, by weight; 0 where a fatal question was answered no.
 * Questions that were left out do not count. Null where all were.
 */
export function resultOf({ questions }: Form, answers: Scorecard["answers"]): number | null {
  let weights = 0;
  let sum = 0;
  for (const [key, question] of Object.entries(questions)) {
    const answer = answers[key];
    if (answer === undefined) continue;
    if (question.kind === "yes-no" && question.fatal && answer === false) return 0;
    const weight = question.weight ?? 1;
    weights += weight;
    sum += weight * worthOf(question, answer);
  }
  return weights === 0 ? null : sum / weights;
}

/** Whether two are the same in everything but the moment they were handed in. */
export function isSameScorecard(one: Scorecard, other: Scorecard): boolean {
  const substance = ({ taskSid, workerSid, form, scorer, answers, comment }: Scorecard) =>
    JSON.stringify([taskSid, workerSid, form, scorer.kind, scorer.id, sorted(answers), comment]);
  return substance(one) === substance(other);
}

const sorted = (answers: Scorecard["answers"]) =>
  Object.entries(answers).sort(([one], [other]) => (one < other ? -1 : 1));
