/**
 * TaskRouter's events on their way to Event Streams and to the workspace's callback. As CloudEvents:
 * https://www.twilio.com/docs/events/event-types/taskrouter/task
 */
import type { Kernel } from "../kernel/kernel";
import type { TaskRouterEvent } from "../taskrouter/logged-event";
import type { Workspace } from "../taskrouter/model";
import type { TaskRouter } from "../taskrouter/taskrouter";
import { TASK_ROUTER_PREFIX } from "./event-catalogue";
import type { EventDelivery } from "./event-delivery";
import type { EventStreams } from "./event-streams";
import { callbackForm, EventsFilter } from "./workspace-callback";

/** `task.transfer-failed` to `TaskTransferFailed`. */
const eventName = (type: string) =>
  type.replaceAll(/(?:^|[.-])([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** `data` of the CloudEvent; version 1 of the schema knows no milliseconds. */
function cloudData(accountSid: string, event: TaskRouterEvent, version: number): Record<string, unknown> {
  const timestamp = new Date(event.at).toISOString();
  const fields = Object.entries({ ...event.data, ...event.more }).filter(
    ([name]) => version > 1 || !name.endsWith("_ms"),
  );
  return {
    sid: event.sid,
    name: eventName(event.type),
    account_sid: accountSid,
    timestamp,
    level: "INFO",
    group: event.type.slice(0, event.type.indexOf(".")),
    product_name: "TaskRouter",
    publisher: event.data["workspace_name"],
    publisher_metadata: "{}",
    payload_type: "application/json",
    payload: {
      sid: event.sid,
      eventtype: event.type,
      event_description: event.description,
      account_sid: accountSid,
      timestamp,
      resource_sid: event.resourceSid,
      resource_type: event.resourceType,
      ...Object.fromEntries(fields),
    },
  };
}

/** Tells both of every event from now on. An event's data are only read where somebody wants them. */
export function tellOfTaskRouter(
  kernel: Kernel,
  taskRouter: TaskRouter,
  eventStreams: EventStreams,
  delivery: EventDelivery,
): void {
  const filter = new EventsFilter();
  const isWanted = ({ eventCallbackUrl }: Workspace) => eventStreams.hasSubscriptions || eventCallbackUrl !== "";
  taskRouter.listen((event, _subject, { eventCallbackUrl, eventsFilter }) => {
    if (eventStreams.hasSubscriptions) {
      eventStreams.tell(TASK_ROUTER_PREFIX + event.type, {
        id: event.sid.replace(/^EV/, "EZ"),
        at: event.at,
        data: (version) => cloudData(kernel.accountSid, event, version),
      });
    }
    if (eventCallbackUrl !== "" && filter.passes(eventsFilter, event.type)) {
      const form = callbackForm(kernel.accountSid, event);
      delivery.toCallback(eventCallbackUrl, TASK_ROUTER_PREFIX + event.type, form);
    }
  }, isWanted);
}
