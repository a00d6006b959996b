/**
 * Events API: https://www.twilio.com/docs/taskrouter/api/event
 *
 * Modelled: fetch, and list by task, worker, reservation, queue, workflow, type and time; without a time the last 15
 * minutes, newest first; all filters. `event_data` holds strings only. Not modelled: the redaction of task attributes
 * after 30 days, when the events are gone.
 */
import { isoSeconds } from "../kernel/kernel";
import { integer, notFound, type Operation, type Parameters, page, text } from "../kernel/rest";
import { ORIGIN, spaceOf, type TaskRouterContext, urlOf, WORKSPACE } from "./context";
import type { TaskRouterEvent } from "./logged-event";
import { momentIn } from "./statistics/windows";

const CHANNEL_FIELDS = ["task_channel_sid", "task_channel_unique_name"] as const;

const LIST = `${WORKSPACE}/Events`;
const DEFAULT_MINUTES = 15;
const MAXIMUM_MINUTES = 30 * 24 * 60;

/** Parameters that must equal a field of the event's data. */
const FIELDS: Readonly<Record<string, string>> = {
  ReservationSid: "reservation_sid",
  TaskQueueSid: "task_queue_sid",
  TaskSid: "task_sid",
  WorkerSid: "worker_sid",
  WorkflowSid: "workflow_sid",
};

const RESOURCES: Readonly<Record<string, string>> = {
  activity: "Activities",
  task: "Tasks",
  taskchannel: "TaskChannels",
  taskqueue: "TaskQueues",
  worker: "Workers",
  workflow: "Workflows",
};

export function eventOperations(context: TaskRouterContext): Operation[] {
  const { kernel } = context;
  const toBody = (workspaceSid: string) => (event: TaskRouterEvent) => ({
    account_sid: kernel.accountSid,
    workspace_sid: workspaceSid,
    sid: event.sid,
    actor_sid: workspaceSid,
    actor_type: "workspace",
    actor_url: urlOf(workspaceSid),
    description: event.description,
    event_data: Object.fromEntries(Object.entries(event.data).map(([name, value]) => [name, String(value)])),
    event_date: isoSeconds(event.at),
    event_date_ms: event.at,
    event_type: event.type,
    resource_sid: event.resourceSid,
    resource_type: event.resourceType,
    resource_url: `${urlOf(workspaceSid)}/${RESOURCES[event.resourceType] ?? "Events"}/${event.resourceSid}`,
    source: "twilio",
    source_ip_address: null,
    url: `${urlOf(workspaceSid)}/Events/${event.sid}`,
  });
  const windowOf = (parameters: Parameters) => {
    const now = kernel.clock.now();
    const minutes = integer(parameters, "Minutes", 1, MAXIMUM_MINUTES);
    const start = momentIn(parameters, "StartDate");
    const from = start ?? now - (minutes ?? DEFAULT_MINUTES) * 60_000;
    return { from, to: momentIn(parameters, "EndDate") ?? Number.POSITIVE_INFINITY };
  };

  return [
    {
      name: "ListEvent",
      method: "GET",
      path: LIST,
      parameters: ["EventType", "StartDate", "EndDate", "Minutes", "Sid", "TaskChannel", ...Object.keys(FIELDS)],
      run: (request) => {
        const { workspace, log } = spaceOf(context, request);
        const { parameters } = request;
        const { from, to } = windowOf(parameters);
        const type = text(parameters, "EventType");
        const sid = text(parameters, "Sid");
        const wanted = Object.entries(FIELDS).flatMap(([name, field]) => {
          const value = text(parameters, name);
          return value === undefined ? [] : [{ field, value }];
        });
        const channel = text(parameters, "TaskChannel");
        const taskSid = text(parameters, "TaskSid");
        const found = (taskSid === undefined ? log.between(from, to) : log.ofTask(taskSid)).filter(
          (event) =>
            event.at >= from &&
            event.at <= to &&
            (type === undefined || event.type === type) &&
            (sid === undefined || event.sid === sid) &&
            (channel === undefined || CHANNEL_FIELDS.some((field) => event.data[field] === channel)) &&
            wanted.every(({ field, value }) => event.data[field] === value),
        );
        return page(ORIGIN, request, "events", found.reverse(), toBody(workspace.sid));
      },
    },
    {
      name: "FetchEvent",
      method: "GET",
      path: `${LIST}/:Sid`,
      run: (request) => {
        const { workspace, log } = spaceOf(context, request);
        const event = log.bySid(request.ids["Sid"] ?? "");
        if (!event) throw notFound(request.path);
        return { status: 200, body: toBody(workspace.sid)(event) };
      },
    },
  ];
}
