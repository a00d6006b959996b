/** Which records somebody who pulls them wants to see. */
import type { ContactRecord } from "./contact-record";

/** What is left out fits every record. */
export type ContactFilter = {
  queue?: string | undefined;
  channel?: string | undefined;
  /** SID or name of somebody who accepted the contact. */
  worker?: string | undefined;
  outcome?: ContactRecord["outcome"] | undefined;
  /** A code. */
  disposition?: string | undefined;
  /** Whether the queue's disposition is missing. */
  missingDisposition?: boolean | undefined;
  segment?: string | undefined;
  /** Ended at this moment or later. */
  endedSince?: Date | undefined;
  /** Ended before this moment. */
  endedUntil?: Date | undefined;
};

const isWanted = <Value>(wanted: Value | undefined, value: Value | null) => wanted === undefined || wanted === value;

export function fitsFilter(record: ContactRecord, filter: ContactFilter): boolean {
  const endedAt = Date.parse(record.endedAt);
  const { worker, endedSince, endedUntil } = filter;
  return (
    isWanted(filter.queue, record.queue) &&
    isWanted(filter.channel, record.channel) &&
    isWanted(filter.outcome, record.outcome) &&
    isWanted(filter.disposition, record.disposition?.code ?? null) &&
    isWanted(filter.missingDisposition, record.isDispositionMissing) &&
    isWanted(filter.segment, record.segment) &&
    (worker === undefined || record.workers.some(({ sid, name }) => sid === worker || name === worker)) &&
    (endedSince === undefined || endedAt >= endedSince.getTime()) &&
    (endedUntil === undefined || endedAt < endedUntil.getTime())
  );
}
