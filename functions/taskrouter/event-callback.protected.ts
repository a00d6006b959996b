/**
 * POST /taskrouter/event-callback: the workspace's EventCallbackUrl, signed. TaskRouter wants 204 within 15 s, a
 * Function has 10.
 *
 * Each ended contact is recorded once; every other event is none of its business. TaskRouter tells an event once, and
 * again only where it could not connect: so all that can be tried again is tried within the deadline, and what the Events
 * API does not tell is taken from the event itself. What still fails gives its claim back and answers 5xx; Event Streams
 * tells it too, and a URL that ends in `#rc=3&rp=5xx,ct,rt` asks for more attempts:
 * https://www.twilio.com/docs/usage/webhooks/webhooks-connection-overrides
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
