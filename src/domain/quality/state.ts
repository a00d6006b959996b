/** What quality knows from one round to the next. */
import { BEGINNING, type FeedCursor } from "../feed-cursor";
import type { WaitingRecord } from "./stretch";

/** One Sync document: of several rounds at once, whoever writes it first has done the work. */
export type QualityState = {
  /** Up to where the feed has been looked at. */
  cursor: FeedCursor;
  /** How many samples there have been: each has its number. */
  sampled: number;
  waiting: readonly WaitingRecord[];
  /**
   * Under which key a page is: the standings of a shelf under its number, a queue's dispositions under `drift.<queue>`.
   * Pages are written beside the old ones, and count from here on.
   */
  pages: Readonly<Record<string, string>>;
  /** The id after which the outbox is looked through next; null for its beginning. */
  outboxFrom: string | null;
};

export const firstQualityState = (): QualityState => ({
  cursor: BEGINNING,
  sampled: 0,
  waiting: [],
  pages: {},
  outboxFrom: null,
});

/** The page on which a queue's dispositions are counted. */
export const driftPage = (queue: string): string => `drift.${queue}`;
