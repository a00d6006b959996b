/** What follows from a scorecard that is handed in: it is kept, and moves its worker's result. */
import type { Decision, Effect } from "../decision";
import type { Policy } from "../policy";
import { freeText } from "../redaction";
import { type CoachingState, decideCoaching, movingResult } from "./moving-result";
import { isSameScorecard, resultOf, type Scorecard } from "./scorecard";

export type ScoredReason =
  | "contact-unknown"
  | "key-is-of-another-scorecard"
  | "nothing-was-answered"
  | "scored"
  | "scored-before"
  | "coaching-assigned"
  | "coaching-over";

/** What is known when a scorecard comes in. */
export type Scored = {
  /** Whether the contact is in the ledger and has not been forgotten. */
  isContactKnown: boolean;
  /** Under the same key, of the same contact. */
  earlier: Scorecard | undefined;
  /** Of the worker by this form, and the revision it has. */
  coaching: { state: CoachingState; revision: string | undefined };
};

export type ScoredAnswer = {
  /** Of this scorecard, 0 to 1. */
  result: number;
  /** Of the worker by this form. */
  movingResult: number | null;
};

/** The worker's state is written over the revision that was read: of two scorecards at once each counts. */
export function decideScored(
  handedIn: Scorecard,
  { isContactKnown, earlier, coaching }: Scored,
  policy: Policy,
  now: Date,
): Decision<ScoredReason, ScoredAnswer | undefined> {
  const scorecard = { ...handedIn, comment: freeText(handedIn.comment, policy) };
  const refuse = (because: ScoredReason) => ({ because, effects: [], answer: undefined });
  if (earlier && !isSameScorecard(earlier, scorecard)) return refuse("key-is-of-another-scorecard");
  if (!isContactKnown) return refuse("contact-unknown");
  const form = policy.forms?.[scorecard.form];
  const result = form ? resultOf(form, scorecard.answers) : null;
  if (result === null) return refuse("nothing-was-answered");

  const { workerSid, taskSid, key, form: name } = scorecard;
  const kept: Effect[] = earlier ? [] : [{ type: "keepScorecard", scorecard }];
  const because = earlier ? "scored-before" : "scored";
  if (!policy.coaching) return { because, effects: kept, answer: { result, movingResult: null } };

  const score = { key, taskSid, result, scoredAt: (earlier ?? scorecard).scoredAt };
  const decided = decideCoaching(coaching.state, score, policy.coaching, now);
  const answer = { result, movingResult: movingResult(decided.state.scores) };
  // Whoever handed it in may have got no answer, and the news may not have been written: once more does no harm.
  if (decided.because === "scored-before") {
    return { because: "scored-before", effects: [...kept, ...newsOf(scorecard, decided.state)], answer };
  }
  const effects: Effect[] = [
    ...kept,
    { type: "moveResult", workerSid, form: name, state: decided.state, revision: coaching.revision },
  ];
  if (decided.because === "coaching-over") return { because: "coaching-over", effects, answer };
  if (decided.because !== "coaching-assigned") return { because, effects, answer };
  return { because: "coaching-assigned", effects: [...effects, ...newsOf(scorecard, decided.state)], answer };
}

/** Of an assignment there is one webhook, under the scorecard that led to it. */
function newsOf({ workerSid, taskSid, key, form }: Scorecard, { assignment }: CoachingState): Effect[] {
  if (!assignment || assignment.by !== key) return [];
  const { since, result, contacts } = assignment;
  const payload = { workerSid, form, since, movingResult: result, contacts };
  return [
    {
      type: "sendLater",
      id: `coaching-assigned.${workerSid}.${form}.${taskSid}.${key}`,
      webhook: "coaching.assigned",
      payload,
    },
  ];
}
