/** operations/tick: what the floor looks like, in as few calls as the moment allows. */
import type { Config } from "../config";
import { type ChannelPressure, isPressed } from "../domain/capacity";
import { completed, type Incomplete } from "../domain/completion";
import type { ContactRecord } from "../domain/contact-record";
import type { Policy } from "../domain/policy";
import type { Pulse } from "../domain/pulse";
import type { QueueStatistics } from "../domain/queue-figures";
import type { TaskSid } from "../domain/sid";
import type { Floor } from "../domain/tick";
import { taskQueuesOf } from "../domain/workflow";
import { readFeed, readFeedItem } from "../twilio/feed";
import { readClaim } from "../twilio/ledger";
import { readPulse } from "../twilio/pulse";
import type { Session } from "../twilio/session";
import {
  readAvailableWorkers,
  readChannel,
  readChannelPressure,
  readQueueStatistics,
  readTaskEvents,
} from "../twilio/taskrouter";
import { customerKeyOf } from "./customer-key";
import type { FunctionEvent } from "./runtime";

/** Workers looked at in one tick, a call each, before one is raised. */
const CANDIDATES = 4;
/** Milliseconds after which the search begins with the next worker: about a tick. */
const TURN = 30_000;

/** Records taken in one tick: as many as can be remembered in its time. The rest is the next one's. */
const FEED_ITEMS = 1000;

const CALM: ChannelPressure = { waiting: 0, longestWait: 0 };

/** Where the longest wait is: only there is the channel asked about. */
function longest(statistics: readonly QueueStatistics[]): QueueStatistics | undefined {
  const waiting = statistics.filter((queue) => queue.waiting > 0);
  return waiting.sort((a, b) => b.longestWait - a.longestWait)[0];
}

/** The raised worker; or, in need, some who could be: from another one on each time, so that all have their turn. */
async function loadChannels(
  session: Session,
  capacity: Policy["capacity"],
  { capacity: { raised } }: Pulse,
  pressure: ChannelPressure,
  taskQueue: string | undefined,
): Promise<Floor["channels"]> {
  if (raised) return readChannel(session, { sid: raised.workerSid, name: raised.name }, capacity.channel);
  if (!taskQueue || !isPressed(pressure, capacity)) return [];
  const workers = await readAvailableWorkers(session, taskQueue);
  const first = Math.floor(Date.now() / TURN) % Math.max(1, workers.length);
  const candidates = [...workers.slice(first), ...workers.slice(0, first)].slice(0, CANDIDATES);
  return (await Promise.all(candidates.map((worker) => readChannel(session, worker, capacity.channel)))).flat();
}

/** Records looked at again in one tick, three calls each. */
const LOOKS = 20;

/** What the tick takes from its configuration; what its caller sends is ignored. */
export type TickStart = { keyOf: (address: string) => string };

export const parseTick = (_fields: FunctionEvent, { customerKey }: Config): readonly TickStart[] => [
  { keyOf: (address) => customerKeyOf(customerKey, address) },
];

/** What is to be done about a record: written again, given up, or left to the next tick where something cannot be read. */
type LookedAgain = { completed?: ContactRecord; gone?: TaskSid };

async function lookAgain(
  session: Session,
  { taskSid, ...place }: Incomplete,
  terms: { policy: Policy; keyOf: TickStart["keyOf"] },
): Promise<LookedAgain> {
  try {
    const before = await readFeedItem(session, place);
    if (!before) return { gone: taskSid };
    const [events, ledger] = await Promise.all([
      readTaskEvents(session, taskSid, new Date(before.createdAt)),
      readClaim(session, taskSid),
    ]);
    if (ledger?.claim.forgotten) return { gone: taskSid };
    return { completed: completed(before, events, terms, ledger?.claim) };
  } catch {
    return {};
  }
}

export async function loadFloor({ keyOf }: TickStart, session: Session, policy: Policy): Promise<Floor> {
  const taskQueues = Object.entries(policy.queues).flatMap(([name, queue]) => taskQueuesOf(name, queue));
  const [{ pulse, revision }, statistics] = await Promise.all([
    readPulse(session),
    readQueueStatistics(session, taskQueues),
  ]);
  const crowded = longest(statistics);
  const due = pulse.incomplete.filter(({ isWritten }) => !isWritten).slice(0, LOOKS);
  const [feed, built, pressure] = await Promise.all([
    readFeed(session, pulse.remembered, FEED_ITEMS),
    Promise.all(due.map((entry) => lookAgain(session, entry, { policy, keyOf }))),
    crowded ? readChannelPressure(session, crowded.taskQueue, policy.capacity.channel) : CALM,
  ]);
  const channels = await loadChannels(session, policy.capacity, pulse, pressure, crowded?.taskQueue);
  return {
    pulse,
    revision,
    statistics,
    feed,
    completed: built.flatMap(({ completed: record }) => record ?? []),
    gone: built.flatMap(({ gone }) => gone ?? []),
    pressure,
    channels,
  };
}
