/** The Routing of interactions and invites: https://www.twilio.com/docs/flex/developer/conversations/interactions-api/invites-subresource */
import { isObject, isSid, objectIn } from "../kernel/formats";
import { badParameter, type Parameters } from "../kernel/rest";
import type { Routing } from "./tasks-door";

export type InviteRouting = Routing & {
  attributes: Readonly<Record<string, unknown>>;
  priority: number;
  /** Seconds. */
  timeout: number;
};

/** Seconds. https://www.twilio.com/docs/taskrouter/limits */
const TIMEOUT = { default: 86_400, maximum: 1_209_600 };

/** Undefined where none was sent, or an empty one. */
export function readRouting(parameters: Parameters): InviteRouting | undefined {
  const properties = objectIn(parameters, "Routing")?.["properties"];
  if (properties === undefined) return undefined;
  if (!isObject(properties)) throw badParameter("Routing: properties must be an object");
  const workspaceSid = sidOf(properties, "workspace_sid", "WS");
  if (workspaceSid === undefined) throw badParameter("Routing: workspace_sid is required");
  const uniqueName = properties["task_channel_unique_name"];
  return {
    workspaceSid,
    workflowSid: sidOf(properties, "workflow_sid", "WW"),
    queueSid: sidOf(properties, "queue_sid", "WQ"),
    workerSid: sidOf(properties, "worker_sid", "WK"),
    channel: sidOf(properties, "task_channel_sid", "TC") ?? (typeof uniqueName === "string" ? uniqueName : "default"),
    attributes: readAttributes(properties["attributes"]),
    priority: wholeNumber(properties, "priority", 0) ?? 0,
    timeout: wholeNumber(properties, "timeout", 1, TIMEOUT.maximum) ?? TIMEOUT.default,
  };
}

type Properties = Readonly<Record<string, unknown>>;

function sidOf(properties: Properties, name: string, prefix: string): string | undefined {
  const value = properties[name];
  if (value === undefined || value === null) return undefined;
  if (!isSid(value, prefix)) throw badParameter(`Routing: ${name} '${String(value)}' is not valid`);
  return value;
}

/** An object, or JSON text of one. */
function readAttributes(value: unknown): Properties {
  if (value === undefined || value === null) return {};
  const attributes = typeof value === "string" ? objectIn({ attributes: value }, "attributes") : value;
  if (!isObject(attributes)) throw badParameter("Routing: attributes must be an object");
  return attributes;
}

function wholeNumber(properties: Properties, name: string, minimum: number, maximum = 2 ** 31 - 1): number | undefined {
  const value = properties[name];
  if (value === undefined || value === null) return undefined;
  const number = Number(value);
  if (Number.isInteger(number) && number >= minimum && number <= maximum) return number;
  throw badParameter(`Routing: ${name} must be a whole number from ${minimum} to ${maximum}`);
}
