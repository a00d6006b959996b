/** One round of quality: what is new in the feed is sampled, and what is due in the outbox is sent. */

import type { DriftState } from "../coaching/drift";
import { type DriftStates, driftEffects, watchDispositions } from "../coaching/drift-watch";
import type { Decision, Effect } from "../decision";
import { advanced } from "../feed-cursor";
import { dueWebhooks, type WaitingWebhook } from "../outbox";
import { isSad, type Policy } from "../policy";
import type { WorkerSid } from "../sid";
import type { Sample, Terms } from "./sample";
import { type Standings, shelfOf, type WrittenShelf, writtenShelf } from "./standing";
import { driftPage, type QualityState } from "./state";
import { type Stretch, sampleStretch } from "./stretch";

export type Round = {
  state: QualityState;
  revision: string;
  stretch: Stretch;
  /** Whether the feed goes on after the stretch. */
  hasMore: boolean;
  /** The whole shelves of everybody whom the stretch is about. */
  standings: Standings;
  drawOf: Terms["drawOf"];
  /** Of every queue that the stretch is about. */
  drifts: DriftStates;
  outbox: { waiting: readonly WaitingWebhook[]; last: string | null };
};

export type RoundReason = "sampled" | "nothing-new";
/** Whether another round would find work at once. */
export type RoundAnswer = { looked: number; sampled: number; due: number; hasMore: boolean };

/** A sample is two writes, one after the other: so many fit a round beside everything else. */
export const MOST_SAMPLES = 25;
/** Webhooks tried in one round. */
export const MOST_DUE = 50;

/** Of a contact there is one webhook, whatever happens twice. */
const webhookIdOf = ({ contact }: Sample) => `contact-sampled.${contact.taskSid}`;

function effectsOf(samples: readonly Sample[], before: number): Effect[] {
  return samples.flatMap((sample, index): Effect[] => [
    { type: "keepSample", number: before + index + 1, sample },
    { type: "sendLater", id: webhookIdOf(sample), webhook: "contact.sampled", payload: sample },
  ]);
}

/** Each shelf on which somebody's standing has changed, as it is to be written. */
function changedShelves(before: Standings, after: Standings): [string, WrittenShelf][] {
  const changed = new Set(
    [...after].flatMap(([sid, standing]) => (before.get(sid) === standing ? [] : [shelfOf(sid)])),
  );
  const onShelf = (shelf: number) =>
    new Map([...after].filter(([sid]: [WorkerSid, unknown]) => shelfOf(sid) === shelf));
  return [...changed].map((shelf) => [String(shelf), writtenShelf(onShelf(shelf))]);
}

/** The pages of queues whose dispositions have been counted further. */
function changedDrifts(before: DriftStates, after: DriftStates): [string, DriftState][] {
  return [...after].flatMap(([queue, state]) => (before.get(queue) === state ? [] : [[driftPage(queue), state]]));
}

/** Nothing is sampled where the policy says nothing of it; dispositions may be watched all the same. */
export function decideRound(
  { state, revision, stretch, hasMore, standings, drawOf, drifts, outbox }: Round,
  policy: Policy,
  now: Date,
): Decision<RoundReason, RoundAnswer> {
  const memory = { waiting: state.waiting, standings };
  const after = policy.quality
    ? sampleStretch(
        memory,
        stretch,
        { policy: policy.quality, drawOf, isSad: (code) => isSad(policy, code) },
        MOST_SAMPLES,
      )
    : { ...memory, samples: [], taken: stretch.items.length };
  const looked = stretch.items.slice(0, after.taken);
  const next = {
    cursor: advanced(state.cursor, looked),
    sampled: state.sampled + after.samples.length,
    waiting: after.waiting,
    outboxFrom: outbox.last,
  };
  const isNew = looked.length > 0 || after.waiting.length !== state.waiting.length;
  const due = dueWebhooks(outbox.waiting, now, MOST_DUE);
  const watched = watchDispositions(drifts, looked, policy);
  const pages = new Map<string, unknown>([
    ...changedShelves(standings, after.standings),
    ...changedDrifts(drifts, watched.states),
  ]);
  const commit: Effect[] =
    isNew || next.outboxFrom !== state.outboxFrom
      ? [{ type: "commitQuality", next, pages, written: state.pages, revision }]
      : [];
  return {
    because: isNew ? "sampled" : "nothing-new",
    effects: [
      ...effectsOf(after.samples, state.sampled),
      ...driftEffects(watched.drifts),
      ...commit,
      { type: "deliverWebhooks", due },
    ],
    answer: {
      looked: looked.length,
      sampled: after.samples.length,
      due: due.length,
      hasMore: hasMore || after.taken < stretch.items.length,
    },
  };
}
