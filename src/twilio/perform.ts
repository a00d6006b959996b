/** Performs what was decided, one performer per effect: an effect without one does not compile. */
import { historyEntryOf } from "../domain/contact-record";
import type { Effect } from "../domain/decision";
import { advanced, type FeedCursor } from "../domain/feed-cursor";
import { newOutboxItem, type WaitingWebhook } from "../domain/outbox";
import { deliverWebhooks } from "./deliver";
import { appendToFeed } from "./feed";
import { rememberContacts } from "./history";
import { sendAlert } from "./messages";
import { putIntoOutbox } from "./outbox";
import { isFinalRefusal } from "./patience";
import { writeJournal, writePulse } from "./pulse";
import { commitQuality, keepSample } from "./quality";
import type { Session } from "./session";
import { mergeTaskAttributes, setChannelCapacity } from "./taskrouter";
import { adjustChannel } from "./worker-channels";

type Performers = { [Type in Effect["type"]]: (effect: Extract<Effect, { type: Type }>) => Promise<void> };

/** Somebody else has done the same work first: what was decided on older facts is left undone. */
export class OvertakenError extends Error {
  override readonly name = "OvertakenError";
}

/**
 * What is promised, by the pulse or by a place in the feed, is repeated until it is kept. What Twilio will never do (a
 * message to a number that is none, a worker who is gone, an item too large) would be repeated for ever: it is told and
 * let go.
 */
async function unlessRefused(work: Promise<void>, refused: (error: unknown) => void): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!isFinalRefusal(error)) throw error;
    refused(error);
  }
}

/** The place up to which contacts are remembered, from the place before: all of them, or those that could be. */
async function rememberedAfter(
  session: Session,
  { items, days, cursor }: Extract<Effect, { type: "rememberContacts" }>,
  failed: (error: unknown) => void,
): Promise<(before: FeedCursor) => FeedCursor> {
  const contacts = items.map(({ record }) => ({ customer: record.customer ?? "", entry: historyEntryOf(record) }));
  const done = await rememberContacts(session, contacts, days, failed);
  return done === items.length ? () => cursor : (before) => advanced(before, items.slice(0, done));
}

/**
 * In order; the first failure ends it.
 * @param told of promised effects that Twilio refuses for good, and of contacts that could not be remembered
 * @throws OvertakenError where the pulse, or the state of quality, has been written since it was read
 */
export async function perform(
  session: Session,
  effects: readonly Effect[],
  told: (error: unknown) => void,
): Promise<void> {
  let pulseRevision: string | undefined;
  const justWritten: WaitingWebhook[] = [];
  let remembered = (before: FeedCursor): FeedCursor => before;
  const performers: Performers = {
    appendToFeed: ({ record }) => appendToFeed(session, record),
    rememberContacts: async (effect) => {
      remembered = await rememberedAfter(session, effect, told);
    },
    mergeTaskAttributes: ({ taskSid, read, merge }) => mergeTaskAttributes(session, taskSid, read, merge),
    commitPulse: async ({ pulse, revision }) => {
      pulseRevision = await writePulse(session, pulse, revision);
      if (pulseRevision === undefined) throw new OvertakenError("another tick was first");
    },
    setChannelCapacity: ({ workerSid, channel, capacity }) =>
      unlessRefused(setChannelCapacity(session, workerSid, channel, capacity), told),
    sendAlert: ({ id, text, mayHaveBeenSent }) => unlessRefused(sendAlert(session, id, text, mayHaveBeenSent), told),
    sendLater: async ({ id, webhook, payload }) => {
      if (!session.receiver) return;
      const put = async () => {
        const waiting = await putIntoOutbox(session, id, newOutboxItem(webhook, payload, new Date()));
        if (waiting) justWritten.push(waiting);
      };
      await unlessRefused(put(), told);
    },
    keepSample: ({ number, sample }) => unlessRefused(keepSample(session, number, sample), told),
    commitQuality: async ({ next, shelves, written, revision }) => {
      const isOurs = await commitQuality(session, next, shelves, written, revision);
      if (!isOurs) throw new OvertakenError("another round was first");
    },
    deliverWebhooks: ({ due }) => deliverWebhooks(session, [...due, ...justWritten], told),
    adjustChannel: ({ workerSid, channel, setting }) => adjustChannel(session, workerSid, channel, setting),
    writeJournal: ({ id, entry }) => writeJournal(session, id, entry),
    settlePulse: async ({ pulse }) => {
      if (pulseRevision === undefined) return;
      await writePulse(session, { ...pulse, remembered: remembered(pulse.remembered) }, pulseRevision);
    },
  };
  for (const effect of effects) await (performers[effect.type] as (effect: Effect) => Promise<void>)(effect);
}
