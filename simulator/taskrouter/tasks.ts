/**
 * Task: https://www.twilio.com/docs/taskrouter/api/task
 *
 * Modelled: create in a workflow, fetch, update of attributes, priority and assignment status with If-Match, list by
 * status, workflow and queue. Not modelled: RoutingTarget, IgnoreCapacity, VirtualStartTime, EvaluateTaskAttributes,
 * delete. A status and attributes take two requests, as in life.
 */
import { isoSeconds } from "../kernel/kernel";
import {
  badParameter,
  integer,
  type Operation,
  type Parameters,
  page,
  type RestRequest,
  text,
  texts,
} from "../kernel/rest";
import { checkIfMatch, etagOf, find, inWorkspace, ORIGIN, type TaskRouterContext, WORKSPACE } from "./context";
import type { Task, TaskStatus, Workflow } from "./model";
import { channelBy } from "./task-channels";
import { attributesOf } from "./workers";

const LIST = `${WORKSPACE}/Tasks`;
/** Seconds. https://www.twilio.com/docs/taskrouter/limits */
const TIMEOUT = { default: 86_400, maximum: 1_209_600 };
const STATUSES: readonly TaskStatus[] = ["pending", "reserved", "assigned", "canceled", "completed", "wrapping"];

function statusOf(parameters: Parameters): TaskStatus | undefined {
  const value = text(parameters, "AssignmentStatus");
  const status = STATUSES.find((one) => one === value);
  if (value !== undefined && !status) throw badParameter(`AssignmentStatus '${value}' is not valid`);
  return status;
}

export function taskOperations(context: TaskRouterContext): Operation[] {
  const { kernel, workspace, engine } = context;
  const toBody = (task: Task) => {
    const url = `${ORIGIN}/v1/Workspaces/${workspace.sid}/Tasks/${task.sid}`;
    return {
      account_sid: kernel.accountSid,
      workspace_sid: workspace.sid,
      sid: task.sid,
      age: Math.floor((kernel.clock.now() - task.createdAt) / 1000),
      assignment_status: task.status,
      attributes: task.attributes,
      addons: "{}",
      priority: task.priority,
      reason: task.reason ?? null,
      task_queue_sid: task.queue?.sid ?? null,
      task_queue_friendly_name: task.queue?.friendlyName ?? null,
      task_queue_entered_date: task.queueEnteredAt === undefined ? null : isoSeconds(task.queueEnteredAt),
      task_channel_sid: task.channel.sid,
      task_channel_unique_name: task.channel.uniqueName,
      timeout: task.timeout,
      workflow_sid: task.workflow.sid,
      workflow_friendly_name: task.workflow.friendlyName,
      virtual_start_time: isoSeconds(task.createdAt),
      ignore_capacity: false,
      routing_target: null,
      date_created: isoSeconds(task.createdAt),
      date_updated: isoSeconds(task.updatedAt),
      url,
      links: {
        workspace: `${ORIGIN}/v1/Workspaces/${workspace.sid}`,
        workflow: `${ORIGIN}/v1/Workspaces/${workspace.sid}/Workflows/${task.workflow.sid}`,
        task_queue: `${ORIGIN}/v1/Workspaces/${workspace.sid}/TaskQueues/${task.queue?.sid ?? ""}`,
        reservations: `${url}/Reservations`,
      },
    };
  };
  const reply = (status: number, task: Task) => ({ status, body: toBody(task), headers: { etag: etagOf(task) } });
  /** The only workflow, where the request names none. */
  const workflowOf = (request: RestRequest): Workflow => {
    const sid = text(request.parameters, "WorkflowSid");
    const { workflows } = inWorkspace(context, request);
    const [only, ...others] = workflows.values();
    const workflow = sid === undefined ? (others.length === 0 ? only : undefined) : workflows.get(sid);
    if (!workflow) throw badParameter(sid === undefined ? "WorkflowSid is required" : `no Workflow ${sid}`);
    return workflow;
  };

  return [
    {
      name: "ListTask",
      method: "GET",
      path: LIST,
      parameters: ["AssignmentStatus", "WorkflowSid", "TaskQueueSid", "TaskQueueName"],
      run: (request) => {
        const { parameters } = request;
        const statuses = texts(parameters, "AssignmentStatus").flatMap((value) => value.split(","));
        const workflowSid = text(parameters, "WorkflowSid");
        const queueSid = text(parameters, "TaskQueueSid");
        const queueName = text(parameters, "TaskQueueName");
        const found = [...inWorkspace(context, request).tasks.values()].filter(
          (task) =>
            (statuses.length === 0 || statuses.includes(task.status)) &&
            (workflowSid === undefined || task.workflow.sid === workflowSid) &&
            (queueSid === undefined || task.queue?.sid === queueSid) &&
            (queueName === undefined || task.queue?.friendlyName === queueName),
        );
        return page(ORIGIN, request, "tasks", found, toBody);
      },
    },
    {
      name: "CreateTask",
      method: "POST",
      path: LIST,
      parameters: ["WorkflowSid", "TaskChannel", "Attributes", "Priority", "Timeout"],
      run: (request) => {
        const { parameters } = request;
        const workflow = workflowOf(request);
        const task = engine.create({
          workflow,
          channel: channelBy(workspace, text(parameters, "TaskChannel") ?? "default", request),
          attributes: attributesOf(parameters) ?? "{}",
          priority: integer(parameters, "Priority") ?? 0,
          timeout: integer(parameters, "Timeout", 1, TIMEOUT.maximum) ?? TIMEOUT.default,
        });
        return reply(201, task);
      },
    },
    {
      name: "FetchTask",
      method: "GET",
      path: `${LIST}/:Sid`,
      run: (request) => reply(200, find(inWorkspace(context, request).tasks, request.ids["Sid"], request)),
    },
    {
      name: "UpdateTask",
      method: "POST",
      path: `${LIST}/:Sid`,
      parameters: ["Attributes", "AssignmentStatus", "Reason", "Priority"],
      run: (request) => {
        const { parameters } = request;
        const task = find(inWorkspace(context, request).tasks, request.ids["Sid"], request);
        checkIfMatch(request, task);
        const attributes = attributesOf(parameters);
        const status = statusOf(parameters);
        const priority = integer(parameters, "Priority");
        if (attributes !== undefined && status !== undefined) {
          throw badParameter("Attributes and AssignmentStatus cannot be updated in one request");
        }
        if (status !== undefined) engine.checkMove(task, status);
        if (attributes !== undefined) engine.updateAttributes(task, attributes);
        if (priority !== undefined) engine.updatePriority(task, priority);
        if (status !== undefined) engine.move(task, status, text(parameters, "Reason"));
        return reply(200, task);
      },
    },
  ];
}
