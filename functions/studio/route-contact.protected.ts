/**
 * POST /studio/route-contact: a contact has arrived. Called by Studio's Run Function widget, signed; answer within 3 s.
 *
 * `channel`, `queue` (the intent), `from`; `language` and `customer` where known. Answers the `attributes` and
 * `priority` for Send to Flex, and `because`.
 */
import { decideRoute, endpoint, loadHistory, parseContact, signedByTwilio } from "../../assets/lib.private";

export const handler = endpoint({
  deadline: 3,
  lock: signedByTwilio,
  takes: ["form", "json"],
  parse: parseContact,
  load: loadHistory,
  decide: decideRoute,
  reply: ([decision]) => ({ status: 200, body: { because: decision?.because, ...decision?.answer } }),
});
