/** Performs what was decided, one performer per effect: an effect without one does not compile. */
import type { Effect } from "../domain/decision";
import { sendAlert } from "./messages";
import type { Session } from "./session";
import { appendToFeed, rememberContact, writeJournal, writePulse } from "./sync";
import { mergeTaskAttributes, setChannelCapacity } from "./taskrouter";

type Performers = { [Type in Effect["type"]]: (effect: Extract<Effect, { type: Type }>) => Promise<void> };

/** Somebody else has done the same work first: what was decided on older facts is left undone. */
export class OvertakenError extends Error {
  override readonly name = "OvertakenError";
}

/**
 * In order; the first failure ends it.
 * @throws OvertakenError where the pulse has been written since it was read
 */
export async function perform(session: Session, effects: readonly Effect[]): Promise<void> {
  let pulseRevision: string | undefined;
  const performers: Performers = {
    appendToFeed: ({ record }) => appendToFeed(session, record),
    rememberContact: ({ customer, entry, days }) => rememberContact(session, customer, entry, days),
    mergeTaskAttributes: ({ taskSid, read, merge }) => mergeTaskAttributes(session, taskSid, read, merge),
    commitPulse: async ({ pulse, revision }) => {
      pulseRevision = await writePulse(session, pulse, revision);
      if (pulseRevision === undefined) throw new OvertakenError("another tick was first");
    },
    setChannelCapacity: ({ workerSid, channel, capacity }) => setChannelCapacity(session, workerSid, channel, capacity),
    sendAlert: ({ id, text, mayHaveBeenSent }) => sendAlert(session, id, text, mayHaveBeenSent),
    writeJournal: ({ entry }) => writeJournal(session, entry),
    settlePulse: async ({ pulse }) => {
      if (pulseRevision !== undefined) await writePulse(session, pulse, pulseRevision);
    },
  };
  for (const effect of effects) await (performers[effect.type] as (effect: Effect) => Promise<void>)(effect);
}
