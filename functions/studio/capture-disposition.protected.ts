/**
 * POST /studio/capture-disposition: how a contact ended. Called by Studio or a bot, signed, while the task is open;
 * answer within 5 s.
 *
 * `taskSid` and `disposition`, a code of the task's queue. Answers `because`; a refusal is 409.
 */
import { decideDisposition, endpoint, parseDisposition, readTask, signedByTwilio } from "../../assets/lib.private";

const CAPTURED: readonly (string | undefined)[] = ["disposition-captured", "already-captured"];

export const handler = endpoint({
  deadline: 5,
  lock: signedByTwilio,
  takes: ["form", "json"],
  parse: parseDisposition,
  load: ({ taskSid }, session) => readTask(session, taskSid),
  decide: decideDisposition,
  reply: ([decision]) => ({
    status: CAPTURED.includes(decision?.because) ? 200 : 409,
    body: { because: decision?.because },
  }),
});
