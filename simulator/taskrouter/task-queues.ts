/**
 * Task queue: https://www.twilio.com/docs/taskrouter/api/task-queue
 *
 * Modelled: all operations and parameters. Reservation and assignment activities are kept and shown; with multitasking,
 * which every workspace has, they move nobody. With an empty TargetWorkers a queue has no workers. A
 * queue that a workflow names, or that has open tasks or may still get some, cannot be deleted.
 */
import { isoSeconds } from "../kernel/kernel";
import {
  badParameter,
  integer,
  jsonObject,
  type Operation,
  type Parameters,
  page,
  requiredText,
  text,
} from "../kernel/rest";
import { find, ORIGIN, spaceOf, type TaskRouterContext, urlOf, WORKSPACE } from "./context";
import { compileExpression, lookUp } from "./expression";
import { expressionIn } from "./expression-parameter";
import { checkRoom, evaluationRate } from "./limits";
import { type Activity, conditionOf, type Task, type TaskQueue, type Workspace } from "./model";
import { ordered } from "./ordering";
import type { Space } from "./space";
import { isOpen } from "./statistics/real-time";
import type { WorkflowConfiguration } from "./workflow-configuration";

const LIST = `${WORKSPACE}/TaskQueues`;
const FIELDS = [
  "FriendlyName",
  "TargetWorkers",
  "MaxReservedWorkers",
  "TaskOrder",
  "ReservationActivitySid",
  "AssignmentActivitySid",
];

function taskOrder(parameters: Parameters): "FIFO" | "LIFO" | undefined {
  const order = text(parameters, "TaskOrder");
  if (order === undefined || order === "FIFO" || order === "LIFO") return order;
  throw badParameter(`TaskOrder must be FIFO or LIFO, not '${order}'`);
}

/** https://www.twilio.com/docs/taskrouter/limits */
const MAXIMUM_RESERVED_WORKERS = 50;

function activityIn(workspace: Workspace, parameters: Parameters, name: string): Activity | undefined {
  const sid = text(parameters, name);
  if (sid === undefined) return undefined;
  const activity = workspace.activities.get(sid);
  if (!activity) throw badParameter(`${name} ${sid} does not exist`);
  return activity;
}

/** What a request says about a queue. All is read before anything is changed: a refused request changes nothing. */
function changesIn(workspace: Workspace, parameters: Parameters): Partial<TaskQueue> {
  const changes = {
    friendlyName: text(parameters, "FriendlyName"),
    targetWorkers: text(parameters, "TargetWorkers") === "" ? "" : expressionIn(parameters, "TargetWorkers"),
    maxReservedWorkers: integer(parameters, "MaxReservedWorkers", 1, MAXIMUM_RESERVED_WORKERS),
    taskOrder: taskOrder(parameters),
    reservationActivity: activityIn(workspace, parameters, "ReservationActivitySid"),
    assignmentActivity: activityIn(workspace, parameters, "AssignmentActivitySid"),
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

const viewOf = ({ sid, friendlyName, targetWorkers }: Omit<TaskQueue, "view">) => ({
  sid,
  friendlyName,
  targetWorkers,
});

const ORDERINGS: Readonly<Record<string, (queue: TaskQueue) => number | string>> = {
  FriendlyName: ({ friendlyName }) => friendlyName,
  DateCreated: ({ createdAt }) => createdAt,
  DateUpdated: ({ updatedAt }) => updatedAt,
};

function checkName({ queues }: Workspace, friendlyName: string | undefined, self?: TaskQueue): void {
  if (friendlyName === "") throw badParameter("FriendlyName must not be empty");
  if ([...queues.values()].some((queue) => queue !== self && queue.friendlyName === friendlyName)) {
    throw badParameter(`TaskQueue '${friendlyName}' already exists`);
  }
}

const names = ({ defaultQueueSid, filters }: WorkflowConfiguration, { sid }: TaskQueue): boolean =>
  defaultQueueSid === sid || filters.some(({ targets }) => targets.some(({ queueSid }) => queueSid === sid));

/** Whether a task may still come into the queue, as its workflow was when the task entered it. */
const mayGoTo = ({ status, routing }: Task, queue: TaskQueue): boolean =>
  (status === "pending" || status === "reserved") && routing !== null && names(routing, queue);

/** Why the queue cannot be deleted; undefined where it can. */
function useOf({ workflows, tasks }: Workspace, queue: TaskQueue): string | undefined {
  const workflow = [...workflows.values()].find(({ routing }) => names(routing, queue));
  if (workflow) return `Workflow ${workflow.sid} refers to it`;
  const open = [...tasks.values()].filter(isOpen);
  if (open.some((task) => task.queue === queue)) return "it has open Tasks";
  return open.some((task) => mayGoTo(task, queue)) ? "Tasks may still come into it" : undefined;
}

/** Whether the queue would take a worker of such attributes. */
const takes = (queue: TaskQueue, attributes: unknown): boolean =>
  compileExpression(conditionOf(queue)).evaluate((path) => lookUp(attributes, path));

/** The queues that pass. @throws RestError 400 */
function queuesIn({ workspace, engine }: Space, parameters: Parameters): TaskQueue[] {
  const name = text(parameters, "FriendlyName");
  const workerSid = text(parameters, "WorkerSid");
  const attributes = jsonObject(parameters, "EvaluateWorkerAttributes");
  const parsed: unknown = attributes === undefined ? undefined : JSON.parse(attributes);
  const worker = workspace.workers.get(workerSid ?? "");
  return [...workspace.queues.values()].filter(
    (queue) =>
      (name === undefined || queue.friendlyName === name) &&
      (workerSid === undefined || (worker !== undefined && engine.matching.isInQueue(worker, queue))) &&
      (attributes === undefined || takes(queue, parsed)),
  );
}

export function taskQueueOperations(context: TaskRouterContext): Operation[] {
  const { kernel } = context;
  const toBody = (workspace: Workspace) => (queue: TaskQueue) => {
    const base = urlOf(workspace.sid);
    const url = `${base}/TaskQueues/${queue.sid}`;
    return {
      account_sid: kernel.accountSid,
      workspace_sid: workspace.sid,
      sid: queue.sid,
      friendly_name: queue.friendlyName,
      target_workers: queue.targetWorkers,
      max_reserved_workers: queue.maxReservedWorkers,
      task_order: queue.taskOrder,
      assignment_activity_sid: queue.assignmentActivity?.sid ?? null,
      assignment_activity_name: queue.assignmentActivity?.friendlyName ?? null,
      reservation_activity_sid: queue.reservationActivity?.sid ?? null,
      reservation_activity_name: queue.reservationActivity?.friendlyName ?? null,
      date_created: isoSeconds(queue.createdAt),
      date_updated: isoSeconds(queue.updatedAt),
      url,
      links: {
        statistics: `${url}/Statistics`,
        real_time_statistics: `${url}/RealTimeStatistics`,
        cumulative_statistics: `${url}/CumulativeStatistics`,
        list_statistics: `${base}/TaskQueues/Statistics`,
        bulk_real_time_statistics: `${base}/TaskQueues/RealTimeStatistics`,
        workspace: base,
      },
    };
  };

  return [
    {
      name: "ListTaskQueue",
      method: "GET",
      path: LIST,
      parameters: ["FriendlyName", "EvaluateWorkerAttributes", "WorkerSid", "Ordering"],
      rate: evaluationRate("TaskQueue", "EvaluateWorkerAttributes"),
      run: (request) => {
        const { parameters } = request;
        const space = spaceOf(context, request);
        const found = ordered(queuesIn(space, parameters), parameters, ORDERINGS);
        return page(ORIGIN, request, "task_queues", found, toBody(space.workspace));
      },
    },
    {
      name: "CreateTaskQueue",
      method: "POST",
      path: LIST,
      parameters: FIELDS,
      run: (request) => {
        const { parameters } = request;
        const friendlyName = requiredText(parameters, "FriendlyName");
        const { workspace, log } = spaceOf(context, request);
        checkName(workspace, friendlyName);
        checkRoom(workspace, "TaskQueues");
        const now = kernel.clock.now();
        const changes = changesIn(workspace, parameters);
        const opened = {
          sid: kernel.sids.next("WQ"),
          friendlyName,
          targetWorkers: "1==1",
          maxReservedWorkers: 1,
          taskOrder: "FIFO" as const,
          reservationActivity: null,
          assignmentActivity: null,
          ...changes,
          createdAt: now,
          updatedAt: now,
        };
        const queue: TaskQueue = { ...opened, view: viewOf(opened) };
        workspace.queues.set(queue.sid, queue);
        log.emit("task-queue.created", { queue: queue.view });
        return { status: 201, body: toBody(workspace)(queue) };
      },
    },
    {
      name: "FetchTaskQueue",
      method: "GET",
      path: `${LIST}/:Sid`,
      run: (request) => {
        const { workspace } = spaceOf(context, request);
        return { status: 200, body: toBody(workspace)(find(workspace.queues, request.ids["Sid"], request)) };
      },
    },
    {
      name: "UpdateTaskQueue",
      method: "POST",
      path: `${LIST}/:Sid`,
      parameters: FIELDS,
      run: (request) => {
        const { workspace, engine, log } = spaceOf(context, request);
        const queue = find(workspace.queues, request.ids["Sid"], request);
        const changes = changesIn(workspace, request.parameters);
        checkName(workspace, changes.friendlyName ?? queue.friendlyName, queue);
        Object.assign(queue, changes, { updatedAt: kernel.clock.now() });
        queue.view = viewOf(queue);
        if (changes.targetWorkers !== undefined) log.emit("task-queue.expression.updated", { queue: queue.view });
        engine.queueChanged(queue);
        return { status: 200, body: toBody(workspace)(queue) };
      },
    },
    {
      name: "DeleteTaskQueue",
      method: "DELETE",
      path: `${LIST}/:Sid`,
      run: (request) => {
        const { workspace, engine, log } = spaceOf(context, request);
        const queue = find(workspace.queues, request.ids["Sid"], request);
        const use = useOf(workspace, queue);
        if (use !== undefined) throw badParameter(`TaskQueue ${queue.sid} cannot be deleted: ${use}`);
        workspace.queues.delete(queue.sid);
        engine.matching.forget(queue);
        log.emit("task-queue.deleted", { queue: queue.view });
        return { status: 204 };
      },
    },
  ];
}
