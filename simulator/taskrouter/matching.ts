/** Who may have a task, and who gets it: https://www.twilio.com/docs/taskrouter/worker-ordering */
import { compileExpression, lookUp, type Scope } from "./expression";
import {
  channelOf,
  conditionOf,
  parsedAttributes,
  type Reservation,
  type Task,
  type TaskQueue,
  targetOf,
  type Worker,
  type Workflow,
  type Workspace,
} from "./model";
import { isDirect, type Lane } from "./waiting";
import type { WorkerOrdering, WorkflowTarget } from "./workflow-configuration";

/** Share of a channel's capacity that is free, as Twilio rounds it. */
export function availableCapacityPercentage(channel: { capacity: number; open: number }): number {
  return channel.capacity === 0 ? 0 : Math.max(0, Math.floor((1 - channel.open / channel.capacity) * 100));
}

function channelKey(worker: Worker, path: readonly (string | number)[], from: number): unknown {
  const channel = worker.channels.find((one) => one?.channel.uniqueName === path[from]);
  if (!channel) return null;
  switch (path[from + 1]) {
    case "configured_capacity":
      return channel.capacity;
    case "assigned_tasks":
      return channel.assigned;
    case "available_capacity_percentage":
      return availableCapacityPercentage(channel);
    default:
      return null;
  }
}

/** A worker's attributes and built-in keys, from `from` on in the path. */
function workerKey(worker: Worker, path: readonly (string | number)[], from: number): unknown {
  switch (path[from]) {
    case "sid":
      return worker.sid;
    case "friendly_name":
      return worker.friendlyName;
    case "activity_sid":
      return worker.activity.sid;
    case "activity_name":
      return worker.activity.friendlyName;
    case "channel":
      return channelKey(worker, path, from + 1);
    default:
      return lookUp(worker.parsed, path, from);
  }
}

/** Negative where `a` is to get the task before `b`. */
function compareBy(orderings: readonly WorkerOrdering[], a: Worker, b: Worker): number {
  for (const { path, direction } of orderings) {
    const [left, right] = [workerKey(a, path, 0), workerKey(b, path, 0)];
    // Documented for whole numbers only: a worker without the attribute comes last either way.
    if (typeof left === "number" && typeof right === "number" && left !== right) return (left - right) * direction;
    if (typeof left === "number" && typeof right !== "number") return -1;
    if (typeof right === "number" && typeof left !== "number") return 1;
  }
  if (isIdler(a, b)) return -1;
  return isIdler(b, a) ? 1 : 0;
}

/** Whether the worker turned this task down and it has not moved on since. */
const isOpen = ({ status }: Reservation): boolean =>
  status === "pending" || status === "accepted" || status === "wrapping";

const NONE: readonly WorkerOrdering[] = [];

/** Whether `a` has been idle for longer than `b`; who has nothing to do at all comes before who has. */
function isIdler(a: Worker, b: Worker): boolean {
  const isFree = a.open === 0;
  return isFree === (b.open === 0) ? a.idleSince < b.idleSince : isFree;
}

export class Matching {
  private readonly workspace: Workspace;
  /** Workers of each queue, in the order of hiring; kept up to date by `workerChanged`. */
  private members = new Map<TaskQueue, Worker[]>();
  /** What the scopes below look at. */
  private task: Task | undefined;
  private worker: Worker | undefined;

  constructor(workspace: Workspace) {
    this.workspace = workspace;
  }

  private readonly taskScope: Scope = (path) => (this.task ? lookUp(parsedAttributes(this.task), path) : null);

  private readonly workerScope: Scope = (path) => (this.worker ? workerKey(this.worker, path, 0) : null);

  private readonly targetScope: Scope = (path) => {
    const { task, worker } = this;
    if (path[0] === "worker") return worker ? workerKey(worker, path, 1) : null;
    if (path[0] === "task") return task ? lookUp(parsedAttributes(task), path, 1) : null;
    return null;
  };

  /** Whether a task's attributes fulfil a filter's or a caller's expression. */
  taskFulfils(task: Task, expression: string): boolean {
    const { constant, evaluate } = compileExpression(expression);
    if (constant !== undefined) return constant;
    this.task = task;
    return evaluate(this.taskScope);
  }

  /** Whether a worker's attributes fulfil a queue's or a caller's expression. */
  workerFulfils(worker: Worker, expression: string): boolean {
    const { constant, evaluate } = compileExpression(expression);
    if (constant !== undefined) return constant;
    this.worker = worker;
    return evaluate(this.workerScope);
  }

  isInQueue(worker: Worker, queue: TaskQueue): boolean {
    return this.workerFulfils(worker, conditionOf(queue));
  }

  /** The queue's workers, in the order of hiring. */
  workersOf(queue: TaskQueue): readonly Worker[] {
    if (compileExpression(conditionOf(queue)).reads.workerChannels) {
      return [...this.workspace.workers.values()].filter((worker) => this.isInQueue(worker, queue));
    }
    const known = this.members.get(queue);
    if (known) return known;
    const members = [...this.workspace.workers.values()].filter((worker) => this.isInQueue(worker, queue));
    this.members.set(queue, members);
    return members;
  }

  /** To be told of every worker who was hired, changed or has left, and of every changed queue. */
  forget(queue?: TaskQueue): void {
    if (queue) this.members.delete(queue);
    else this.members.clear();
  }

  /** The queue a task would enter first in a workflow. */
  queueIn(workflow: Workflow | undefined, task: Task): TaskQueue | undefined {
    const filter = workflow?.routing.filters.find(({ expression }) => this.taskFulfils(task, expression));
    const sid = filter?.targets[0]?.queueSid ?? workflow?.routing.defaultQueueSid;
    return sid === undefined ? undefined : this.workspace.queues.get(sid);
  }

  /** Whether a target that nobody can serve at once is to be skipped. https://www.twilio.com/docs/taskrouter/worker-presence */
  isSkipped(queue: TaskQueue, target: WorkflowTarget): boolean {
    if (target.skipIf === undefined) return false;
    const { constant, evaluate } = compileExpression(target.skipIf);
    return constant ?? evaluate((path) => this.presence(queue, path));
  }

  /** Counts workers of the queue by activity only: who is busy or has no capacity counts as available. */
  private presence(queue: TaskQueue, path: readonly (string | number)[]): unknown {
    if (path[0] !== "workers") return null;
    const counts = (worker: Worker) => {
      if (path[1] === "available") return worker.activity.available;
      if (path[1] === "unavailable") return !worker.activity.available;
      return worker.activity.sid === path[1];
    };
    return this.workersOf(queue).filter(counts).length;
  }

  /** Whether a worker could take anything of a lane. */
  serves(worker: Worker, { queue, channel, isDirect }: Lane): boolean {
    const own = channelOf(worker, channel);
    if (!own) return false;
    if (isDirect) return true;
    if (!worker.activity.available || !own.available || own.open >= own.capacity) return false;
    return queue !== null && this.isInQueue(worker, queue);
  }

  /** Whether a task of a lane the worker serves is for this worker. */
  isFor(worker: Worker, task: Task): boolean {
    if (!this.hasRoom(worker, task)) return false;
    if (isDirect(task)) return task.routingTarget === worker.sid;
    const target = targetOf(task);
    return !target || this.isWanted(worker, task, target);
  }

  /** The worker who would get the task now: first by `order_by`, then the longest idle, then the first hired. */
  bestWorker(task: Task): Worker | undefined {
    if (isDirect(task)) return this.directWorker(task);
    if (!task.queue) return undefined;
    const target = targetOf(task);
    const orderings = target?.orderBy ?? NONE;
    const isBefore = orderings.length === 0 ? isIdler : (a: Worker, b: Worker) => compareBy(orderings, a, b) < 0;
    let best: Worker | undefined;
    for (const worker of this.workersOf(task.queue)) {
      // What costs least is asked first: most workers of a large queue are not the longest idle.
      if (best && !isBefore(worker, best)) continue;
      if (!this.hasRoom(worker, task)) continue;
      if (!target || this.isWanted(worker, task, target)) best = worker;
    }
    return best;
  }

  private directWorker(task: Task): Worker | undefined {
    const worker = this.workspace.workers.get(task.routingTarget ?? "");
    return worker && this.hasRoom(worker, task) ? worker : undefined;
  }

  private hasRoom(worker: Worker, task: Task): boolean {
    const channel = channelOf(worker, task.channel);
    if (!channel) return false;
    if (!task.ignoreCapacity) {
      if (channel.open >= channel.capacity || !channel.available || !worker.activity.available) return false;
    }
    // Several workers may be reserved for a task, but none twice.
    if (task.reservations.length > 0 && task.reservations.some((one) => one.worker === worker && isOpen(one)))
      return false;
    return true;
  }

  private isWanted(worker: Worker, task: Task, target: WorkflowTarget): boolean {
    if (target.knownWorker && !isKnown(worker, task, target.knownWorker)) return false;
    if (target.expression === undefined) return true;
    const { constant, evaluate } = compileExpression(target.expression);
    if (constant !== undefined) return constant;
    this.task = task;
    this.worker = worker;
    return evaluate(this.targetScope);
  }
}

/** Whether the task names this worker. */
export function isKnown(
  worker: Worker,
  task: Task,
  { key, path }: NonNullable<WorkflowTarget["knownWorker"]>,
): boolean {
  return lookUp(parsedAttributes(task), path) === worker[key];
}
