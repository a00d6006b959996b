/** Customers' histories: map items whose keys sort by customer, then by time. https://www.twilio.com/docs/sync/api/map-item-resource */
import type { HistoryEntry } from "../domain/history";
import { insistently, patiently, pause, statusOf } from "./patience";
import { type Session, syncOf } from "./session";
import { historyNameOf } from "./stores";

/** How many of a customer's contacts are read, in one call: who has been here more often counts as so often. */
const PAGE = 50;
/** Written at once: as many as the client has connections. */
const AT_ONCE = 20;
/** Milliseconds from one such lot to the next: 100 writes a second, spread over the maps, whose limit is 20 each. */
const SPACING = 200;
/** Milliseconds kept for what comes after. */
const RESERVE = 1000;
const DAY = 86_400;

export type RememberedContact = { customer: string; entry: HistoryEntry };

const itemsOf = (session: Session, customer: string) => syncOf(session).syncMaps(historyNameOf(customer)).syncMapItems;

/** Keys of one customer follow each other in time. */
const keyOf = ({ customer, entry }: RememberedContact) => `${customer}.${entry.endedAt}.${entry.taskSid}`;

async function remember(session: Session, contact: RememberedContact, days: number): Promise<void> {
  const items = itemsOf(session, contact.customer);
  try {
    await insistently(session.until, () =>
      items.create({ key: keyOf(contact), data: contact.entry, itemTtl: days * DAY }),
    );
  } catch (error) {
    // There already: the same contact has the same key.
    if (statusOf(error) !== 409) throw error;
  }
}

/**
 * Remembers contacts under their customers, once however often it is asked, until the time is up.
 * @param failed told why it stopped before the end
 * @returns how many of them, from the first on, are remembered
 */
export async function rememberContacts(
  session: Session,
  contacts: readonly RememberedContact[],
  days: number,
  failed: (error: unknown) => void,
): Promise<number> {
  for (let done = 0; done < contacts.length; done += AT_ONCE) {
    if (Date.now() + RESERVE > session.until) return done;
    const next = Date.now() + SPACING;
    try {
      const some = contacts.slice(done, done + AT_ONCE);
      await Promise.all(some.map((contact) => remember(session, contact, days)));
      if (done + AT_ONCE < contacts.length) await pause(Math.max(0, next - Date.now()));
    } catch (error) {
      failed(error);
      return done;
    }
  }
  return contacts.length;
}

/** A customer's contacts, newest first. */
export async function readHistory(session: Session, customer: string): Promise<HistoryEntry[]> {
  const items = itemsOf(session, customer);
  const last = `${customer}.~`;
  const found = await patiently(session.until, () =>
    items.list({ order: "desc", from: last, bounds: "inclusive", pageSize: PAGE, limit: PAGE }),
  );
  return found.filter(({ key }) => key.startsWith(`${customer}.`)).map(({ data }) => data as HistoryEntry);
}
