/**
 * Task: https://www.twilio.com/docs/taskrouter/api/task
 *
 * Modelled: all operations and parameters. A status and attributes take two requests, as in life. A new task answers
 * `pending` before anybody has been looked for.
 */
import { isoSeconds } from "../kernel/kernel";
import {
  badParameter,
  boolean,
  integer,
  type Operation,
  type Parameters,
  page,
  type RestRequest,
  text,
  texts,
} from "../kernel/rest";
import { momentIn, yesIn } from "../kernel/typed-parameters";
import { attributesOf } from "./attributes";
import { checkIfMatch, etagOf, find, ORIGIN, spaceOf, type TaskRouterContext, urlOf, WORKSPACE } from "./context";
import { expressionIn } from "./expression-parameter";
import { checkRoom, evaluationRate } from "./limits";
import { ageOf, STATUSES, type Task, type TaskStatus, type Workflow, type Workspace } from "./model";
import { ordered } from "./ordering";
import type { Space } from "./space";
import { channelCalled } from "./task-channels";
import type { NewTask } from "./task-life";

const LIST = `${WORKSPACE}/Tasks`;
/** "Value can't be in the future or before the year of 1900." */
const EARLIEST_START = Date.UTC(1900, 0, 1);
/** Seconds. https://www.twilio.com/docs/taskrouter/limits */
const TIMEOUT = { default: 86_400, maximum: 1_209_600 };

/** "The only ordering pairing not allowed": https://www.twilio.com/docs/taskrouter/api/task#read-multiple-task-resources */
const NO_PAIR = ["DateCreated", "VirtualStartTime"] as const;

const ORDERINGS: Readonly<Record<string, (task: Task) => number | string>> = {
  DateCreated: ({ createdAt }) => createdAt,
  Priority: ({ priority }) => priority,
  AssignmentStatus: ({ status }) => STATUSES.indexOf(status),
  VirtualStartTime: ({ virtualStartedAt }) => virtualStartedAt,
};

function statusOf(parameters: Parameters): TaskStatus | undefined {
  const value = text(parameters, "AssignmentStatus");
  const status = STATUSES.find((one) => one === value);
  if (value !== undefined && !status) throw badParameter(`AssignmentStatus '${value}' is not valid`);
  return status;
}

/** The only workflow, where the request names none. */
function workflowOf({ workflows }: Workspace, sid: string | undefined): Workflow {
  const only = () => (workflows.size === 1 ? [...workflows.values()][0] : undefined);
  const workflow = sid === undefined ? only() : workflows.get(sid);
  if (!workflow) throw badParameter(sid === undefined ? "WorkflowSid is required" : `no Workflow ${sid}`);
  return workflow;
}

type Destination = Required<Pick<NewTask, "workflow" | "queue" | "routingTarget" | "ignoreCapacity">>;

/** Where a new task is to go: through a workflow, or straight to a queue or a worker. */
function destinationIn(workspace: Workspace, parameters: Parameters): Destination {
  const target = text(parameters, "RoutingTarget");
  const queueSid = text(parameters, "TaskQueueSid");
  const workflowSid = text(parameters, "WorkflowSid");
  const ignoreCapacity = yesIn(parameters, "IgnoreCapacity");
  const queue = queueSid === undefined ? null : workspace.queues.get(queueSid);
  if (queue === undefined) throw badParameter(`no TaskQueue ${queueSid}`);
  if (target === undefined || workspace.workflows.has(target)) {
    if (ignoreCapacity !== undefined) throw badParameter("IgnoreCapacity needs a worker as RoutingTarget");
    const workflow = workflowOf(workspace, target ?? workflowSid);
    return { workflow, queue: null, routingTarget: null, ignoreCapacity: false };
  }
  const workflow = workflowSid === undefined ? null : workflowOf(workspace, workflowSid);
  if (workspace.queues.has(target)) {
    if (ignoreCapacity !== undefined) throw badParameter("IgnoreCapacity needs a worker as RoutingTarget");
    return { workflow, queue: null, routingTarget: target, ignoreCapacity: false };
  }
  if (workspace.workers.has(target)) {
    return { workflow, queue, routingTarget: target, ignoreCapacity: ignoreCapacity ?? true };
  }
  throw badParameter(`RoutingTarget ${target} is no worker, queue or workflow of the workspace`);
}

export function taskOperations(context: TaskRouterContext): Operation[] {
  const { kernel } = context;
  const toBody = (task: Task) => {
    const { workspace, workflow, queue } = task;
    const base = urlOf(workspace.sid);
    const url = `${base}/Tasks/${task.sid}`;
    return {
      account_sid: kernel.accountSid,
      workspace_sid: workspace.sid,
      sid: task.sid,
      age: ageOf(task, kernel.clock.now()),
      assignment_status: task.status,
      attributes: task.attributes,
      addons: "{}",
      priority: task.priority,
      reason: task.reason,
      task_queue_sid: queue?.sid ?? null,
      task_queue_friendly_name: queue?.friendlyName ?? null,
      task_queue_entered_date: queue ? isoSeconds(task.queueEnteredAt) : null,
      task_channel_sid: task.channel.sid,
      task_channel_unique_name: task.channel.uniqueName,
      timeout: task.timeout,
      workflow_sid: workflow?.sid ?? null,
      workflow_friendly_name: workflow?.friendlyName ?? null,
      virtual_start_time: isoSeconds(task.virtualStartedAt),
      ignore_capacity: task.ignoreCapacity,
      routing_target: task.routingTarget,
      date_created: isoSeconds(task.createdAt),
      date_updated: isoSeconds(task.updatedAt),
      url,
      links: {
        workspace: base,
        workflow: `${base}/Workflows/${workflow?.sid ?? ""}`,
        task_queue: `${base}/TaskQueues/${queue?.sid ?? ""}`,
        reservations: `${url}/Reservations`,
      },
    };
  };
  const inList = (task: Task) =>
    kernel.switches.listsCarryAttributes ? toBody(task) : { ...toBody(task), attributes: null };
  const reply = (status: number, task: Task) => ({ status, body: toBody(task), headers: { etag: etagOf(task) } });
  const taskOf = (space: Space, request: RestRequest) => find(space.workspace.tasks, request.ids["Sid"], request);
  const virtualStart = (parameters: Parameters): number | undefined => {
    const at = momentIn(parameters, "VirtualStartTime");
    if (at === undefined) return undefined;
    if (at > kernel.clock.now()) throw badParameter("VirtualStartTime cannot be in the future");
    if (at < EARLIEST_START) throw badParameter("VirtualStartTime cannot be before the year 1900");
    return at;
  };
  const newTaskOf = ({ workspace }: Space, request: RestRequest): NewTask => {
    const { parameters } = request;
    const virtualStartedAt = virtualStart(parameters) ?? kernel.clock.now();
    const { workflow, queue, routingTarget, ignoreCapacity } = destinationIn(workspace, parameters);
    return {
      workflow,
      queue,
      routingTarget,
      ignoreCapacity,
      virtualStartedAt,
      channel: channelCalled(workspace, text(parameters, "TaskChannel") ?? "default"),
      attributes: attributesOf(parameters) ?? "{}",
      priority: integer(parameters, "Priority") ?? 0,
      timeout: integer(parameters, "Timeout", 1, TIMEOUT.maximum) ?? TIMEOUT.default,
    };
  };
  const filterOf = ({ engine }: Space, parameters: Parameters) => {
    const priority = integer(parameters, "Priority");
    const statuses = texts(parameters, "AssignmentStatus").flatMap((value) => value.split(","));
    const workflowSid = text(parameters, "WorkflowSid");
    const workflowName = text(parameters, "WorkflowName");
    const queueSid = text(parameters, "TaskQueueSid");
    const queueName = text(parameters, "TaskQueueName");
    const routingTarget = text(parameters, "RoutingTarget");
    const hasAddons = boolean(parameters, "HasAddons");
    const expression = expressionIn(parameters, "EvaluateTaskAttributes");
    return (task: Task) =>
      (priority === undefined || task.priority === priority) &&
      (statuses.length === 0 || statuses.includes(task.status)) &&
      (workflowSid === undefined || task.workflow?.sid === workflowSid) &&
      (workflowName === undefined || task.workflow?.friendlyName === workflowName) &&
      (queueSid === undefined || task.queue?.sid === queueSid) &&
      (queueName === undefined || task.queue?.friendlyName === queueName) &&
      (routingTarget === undefined || task.routingTarget === routingTarget) &&
      // No add-on has ever been run here.
      hasAddons !== true &&
      (expression === undefined || engine.matching.taskFulfils(task, expression));
  };

  /** All is read before anything is changed: a refused request changes nothing. */
  const update = ({ workspace, engine: { tasks } }: Space, task: Task, request: RestRequest): void => {
    const { parameters } = request;
    const attributes = attributesOf(parameters);
    const status = statusOf(parameters);
    const priority = integer(parameters, "Priority");
    const channel = text(parameters, "TaskChannel");
    const startedAt = virtualStart(parameters);
    if (attributes !== undefined && status !== undefined) {
      throw badParameter("Attributes and AssignmentStatus cannot be updated in one request");
    }
    if (status !== undefined) tasks.checkMove(task, status);
    if (channel !== undefined) tasks.updateChannel(task, channelCalled(workspace, channel));
    if (attributes !== undefined) tasks.updateAttributes(task, attributes);
    if (priority !== undefined) tasks.updatePriority(task, priority);
    if (startedAt !== undefined) tasks.updateVirtualStart(task, startedAt);
    if (status !== undefined) tasks.move(task, status, text(parameters, "Reason"));
  };

  return [
    {
      name: "ListTask",
      method: "GET",
      path: LIST,
      parameters: [
        "Priority",
        "AssignmentStatus",
        "WorkflowSid",
        "WorkflowName",
        "TaskQueueSid",
        "TaskQueueName",
        "EvaluateTaskAttributes",
        "RoutingTarget",
        "Ordering",
        "HasAddons",
      ],
      rate: evaluationRate("Task", "EvaluateTaskAttributes"),
      run: (request) => {
        const space = spaceOf(context, request);
        const found = [...space.workspace.tasks.values()].filter(filterOf(space, request.parameters));
        return page(ORIGIN, request, "tasks", ordered(found, request.parameters, ORDERINGS, NO_PAIR), inList);
      },
    },
    {
      name: "CreateTask",
      method: "POST",
      path: LIST,
      parameters: [
        "Timeout",
        "Priority",
        "TaskChannel",
        "WorkflowSid",
        "Attributes",
        "VirtualStartTime",
        "RoutingTarget",
        "IgnoreCapacity",
        "TaskQueueSid",
      ],
      run: (request) => {
        const space = spaceOf(context, request);
        checkRoom(space.workspace, "Tasks");
        const task = space.engine.tasks.create(newTaskOf(space, request));
        const headers = { etag: etagOf(task) };
        space.engine.route(task);
        const body = toBody(task);
        body.assignment_status = "pending";
        body.reason = null;
        return { status: 201, body, headers };
      },
    },
    {
      name: "FetchTask",
      method: "GET",
      path: `${LIST}/:Sid`,
      run: (request) => reply(200, taskOf(spaceOf(context, request), request)),
    },
    {
      name: "UpdateTask",
      method: "POST",
      path: `${LIST}/:Sid`,
      parameters: ["Attributes", "AssignmentStatus", "Reason", "Priority", "TaskChannel", "VirtualStartTime"],
      run: (request) => {
        const space = spaceOf(context, request);
        const task = taskOf(space, request);
        checkIfMatch(request, task);
        update(space, task, request);
        return reply(200, task);
      },
    },
    {
      name: "DeleteTask",
      method: "DELETE",
      path: `${LIST}/:Sid`,
      run: (request) => {
        const space = spaceOf(context, request);
        const task = taskOf(space, request);
        checkIfMatch(request, task);
        space.engine.tasks.remove(task, "task.deleted");
        return { status: 204 };
      },
    },
  ];
}
