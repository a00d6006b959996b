/**
 * Workspace: https://www.twilio.com/docs/taskrouter/api/workspace
 *
 * Modelled: all operations. A Flex project's own workspace cannot be deleted. Every workspace multitasks, as all new ones
 * do; `Template` FIFO makes a queue and a workflow for everybody.
 */
import { isoSeconds } from "../kernel/kernel";
import {
  badParameter,
  boolean,
  notFound,
  type Operation,
  type Parameters,
  page,
  type RestRequest,
  requiredText,
  text,
} from "../kernel/rest";
import { isWebUrl } from "../kernel/typed-parameters";
import { ORIGIN, type TaskRouterContext, urlOf } from "./context";
import type { Order, Workspace } from "./model";
import { addFifo, plainWorkspace } from "./new-workspace";
import type { Space } from "./space";

const LIST = "/v1/Workspaces";
/** Characters. */
const NAME_LIMIT = 64;
const PAGES: Readonly<Record<string, string>> = {
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

/** How workspaces come and go. */
export type Premises = {
  open(workspace: Workspace): Space;
  close(sid: string): void;
  isFlex(sid: string): boolean;
};

function order(parameters: Parameters): Order | undefined {
  const value = text(parameters, "PrioritizeQueueOrder");
  if (value === undefined || value === "FIFO" || value === "LIFO") return value;
  throw badParameter(`PrioritizeQueueOrder must be FIFO or LIFO, not '${value}'`);
}

function friendlyNameIn(parameters: Parameters): string | undefined {
  const name = text(parameters, "FriendlyName");
  if (name !== undefined && (name === "" || name.length > NAME_LIMIT)) {
    throw badParameter(`FriendlyName must be 1 to ${NAME_LIMIT} characters long`);
  }
  return name;
}

/** An empty one takes the callback away. */
function callbackIn(parameters: Parameters): string | undefined {
  const url = text(parameters, "EventCallbackUrl");
  if (url && !isWebUrl(url)) throw badParameter(`EventCallbackUrl must be a URL, not '${url}'`);
  return url;
}

function isFifoTemplate(parameters: Parameters): boolean {
  const template = text(parameters, "Template") ?? "NONE";
  if (template !== "NONE" && template !== "FIFO")
    throw badParameter(`Template must be NONE or FIFO, not '${template}'`);
  return template === "FIFO";
}

export function workspaceOperations(context: TaskRouterContext, premises: Premises): Operation[] {
  const { kernel, spaces } = context;
  const toBody = (workspace: Workspace) => {
    const url = urlOf(workspace.sid);
    return {
      account_sid: kernel.accountSid,
      sid: workspace.sid,
      friendly_name: workspace.friendlyName,
      default_activity_sid: workspace.defaultActivity.sid,
      default_activity_name: workspace.defaultActivity.friendlyName,
      timeout_activity_sid: workspace.timeoutActivity.sid,
      timeout_activity_name: workspace.timeoutActivity.friendlyName,
      event_callback_url: workspace.eventCallbackUrl || null,
      events_filter: workspace.eventsFilter || null,
      multi_task_enabled: workspace.multiTaskEnabled,
      prioritize_queue_order: workspace.prioritizeQueueOrder,
      date_created: isoSeconds(workspace.createdAt),
      date_updated: isoSeconds(workspace.updatedAt),
      url,
      links: Object.fromEntries(Object.entries(PAGES).map(([name, path]) => [name, `${url}/${path}`])),
    };
  };
  const spaceBy = (request: RestRequest): Space => {
    const space = spaces.get(request.ids["Sid"] ?? "");
    if (!space) throw notFound(request.path);
    return space;
  };
  /** All is read before anything is changed: a refused request changes nothing. */
  const changesIn = (parameters: Parameters, workspace: Workspace): Partial<Workspace> => {
    const activity = (name: string) => {
      const sid = text(parameters, name);
      if (sid === undefined) return undefined;
      const found = workspace.activities.get(sid);
      if (!found) throw badParameter(`${name} ${sid} does not exist`);
      return found;
    };
    if (boolean(parameters, "MultiTaskEnabled") === false) {
      throw badParameter("MultiTaskEnabled cannot be turned off");
    }
    const changes = {
      friendlyName: friendlyNameIn(parameters),
      eventCallbackUrl: callbackIn(parameters),
      eventsFilter: text(parameters, "EventsFilter"),
      prioritizeQueueOrder: order(parameters),
      defaultActivity: activity("DefaultActivitySid"),
      timeoutActivity: activity("TimeoutActivitySid"),
    };
    return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
  };

  return [
    {
      name: "ListWorkspace",
      method: "GET",
      path: LIST,
      parameters: ["FriendlyName"],
      run: (request) => {
        const name = text(request.parameters, "FriendlyName");
        const workspaces = [...spaces.values()].map(({ workspace }) => workspace);
        const found = workspaces.filter(({ friendlyName }) => name === undefined || friendlyName === name);
        return page(ORIGIN, request, "workspaces", found, toBody);
      },
    },
    {
      name: "CreateWorkspace",
      method: "POST",
      path: LIST,
      parameters: [
        "FriendlyName",
        "EventCallbackUrl",
        "EventsFilter",
        "MultiTaskEnabled",
        "Template",
        "PrioritizeQueueOrder",
      ],
      run: ({ parameters }) => {
        const friendlyName = requiredText(parameters, "FriendlyName");
        if ([...spaces.values()].some(({ workspace }) => workspace.friendlyName === friendlyName)) {
          throw badParameter(`Workspace '${friendlyName}' already exists`);
        }
        const isFifo = isFifoTemplate(parameters);
        const workspace = plainWorkspace(kernel, friendlyName);
        Object.assign(workspace, changesIn(parameters, workspace));
        const { log } = premises.open(workspace);
        log.emit("workspace.created", {});
        if (isFifo) {
          const { queue, workflow } = addFifo(kernel, workspace);
          log.emit("task-queue.created", { queue: queue.view });
          log.emit("workflow.created", { workflow: workflow.view });
        }
        return { status: 201, body: toBody(workspace) };
      },
    },
    {
      name: "FetchWorkspace",
      method: "GET",
      path: `${LIST}/:Sid`,
      run: (request) => ({ status: 200, body: toBody(spaceBy(request).workspace) }),
    },
    {
      name: "UpdateWorkspace",
      method: "POST",
      path: `${LIST}/:Sid`,
      parameters: [
        "DefaultActivitySid",
        "EventCallbackUrl",
        "EventsFilter",
        "FriendlyName",
        "MultiTaskEnabled",
        "TimeoutActivitySid",
        "PrioritizeQueueOrder",
      ],
      run: (request) => {
        const { workspace, log } = spaceBy(request);
        Object.assign(workspace, changesIn(request.parameters, workspace), { updatedAt: kernel.clock.now() });
        log.emit("workspace.updated", {});
        return { status: 200, body: toBody(workspace) };
      },
    },
    {
      name: "DeleteWorkspace",
      method: "DELETE",
      path: `${LIST}/:Sid`,
      run: (request) => {
        const { workspace, log } = spaceBy(request);
        if (premises.isFlex(workspace.sid)) throw badParameter("the workspace of a Flex project cannot be deleted");
        log.emit("workspace.deleted", {});
        premises.close(workspace.sid);
        return { status: 204 };
      },
    },
  ];
}
