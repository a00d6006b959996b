/**
 * GET /operations/metrics: the floor as OpenMetrics text, for Prometheus and whatever reads the same, with a token of
 * the scope `read-metrics`; answer within 5 s. What else it sends is ignored.
 *
 * Tells what the last tick wrote, and how old that is. One read of Sync.
 */
import { decideMetrics, endpoint, loadPulse, machine, metricsReply } from "../../assets/lib.private";

export const handler = endpoint({
  deadline: 5,
  lock: machine("read-metrics"),
  takes: ["query"],
  parse: () => ["metrics"],
  load: (_metrics, session) => loadPulse(session),
  decide: (_metrics, pulse, _policy, now) => decideMetrics(pulse, now),
  reply: metricsReply,
});
