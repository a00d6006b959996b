/**
 * POST /operations/scorecards: what a person or a program thinks of a contact, by a form of the policy. Called by a QA
 * system with a token of the scope `write-scorecards`; answer within 5 s.
 *
 * `key`, `taskSid`, `workerSid`, `form`, `scorer` (`kind`, `id`), `answers`; `comment` and `scoredAt` where there are
 * any. Other fields are refused. The same scorecard again is `scored-before`; a refusal is 409; 503 asks to come again.
 */
import { decideScored, endpoint, loadScored, machine, parseScorecard } from "../../assets/lib.private";

const KEPT: readonly (string | undefined)[] = ["scored", "scored-before", "coaching-assigned", "coaching-over"];

export const handler = endpoint({
  deadline: 5,
  lock: machine("write-scorecards"),
  takes: ["json"],
  parse: parseScorecard,
  load: loadScored,
  decide: decideScored,
  reply: ([decision]) => {
    const because = decision?.because;
    const status = KEPT.includes(because) ? 200 : because === "overtaken" ? 503 : 409;
    return { status, body: { because, ...decision?.answer } };
  },
});
