/**
 * POST /studio/capture-disposition: how a contact ended. Called by Studio or a bot, signed; answer within 5 s.
 *
 * `taskSid`, `disposition` (a code of the task's queue); `fields` (an object, or one as JSON text), `note`, `complete`
 * (whether to end the task as well). Answers `because` and, where it refuses, `problems`. docs/dispositions.md has all.
 */
import { captureDisposition, endpoint, signedByTwilio } from "../../assets/lib.private";

export const handler = endpoint({
  deadline: 5,
  lock: signedByTwilio,
  takes: ["form", "json"],
  ...captureDisposition,
});
