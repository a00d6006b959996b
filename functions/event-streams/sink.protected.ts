/**
 * POST /event-streams/sink: a webhook sink of Event Streams, signed; answer within 5 s, or it is delivered again.
 *
 * Each ended contact is recorded once; every other event is none of its business. Unknown fields are ignored: Event
 * Streams adds some now and then. What fails, or does not fit into the time, is answered 5xx and delivered again.
 */
import { contactEnded, endpoint, parseEventStreams, signedByTwilio } from "../../assets/lib.private";

export const handler = endpoint({
  deadline: 5,
  lock: signedByTwilio,
  takes: ["json-array"],
  parse: parseEventStreams,
  ...contactEnded,
  reply: (decisions) => ({ status: 200, body: { because: decisions.map(({ because }) => because) } }),
});
