/** Watches the dispositions in the feed, queue by queue, and says what is to be told of those that drift. */
import type { ContactRecord } from "../contact-record";
import type { Effect } from "../decision";
import { type Policy, queueOf } from "../policy";
import type { WrittenItem } from "../writing-order";
import { countDisposition, type Drift, type DriftState, noDrift } from "./drift";

/** By queue. */
export type DriftStates = ReadonlyMap<string, DriftState>;

export type QueueDrift = Drift & { queue: string; at: Date };

/**
 * The code that a record adds to its queue; a contact adds one, whenever it becomes known. Undefined for a later
 * revision, and for queues and codes that are not the policy's: attributes are other people's.
 */
export function codeToCount({ queue, disposition, revision, because }: ContactRecord, policy: Policy) {
  if (!disposition || (revision > 1 && because !== "disposition-came-late")) return undefined;
  return queueOf(policy, queue)?.dispositions.includes(disposition.code) ? disposition.code : undefined;
}

/** What a stretch of the feed makes of the states. It follows from the records alone, wherever a stretch ends. */
export function watchDispositions(
  before: DriftStates,
  items: readonly WrittenItem[],
  policy: Policy,
): { states: DriftStates; drifts: readonly QueueDrift[] } {
  const states = new Map(before);
  const drifts: QueueDrift[] = [];
  if (!policy.drift) return { states, drifts };
  for (const { record, writtenAt: at } of items) {
    const code = codeToCount(record, policy);
    if (code === undefined) continue;
    const { queue } = record;
    const counted = countDisposition(states.get(queue) ?? noDrift, code, policy.drift, at);
    states.set(queue, counted.state);
    drifts.push(...counted.drifts.map((drift) => ({ ...drift, queue, at })));
  }
  return { states, drifts };
}

const rounded = (share: number) => Math.round(share * 1000) / 1000;

/** The journal is told of both ends of a drift, the outside of its beginning; each once, however often it is asked. */
export function driftEffects(drifts: readonly QueueDrift[]): Effect[] {
  return drifts.flatMap(({ because, queue, code, share, usualShare, contacts, since, at }): Effect[] => {
    const shares = { share: rounded(share), usualShare: rounded(usualShare), contacts };
    const id = `${at.toISOString()}.${because}.${queue}.${code}`;
    const line = { because, queue, code, ...shares };
    const journal = { type: "writeJournal", id, entry: { at: at.toISOString(), lines: [line] } } as const;
    if (because !== "disposition-drifted") return [journal];
    const payload = { queue, code, since, ...shares };
    return [
      journal,
      {
        type: "sendLater",
        id: `dispositions-drifted.${queue}.${code}.${Date.parse(since)}`,
        webhook: "dispositions.drifted",
        payload,
      },
    ];
  });
}
