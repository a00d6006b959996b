/** Tasks that ended in a while, from TaskRouter's events of that while: whose whole life is among them, and whose is not. */
import { isSid, type TaskSid } from "./sid";
import { inOrder, isClosing, type TaskEvent } from "./task-event";

export type ToldTask = {
  taskSid: TaskSid;
  /** In order of time. */
  events: readonly TaskEvent[];
  endedAt: Date;
  /** When it was created, give or take a second. */
  createdAt: Date;
  /** Whether its creation is among the events, and so everything after it. */
  isWhole: boolean;
};

const SECOND = 1000;

/** Undefined where none of the events ends the task. */
export function toldTask(taskSid: TaskSid, given: readonly TaskEvent[]): ToldTask | undefined {
  const events = inOrder(given);
  const end = events.find(({ type }) => isClosing(type));
  if (!end) return undefined;
  const created = events.find(({ type }) => type === "task.created");
  const age = Number(end.data["task_age"] ?? 0) || 0;
  return {
    taskSid,
    events,
    endedAt: end.at,
    createdAt: created?.at ?? new Date(end.at.getTime() - age * SECOND),
    isWhole: created !== undefined,
  };
}

/** The last to end comes first. */
export function toldTasksIn(events: readonly TaskEvent[]): ToldTask[] {
  const byTask = new Map<TaskSid, TaskEvent[]>();
  for (const event of events) {
    const taskSid = event.data["task_sid"];
    if (!isSid("WT", taskSid)) continue;
    const known = byTask.get(taskSid);
    if (known) known.push(event);
    else byTask.set(taskSid, [event]);
  }
  return [...byTask]
    .flatMap(([taskSid, some]) => toldTask(taskSid, some) ?? [])
    .sort((a, b) => b.endedAt.getTime() - a.endedAt.getTime());
}
