/** What a rule decides: why, and what is to be done about it. Effects are data; only `src/twilio` performs them. */
import type { Claim } from "./claim";
import type { CoachingState } from "./coaching/moving-result";
import type { Scorecard } from "./coaching/scorecard";
import type { ContactRecord } from "./contact-record";
import type { FeedCursor } from "./feed-cursor";
import type { FeedItem } from "./feed-item";
import type { WaitingWebhook, WebhookType } from "./outbox";
import type { JournalEntry, Pulse } from "./pulse";
import type { Sample } from "./quality/sample";
import type { QualityState } from "./quality/state";
import type { RepairOrder } from "./record-verdict";
import type { Sid, TaskSid, WorkerSid } from "./sid";
import type { ChannelSetting } from "./worker-channel";

/** One effect asks one thing of Twilio. */
export type Effect =
  /** Appends an ended contact to the feed, unless it is one that may be there and is found there. */
  | { type: "appendToFeed"; record: ContactRecord; mayBeThere?: boolean }
  /** Writes records again, each once its claim says so: of several runs one does. What there is no time for fails. */
  | { type: "repairRecords"; orders: readonly RepairOrder[] }
  /** Remembers contacts under their customers, in this order; once, however often it is asked. */
  | { type: "rememberContacts"; items: readonly FeedItem[]; days: number; cursor: FeedCursor }
  /** Writes a claim over the revision that was read; makes it where there was none. */
  | { type: "writeClaim"; taskSid: TaskSid; claim: Claim; revision: string | undefined }
  /** Says in the claim that was written that what it promised has been done. */
  | { type: "settleClaim"; taskSid: TaskSid; claim: Claim }
  /** Writes a task's attributes, JSON text, if nobody has changed the task since it was read with this ETag. */
  | { type: "writeTaskAttributes"; taskSid: TaskSid; attributes: string; etag: string }
  /** Ends a task that belongs to no conversation; once, however often it is asked. */
  | { type: "completeTask"; taskSid: TaskSid; reason: string }
  /** Ends a task of a conversation together with it; once, however often it is asked. */
  | { type: "closeInteraction"; taskSid: TaskSid; interactionSid: Sid<"KD">; channelSid: Sid<"UO"> }
  /** Writes the pulse if nobody has since it was read: of several ticks at once, one goes on. */
  | { type: "commitPulse"; pulse: Pulse; revision: string }
  /** Sets how many contacts a worker may have at once on a channel. */
  | { type: "setChannelCapacity"; workerSid: WorkerSid; channel: string; capacity: number }
  /** Sends the people on call a text message; looked up by its id first where it may have been sent before. */
  | { type: "sendAlert"; id: string; text: string; mayHaveBeenSent: boolean }
  /** Tells the outside, where it wants to be told; once for each id, however often it is asked. Payload: below 16 KiB. */
  | { type: "sendLater"; id: string; webhook: WebhookType; payload: unknown }
  /** Keeps a scorecard; where its key has been taken meanwhile, what was decided is out of date. */
  | { type: "keepScorecard"; scorecard: Scorecard }
  /** Writes what is known of a worker by one form, if nobody has since it was read. */
  | { type: "moveResult"; workerSid: WorkerSid; form: string; state: CoachingState; revision: string | undefined }
  /** Keeps a sample under its number; once, however often it is asked. */
  | { type: "keepSample"; number: number; sample: Sample }
  /**
   * Writes the pages that have changed, and then, if nobody has written it since it was read, the state that points to
   * them: of several rounds at once, one goes on.
   */
  | {
      type: "commitQuality";
      next: Omit<QualityState, "pages">;
      pages: ReadonlyMap<string, unknown>;
      written: QualityState["pages"];
      revision: string;
    }
  /** Sends what is due in the outbox, and what these effects have put there, as much as there is time for. */
  | { type: "deliverWebhooks"; due: readonly WaitingWebhook[] }
  /** Makes a worker's channel what somebody has asked for; it fails where Twilio refuses it. */
  | { type: "adjustChannel"; workerSid: WorkerSid; channel: string; setting: ChannelSetting }
  /** Writes a journal entry; once for each id, however often it is asked. Ids sort by time. */
  | { type: "writeJournal"; id: string; entry: JournalEntry }
  /** Says that everything the pulse promised has been done, and how far contacts have been remembered. */
  | { type: "settlePulse"; pulse: Pulse };

/** A decision with its reason; a refusal is one without effects. */
export type Decision<Reason extends string = string, Answer = undefined> = {
  because: Reason;
  effects: readonly Effect[];
  answer: Answer;
};

export const nothing = <Reason extends string>(because: Reason): Decision<Reason> => ({
  because,
  effects: [],
  answer: undefined,
});
