/** Shows behaviours, and holds every answer in them against Twilio's OpenAPI documents. */
import type { Answer } from "../../../simulator/account";
import type { Deviation } from "../../../simulator/coverage/deviations";
import { type Behaviour, show } from "../../behaviours/behaviour";
import { judge } from "../openapi/validator";

export type Showing = {
  behaviour: Behaviour;
  /** Why it could not be seen; undefined where it was. */
  failure: unknown;
  answers: readonly Answer[];
  /** Answers that are not as Twilio describes them. */
  invalid: number;
  /** What is wrong with them, each once: `taskrouter.FetchTask 200: age is missing`. */
  problems: readonly string[];
  /** Deviations on purpose that occurred, each with its operation. */
  allowed: ReadonlySet<string>;
};

/** A deviation in one operation. */
export const deviationIn = (operation: string, { property }: Deviation): string => `${operation}: ${property}`;

export async function showAndJudge(behaviour: Behaviour): Promise<Showing> {
  const answers = await show(behaviour).catch((failure: unknown) => ({ failure }));
  if ("failure" in answers) return { behaviour, ...answers, answers: [], invalid: 0, problems: [], allowed: new Set() };
  return judged(behaviour, answers);
}

function judged(behaviour: Behaviour, answers: readonly Answer[]): Showing {
  const problems = new Set<string>();
  const allowed = new Set<string>();
  let invalid = 0;
  for (const answer of answers) {
    const verdict = judge(answer);
    if (verdict.problems.length > 0) invalid++;
    for (const { operation, property, says } of verdict.problems) {
      problems.add(`${operation} ${answer.response.status}: ${property} ${says}`);
    }
    for (const deviation of verdict.allowed) allowed.add(deviationIn(answer.operation, deviation));
  }
  return { behaviour, failure: undefined, answers, invalid, problems: [...problems], allowed };
}
