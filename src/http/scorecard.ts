/** operations/scorecards: what a QA system hands in, and what is known when it does. */
import * as v from "valibot";
import type { Config } from "../config";
import { answerProblems, type Scorecard } from "../domain/coaching/scorecard";
import type { Scored } from "../domain/coaching/scored";
import { readClaim } from "../twilio/ledger";
import { readCoaching, readScorecard } from "../twilio/scorecards";
import type { Session } from "../twilio/session";
import { BadRequestError } from "./errors";
import { field, oneOf, read, sidField } from "./read";
import type { FunctionEvent } from "./runtime";
import { shownName } from "./shown-name";

/** Part of a key in Sync. */
const key = v.pipe(field(64), v.regex(/^[\w:-]+$/, "must be letters, digits, underscores, hyphens and colons"));
/** Seconds that the clock of who hands in may be ahead. */
const AHEAD = 300;

/** Other fields are refused: a question that was put beside the answers would be lost without a word. */
const schemaOf = (forms: readonly string[], now: number) =>
  v.strictObject({
    key,
    taskSid: sidField("WT"),
    workerSid: sidField("WK"),
    form: oneOf(forms),
    scorer: v.strictObject({ kind: v.picklist(["person", "software"], "must be person or software"), id: field(64) }),
    answers: v.record(v.string(), v.unknown()),
    comment: v.optional(v.nullable(field(2000)), null),
    scoredAt: v.optional(
      v.pipe(
        v.string("must be an ISO 8601 date"),
        v.isoTimestamp("must be an ISO 8601 date and time"),
        v.check((text) => Date.parse(text) <= now + AHEAD * 1000, "must not be in the future"),
        v.transform((text) => new Date(text).toISOString()),
      ),
      new Date(now).toISOString(),
    ),
  });

export function parseScorecard(fields: FunctionEvent, { policy }: Config): readonly Scorecard[] {
  const forms = policy.forms ?? {};
  const card = read(schemaOf(Object.keys(forms), Date.now()), fields);
  const form = forms[card.form];
  const problems = form ? answerProblems(form, card.answers) : [];
  if (problems.length > 0) {
    throw new BadRequestError(
      problems.map(({ question, message }) => `${shownName(`answers.${question}`)}: ${message}`),
    );
  }
  const given = Object.entries(card.answers).filter(([, answer]) => answer !== null && answer !== undefined);
  return [{ ...card, answers: Object.fromEntries(given) as Scorecard["answers"] }];
}

/** Three reads at once: who hands in a scorecard waits for the slowest only. */
export async function loadScored(scorecard: Scorecard, session: Session): Promise<Scored> {
  const [claim, earlier, coaching] = await Promise.all([
    readClaim(session, scorecard.taskSid),
    readScorecard(session, scorecard),
    readCoaching(session, scorecard.workerSid, scorecard.form),
  ]);
  return { isContactKnown: claim !== undefined && !claim.claim.forgotten, earlier, coaching };
}
