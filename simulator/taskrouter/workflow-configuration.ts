/**
 * A workflow's Configuration: https://www.twilio.com/docs/taskrouter/workflow-configuration
 *
 * Modelled, all that is documented: filters (`filter_friendly_name` or `friendly_name`, `expression`, `targets`),
 * targets (`queue`, `priority`, `timeout`, `expression`, `skip_if`, `order_by`, `known_worker_sid`,
 * `known_worker_friendly_name`), `default_filter`; and its `task_queue_sid`, as older documents have it
 * (https://www.twilio.com/docs/taskrouter/js-sdk-v1/workspace). Unknown keys say nothing. Not documented: how many
 * filters and targets there may be, so there may be any number.
 */
import { badParameter } from "../kernel/rest";
import { compileExpression, ExpressionError } from "./expression";
import { parseKey } from "./expression/parse";
import { printKey } from "./expression/print";
import type { Path } from "./expression/syntax";

/** What a Configuration says, as plain data. Expressions are text that `compileExpression` accepts. */
export type WorkflowConfiguration = {
  filters: readonly WorkflowFilter[];
  defaultQueueSid: string | undefined;
};

export type WorkflowFilter = {
  friendlyName: string | undefined;
  /** Of the task's attributes; `1==1` where none is given. */
  expression: string;
  targets: readonly WorkflowTarget[];
};

export type WorkflowTarget = {
  /** Its own, or that of the target before it. */
  queueSid: string;
  priority: number | undefined;
  /** Seconds. */
  timeout: number | undefined;
  /** Of `task.` and `worker.`. */
  expression: string | undefined;
  /** Of `workers.`. */
  skipIf: string | undefined;
  orderBy: readonly WorkerOrdering[];
  knownWorker: KnownWorker | undefined;
};

/** One `worker.x DESC` of an `order_by`; the path is behind `worker`. */
export type WorkerOrdering = { path: Path; direction: 1 | -1 };

/** What of the worker a task attribute holds; the path is behind `task`. */
export type KnownWorker = { key: "sid" | "friendlyName"; path: Path };

/** Bytes. https://www.twilio.com/docs/taskrouter/limits */
const MAXIMUM_BYTES = 1_038_576;
const ALWAYS = "1==1";
const KNOWN_WORKER_NAMES = ["known_worker_sid", "known_worker_friendly_name"] as const;

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== "";

function objects(value: unknown, list: string, item: (number: number) => string): Json[] {
  if (!Array.isArray(value)) throw badParameter(`${list} must be a list`);
  return value.map((one, index) => {
    if (!isObject(one)) throw badParameter(`${item(index + 1)} must be an object`);
    return one;
  });
}

/** What `read` makes of a text that must be in the expression language. */
function inLanguage<Read>(value: unknown, where: string, read: (text: string) => Read): Read {
  try {
    return read(String(value));
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw badParameter(`Invalid expression in ${where}, ${error.message}: ${String(value)}`);
  }
}

const expression = (value: unknown, where: string): string | undefined =>
  isGiven(value) ? inLanguage(value, where, (text) => compileExpression(text).source) : undefined;

/** `timeout` and `priority` come as numbers or as strings of digits. */
function wholeNumber(value: unknown, where: string, minimum: number): number | undefined {
  if (value === undefined || value === null) return undefined;
  const number = typeof value === "string" && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
  if (typeof number !== "number" || !Number.isSafeInteger(number) || number < minimum) {
    throw badParameter(`${where} must be a whole number${minimum > 0 ? ` from ${minimum}` : ""}`);
  }
  return number;
}

/** `worker.level DESC, worker.routing.levels.english ASC`. */
function orderBy(value: unknown, where: string): WorkerOrdering[] {
  if (!isGiven(value)) return [];
  return String(value)
    .split(",")
    .map((part) => {
      const [key = "", direction = "ASC", ...rest] = part.trim().split(/\s+/);
      const [root, ...path] = inLanguage(key, where, parseKey);
      if (root !== "worker" || path.length === 0) {
        throw badParameter(`${where} must name worker attributes, not '${key}'`);
      }
      if (!/^(asc|desc)$/i.test(direction) || rest.length > 0) {
        throw badParameter(`${where} must end in ASC or DESC, not '${[direction, ...rest].join(" ")}'`);
      }
      return { path, direction: direction.toUpperCase() === "DESC" ? -1 : 1 };
    });
}

function knownWorker(target: Json, where: string): KnownWorker | undefined {
  const [name, another] = KNOWN_WORKER_NAMES.filter((one) => isGiven(target[one]));
  if (another) throw badParameter(`${where} takes known_worker_sid or known_worker_friendly_name, not both`);
  if (!name) return undefined;
  const key = target[name];
  if (typeof key !== "string") throw badParameter(`${name} of ${where} must name a task attribute`);
  const path = inLanguage(key, `${name} of ${where}`, parseKey);
  const isPrefixed = path[0] === "task" && path.length > 1;
  return { key: name === "known_worker_sid" ? "sid" : "friendlyName", path: isPrefixed ? path.slice(1) : path };
}

function targetsOf(filter: Json, name: string, hasQueue: (sid: string) => boolean): WorkflowTarget[] {
  let inherited: string | undefined;
  if (filter["targets"] === undefined) throw badParameter(`${name} has no targets`);
  const targets = objects(filter["targets"], `targets of ${name}`, (number) => `target ${number} of ${name}`);
  return targets.map((target, index) => {
    const where = `target ${index + 1} of ${name}`;
    const queueSid = typeof target["queue"] === "string" ? target["queue"] : inherited;
    if (queueSid === undefined || !hasQueue(queueSid)) throw badParameter(`${where} has no valid queue`);
    inherited = queueSid;
    return {
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

function filterOf(filter: Json, number: number, hasQueue: (sid: string) => boolean): WorkflowFilter {
  const name = filter["filter_friendly_name"] ?? filter["friendly_name"];
  const friendlyName = isGiven(name) ? String(name) : undefined;
  const where = friendlyName === undefined ? `filter ${number}` : `filter '${friendlyName}'`;
  return {
    friendlyName,
    expression: expression(filter["expression"], where) ?? ALWAYS,
    targets: targetsOf(filter, where, hasQueue),
  };
}

function defaultQueueOf(routing: Json, hasQueue: (sid: string) => boolean): string | undefined {
  const filter = routing["default_filter"];
  if (filter === undefined) return undefined;
  if (!isObject(filter)) throw badParameter("default_filter must be an object");
  const queueSid = filter["queue"] ?? filter["task_queue_sid"];
  if (queueSid === undefined) return undefined;
  if (!hasQueue(String(queueSid))) throw badParameter("default_filter has no valid queue");
  return String(queueSid);
}

function taskRouting(text: string): Json {
  if (Buffer.byteLength(text) > MAXIMUM_BYTES) {
    throw badParameter(`Configuration must be at most ${MAXIMUM_BYTES} bytes long`);
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw badParameter("Configuration must be valid JSON");
  }
  const routing = isObject(parsed) ? parsed["task_routing"] : undefined;
  if (!isObject(routing)) throw badParameter("Configuration must hold task_routing");
  return routing;
}

/** @throws RestError 400 that names the filter and target at fault, and in an expression the position. */
export function parseWorkflowConfiguration(text: string, hasQueue: (sid: string) => boolean): WorkflowConfiguration {
  const routing = taskRouting(text);
  const filters = objects(routing["filters"] ?? [], "filters", (number) => `filter ${number}`);
  return {
    filters: filters.map((filter, index) => filterOf(filter, index + 1, hasQueue)),
    defaultQueueSid: defaultQueueOf(routing, hasQueue),
  };
}

function printTarget(target: WorkflowTarget): Json {
  const { queueSid, priority, timeout, expression, skipIf, knownWorker } = target;
  const orderings = target.orderBy.map(
    ({ path, direction }) => `${printKey(["worker", ...path])} ${direction === 1 ? "ASC" : "DESC"}`,
  );
  return {
    queue: queueSid,
    priority,
    timeout,
    expression,
    skip_if: skipIf,
    order_by: orderings.length === 0 ? undefined : orderings.join(", "),
    ...(knownWorker && {
      [knownWorker.key === "sid" ? "known_worker_sid" : "known_worker_friendly_name"]: printKey([
        "task",
        ...knownWorker.path,
      ]),
    }),
  };
}

/** JSON that reads as the same again. Workflows show their Configuration as it was sent, not this. */
export function printConfiguration({ filters, defaultQueueSid }: WorkflowConfiguration): string {
  const task_routing = {
    filters: filters.map(({ friendlyName, expression, targets }) => ({
      filter_friendly_name: friendlyName,
      expression,
      targets: targets.map(printTarget),
    })),
    default_filter: defaultQueueSid === undefined ? undefined : { queue: defaultQueueSid },
  };
  return JSON.stringify({ task_routing });
}
