/**
 * Workspace: https://www.twilio.com/docs/taskrouter/api/workspace
 *
 * Modelled: fetch, list, and update of name, event callback and its filter. A Flex project has exactly one workspace, so
 * none is created or deleted.
 */
import { isoSeconds } from "../kernel/kernel";
import { type Operation, page, text } from "../kernel/rest";
import { inWorkspace, ORIGIN, type TaskRouterContext, WORKSPACE } from "./context";
import type { Workspace } from "./model";

const LINKS: Readonly<Record<string, string>> = {
  activities: "Activities",
  events: "Events",
  task_channels: "TaskChannels",
  task_queues: "TaskQueues",
  tasks: "Tasks",
  workers: "Workers",
  workflows: "Workflows",
  statistics: "Statistics",
  real_time_statistics: "RealTimeStatistics",
  cumulative_statistics: "CumulativeStatistics",
};

export function workspaceOperations(context: TaskRouterContext): Operation[] {
  const toBody = (workspace: Workspace) => {
    const url = `${ORIGIN}/v1/Workspaces/${workspace.sid}`;
    return {
      account_sid: context.kernel.accountSid,
      sid: workspace.sid,
      friendly_name: workspace.friendlyName,
      default_activity_sid: workspace.defaultActivity.sid,
      default_activity_name: workspace.defaultActivity.friendlyName,
      timeout_activity_sid: workspace.timeoutActivity.sid,
      timeout_activity_name: workspace.timeoutActivity.friendlyName,
      event_callback_url: workspace.eventCallbackUrl || null,
      events_filter: workspace.eventsFilter || null,
      multi_task_enabled: true,
      prioritize_queue_order: "FIFO",
      date_created: isoSeconds(workspace.createdAt),
      date_updated: isoSeconds(workspace.updatedAt),
      url,
      links: Object.fromEntries(Object.entries(LINKS).map(([name, path]) => [name, `${url}/${path}`])),
    };
  };

  return [
    {
      name: "ListWorkspace",
      method: "GET",
      path: "/v1/Workspaces",
      parameters: ["FriendlyName"],
      run: (request) => {
        const name = text(request.parameters, "FriendlyName");
        const found = name === undefined || name === context.workspace.friendlyName ? [context.workspace] : [];
        return page(ORIGIN, request, "workspaces", found, toBody);
      },
    },
    {
      name: "FetchWorkspace",
      method: "GET",
      path: WORKSPACE,
      run: (request) => ({ status: 200, body: toBody(inWorkspace(context, request)) }),
    },
    {
      name: "UpdateWorkspace",
      method: "POST",
      path: WORKSPACE,
      parameters: ["FriendlyName", "EventCallbackUrl", "EventsFilter"],
      run: (request) => {
        const workspace = inWorkspace(context, request);
        workspace.friendlyName = text(request.parameters, "FriendlyName") ?? workspace.friendlyName;
        workspace.eventCallbackUrl = text(request.parameters, "EventCallbackUrl") ?? workspace.eventCallbackUrl;
        workspace.eventsFilter = text(request.parameters, "EventsFilter") ?? workspace.eventsFilter;
        workspace.updatedAt = context.kernel.clock.now();
        return { status: 200, body: toBody(workspace) };
      },
    },
  ];
}
