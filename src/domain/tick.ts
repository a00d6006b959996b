/** The tick: figures, alerts and capacity from what the queues and the feed say. */
import { decideAlerts } from "./alert";
import {
  type CapacityDecision,
  type CapacityReason,
  type ChannelPressure,
  type ChannelState,
  decideCapacity,
} from "./capacity";
import { type Incomplete, isFinal, MOST_LOOKS, settle } from "./completion";
import type { ContactRecord } from "./contact-record";
import { type Decision, type Effect, nothing } from "./decision";
import { type FeedCursor, isAfter } from "./feed-cursor";
import type { FeedItem } from "./feed-item";
import { type Policy, queueOf } from "./policy";
import type { JournalLine, Promised, Pulse } from "./pulse";
import { countContact, liveFigures, noContacts, type QueueFigures, type QueueStatistics } from "./queue-figures";
import type { TaskSid } from "./sid";

export type Floor = {
  pulse: Pulse;
  revision: string;
  statistics: readonly QueueStatistics[];
  /** Feed items that are not remembered yet, some of them counted already, and the place after them. */
  feed: { items: readonly FeedItem[]; cursor: FeedCursor };
  /** Records of the pulse's incomplete ones that have been built again. */
  completed: readonly ContactRecord[];
  /** Contacts that wait for completion and are in the feed no more: their time is over, or they are forgotten. */
  gone: readonly TaskSid[];
  pressure: ChannelPressure;
  channels: readonly ChannelState[];
};

export type TickReason = "ticked" | "ticked-moments-ago";

/** Of two ticks closer together than this, in seconds, the second does nothing: schedulers start twice, too. */
export const SHORTEST_PERIOD = 10;

/** The day's figures: today's, or new ones where the pulse's are of another day. */
function dayFigures(
  pulse: Pulse,
  counted: readonly ContactRecord[],
  policy: Policy,
  day: string,
): Record<string, QueueFigures> {
  const isSameDay = pulse.day === day;
  const figures: Record<string, QueueFigures> = {};
  for (const name of Object.keys(policy.queues)) {
    const known = isSameDay ? pulse.queues[name] : undefined;
    figures[name] = { ...noContacts(), ...known, waiting: 0, longestWait: 0, available: 0 };
  }
  for (const record of counted) {
    const queue = queueOf(policy, record.queue);
    const current = figures[record.queue];
    if (!queue || !current || record.endedAt.slice(0, 10) !== day) continue;
    figures[record.queue] = { ...current, ...countContact(current, record, queue.promise.within) };
  }
  return figures;
}

/** As they will be when this tick decides: what an earlier one promised is done first. */
function promisedChannels({ channels, pulse }: Floor): ChannelState[] {
  const capacities = new Map(
    pulse.promised.flatMap((effect) =>
      effect.type === "setChannelCapacity" ? [[effect.workerSid, effect.capacity] as const] : [],
    ),
  );
  return channels.map((channel) => ({ ...channel, capacity: capacities.get(channel.workerSid) ?? channel.capacity }));
}

function promisesOf(effects: readonly Promised[], mayHaveBeenSent: boolean): Effect[] {
  return effects.map((effect) => (effect.type === "sendAlert" ? { ...effect, mayHaveBeenSent } : effect));
}

/** What is written for good, and how often the others have been looked at by now. They wait until the feed shows them. */
function completions(
  incomplete: readonly Incomplete[],
  completed: readonly ContactRecord[],
): { toAppend: ContactRecord[]; waiting: Incomplete[] } {
  const built = new Map(completed.map((record) => [record.taskSid, record]));
  const toAppend: ContactRecord[] = [];
  const waiting = incomplete.map((entry) => {
    const record = built.get(entry.taskSid);
    const looks = entry.looks + (record ? 1 : 0);
    const isWritten = record !== undefined && (record.isComplete || looks >= MOST_LOOKS);
    if (isWritten) toAppend.push(record);
    return { ...entry, looks, isWritten };
  });
  return { toAppend, waiting };
}

export function decideTick(floor: Floor, policy: Policy, now: Date): Decision<TickReason> {
  const { pulse, statistics, feed, revision } = floor;
  const since =
    pulse.tickedAt === null ? Number.POSITIVE_INFINITY : (now.getTime() - Date.parse(pulse.tickedAt)) / 1000;
  if (since < SHORTEST_PERIOD) return nothing("ticked-moments-ago");

  const at = now.toISOString();
  const day = at.slice(0, 10);
  const { counted, incomplete } = settle(
    pulse.incomplete,
    feed.items.filter((item) => isAfter(pulse.feed, item)),
  );
  const queues = dayFigures(pulse, counted, policy, day);
  for (const [name, figures] of Object.entries(queues)) Object.assign(figures, liveFigures(policy, name, statistics));

  const alert = decideAlerts(pulse.alerts, queues, policy, now);
  const capacity = decideCapacity(pulse.capacity, floor.pressure, promisedChannels(floor), policy.capacity, now);
  const { channel } = policy.capacity;
  const promised: Promised[] = [
    ...(capacity.set
      ? [
          {
            type: "setChannelCapacity",
            channel,
            workerSid: capacity.set.workerSid,
            capacity: capacity.set.capacity,
          } as const,
        ]
      : []),
    ...alert.messages.map((message) => ({ type: "sendAlert", ...message }) as const),
  ];
  const lines: JournalLine[] = [
    ...pulse.promised.map(({ type }) => ({ because: "promised-before", effect: type })),
    ...alert.lines,
    ...capacityLine(capacity, pulse, channel),
  ];
  const { toAppend, waiting } = completions(
    incomplete.filter(({ taskSid }) => !floor.gone.includes(taskSid)),
    floor.completed,
  );
  const toRemember = feed.items.filter(({ record }) => record.customer !== null && isFinal(record));
  const next: Pulse = {
    tickedAt: at,
    feed: feed.cursor,
    remembered: toRemember.length > 0 ? pulse.remembered : feed.cursor,
    incomplete: waiting,
    day,
    queues,
    alerts: alert.alerts,
    capacity: capacity.state,
    capacityBecause: capacity.because,
    promised: [...pulse.promised, ...promised],
  };
  const effects: Effect[] = [
    { type: "commitPulse", pulse: next, revision },
    // What an earlier tick promised and may not have done comes first.
    ...promisesOf(pulse.promised, true),
    ...promisesOf(promised, false),
  ];
  if (lines.length > 0) effects.push({ type: "writeJournal", id: at, entry: { at, lines } });
  if (toRemember.length > 0) {
    effects.push({ type: "rememberContacts", items: toRemember, days: policy.history.days, cursor: feed.cursor });
  }
  if (next.promised.length > 0 || toRemember.length > 0) {
    effects.push({ type: "settlePulse", pulse: { ...next, promised: [] } });
  }
  // Last: what of it fails the next tick does, which finds in the feed what was done.
  effects.push(...toAppend.map((record) => ({ type: "appendToFeed", record }) as const));
  return { because: "ticked", effects, answer: undefined };
}

/** What keeps capacity from being raised while contacts wait for it: news when it begins. */
const HINDRANCES: readonly CapacityReason[] = ["capacity-at-maximum", "nobody-on-the-channel-is-full"];

/** Journaled when something changes; that all is calm is not news. */
function capacityLine({ because, set }: CapacityDecision, pulse: Pulse, channel: string): JournalLine[] {
  const { raised } = pulse.capacity;
  if (set) return [{ because, worker: set.name, channel, from: set.from, to: set.capacity }];
  if (because === "worker-changed-by-hand" && raised) return [{ because, worker: raised.name, channel }];
  if (HINDRANCES.includes(because) && because !== pulse.capacityBecause) return [{ because, channel }];
  return [];
}
