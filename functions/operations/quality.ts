/**
 * POST /operations/quality: a round of quality. Called by a scheduler every minute with a token of the scope
 * `run-quality`; answer within 9 s. What else it sends is ignored.
 *
 * Samples the contacts that are new in the feed, watches for dispositions that drift, and sends the webhooks that are due in the outbox. Several at once do
 * the work of one. Answers `because`, how many records it has `looked` at and `sampled`, how many webhooks were `due`,
 * and with `hasMore` whether another round would find more to do at once.
 */
import { decideRound, endpoint, loadRound, machine } from "../../assets/lib.private";

export const handler = endpoint({
  deadline: 9,
  lock: machine("run-quality"),
  takes: ["query", "form", "json"],
  parse: () => ["round"],
  load: (_round, session, policy) => loadRound(session, policy),
  decide: (_round, round, policy, now) => decideRound(round, policy, now),
  reply: ([decision]) => ({ status: 200, body: { because: decision?.because, ...decision?.answer } }),
});
