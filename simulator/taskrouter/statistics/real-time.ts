/**
 * What is so at this moment, in figures: the real-time statistics of a workspace, a workflow, a queue or workers.
 * https://www.twilio.com/docs/taskrouter/api/task-queue-statistics. The few seconds they may lag in life are not modelled.
 */
import type { Activity, Task, TaskStatus, Worker } from "../model";

const WAITING: readonly TaskStatus[] = ["pending", "reserved"];

type CountedTask = Pick<Task, "sid" | "status" | "priority" | "createdAt" | "virtualStartedAt" | "queueEnteredAt">;

export const isOpen = ({ status }: Pick<Task, "status">): boolean => status !== "completed" && status !== "canceled";

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string | number): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const item of items) counts[keyOf(item)] = (counts[keyOf(item)] ?? 0) + 1;
  return counts;
}

/** The task that waits longest, and its seconds. */
export function longestWaiting<Counted extends CountedTask>(
  tasks: readonly Counted[],
  now: number,
  since: (task: Counted) => number,
): { age: number; sid: string | null } {
  let oldest: Counted | undefined;
  for (const task of tasks) {
    if (WAITING.includes(task.status) && (!oldest || since(task) < since(oldest))) oldest = task;
  }
  return oldest ? { age: Math.floor((now - since(oldest)) / 1000), sid: oldest.sid } : { age: 0, sid: null };
}

/** Of open tasks. */
export function taskFigures(tasks: readonly CountedTask[], now: number) {
  const waiting = longestWaiting(tasks, now, ({ virtualStartedAt }) => virtualStartedAt);
  return {
    longest_task_waiting_age: waiting.age,
    longest_task_waiting_sid: waiting.sid,
    tasks_by_priority: countBy(tasks, ({ priority }) => priority),
    tasks_by_status: { reserved: 0, pending: 0, assigned: 0, wrapping: 0, ...countBy(tasks, ({ status }) => status) },
    total_tasks: tasks.length,
  };
}

/** Workers by activity, those that nobody is in too. */
export function activityStatistics(activities: Iterable<Activity>, workers: readonly Pick<Worker, "activity">[]) {
  const counts = new Map<Activity, number>();
  for (const { activity } of workers) counts.set(activity, (counts.get(activity) ?? 0) + 1);
  return Array.from(activities, (activity) => ({
    friendly_name: activity.friendlyName,
    sid: activity.sid,
    workers: counts.get(activity) ?? 0,
  }));
}
