/**
 * POST /operations/adjust-worker: as flex/adjust-worker, for a program, such as workforce management, with a token.
 * `change-capacity` may change; `propose-capacity` may only ask, with `dryRun`, and is refused otherwise. Answer within
 * 5 s.
 */
import { adjustmentReply, endpoint, machine, workerAdjustment } from "../../assets/lib.private";

export const handler = endpoint({
  deadline: 5,
  lock: machine("propose-capacity", "change-capacity"),
  takes: ["form", "json"],
  ...workerAdjustment,
  reply: adjustmentReply,
});
