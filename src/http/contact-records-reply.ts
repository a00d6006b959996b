/** A page of records as JSON, NDJSON (https://github.com/ndjson/ndjson-spec) or CSV (RFC 4180). */
import { stringify } from "csv-stringify/sync";
import type { Decision } from "../domain/decision";
import type { Pulled, PulledRecord } from "./contact-records";
import { NotYetError } from "./errors";
import type { Reply } from "./reply";

const json = (value: unknown) => (value === null || value === undefined ? "" : JSON.stringify(value));

/** A column for each field; of what has parts itself, one for each part that people filter by. */
const COLUMNS: Readonly<Record<string, (record: PulledRecord) => string | number | boolean | null | undefined>> = {
  taskSid: ({ taskSid }) => taskSid,
  revision: ({ revision }) => revision,
  because: ({ because }) => because,
  isComplete: ({ isComplete }) => isComplete,
  queue: ({ queue }) => queue,
  queuePath: ({ queuePath }) => queuePath.join(" "),
  channel: ({ channel }) => channel,
  segment: ({ segment }) => segment,
  routedBecause: ({ routedBecause }) => routedBecause,
  customer: ({ customer }) => customer,
  language: ({ language }) => language,
  address: ({ address }) => address,
  outcome: ({ outcome }) => outcome,
  abandonedWhile: ({ abandonedWhile }) => abandonedWhile,
  reason: ({ reason }) => reason,
  createdAt: ({ createdAt }) => createdAt,
  answeredAt: ({ answeredAt }) => answeredAt,
  endedAt: ({ endedAt }) => endedAt,
  waited: ({ waited }) => waited,
  reserved: ({ reserved }) => reserved,
  talked: ({ talked }) => talked,
  wrapped: ({ wrapped }) => wrapped,
  held: ({ held }) => held,
  workerSids: ({ workers }) => workers.map(({ sid }) => sid).join(" "),
  workerNames: ({ workers }) => workers.map(({ name }) => name).join("; "),
  transfers: ({ transfers }) => transfers,
  rejections: ({ rejections }) => rejections,
  timeouts: ({ timeouts }) => timeouts,
  recentContacts: ({ recentContacts }) => recentContacts,
  disposition: ({ disposition }) => disposition?.code,
  dispositionFields: ({ disposition }) => json(disposition?.fields),
  dispositionNote: ({ disposition }) => disposition?.note,
  isDispositionLate: ({ disposition }) => disposition?.isLate,
  isDispositionMissing: ({ isDispositionMissing }) => isDispositionMissing,
  conversationSid: ({ conversationSid }) => conversationSid,
  callSid: ({ callSid }) => callSid,
  interactionSid: ({ interactionSid }) => interactionSid,
  sampledAt: ({ sample }) => sample?.sampledAt,
  risk: ({ sample }) => sample?.risk,
  sampledBecause: ({ sample }) => sample?.because.map(({ reason }) => reason).join(" "),
};

/**
 * Text that a spreadsheet would take for a formula gets an apostrophe before it: customers and workers write some of it.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
function csvOf(records: readonly PulledRecord[]): string {
  const rows = records.map((record) => Object.values(COLUMNS).map((read) => read(record)));
  return stringify([Object.keys(COLUMNS), ...rows], {
    escape_formulas: true,
    record_delimiter: "windows",
    cast: { boolean: String },
  });
}

const ndjsonOf = (records: readonly PulledRecord[]) => records.map((record) => `${JSON.stringify(record)}\n`).join("");

/** Where a body is records and nothing else, the cursor goes into headers. */
export function pageReply(decisions: readonly Decision<string, Pulled | undefined>[]): Reply {
  const pulled = decisions[0]?.answer;
  if (!pulled) throw new NotYetError("no page has been read");
  const { format, records, next, hasMore } = pulled;
  if (format === "json") return { status: 200, body: { records, next, hasMore } };
  const headers = { "Floor-Next": next, "Floor-Has-More": String(hasMore) };
  return format === "csv"
    ? { status: 200, text: csvOf(records), contentType: "text/csv; charset=utf-8; header=present", headers }
    : { status: 200, text: ndjsonOf(records), contentType: "application/x-ndjson; charset=utf-8", headers };
}
