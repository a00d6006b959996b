/**
 * Records that were written before the Events API told everything: the pulse keeps a list of them, the tick looks again,
 * and none is counted before it has been written for good.
 */
import { type Claim, promisedRevision } from "./claim";
import { type ContactRecord, contactRecordOf, type RecordTerms, withLateDisposition } from "./contact-record";
import type { FeedItem } from "./feed-item";
import type { TaskSid } from "./sid";
import type { TaskEvent } from "./task-event";

/** Where the record stands that is to be completed. */
export type Incomplete = {
  taskSid: TaskSid;
  list: number;
  index: number;
  /** How often the Events API has been asked in vain. */
  looks: number;
  /** The last tick has written it again: the feed is going to show it. */
  isWritten: boolean;
};

/** After so many looks a record is written as it is. */
export const MOST_LOOKS = 5;
/** The pulse has room for so many; what comes then is counted as it is. */
const MOST_INCOMPLETE = 40;

/** Whether this is the last word on a contact, as far as the tick is concerned. */
export const isFinal = ({ isComplete, because }: ContactRecord): boolean => isComplete || because === "completed";

/** Goes through new items of the feed: which contacts are to be counted now, and which records wait for completion. */
export function settle(
  before: readonly Incomplete[],
  items: readonly FeedItem[],
): { counted: ContactRecord[]; incomplete: Incomplete[] } {
  const waiting = new Map(before.map((entry) => [entry.taskSid, entry]));
  const counted: ContactRecord[] = [];
  for (const { list, index, record } of items) {
    const known = waiting.get(record.taskSid);
    const isNew = record.revision === 1;
    // Written again after it had been counted, or the same writing twice.
    if (!known && !isNew) continue;
    if (isFinal(record) || (!known && waiting.size >= MOST_INCOMPLETE)) {
      counted.push(record);
      waiting.delete(record.taskSid);
    } else
      waiting.set(record.taskSid, { taskSid: record.taskSid, list, index, looks: known?.looks ?? 0, isWritten: false });
  }
  return { counted, incomplete: [...waiting.values()] };
}

/**
 * The record as the events tell it by now; where they still tell no end, as it was. What came late to it stays.
 * @param claim which knows of a late disposition, and of a repair, that may be on their way into the feed
 */
export function completed(
  before: ContactRecord,
  events: readonly TaskEvent[],
  terms: Pick<RecordTerms, "policy" | "keyOf">,
  claim?: Claim,
): ContactRecord {
  const again = {
    revision: Math.max(before.revision, claim ? promisedRevision(claim) : 0) + 1,
    because: "completed",
  } as const;
  const told = contactRecordOf(before.taskSid, events, { ...terms, ...again }) ?? { ...before, ...again };
  const late = claim?.disposition ?? (before.disposition?.isLate ? before.disposition : undefined);
  return late ? withLateDisposition(told, late) : told;
}
