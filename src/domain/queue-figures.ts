/** The figures of a queue: what waits now, and how the day's contacts have fared. */
import type { ContactRecord } from "./contact-record";
import type { Policy } from "./policy";
import { taskQueuesOf } from "./workflow";

/** Real-time statistics of one task queue. https://www.twilio.com/docs/taskrouter/api/taskqueue-bulk-real-time-statistics */
export type QueueStatistics = {
  taskQueue: string;
  /** Tasks not yet accepted: pending and reserved. */
  waiting: number;
  /** Seconds. */
  longestWait: number;
  /** Workers in an available activity, busy ones included. */
  available: number;
};

/** Contacts of one day that have ended. Four integers give every definition of service level. */
export type DayFigures = {
  answered: number;
  abandoned: number;
  /** Within the promise. */
  answeredWithin: number;
  abandonedWithin: number;
  /** Seconds, over answered contacts. */
  waited: number;
};

export type QueueFigures = DayFigures & Omit<QueueStatistics, "taskQueue">;

export const noContacts = (): DayFigures => ({
  answered: 0,
  abandoned: 0,
  answeredWithin: 0,
  abandonedWithin: 0,
  waited: 0,
});

/** The figures with one more ended contact. */
export function countContact(figures: DayFigures, { outcome, waited }: ContactRecord, within: number): DayFigures {
  const isWithin = waited <= within ? 1 : 0;
  if (outcome === "abandoned") {
    return {
      ...figures,
      abandoned: figures.abandoned + 1,
      abandonedWithin: figures.abandonedWithin + isWithin,
    };
  }
  return {
    ...figures,
    answered: figures.answered + 1,
    answeredWithin: figures.answeredWithin + isWithin,
    waited: figures.waited + waited,
  };
}

/** Answered within the promise over offered; undefined while nothing has been offered. */
export function serviceLevel({ answered, abandoned, answeredWithin }: DayFigures): number | undefined {
  const offered = answered + abandoned;
  return offered === 0 ? undefined : answeredWithin / offered;
}

/** A queue's live figures: its own task queue and its overflow together. */
export function liveFigures(
  policy: Policy,
  name: string,
  statistics: readonly QueueStatistics[],
): Omit<QueueStatistics, "taskQueue"> {
  const queue = policy.queues[name];
  const taskQueues = queue ? taskQueuesOf(name, queue) : [name];
  const parts = statistics.filter(({ taskQueue }) => taskQueues.includes(taskQueue));
  return {
    waiting: parts.reduce((sum, { waiting }) => sum + waiting, 0),
    longestWait: Math.max(0, ...parts.map(({ longestWait }) => longestWait)),
    available: parts.find(({ taskQueue }) => taskQueue === name)?.available ?? 0,
  };
}
