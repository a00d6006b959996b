/**
 * GET or POST /operations/contact-records: ended contacts, in the order in which their records were written. Called by QA
 * and reporting systems with a token of the scope `read-contact-records`; answer within 9 s.
 *
 * `after` (the cursor of the page before), `limit`, `format`, and filters; an unknown field is refused. Answers `records`,
 * the cursor `next`, and with `hasMore` whether to come again at once. See docs/quality.md.
 */
import { decidePage, endpoint, loadPage, machine, pageReply, parsePull } from "../../assets/lib.private";

export const handler = endpoint({
  deadline: 9,
  lock: machine("read-contact-records"),
  takes: ["query", "form", "json"],
  parse: parsePull,
  load: loadPage,
  decide: decidePage,
  reply: pageReply,
});
