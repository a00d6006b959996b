/**
 * Samples a stretch of the feed. What is decided about a contact follows from the contacts before it in the order of
 * writing and from nothing else, neither from the moment nor from where a stretch ends: whoever does the same work
 * again, because the first did not get to write it down, comes to the same samples under the same numbers.
 */
import type { ContactRecord } from "../contact-record";
import type { FeedPlace } from "../feed-cursor";
import type { TaskSid, WorkerSid } from "../sid";
import type { WrittenItem } from "../writing-order";
import { judgeContact, type Sample, type Terms, workerOf } from "./sample";
import type { Standing, Standings } from "./standing";

/** A record that was not complete when it was written: judged when it is, or as it is when its time is over. */
export type WaitingRecord = {
  taskSid: TaskSid;
  /** Where its latest revision stands. */
  place: FeedPlace;
  /** ISO 8601. */
  until: string;
};

/** What goes from one stretch to the next. */
export type Memory = { waiting: readonly WaitingRecord[]; standings: Standings };

export type Stretch = {
  /** In the order of writing. */
  items: readonly WrittenItem[];
  /** Nothing else has been written up to this moment. */
  upTo: Date;
  /** Records of `waiting` whose time is over by then; one that is not here is gone and forgotten. */
  overdue: ReadonlyMap<TaskSid, ContactRecord>;
};

export type Sampled = Memory & {
  samples: Sample[];
  /** How many of the items have been looked at: all of them, unless there were too many samples. */
  taken: number;
};

/** So many may wait at once; of one more it is judged what there is. They fit a quarter of a Sync item. */
export const MOST_WAITING = 30;
const SECOND = 1000;

/** @param most samples after which the rest is left to the next stretch */
export function sampleStretch(memory: Memory, { items, upTo, overdue }: Stretch, terms: Terms, most: number): Sampled {
  const standings = new Map<WorkerSid, Standing>(memory.standings);
  const records = new Map<TaskSid, ContactRecord>(overdue);
  const samples: Sample[] = [];
  let waiting = [...memory.waiting];

  const judge = (record: ContactRecord, at: Date) => {
    const worker = workerOf(record);
    if (!worker) return;
    const { standing, sample } = judgeContact(record, worker, standings.get(worker.sid), terms, at);
    standings.set(worker.sid, standing);
    if (sample) samples.push(sample);
  };
  const judgeOverdue = (now: Date) => {
    const over = waiting.filter(({ until }) => Date.parse(until) <= now.getTime());
    if (over.length === 0) return;
    waiting = waiting.filter((one) => !over.includes(one));
    for (const { taskSid, until } of over.sort((a, b) => Date.parse(a.until) - Date.parse(b.until))) {
      const record = records.get(taskSid);
      if (record) judge(record, new Date(until));
    }
  };
  const take = ({ list, index, writtenAt, record }: WrittenItem) => {
    const { taskSid, isComplete, revision } = record;
    const known = waiting.find((one) => one.taskSid === taskSid);
    // A later revision of what has been judged.
    if (!known && revision > 1) return;
    waiting = waiting.filter((one) => one !== known);
    if (isComplete || waiting.length >= MOST_WAITING) {
      judge(record, writtenAt);
      return;
    }
    const until = known?.until ?? new Date(writtenAt.getTime() + terms.policy.patience * SECOND).toISOString();
    waiting.push({ taskSid, place: { list, index }, until });
    records.set(taskSid, record);
  };

  let taken = 0;
  for (const item of items) {
    judgeOverdue(item.writtenAt);
    if (samples.length >= most) return { waiting, standings, samples, taken };
    take(item);
    taken++;
  }
  judgeOverdue(upTo);
  return { waiting, standings, samples, taken };
}
