/**
 * A workflow's Configuration: https://www.twilio.com/docs/taskrouter/workflow-configuration
 *
 * Modelled: filters with expression and targets; targets with queue, expression, priority, timeout, skip_if, order_by,
 * known_worker_sid and known_worker_friendly_name; default_filter.
 */
import { badParameter } from "../kernel/rest";
import { compileExpression } from "./compiled";
import { ExpressionError } from "./expression";

/** One `worker.x DESC` of an `order_by`. */
export type Ordering = { path: readonly string[]; direction: 1 | -1 };

export type Target = {
  friendlyName: string | undefined;
  queueSid: string;
  priority: number | undefined;
  /** Seconds. */
  timeout: number | undefined;
  expression: string | undefined;
  skipIf: string | undefined;
  orderBy: readonly Ordering[];
  /** Task attribute that names the only worker who may have the task. */
  knownWorker: { key: "sid" | "friendlyName"; path: readonly string[] } | undefined;
};

export type Filter = { friendlyName: string; expression: string; targets: readonly Target[] };

export type Routing = { filters: readonly Filter[]; defaultQueueSid: string | undefined };

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function objects(value: unknown, list: string, item: (number: number) => string): Json[] {
  if (!Array.isArray(value)) throw badParameter(`${list} must be a list`);
  return value.map((one, index) => {
    if (!isObject(one)) throw badParameter(`${item(index + 1)} must be an object`);
    return one;
  });
}

function expression(value: unknown, where: string): string | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  try {
    compileExpression(String(value));
    return String(value);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw badParameter(`Invalid expression in ${where}, ${error.message}: ${String(value)}`);
  }
}

/** `timeout` and `priority` come as numbers or as strings of digits. */
function wholeNumber(value: unknown, where: string, minimum: number): number | undefined {
  if (value === undefined || value === null) return undefined;
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number) || number < minimum)
    throw badParameter(`${where} must be a whole number`);
  return number;
}

function orderBy(value: unknown, where: string): Ordering[] {
  if (value === undefined || value === null || value === "") return [];
  return String(value)
    .split(",")
    .map((part) => {
      const [key = "", direction = "ASC"] = part.trim().split(/\s+/);
      const path = key.split(".");
      if (path.shift() !== "worker") throw badParameter(`${where} must name worker attributes, not '${key}'`);
      if (!/^(asc|desc)$/i.test(direction)) throw badParameter(`${where} must end in ASC or DESC, not '${direction}'`);
      return { path, direction: direction.toUpperCase() === "DESC" ? -1 : 1 };
    });
}

function knownWorker(target: Json, where: string): Target["knownWorker"] {
  const sid = target["known_worker_sid"];
  const friendlyName = target["known_worker_friendly_name"];
  if (sid !== undefined && friendlyName !== undefined) {
    throw badParameter(`${where} takes known_worker_sid or known_worker_friendly_name, not both`);
  }
  const key = sid ?? friendlyName;
  if (key === undefined) return undefined;
  const name = sid === undefined ? "known_worker_friendly_name" : "known_worker_sid";
  if (typeof key !== "string") throw badParameter(`${name} of ${where} must name a task attribute`);
  return { key: sid === undefined ? "friendlyName" : "sid", path: key.split(".") };
}

function targetsOf(filter: Json, name: string, hasQueue: (sid: string) => boolean): Target[] {
  let inherited: string | undefined;
  if (filter["targets"] === undefined) throw badParameter(`${name} has no targets`);
  const targets = objects(filter["targets"], `targets of ${name}`, (number) => `target ${number} of ${name}`);
  return targets.map((target, index) => {
    const where = `target ${index + 1} of ${name}`;
    const queueSid = typeof target["queue"] === "string" ? target["queue"] : inherited;
    if (queueSid === undefined || !hasQueue(queueSid)) throw badParameter(`${where} has no valid queue`);
    inherited = queueSid;
    return {
      friendlyName: target["filter_friendly_name"] === undefined ? undefined : String(target["filter_friendly_name"]),
      queueSid,
      priority: wholeNumber(target["priority"], `priority of ${where}`, 0),
      timeout: wholeNumber(target["timeout"], `timeout of ${where}`, 1),
      expression: expression(target["expression"], where),
      skipIf: expression(target["skip_if"], `skip_if of ${where}`),
      orderBy: orderBy(target["order_by"], `order_by of ${where}`),
      knownWorker: knownWorker(target, where),
    };
  });
}

/** @throws RestError 400 naming the filter and target at fault. */
export function parseConfiguration(text: string, hasQueue: (sid: string) => boolean): Routing {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw badParameter("Configuration must be valid JSON");
  }
  const routing = isObject(parsed) ? parsed["task_routing"] : undefined;
  if (!isObject(routing)) throw badParameter("Configuration must hold task_routing");
  const given = objects(routing["filters"] ?? [], "filters", (number) => `filter ${number}`);
  const filters: Filter[] = given.map((filter, index) => {
    const name = filter["filter_friendly_name"] ?? filter["friendly_name"];
    const friendlyName = String(name ?? `filter ${index + 1}`);
    const where = name === undefined ? friendlyName : `filter '${friendlyName}'`;
    const source = expression(filter["expression"] ?? "1==1", where) ?? "1==1";
    return { friendlyName, expression: source, targets: targetsOf(filter, where, hasQueue) };
  });
  const defaultFilter = routing["default_filter"];
  if (defaultFilter !== undefined && !isObject(defaultFilter)) throw badParameter("default_filter must be an object");
  const defaultQueueSid = defaultFilter?.["queue"];
  if (defaultQueueSid !== undefined && !hasQueue(String(defaultQueueSid))) {
    throw badParameter("default_filter has no valid queue");
  }
  return { filters, defaultQueueSid: defaultQueueSid === undefined ? undefined : String(defaultQueueSid) };
}
