/** Performs what was decided, one performer per effect: an effect without one does not compile. */
import type { Effect } from "../domain/decision";
import { sendAlert } from "./messages";
import { isFinalRefusal } from "./patience";
import type { Session } from "./session";
import { appendToFeed, rememberContact, writeJournal, writePulse } from "./sync";
import { mergeTaskAttributes, setChannelCapacity } from "./taskrouter";

type Performers = { [Type in Effect["type"]]: (effect: Extract<Effect, { type: Type }>) => Promise<void> };

/** Somebody else has done the same work first: what was decided on older facts is left undone. */
export class OvertakenError extends Error {
  override readonly name = "OvertakenError";
}

/**
 * A promise of the pulse is repeated until it is kept. What Twilio will never do (a message to a number that is none, a
 * worker who is gone) would be repeated for ever: it is told and let go.
 */
async function unlessRefused(work: Promise<void>, refused: (error: unknown) => void): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!isFinalRefusal(error)) throw error;
    refused(error);
  }
}

/**
 * In order; the first failure ends it.
 * @param refused told of promised effects that Twilio refuses for good
 * @throws OvertakenError where the pulse has been written since it was read
 */
export async function perform(
  session: Session,
  effects: readonly Effect[],
  refused: (error: unknown) => void,
): Promise<void> {
  let pulseRevision: string | undefined;
  const performers: Performers = {
    appendToFeed: ({ record }) => appendToFeed(session, record),
    rememberContact: ({ customer, entry, days }) => rememberContact(session, customer, entry, days),
    mergeTaskAttributes: ({ taskSid, read, merge }) => mergeTaskAttributes(session, taskSid, read, merge),
    commitPulse: async ({ pulse, revision }) => {
      pulseRevision = await writePulse(session, pulse, revision);
      if (pulseRevision === undefined) throw new OvertakenError("another tick was first");
    },
    setChannelCapacity: ({ workerSid, channel, capacity }) =>
      unlessRefused(setChannelCapacity(session, workerSid, channel, capacity), refused),
    sendAlert: ({ id, text, mayHaveBeenSent }) => unlessRefused(sendAlert(session, id, text, mayHaveBeenSent), refused),
    writeJournal: ({ entry }) => writeJournal(session, entry),
    settlePulse: async ({ pulse }) => {
      if (pulseRevision !== undefined) await writePulse(session, pulse, pulseRevision);
    },
  };
  for (const effect of effects) await (performers[effect.type] as (effect: Effect) => Promise<void>)(effect);
}
