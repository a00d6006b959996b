/**
 * The narrow door through which Flex reaches TaskRouter: interactions make tasks, end them, and hear what becomes of them.
 */
import { badParameter } from "../kernel/rest";
import type { TaskRouter } from "../taskrouter/taskrouter";

export type TaskStatus = "pending" | "reserved" | "assigned" | "wrapping" | "completed" | "canceled";

export type Routing = {
  workspaceSid: string;
  /** The only workflow where it is undefined. */
  workflowSid: string | undefined;
  queueSid: string | undefined;
  workerSid: string | undefined;
  /** SID or unique name of a task channel. */
  channel: string;
};

export type RoutedTask = Routing & {
  /** JSON text. */
  attributes: string;
  priority: number;
  /** Seconds. */
  timeout: number;
};

/** A task as interactions show it. Moments are milliseconds since the epoch. */
export type TaskView = {
  sid: string;
  status: TaskStatus;
  reason: string | null;
  attributes: string;
  workflowSid: string | null;
  workflowName: string | null;
  queueSid: string | null;
  queueName: string | null;
  queueEnteredAt: number | null;
  channelSid: string;
  channelUniqueName: string;
  priority: number;
  timeout: number;
  createdAt: number;
  updatedAt: number;
};

export type TaskEvent = {
  /** As TaskRouter names it, such as `reservation.accepted`. */
  type: string;
  taskSid: string;
  reservationSid: string | undefined;
  worker: { sid: string; friendlyName: string } | undefined;
};

/** What a new Flex account's configuration names. Null where the workspace has none yet. */
export type WorkspaceView = {
  sid: string;
  workflowSid: string | null;
  queueSid: string | null;
  offlineActivitySid: string | null;
};

export type TasksDoor = {
  workspace(): WorkspaceView;
  /** @throws RestError 400 where the routing names something the workspace does not have. */
  checkRouting(routing: Routing): void;
  /** @throws RestError 400 as checkRouting does. */
  createTask(task: RoutedTask): { sid: string };
  /** @throws RestError 400 where the task's status does not allow it. */
  moveTask(sid: string, status: TaskStatus, reason: string): void;
  /** Undefined once the task is deleted. */
  taskStatus(sid: string): TaskStatus | undefined;
  task(sid: string): TaskView | undefined;
  /** Called at once; whoever reacts does so on the clock. */
  onTaskEvent(listener: (event: TaskEvent) => void): void;
};

/** @throws RestError 400 */
function known<Item>(items: ReadonlyMap<string, Item>, sid: string, what: string): Item {
  const item = items.get(sid);
  if (!item) throw badParameter(`${what} ${sid} does not exist`);
  return item;
}

/** @throws RestError 400 */
function resolve({ workspace }: TaskRouter, routing: Routing) {
  const { workspaceSid, workflowSid, queueSid, workerSid, channel: name } = routing;
  const { sid, workflows, queues, workers, channels } = workspace;
  if (workspaceSid !== sid) throw badParameter(`workspace_sid ${workspaceSid} does not exist`);
  const [first, ...others] = workflows.values();
  const only = others.length === 0 ? first : undefined;
  const workflow = workflowSid === undefined ? only : known(workflows, workflowSid, "workflow_sid");
  if (!workflow) throw badParameter("workflow_sid is required: there is not exactly one workflow");
  const queue = queueSid === undefined ? null : known(queues, queueSid, "queue_sid");
  if (workerSid !== undefined) known(workers, workerSid, "worker_sid");
  const channel = channels.get(name) ?? [...channels.values()].find(({ uniqueName }) => uniqueName === name);
  if (!channel) throw badParameter(`task channel ${name} does not exist`);
  const ignoreCapacity = workerSid !== undefined;
  return { workflow, channel, queue, routingTarget: workerSid ?? queueSid ?? null, ignoreCapacity };
}

export function tasksDoorOf(taskRouter: TaskRouter): TasksDoor {
  const workspace = () => taskRouter.workspace;
  return {
    workspace: () => ({
      sid: workspace().sid,
      workflowSid: [...workspace().workflows.keys()].at(0) ?? null,
      queueSid: [...workspace().queues.keys()].at(0) ?? null,
      offlineActivitySid: workspace().defaultActivity.sid,
    }),
    checkRouting: (routing) => void resolve(taskRouter, routing),
    createTask: ({ attributes, priority, timeout, ...routing }) =>
      taskRouter.engine.create({ ...resolve(taskRouter, routing), attributes, priority, timeout }),
    moveTask: (sid, status, reason) => {
      taskRouter.engine.move(known(workspace().tasks, sid, "task"), status, reason);
    },
    taskStatus: (sid) => workspace().tasks.get(sid)?.status,
    task: (sid) => {
      const task = workspace().tasks.get(sid);
      if (!task) return undefined;
      return {
        sid,
        status: task.status,
        reason: task.reason,
        attributes: task.attributes,
        workflowSid: task.workflow?.sid ?? null,
        workflowName: task.workflow?.friendlyName ?? null,
        queueSid: task.queue?.sid ?? null,
        queueName: task.queue?.friendlyName ?? null,
        queueEnteredAt: task.queue ? task.queueEnteredAt : null,
        channelSid: task.channel.sid,
        channelUniqueName: task.channel.uniqueName,
        priority: task.priority,
        timeout: task.timeout,
        createdAt: task.createdAt,
        updatedAt: task.updatedAt,
      };
    },
    onTaskEvent: (listener) => {
      taskRouter.listen(({ type }, { task, reservation, worker }) => {
        if (!task) return;
        listener({
          type,
          taskSid: task.sid,
          reservationSid: reservation?.sid,
          worker: worker && { sid: worker.sid, friendlyName: worker.friendlyName },
        });
      });
    },
  };
}
