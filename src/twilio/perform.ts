/** Performs what was decided, one performer per effect: an effect without one does not compile. */
import { historyEntryOf } from "../domain/contact-record";
import type { Effect } from "../domain/decision";
import { advanced, type FeedCursor } from "../domain/feed-cursor";
import { newOutboxItem, type WaitingWebhook } from "../domain/outbox";
import { deliverWebhooks } from "./deliver";
import { appendToFeed, isWritten } from "./feed";
import { rememberContacts } from "./history";
import { closeInteraction } from "./interactions";
import { writeClaim } from "./ledger";
import { sendAlert } from "./messages";
import { putIntoOutbox } from "./outbox";
import { isFinalRefusal } from "./patience";
import { writeJournal, writePulse } from "./pulse";
import { commitQuality, keepSample } from "./quality";
import { repairRecords } from "./repair";
import { writeCoaching, writeScorecard } from "./scorecards";
import type { Session } from "./session";
import { setChannelCapacity } from "./taskrouter";
import { completeTask, writeTaskAttributes } from "./tasks";
import { adjustChannel } from "./worker-channels";

type Performers = { [Type in Effect["type"]]: (effect: Extract<Effect, { type: Type }>) => Promise<void> };

/** What was decided on is no longer so, or nobody knows whether it is: the facts are to be read again. */
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

/** @throws OvertakenError where the effect was not performed for certain */
function unlessOvertaken(isDone: boolean, otherwise: string): void {
  if (!isDone) throw new OvertakenError(otherwise);
}

/**
 * In order; the first failure ends it.
 * @param told of promised effects that Twilio refuses for good, and of contacts that could not be remembered
 * @throws OvertakenError where what was read has changed since, or an answer got lost
 */
export async function perform(
  session: Session,
  effects: readonly Effect[],
  told: (error: unknown) => void,
): Promise<void> {
  let pulseRevision: string | undefined;
  const justWritten: WaitingWebhook[] = [];
  let claimRevision: string | undefined;
  let remembered = (before: FeedCursor): FeedCursor => before;
  const performers: Performers = {
    appendToFeed: async ({ record, mayBeThere }) => {
      if (!mayBeThere || !(await isWritten(session, record))) await appendToFeed(session, record);
    },
    writeClaim: async ({ taskSid, claim, revision }) => {
      claimRevision = await writeClaim(session, taskSid, claim, revision);
      unlessOvertaken(claimRevision !== undefined, "the claim has changed");
    },
    // Where somebody has written the claim since, it promises something else, and that is theirs to say.
    settleClaim: async ({ taskSid, claim }) => {
      if (claimRevision !== undefined) await writeClaim(session, taskSid, claim, claimRevision);
    },
    repairRecords: ({ orders }) => repairRecords(session, orders),
    rememberContacts: async (effect) => {
      remembered = await rememberedAfter(session, effect, told);
    },
    writeTaskAttributes: async ({ taskSid, attributes, etag }) =>
      unlessOvertaken(await writeTaskAttributes(session, taskSid, attributes, etag), "the task has changed"),
    completeTask: async ({ taskSid, reason }) =>
      unlessOvertaken(await completeTask(session, taskSid, reason), "the task may not have been completed"),
    closeInteraction: async ({ taskSid, interactionSid, channelSid }) =>
      unlessOvertaken(
        await closeInteraction(session, { taskSid, interactionSid, channelSid }),
        "the interaction may not have been closed",
      ),
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
    keepScorecard: async ({ scorecard }) => {
      if (!(await writeScorecard(session, scorecard))) throw new OvertakenError("the key has been taken");
    },
    moveResult: async ({ workerSid, form, state, revision }) => {
      const isOurs = await writeCoaching(session, { workerSid, form, state, revision });
      if (!isOurs) throw new OvertakenError("another scorecard was first");
    },
    keepSample: ({ number, sample }) => unlessRefused(keepSample(session, number, sample), told),
    commitQuality: async ({ next, pages, written, revision }) => {
      const isOurs = await commitQuality(session, next, pages, written, revision);
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
