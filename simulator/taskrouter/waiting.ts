/** Tasks that wait to be offered: https://www.twilio.com/docs/taskrouter/queue-ordering-last-first-out-lifo */
import type { Order, Task, TaskChannel, TaskQueue } from "./model";

/** Tasks of one queue and one channel, in the order in which they are offered. */
export type Lane = {
  readonly queue: TaskQueue | null;
  readonly channel: TaskChannel;
  /** Of tasks that were each sent to a worker. */
  readonly isDirect: boolean;
  readonly tasks: Task[];
};

export const isDirect = ({ routingTarget }: Task): boolean => routingTarget?.startsWith("WK") === true;

/** Negative where `a` comes before `b` in their lane. */
function compare(a: Task, b: Task, order: Order): number {
  if (a.priority !== b.priority) return b.priority - a.priority;
  const age = a.virtualStartedAt - b.virtualStartedAt || a.order - b.order;
  return order === "LIFO" ? -age : age;
}

/** Priority first, then age; of two queues of different order the workspace prefers one. */
function comesBefore(a: Task, b: Task, prefers: Order): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority;
  const [orderOfA, orderOfB] = [a.queue?.taskOrder ?? "FIFO", b.queue?.taskOrder ?? "FIFO"];
  if (orderOfA !== orderOfB) return orderOfA === prefers;
  return compare(a, b, a.queue === b.queue ? orderOfA : "FIFO") < 0;
}

export class Waiting {
  private readonly lanes: Lane[] = [];
  private readonly prefers: () => Order;

  constructor(prefers: () => Order) {
    this.prefers = prefers;
  }

  add(task: Task): void {
    const { tasks, queue } = this.laneOf(task) ?? this.open(task);
    const order = queue?.taskOrder ?? "FIFO";
    const last = tasks.at(-1);
    if (!last || compare(last, task, order) < 0) tasks.push(task);
    else tasks.splice(firstAfter(tasks, task, order), 0, task);
    task.isWaiting = true;
  }

  remove(task: Task): void {
    if (!task.isWaiting) return;
    task.isWaiting = false;
    const tasks = this.laneOf(task)?.tasks;
    if (!tasks) return;
    if (tasks[0] === task) tasks.shift();
    else tasks.splice(tasks.indexOf(task), 1);
  }

  /** Puts the lanes of a queue in order again, after its order was changed. */
  reorder(queue: TaskQueue): void {
    for (const lane of this.lanes) {
      if (lane.queue === queue) lane.tasks.sort((a, b) => compare(a, b, queue.taskOrder));
    }
  }

  /**
   * The first task that is meant for somebody; only what comes before `limit`, if given.
   *
   * @param serves whether it is worth looking into a lane
   * @param meant whether a task of such a lane is meant
   */
  first(serves: (lane: Lane) => boolean, meant: (task: Task) => boolean, limit?: Task): Task | undefined {
    let first: Task | undefined;
    for (const lane of this.lanes) {
      if (lane.tasks.length === 0 || !serves(lane)) continue;
      const found = lane.tasks.find(meant);
      if (found && (!first || comesBefore(found, first, this.prefers()))) first = found;
    }
    return first && limit && !comesBefore(first, limit, this.prefers()) ? undefined : first;
  }

  /** In the order in which they are offered. */
  all(): Task[] {
    const prefers = this.prefers();
    return this.lanes.flatMap(({ tasks }) => tasks).sort((a, b) => (comesBefore(a, b, prefers) ? -1 : 1));
  }

  private laneOf(task: Task): Lane | undefined {
    const direct = isDirect(task);
    for (const lane of this.lanes) {
      if (lane.queue === task.queue && lane.channel === task.channel && lane.isDirect === direct) return lane;
    }
    return undefined;
  }

  private open(task: Task): Lane {
    const lane: Lane = { queue: task.queue, channel: task.channel, isDirect: isDirect(task), tasks: [] };
    this.lanes.push(lane);
    return lane;
  }
}

/** Where in its lane a task belongs. */
function firstAfter(tasks: readonly Task[], task: Task, order: Order): number {
  let low = 0;
  let high = tasks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = tasks[middle];
    if (other && compare(other, task, order) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
