/**
 * POST /operations/reconcile: compares the ledger and the feed with the Events API and repairs them. Called by a
 * scheduler once an hour with a token of the scope `reconcile`; answers within 9 s.
 *
 * `since` and `until` (ISO 8601; the last two hours where they are left out) and `dryRun`. Answers what it has found so
 * far and, until it is through, a `cursor`: whoever calls sends that, and that alone, in the next call. A call that
 * failed is made again as it was. Other fields are refused: a misspelt bound would be another window.
 */
import {
  decideReconcile,
  endpoint,
  loadReconcile,
  machine,
  parseReconcile,
  reconcileAnswer,
} from "../../assets/lib.private";

export const handler = endpoint({
  deadline: 9,
  lock: machine("reconcile"),
  takes: ["query", "form", "json"],
  parse: parseReconcile,
  load: loadReconcile,
  decide: ({ run, keyOf }, part, policy, now) => decideReconcile(run, part, { policy, keyOf }, now),
  reply: ([decision]) => ({ status: 200, body: { because: decision?.because, ...reconcileAnswer(decision?.answer) } }),
});
