/** The Sync objects of the floor. `floor setup` makes them; the functions only use them. */
import { createHash } from "node:crypto";

/**
 * One Map or List takes 20 writes a second in all (https://www.twilio.com/docs/sync/limits), hence several of what is
 * written for each contact. Their numbers are fixed: under another one nothing would be found again.
 */
const LEDGER_SHARDS = 32;
const HISTORY_SHARDS = 16;

const numbered = (name: string, count: number) => Array.from({ length: count }, (_, shard) => `${name}-${shard}`);

export const STORES = {
  /** Maps of claims: the key is the TaskSid, so that a second one is refused. */
  ledger: numbered("ledger", LEDGER_SHARDS),
  /** Maps of contacts by customer, newest last; keys sort by customer, then by time. */
  history: numbered("history", HISTORY_SHARDS),
  /** What the ticks decided; keys are their times. */
  journal: "journal",
  /** Scorecards; keys are the contact's TaskSid and the scorecard's key. */
  scorecards: "scorecards",
  /** Moving results and coaching; keys are the WorkerSid and the form. */
  coaching: "coaching",
  /** Hashes of the tokens that open doors to machines; the key is a token's id. */
  tokens: "tokens",
  /** Webhooks that wait to be sent; the key is the webhook's id. */
  outbox: "outbox",
  /** Webhooks that have been given up, under the same ids. */
  deadLetters: "dead-letters",
  /** What quality knows of workers and of dispositions, page by page. */
  standings: "standings",
  /** Sampled contacts; keys are their numbers. */
  samples: "samples",
  /** What quality knows from one round to the next. */
  quality: "quality",
  /** What the tick knows, and what a console shows. */
  pulse: "pulse",
} as const;

/** The Lists of ended contacts, each in the order in which they were written. */
export const feedNames = (feeds: number): string[] => numbered("feed", feeds);

/** The same for the same key, and evenly spread whatever keys look like. */
const shardOf = (key: string, shards: number): number =>
  createHash("sha256").update(key).digest().readUInt32BE() % shards;

/** The ledger's map for a task: the same one for each delivery of its events. */
export const ledgerNameOf = (taskSid: string): string => `ledger-${shardOf(taskSid, LEDGER_SHARDS)}`;

/** The number of a task's list among so many. */
export const feedNumberOf = (taskSid: string, feeds: number): number => shardOf(taskSid, feeds);

/** The map of a customer, who is a hash already. */
export const historyNameOf = (customer: string): string => `history-${shardOf(customer, HISTORY_SHARDS)}`;
