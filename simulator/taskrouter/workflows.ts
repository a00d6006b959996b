/**
 * Workflow: https://www.twilio.com/docs/taskrouter/api/workflow
 *
 * Modelled: create, fetch, update, list by name. A new configuration holds for tasks created after it. Not modelled:
 * assignment callbacks, ReEvaluateTasks, delete. Workflows have no ETag.
 */
import { isoSeconds } from "../kernel/kernel";
import { badParameter, integer, type Operation, type Parameters, page, requiredText, text } from "../kernel/rest";
import { find, inWorkspace, ORIGIN, type TaskRouterContext, WORKSPACE } from "./context";
import type { Workflow } from "./model";
import { parseConfiguration } from "./workflow-configuration";

const LIST = `${WORKSPACE}/Workflows`;
const FIELDS = ["FriendlyName", "Configuration", "TaskReservationTimeout"];
/** Seconds. https://www.twilio.com/docs/taskrouter/limits */
const RESERVATION_TIMEOUT = { default: 120, maximum: 86_400 };

export function workflowOperations(context: TaskRouterContext): Operation[] {
  const { kernel, workspace } = context;
  const toBody = (workflow: Workflow) => {
    const url = `${ORIGIN}/v1/Workspaces/${workspace.sid}/Workflows/${workflow.sid}`;
    return {
      account_sid: kernel.accountSid,
      workspace_sid: workspace.sid,
      sid: workflow.sid,
      friendly_name: workflow.friendlyName,
      configuration: workflow.configuration,
      document_content_type: "application/json",
      assignment_callback_url: null,
      fallback_assignment_callback_url: null,
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
  const configured = (configuration: string) => ({
    configuration,
    routing: parseConfiguration(configuration, (sid) => workspace.queues.has(sid)),
  });
  const reservationTimeout = (parameters: Parameters) =>
    integer(parameters, "TaskReservationTimeout", 1, RESERVATION_TIMEOUT.maximum);

  return [
    {
      name: "ListWorkflow",
      method: "GET",
      path: LIST,
      parameters: ["FriendlyName"],
      run: (request) => {
        const name = text(request.parameters, "FriendlyName");
        const workflows = [...inWorkspace(context, request).workflows.values()];
        const found = workflows.filter((workflow) => name === undefined || workflow.friendlyName === name);
        return page(ORIGIN, request, "workflows", found, toBody);
      },
    },
    {
      name: "CreateWorkflow",
      method: "POST",
      path: LIST,
      parameters: FIELDS,
      run: (request) => {
        const { parameters } = request;
        const { workflows } = inWorkspace(context, request);
        const friendlyName = requiredText(parameters, "FriendlyName");
        if ([...workflows.values()].some((workflow) => workflow.friendlyName === friendlyName)) {
          throw badParameter(`Workflow '${friendlyName}' already exists`);
        }
        const now = kernel.clock.now();
        const workflow: Workflow = {
          sid: kernel.sids.next("WW"),
          friendlyName,
          ...configured(requiredText(parameters, "Configuration")),
          taskReservationTimeout: reservationTimeout(parameters) ?? RESERVATION_TIMEOUT.default,
          createdAt: now,
          updatedAt: now,
        };
        workflows.set(workflow.sid, workflow);
        context.log.emit("workflow.created", workflow.sid, `Workflow ${friendlyName} created`, { workflow });
        return { status: 201, body: toBody(workflow) };
      },
    },
    {
      name: "FetchWorkflow",
      method: "GET",
      path: `${LIST}/:Sid`,
      run: (request) => ({
        status: 200,
        body: toBody(find(inWorkspace(context, request).workflows, request.ids["Sid"], request)),
      }),
    },
    {
      name: "UpdateWorkflow",
      method: "POST",
      path: `${LIST}/:Sid`,
      parameters: FIELDS,
      run: (request) => {
        const { parameters } = request;
        const workflow = find(inWorkspace(context, request).workflows, request.ids["Sid"], request);
        const configuration = text(parameters, "Configuration");
        // All is read before anything is changed: a refused request changes nothing.
        Object.assign(workflow, {
          taskReservationTimeout: reservationTimeout(parameters) ?? workflow.taskReservationTimeout,
          friendlyName: text(parameters, "FriendlyName") ?? workflow.friendlyName,
          ...(configuration === undefined ? {} : configured(configuration)),
          updatedAt: kernel.clock.now(),
        });
        context.log.emit("workflow.updated", workflow.sid, `Workflow ${workflow.friendlyName} updated`, { workflow });
        return { status: 200, body: toBody(workflow) };
      },
    },
  ];
}
