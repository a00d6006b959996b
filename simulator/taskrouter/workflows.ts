/**
 * Workflow: https://www.twilio.com/docs/taskrouter/api/workflow
 *
 * Modelled: all operations and parameters. A new configuration holds for tasks created after it, and with
 * ReEvaluateTasks for those that wait. Workflows have no ETag. One with open tasks cannot be deleted.
 */
import { isoSeconds } from "../kernel/kernel";
import {
  badParameter,
  boolean,
  integer,
  type Operation,
  type Parameters,
  page,
  requiredText,
  text,
} from "../kernel/rest";
import { find, ORIGIN, spaceOf, type TaskRouterContext, urlOf, WORKSPACE } from "./context";
import { checkRoom } from "./limits";
import type { Workflow, Workspace } from "./model";
import { isOpen } from "./statistics/real-time";
import { parseWorkflowConfiguration } from "./workflow-configuration";

const LIST = `${WORKSPACE}/Workflows`;
const FIELDS = [
  "FriendlyName",
  "Configuration",
  "TaskReservationTimeout",
  "AssignmentCallbackUrl",
  "FallbackAssignmentCallbackUrl",
];
/** Seconds. https://www.twilio.com/docs/taskrouter/limits */
const RESERVATION_TIMEOUT = { default: 120, maximum: 86_400 };

/** An empty one takes the callback away. */
function url(parameters: Parameters, name: string): string | null | undefined {
  const value = text(parameters, name);
  if (value === undefined) return undefined;
  if (value === "") return null;
  if (!URL.canParse(value)) throw badParameter(`${name} must be a URL, not '${value}'`);
  return value;
}

function checkName({ workflows }: Workspace, friendlyName: string | undefined, self?: Workflow): void {
  if (friendlyName === "") throw badParameter("FriendlyName must not be empty");
  if ([...workflows.values()].some((workflow) => workflow !== self && workflow.friendlyName === friendlyName)) {
    throw badParameter(`Workflow '${friendlyName}' already exists`);
  }
}

export function workflowOperations(context: TaskRouterContext): Operation[] {
  const { kernel } = context;
  const toBody = (workspace: Workspace) => (workflow: Workflow) => {
    const url = `${urlOf(workspace.sid)}/Workflows/${workflow.sid}`;
    return {
      account_sid: kernel.accountSid,
      workspace_sid: workspace.sid,
      sid: workflow.sid,
      friendly_name: workflow.friendlyName,
      configuration: workflow.configuration,
      document_content_type: "application/json",
      assignment_callback_url: workflow.assignmentCallbackUrl,
      fallback_assignment_callback_url: workflow.fallbackAssignmentCallbackUrl,
      task_reservation_timeout: workflow.taskReservationTimeout,
      date_created: isoSeconds(workflow.createdAt),
      date_updated: isoSeconds(workflow.updatedAt),
      url,
      links: {
        statistics: `${url}/Statistics`,
        real_time_statistics: `${url}/RealTimeStatistics`,
        cumulative_statistics: `${url}/CumulativeStatistics`,
      },
    };
  };
  /** What a request says about a workflow. All is read before anything is changed: a refused request changes nothing. */
  const changesIn = (workspace: Workspace, parameters: Parameters): Partial<Workflow> => {
    const configuration = text(parameters, "Configuration");
    const changes = {
      friendlyName: text(parameters, "FriendlyName"),
      configuration,
      routing:
        configuration === undefined
          ? undefined
          : parseWorkflowConfiguration(configuration, (sid) => workspace.queues.has(sid)),
      taskReservationTimeout: integer(parameters, "TaskReservationTimeout", 1, RESERVATION_TIMEOUT.maximum),
      assignmentCallbackUrl: url(parameters, "AssignmentCallbackUrl"),
      fallbackAssignmentCallbackUrl: url(parameters, "FallbackAssignmentCallbackUrl"),
    };
    return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  };

  return [
    {
      name: "ListWorkflow",
      method: "GET",
      path: LIST,
      parameters: ["FriendlyName"],
      run: (request) => {
        const { workspace } = spaceOf(context, request);
        const name = text(request.parameters, "FriendlyName");
        const found = [...workspace.workflows.values()].filter(
          ({ friendlyName }) => name === undefined || friendlyName === name,
        );
        return page(ORIGIN, request, "workflows", found, toBody(workspace));
      },
    },
    {
      name: "CreateWorkflow",
      method: "POST",
      path: LIST,
      parameters: FIELDS,
      run: (request) => {
        const { parameters } = request;
        const { workspace, log } = spaceOf(context, request);
        const friendlyName = requiredText(parameters, "FriendlyName");
        requiredText(parameters, "Configuration");
        checkName(workspace, friendlyName);
        checkRoom(workspace, "Workflows");
        const changes = changesIn(workspace, parameters);
        const now = kernel.clock.now();
        const sid = kernel.sids.next("WW");
        const workflow: Workflow = {
          sid,
          friendlyName,
          configuration: "",
          routing: { filters: [], defaultQueueSid: undefined },
          taskReservationTimeout: RESERVATION_TIMEOUT.default,
          assignmentCallbackUrl: null,
          fallbackAssignmentCallbackUrl: null,
          ...changes,
          view: { sid, friendlyName },
          createdAt: now,
          updatedAt: now,
        };
        workspace.workflows.set(sid, workflow);
        log.emit("workflow.created", { workflow: workflow.view });
        return { status: 201, body: toBody(workspace)(workflow) };
      },
    },
    {
      name: "FetchWorkflow",
      method: "GET",
      path: `${LIST}/:Sid`,
      run: (request) => {
        const { workspace } = spaceOf(context, request);
        return { status: 200, body: toBody(workspace)(find(workspace.workflows, request.ids["Sid"], request)) };
      },
    },
    {
      name: "UpdateWorkflow",
      method: "POST",
      path: `${LIST}/:Sid`,
      parameters: [...FIELDS, "ReEvaluateTasks"],
      run: (request) => {
        const { workspace, engine, log } = spaceOf(context, request);
        const workflow = find(workspace.workflows, request.ids["Sid"], request);
        const isToReEvaluate = boolean(request.parameters, "ReEvaluateTasks") ?? false;
        const changes = changesIn(workspace, request.parameters);
        checkName(workspace, changes.friendlyName ?? workflow.friendlyName, workflow);
        Object.assign(workflow, changes, { updatedAt: kernel.clock.now() });
        workflow.view = { sid: workflow.sid, friendlyName: workflow.friendlyName };
        log.emit("workflow.updated", { workflow: workflow.view });
        if (isToReEvaluate) engine.reEvaluate(workflow);
        return { status: 200, body: toBody(workspace)(workflow) };
      },
    },
    {
      name: "DeleteWorkflow",
      method: "DELETE",
      path: `${LIST}/:Sid`,
      run: (request) => {
        const { workspace, log } = spaceOf(context, request);
        const workflow = find(workspace.workflows, request.ids["Sid"], request);
        if ([...workspace.tasks.values()].some((task) => isOpen(task) && task.workflow === workflow)) {
          throw badParameter(`Workflow ${workflow.sid} cannot be deleted: it has open Tasks`);
        }
        workspace.workflows.delete(workflow.sid);
        log.emit("workflow.deleted", { workflow: workflow.view });
        return { status: 204 };
      },
    },
  ];
}
