/**
 * POST /taskrouter/event-callback: the workspace's EventCallbackUrl, signed. TaskRouter wants 204 within 15 s, a
 * Function has 10.
 *
 * Each ended contact is recorded once; every other event is none of its business.
 */
import { contactEnded, endpoint, parseEventCallback, signedByTwilio } from "../../assets/lib.private";

export const handler = endpoint({
  deadline: 10,
  lock: signedByTwilio,
  takes: ["form"],
  parse: parseEventCallback,
  ...contactEnded,
  reply: () => ({ status: 204 }),
});
