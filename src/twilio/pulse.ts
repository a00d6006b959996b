/** The pulse, a Sync document, and the journal, a map. https://www.twilio.com/docs/sync/api/document-resource */
import { firstPulse, type JournalEntry, type Pulse } from "../domain/pulse";
import { patiently, statusOf } from "./patience";
import { type Session, syncOf } from "./session";
import { STORES } from "./stores";

/** As a warm instance last wrote it: still true unless writing over its revision is refused. */
let lastWritten: { syncServiceSid: string; pulse: Pulse; revision: string } | undefined;

export async function readPulse(session: Session): Promise<{ pulse: Pulse; revision: string }> {
  return lastWritten?.syncServiceSid === session.syncServiceSid ? lastWritten : fetchPulse(session);
}

/** As it is stored now, whatever this instance remembers. */
export async function fetchPulse(session: Session): Promise<{ pulse: Pulse; revision: string }> {
  const { data, revision } = await patiently(session.until, () => syncOf(session).documents(STORES.pulse).fetch());
  // One that was written before a field was there has it as at the beginning.
  return { pulse: { ...firstPulse(), ...(data as Partial<Pulse>) }, revision };
}

/**
 * Writes the pulse over the revision that was read.
 * @returns the new revision; undefined where somebody else was first
 */
export async function writePulse(session: Session, pulse: Pulse, revision: string): Promise<string | undefined> {
  const { syncServiceSid } = session;
  // Until Twilio has answered, nobody knows what is written there.
  lastWritten = undefined;
  try {
    const document = await patiently(session.until, () =>
      syncOf(session).documents(STORES.pulse).update({ data: pulse, ifMatch: revision }),
    );
    lastWritten = { syncServiceSid, pulse, revision: document.revision };
    return document.revision;
  } catch (error) {
    if (statusOf(error) === 412) return undefined;
    throw error;
  }
}

export async function writeJournal(session: Session, id: string, entry: JournalEntry): Promise<void> {
  const items = syncOf(session).syncMaps(STORES.journal).syncMapItems;
  try {
    await patiently(session.until, () => items.create({ key: id, data: entry, itemTtl: session.retention.journal }));
  } catch (error) {
    if (statusOf(error) !== 409) throw error;
  }
}
