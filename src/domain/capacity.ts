/**
 * How many contacts at once: one worker's capacity on one channel goes up when contacts wait for it and down again in
 * calm, always within the policy's bounds and never over what somebody has set by hand.
 */
import type { Policy } from "./policy";
import type { WorkerSid } from "./sid";

export type CapacityState = {
  /** Whom we have raised, from what baseline to what; null when nobody. */
  raised: { workerSid: WorkerSid; name: string; baseline: number; capacity: number } | null;
  /** Since when nobody has waited on the channel; ISO 8601, null while somebody does. */
  calmSince: string | null;
};

/** What waits on the channel, over all queues. */
export type ChannelPressure = { waiting: number; longestWait: number };

/** A worker's channel as it was read. */
export type ChannelState = {
  workerSid: WorkerSid;
  name: string;
  capacity: number;
  /** Accepted contacts. */
  assigned: number;
};

export type CapacityReason =
  | "channel-is-calm"
  | "waits-are-short"
  | "capacity-raised"
  | "capacity-lowered"
  | "capacity-at-maximum"
  | "nobody-on-the-channel-is-full"
  | "worker-changed-by-hand"
  | "calm-too-short";

export type CapacityDecision = {
  because: CapacityReason;
  state: CapacityState;
  /** What the worker's capacity is to be; undefined where it stays. */
  set?: { workerSid: WorkerSid; name: string; from: number; capacity: number };
};

const secondsSince = (iso: string | null, now: Date): number =>
  iso === null ? 0 : (now.getTime() - Date.parse(iso)) / 1000;

export function isPressed({ waiting, longestWait }: ChannelPressure, { raise }: Policy["capacity"]): boolean {
  return waiting >= raise.waiting && longestWait >= raise.longestWait;
}

/**
 * @param channels workers of the pressed queues as they are now; among them the raised one, if there is one
 */
export function decideCapacity(
  previous: CapacityState,
  pressure: ChannelPressure,
  channels: readonly ChannelState[],
  policy: Policy["capacity"],
  now: Date,
): CapacityDecision {
  const calmSince = pressure.waiting > 0 ? null : (previous.calmSince ?? now.toISOString());
  const state = { ...previous, calmSince };
  const { raised } = state;
  const seen = raised && channels.find(({ workerSid }) => workerSid === raised.workerSid);
  if (raised && seen && seen.capacity !== raised.capacity) {
    return { because: "worker-changed-by-hand", state: { ...state, raised: null } };
  }
  if (isPressed(pressure, policy)) return raise(state, channels, policy);
  if (pressure.waiting > 0) return { because: "waits-are-short", state };
  if (!raised) return { because: "channel-is-calm", state };
  if (secondsSince(calmSince, now) < policy.calm) return { because: "calm-too-short", state };
  return lower(raised, now);
}

function raise(state: CapacityState, channels: readonly ChannelState[], policy: Policy["capacity"]): CapacityDecision {
  const { raised } = state;
  const isFull = ({ assigned, capacity }: ChannelState) => assigned > 0 && assigned >= capacity;
  // One at a time: whoever has been raised goes on being the one, until back at the baseline.
  const candidates = raised ? channels.filter(({ workerSid }) => workerSid === raised.workerSid) : channels;
  const full = candidates.filter(isFull);
  const chosen = full.find(({ capacity }) => capacity >= policy.minimum && capacity < policy.maximum);
  if (!chosen) return { because: full.length > 0 ? "capacity-at-maximum" : "nobody-on-the-channel-is-full", state };
  const { workerSid, name } = chosen;
  const capacity = chosen.capacity + 1;
  const baseline = raised?.baseline ?? chosen.capacity;
  return {
    because: "capacity-raised",
    state: { ...state, raised: { workerSid, name, baseline, capacity } },
    set: { workerSid, name, from: chosen.capacity, capacity },
  };
}

/** One step back, and as long a calm again before the next. */
function lower(raised: NonNullable<CapacityState["raised"]>, now: Date): CapacityDecision {
  const capacity = raised.capacity - 1;
  const rest = capacity > raised.baseline ? { ...raised, capacity } : null;
  return {
    because: "capacity-lowered",
    state: { raised: rest, calmSince: now.toISOString() },
    set: { workerSid: raised.workerSid, name: raised.name, from: raised.capacity, capacity },
  };
}
