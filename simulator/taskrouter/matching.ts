/** Who may have a task, and who gets it: https://www.twilio.com/docs/taskrouter/worker-ordering */
import { lookUp, type Scope } from "./expression";
import { type Ordering, type Target, type Task, type TaskQueue, targetOf, type Worker, type Workspace } from "./model";

/** Share of a channel's capacity that is free, as Twilio rounds it. */
export function availableCapacityPercentage(channel: { capacity: number; open: number }): number {
  return channel.capacity === 0 ? 0 : Math.max(0, Math.floor((1 - channel.open / channel.capacity) * 100));
}

function builtInKey(worker: Worker, path: readonly (string | number)[], from: number): unknown {
  switch (path[from]) {
    case "sid":
      return worker.sid;
    case "friendly_name":
      return worker.friendlyName;
    case "activity_sid":
      return worker.activity.sid;
    case "activity_name":
      return worker.activity.friendlyName;
    case "channel": {
      const channel = worker.channels.get(String(path[from + 1]));
      if (!channel) return null;
      const values = {
        configured_capacity: channel.capacity,
        assigned_tasks: channel.assigned,
        available_capacity_percentage: availableCapacityPercentage(channel),
      };
      return lookUp(values, path, from + 2);
    }
    default:
      return undefined;
  }
}

/** A worker's attributes and built-in keys, from `from` on in the path. */
function workerKey(worker: Worker, path: readonly (string | number)[], from: number): unknown {
  const builtIn = builtInKey(worker, path, from);
  return builtIn === undefined ? lookUp(worker.parsed, path, from) : builtIn;
}

const queueScope =
  (worker: Worker): Scope =>
  (path) =>
    workerKey(worker, path, 0);

const targetScope =
  (task: Task, worker: Worker): Scope =>
  (path) => {
    if (path[0] === "worker") return workerKey(worker, path, 1);
    if (path[0] === "task") return lookUp(task.parsed, path, 1);
    return null;
  };

/** `workers.available`, `workers.unavailable` and `workers.<activity sid>`: by activity only, whatever their load. */
const presenceScope =
  (workspace: Workspace, queue: TaskQueue): Scope =>
  (path) => {
    if (path[0] !== "workers") return null;
    const workers = [...workspace.workers.values()].filter((worker) => isInQueue(worker, queue));
    const counts = (worker: Worker) => {
      if (path[1] === "available") return worker.activity.available;
      if (path[1] === "unavailable") return !worker.activity.available;
      return worker.activity.sid === path[1];
    };
    return workers.filter(counts).length;
  };

export const isInQueue = (worker: Worker, queue: TaskQueue): boolean => queue.matches(queueScope(worker));

/** Whether a target that nobody can serve at once is to be skipped. */
export const isSkipped = (workspace: Workspace, queue: TaskQueue, target: Target): boolean =>
  target.skipIf?.(presenceScope(workspace, queue)) ?? false;

export const filterScope =
  (task: Task): Scope =>
  (path) =>
    lookUp(task.parsed, path);

function hasCapacity(worker: Worker, task: Task): boolean {
  const channel = worker.channels.get(task.channel.uniqueName);
  return worker.activity.available && channel?.available === true && channel.open < channel.capacity;
}

function isKnown(worker: Worker, task: Task, target: Target): boolean {
  if (!target.knownWorker) return true;
  const path = target.knownWorker.path[0] === "task" ? target.knownWorker.path.slice(1) : target.knownWorker.path;
  return lookUp(task.parsed, path) === worker[target.knownWorker.key];
}

export function canServe(worker: Worker, task: Task): boolean {
  if (!task.queue || !hasCapacity(worker, task) || !isInQueue(worker, task.queue)) return false;
  const target = targetOf(task);
  if (!target) return true;
  return isKnown(worker, task, target) && (target.expression?.(targetScope(task, worker)) ?? true);
}

function compareBy(orderings: readonly Ordering[], a: Worker, b: Worker): number {
  for (const { path, direction } of orderings) {
    const [left, right] = [workerKey(a, path, 0), workerKey(b, path, 0)];
    // Documented for whole numbers only: a worker without the attribute comes last either way.
    if (typeof left === "number" && typeof right === "number" && left !== right) return (left - right) * direction;
    if (typeof left === "number" && typeof right !== "number") return -1;
    if (typeof right === "number" && typeof left !== "number") return 1;
  }
  if (a.open === 0 || b.open === 0) return Math.min(a.open, 1) - Math.min(b.open, 1) || a.idleSince - b.idleSince;
  return a.idleSince - b.idleSince;
}

/** The worker who would get the task now: first by `order_by`, then the longest idle, then the first hired. */
export function bestWorker(workspace: Workspace, task: Task): Worker | undefined {
  const orderings = targetOf(task)?.orderBy ?? [];
  let best: Worker | undefined;
  for (const worker of workspace.workers.values()) {
    if (canServe(worker, task) && (!best || compareBy(orderings, worker, best) < 0)) best = worker;
  }
  return best;
}

/** Priority first, then age; the later task of two alike in a LIFO queue. */
export function comesBefore(a: Task, b: Task): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority;
  const isLifo = a.queue?.taskOrder === "LIFO" && a.queue === b.queue;
  return isLifo ? a.createdAt > b.createdAt : a.createdAt < b.createdAt;
}
