/**
 * GET /operations/coaching: workers' moving results and coaching, and how far scorers agree. Called by a coaching system
 * with a token of the scope `read-coaching`; answer within 9 s. What is sent besides is ignored.
 */
import { endpoint, loadCoaching, machine, reportCoaching } from "../../assets/lib.private";

export const handler = endpoint({
  deadline: 9,
  lock: machine("read-coaching"),
  takes: ["query", "form", "json"],
  parse: () => ["coaching"],
  load: loadCoaching,
  decide: reportCoaching,
  reply: ([decision]) => ({ status: 200, body: { ...decision?.answer } }),
});
