/**
 * The outbox and the dead letters, in Sync maps under the webhooks' ids. https://www.twilio.com/docs/sync/api
 *
 * A webhook is claimed, sent and removed. Who dies between sending and removing leaves it to be sent again, under the
 * same id: receivers drop what they have had.
 */
import type { DeadLetter, OutboxItem, WaitingWebhook } from "../domain/outbox";
import { ifFound, insistently, patiently, statusOf } from "./patience";
import { type Session, syncOf } from "./session";
import { STORES } from "./stores";

/** At most a hundred in an answer: https://www.twilio.com/docs/sync/api/map-item-resource */
const PAGE = 100;

const mapOf = (session: Session, name: string) => syncOf(session).syncMaps(name).syncMapItems;
const outboxOf = (session: Session) => mapOf(session, STORES.outbox);

/**
 * Puts a webhook into the outbox; once for each id, however often it is asked.
 * @returns undefined where it is there already
 */
export async function putIntoOutbox(
  session: Session,
  id: string,
  item: OutboxItem,
): Promise<WaitingWebhook | undefined> {
  try {
    const created = await patiently(session.until, () =>
      outboxOf(session).create({ key: id, data: item, itemTtl: session.retention.webhooks }),
    );
    return { id, item, revision: created.revision };
  } catch (error) {
    if (statusOf(error) === 409) return undefined;
    throw error;
  }
}

/** Up to `most` that follow an id, by id, and whether there may be more. */
export async function readOutbox(
  session: Session,
  after: string | null,
  most: number,
): Promise<{ waiting: WaitingWebhook[]; last: string | null }> {
  const from = after === null ? {} : ({ from: after, bounds: "exclusive" } as const);
  const found = await insistently(session.until, () =>
    outboxOf(session).list({ order: "asc", pageSize: PAGE, limit: most, ...from }),
  );
  const waiting = found.map(({ key, data, revision }) => ({ id: key, item: data as OutboxItem, revision }));
  return { waiting, last: found.length === most ? (found.at(-1)?.key ?? null) : null };
}

/** Writes over the revision that was read; undefined where somebody was faster, or the item is gone. */
export async function rewriteOutboxItem(
  session: Session,
  { id, revision }: WaitingWebhook,
  item: OutboxItem,
): Promise<WaitingWebhook | undefined> {
  try {
    const updated = await patiently(session.until, () =>
      outboxOf(session)(id).update({ data: item, ifMatch: revision, itemTtl: session.retention.webhooks }),
    );
    return { id, item, revision: updated.revision };
  } catch (error) {
    const status = statusOf(error);
    if (status === 412 || status === 404) return undefined;
    throw error;
  }
}

export async function removeFromOutbox(session: Session, id: string): Promise<void> {
  await ifFound(insistently(session.until, () => outboxOf(session)(id).remove()));
}

/** First there, then gone from here: whoever dies between the two leaves it in both, and not in none. */
export async function giveUp(session: Session, id: string, letter: DeadLetter): Promise<void> {
  const letters = mapOf(session, STORES.deadLetters);
  try {
    await insistently(session.until, () =>
      letters.create({ key: id, data: letter, itemTtl: session.retention.webhooks }),
    );
  } catch (error) {
    if (statusOf(error) !== 409) throw error;
  }
  await removeFromOutbox(session, id);
}
