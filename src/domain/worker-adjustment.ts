/**
 * A worker's channel, changed by a person or a program: within bounds, only where something differs, and journaled with
 * what it was before, so that it can be put back. The tick leaves a worker alone who has been changed by hand.
 */
import type { Decision, Effect } from "./decision";
import { type Policy, rosterOf } from "./policy";
import type { WorkerSid } from "./sid";
import type { ChannelSetting } from "./worker-channel";

/** What somebody wants a worker's channel to be. */
export type AskedAdjustment = {
  workerSid: WorkerSid;
  channel: string;
  /** Contacts at once. */
  capacity: number;
  /** Whether they get new contacts there; undefined leaves it as it is. */
  available: boolean | undefined;
  /** Only what would be done is to be told. */
  dryRun: boolean;
  /** Who asked: a worker's SID, or `token` and its id. */
  by: string;
};

/** A worker's channel as it was read; undefined where there is no such worker, or none with this channel. */
export type AdjustableChannel = (ChannelSetting & { name: string; assigned: number }) | undefined;

export type AdjustmentReason =
  | "worker-adjusted"
  | "would-be-adjusted"
  | "already-so"
  | "no-such-worker-on-the-channel"
  | "channel-without-bounds"
  | "below-minimum"
  | "above-maximum";

export type Bounds = { minimum: number; maximum: number };

/** What is told of an adjustment; of one that is refused only as much as is known. */
export type AdjustmentAnswer = {
  before?: ChannelSetting;
  after?: ChannelSetting;
  bounds?: Bounds;
  /** Contacts the worker has now: lowering capacity takes none of them away. */
  assigned?: number;
};

/**
 * On the channel that the tick adjusts: the policy's bounds, and up to the worker's own baseline where that is more. On
 * any other: from nothing to the baseline. Undefined where neither policy nor roster say anything.
 */
export function boundsOf(policy: Policy, channel: string, name: string): Bounds | undefined {
  const { capacity } = policy;
  const baseline = rosterOf(policy).find((worker) => worker.name === name)?.capacity[channel];
  if (channel === capacity.channel) {
    return { minimum: capacity.minimum, maximum: Math.max(capacity.maximum, baseline ?? 0) };
  }
  return baseline === undefined ? undefined : { minimum: 0, maximum: baseline };
}

type AdjustmentDecision = Decision<AdjustmentReason, AdjustmentAnswer>;

export function decideAdjustment(
  asked: AskedAdjustment,
  found: AdjustableChannel,
  policy: Policy,
  now: Date,
): AdjustmentDecision {
  const decide = (because: AdjustmentReason, answer: AdjustmentAnswer = {}, effects: readonly Effect[] = []) => ({
    because,
    effects,
    answer,
  });
  if (!found) return decide("no-such-worker-on-the-channel");
  const { name, assigned } = found;
  const before = { capacity: found.capacity, available: found.available };
  const bounds = boundsOf(policy, asked.channel, name);
  if (!bounds) return decide("channel-without-bounds", { before, assigned });
  const after = { capacity: asked.capacity, available: asked.available ?? found.available };
  const answer = { before, after, bounds, assigned };
  if (after.capacity === before.capacity && after.available === before.available) return decide("already-so", answer);
  // A capacity that stays is not judged: somebody may have set it by hand, and only the availability changes.
  if (after.capacity !== before.capacity) {
    if (after.capacity < bounds.minimum) return decide("below-minimum", answer);
    if (after.capacity > bounds.maximum) return decide("above-maximum", answer);
  }
  if (asked.dryRun) return decide("would-be-adjusted", answer);
  return decide("worker-adjusted", answer, effectsOf(asked, name, before, after, now));
}

/** Journaled first: were it done the other way round, a change whose journaling failed could not be put back. */
function effectsOf(
  { workerSid, channel, by }: AskedAdjustment,
  worker: string,
  before: ChannelSetting,
  after: ChannelSetting,
  now: Date,
): Effect[] {
  const at = now.toISOString();
  const capacities = { from: before.capacity, to: after.capacity };
  const availabilities =
    before.available === after.available ? {} : { wasAvailable: before.available, isAvailable: after.available };
  const line = { because: "worker-adjusted", worker, workerSid, channel, ...capacities, ...availabilities, by };
  return [
    { type: "writeJournal", id: `${at}.${workerSid}.${channel}`, entry: { at, lines: [line] } },
    { type: "adjustChannel", workerSid, channel, setting: after },
  ];
}
