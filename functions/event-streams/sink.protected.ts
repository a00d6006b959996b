/**
 * POST /event-streams/sink: a webhook sink of Event Streams, signed; answer within 5 s, or it is delivered again.
 *
 * Each ended contact is recorded once; every other event is none of its business.
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
