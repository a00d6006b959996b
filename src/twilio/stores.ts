/** The Sync objects of the floor. `floor apply` makes them; the functions only use them. */

/** One map takes 20 writes a second in all (https://www.twilio.com/docs/sync/limits), hence several. */
const LEDGER_SHARDS = 8;

export const STORES = {
  /** Claims: the key is the TaskSid, so that a second one is refused. */
  ledger: Array.from({ length: LEDGER_SHARDS }, (_, shard) => `ledger-${shard}`),
  /** Ended contacts in the order in which they were written. */
  feed: "feed",
  /** Contacts by customer, newest last; keys sort by customer, then by time. */
  history: "history",
  /** What the ticks decided; keys are their times. */
  journal: "journal",
  /** Hashes of the tokens that open doors to machines; the key is a token's id. */
  tokens: "tokens",
  /** What the tick knows, and what a console shows. */
  pulse: "pulse",
} as const;

/** The ledger's map for a task: the same one for each delivery of its events. */
export function ledgerShardOf(taskSid: string): string {
  const shard = Number.parseInt(taskSid.slice(-4), 16) % LEDGER_SHARDS;
  return STORES.ledger[Number.isNaN(shard) ? 0 : shard] ?? STORES.ledger[0] ?? "ledger-0";
}

/** Seconds that ended contacts, claims and the journal are kept. */
export const RETENTION = 30 * 86_400;
