/**
 * The end of a task, as both transports tell it: the workspace's callback, a form
 * (https://www.twilio.com/docs/taskrouter/api/event/reference), and Event Streams, an array of CloudEvents
 * (https://www.twilio.com/docs/events/webhook-quickstart) whose `data` may be an object or JSON text.
 */
import * as v from "valibot";
import type { Config } from "../config";
import { isClosing, type TaskEvent } from "../domain/task-event";
import { customerKeyOf } from "./customer-key";
import type { Ending } from "./ended-contact";
import { BadRequestError } from "./errors";
import { field, read, sidField } from "./read";
import type { FunctionEvent } from "./runtime";

const SECOND = 1000;

/** Seconds; no task lives nearly so long: https://www.twilio.com/docs/taskrouter/limits */
const OLDEST = 10 * 365 * 86_400;
/** Milliseconds of the epoch: dates later than this one are none that Twilio would write, or read. */
const LAST_MOMENT = Date.parse("2100-01-01T00:00:00Z");

const wholeNumber = (maximum: number) =>
  v.pipe(
    v.union([v.string(), v.number()], "must be a whole number"),
    v.transform((given) => (given === "" ? Number.NaN : Number(given))),
    v.number("must be a whole number"),
    v.integer("must be a whole number"),
    v.minValue(0, "must not be negative"),
    v.maxValue(maximum, `must not be over ${maximum}`),
  );
const age = wholeNumber(OLDEST);
const moment = v.pipe(
  v.string("must be text"),
  v.transform((text) => Date.parse(text)),
  v.number("must be an ISO 8601 date"),
  v.minValue(0, "must be an ISO 8601 date of this age"),
  v.maxValue(LAST_MOMENT, "must be an ISO 8601 date of this age"),
);

const callbackSchema = v.object({
  Sid: field(34),
  TaskSid: sidField("WT"),
  TaskAge: age,
  TimestampMs: wholeNumber(LAST_MOMENT),
});
const payloadSchema = v.object({ task_sid: sidField("WT"), task_age: age, timestamp: moment });
const eventTypeSchema = v.object({ EventType: field(100) });
const cloudEventSchema = v.object({ type: field(200), data: v.unknown() });

/** `TaskQueueName` to `task_queue_name`, as the Events API calls it. */
const snakeCase = (name: string) => name.replaceAll(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();

/** Text and numbers as text; what else there may be is none of TaskRouter's fields. */
function dataOf(fields: Readonly<Record<string, unknown>>): TaskEvent["data"] {
  const entries = Object.entries(fields).flatMap(([name, value]) =>
    typeof value === "string" || typeof value === "number" ? [[name, String(value)]] : [],
  );
  return Object.fromEntries(entries);
}

function endingOf(taskSid: Ending["taskSid"], announced: TaskEvent, seconds: number, { customerKey }: Config): Ending {
  const createdAt = new Date(announced.at.getTime() - seconds * SECOND);
  return { taskSid, createdAt, announced, keyOf: (address) => customerKeyOf(customerKey, address) };
}

/** The callback of another workspace, or of another kind of event, is not our business. */
export function parseEventCallback(event: FunctionEvent, config: Config): readonly Ending[] {
  const { EventType: type } = read(eventTypeSchema, event);
  if (!isClosing(type) || event["WorkspaceSid"] !== config.workspaceSid) return [];
  const { Sid: sid, TaskSid, TaskAge, TimestampMs } = read(callbackSchema, event);
  const data = dataOf(Object.fromEntries(Object.entries(event).map(([name, value]) => [snakeCase(name), value])));
  return [endingOf(TaskSid, { sid, type, at: new Date(TimestampMs), data }, TaskAge, config)];
}

function objectOf(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== "string") return typeof value === "object" && value !== null ? { ...value } : undefined;
  try {
    return objectOf(JSON.parse(value));
  } catch {
    return undefined;
  }
}

function parseCloudEvent(given: unknown, config: Config): readonly Ending[] {
  const { type, data } = read(cloudEventSchema, objectOf(given) ?? {});
  const closing = /^com\.twilio\.taskrouter\.(.+)$/.exec(type)?.[1];
  if (!closing || !isClosing(closing)) return [];
  const payload = objectOf(objectOf(data)?.["payload"]);
  if (!payload) throw new BadRequestError(["data.payload: is required"]);
  if (payload["workspace_sid"] !== config.workspaceSid) return [];
  const { task_sid: taskSid, task_age: seconds, timestamp } = read(payloadSchema, payload);
  const sid = String(payload["sid"] ?? "");
  const announced = { sid, type: closing, at: new Date(timestamp), data: dataOf(payload) };
  return [endingOf(taskSid, announced, seconds, config)];
}

/** A JSON array reaches a Function under the keys "0", "1", ... */
export function parseEventStreams(event: FunctionEvent, config: Config): readonly Ending[] {
  const keys = Object.keys(event).filter((key) => /^\d+$/.test(key));
  if (keys.length === 0) throw new BadRequestError(["body: must be an array of CloudEvents"]);
  const endings: Ending[] = [];
  const problems: string[] = [];
  for (const key of keys) {
    try {
      endings.push(...parseCloudEvent(event[key], config));
    } catch (error) {
      if (!(error instanceof BadRequestError)) throw error;
      problems.push(...error.problems.map((problem) => `${key}.${problem}`));
    }
  }
  if (problems.length > 0) throw new BadRequestError(problems);
  return endings;
}
