/** The outbox from the side of the people who run the floor: what waits, what was given up, and what is sent again. */
import type { Twilio } from "twilio";
import type { DeadLetter, OutboxItem } from "../src/domain/outbox";
import type { Policy } from "../src/domain/policy";
import { retentionOf } from "../src/domain/retention";
import { STORES } from "../src/twilio/stores";

type Floor = { client: Twilio; syncServiceSid: string };

/** A webhook without what it says: that may be about customers. */
export type ListedWebhook = {
  id: string;
  state: "waiting" | "dead";
  type: OutboxItem["type"];
  createdAt: string;
  attempts: number;
  /** HTTP status of the last answer; null where there was none. */
  lastStatus: number | null;
  /** When it is tried next; null where it is given up. */
  nextAt: string | null;
  /** Why it was given up; null where it was not. */
  because: DeadLetter["because"] | null;
};

/** A new object each time: the package keeps a list's callbacks in the options it is given. */
const pages = () => ({ pageSize: 100 });

const mapOf = ({ client, syncServiceSid }: Floor, name: string) =>
  client.sync.v1.services(syncServiceSid).syncMaps(name).syncMapItems;

const statusOf = (error: unknown) => (error as { status?: number }).status;

export async function listWebhooks(floor: Floor): Promise<ListedWebhook[]> {
  const [waiting, dead] = await Promise.all([
    mapOf(floor, STORES.outbox).list(pages()),
    mapOf(floor, STORES.deadLetters).list(pages()),
  ]);
  return [
    ...waiting.map(({ key, data }) => {
      const { type, createdAt, attempts, lastStatus, nextAt } = data as OutboxItem;
      return { id: key, state: "waiting", type, createdAt, attempts, lastStatus, nextAt, because: null } as const;
    }),
    ...dead.map(({ key, data }) => {
      const { type, createdAt, attempts, lastStatus, because } = data as DeadLetter;
      return { id: key, state: "dead", type, createdAt, attempts, lastStatus, nextAt: null, because } as const;
    }),
  ];
}

/**
 * Puts dead letters back into the outbox, under the same ids and with all attempts ahead of them. The letter is removed
 * last: where this is broken off, the next one goes on.
 * @param ids which of them; undefined for all
 */
export async function replayDeadLetters(
  floor: Floor & { policy: Policy },
  ids: readonly string[] | undefined,
  now: Date,
  onReplayed: (id: string) => void,
): Promise<{ replayed: string[]; unknown: string[] }> {
  const letters = await mapOf(floor, STORES.deadLetters).list(pages());
  const wanted = letters.filter(({ key }) => ids?.includes(key) ?? true);
  for (const { key, data } of wanted) {
    const { type, payload, createdAt, lastStatus } = data as DeadLetter;
    const item: OutboxItem = { type, payload, createdAt, attempts: 0, nextAt: now.toISOString(), lastStatus };
    try {
      await mapOf(floor, STORES.outbox).create({ key, data: item, itemTtl: retentionOf(floor.policy).webhooks });
    } catch (error) {
      // It waits already.
      if (statusOf(error) !== 409) throw error;
    }
    try {
      await mapOf(floor, STORES.deadLetters)(key).remove();
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
    }
    onReplayed(key);
  }
  const replayed = wanted.map(({ key }) => key);
  return { replayed, unknown: (ids ?? []).filter((id) => !replayed.includes(id)) };
}
