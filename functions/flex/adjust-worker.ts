/**
 * POST /flex/adjust-worker: a supervisor changes how many contacts a worker has at once on a channel, or whether they
 * get any. Called by a Flex plugin with `Token`, the supervisor's own; answer within 5 s.
 *
 * `workerSid`, `channel`, `capacity`; `available` and `dryRun` where wanted. Other fields are refused. Answers
 * `because`, `before`, `after`, `bounds`, `assigned`; 409 where the policy or the account do not allow it.
 */
import { adjustmentReply, endpoint, flexUser, workerAdjustment } from "../../assets/lib.private";

export const handler = endpoint({
  deadline: 5,
  lock: flexUser("supervisor"),
  takes: ["form", "json"],
  ...workerAdjustment,
  reply: adjustmentReply,
});
