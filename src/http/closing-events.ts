/**
 * The end of a task, as both transports tell it: the workspace's callback, a form
 * (https://www.twilio.com/docs/taskrouter/api/event/reference), and Event Streams, an array of CloudEvents
 * (https://www.twilio.com/docs/events/webhook-quickstart) whose `data` may be an object or JSON text.
 */
import * as v from "valibot";
import type { Config } from "../config";
import { type ContactRecord, contactRecordOf, isClosing } from "../domain/contact-record";
import { decideEnd, type EndedContact } from "../domain/ended-contact";
import type { Session } from "../twilio/session";
import { readTaskEvents } from "../twilio/taskrouter";
import type { Rule } from "./endpoint";
import { BadRequestError, NotYetError } from "./errors";
import { field, read, sidField } from "./read";
import type { FunctionEvent } from "./runtime";

const SECOND = 1000;
/** Milliseconds between looks at an Events API that does not tell the end yet. */
const FIRST_LOOK_AGAIN = 250;

const wholeNumber = v.pipe(
  v.union([v.string(), v.number()], "is required"),
  v.transform(Number),
  v.integer("must be a whole number"),
  v.minValue(0, "must not be negative"),
);
const moment = v.pipe(
  v.string("is required"),
  v.check((text) => !Number.isNaN(Date.parse(text)), "must be an ISO 8601 date"),
  v.transform((text) => Date.parse(text)),
);

const callbackSchema = v.object({ TaskSid: sidField("WT"), TaskAge: wholeNumber, TimestampMs: wholeNumber });
const payloadSchema = v.object({ task_sid: sidField("WT"), task_age: wholeNumber, timestamp: moment });
const eventTypeSchema = v.object({ EventType: field(100) });
const cloudEventSchema = v.object({ type: field(200), data: v.unknown() });

const endedAt = (taskSid: EndedContact["taskSid"], at: number, age: number): EndedContact => ({
  taskSid,
  createdAt: new Date(at - age * SECOND),
});

/** The callback of another workspace, or of another kind of event, is not our business. */
export function parseEventCallback(event: FunctionEvent, { workspaceSid }: Config): readonly EndedContact[] {
  const { EventType: type } = read(eventTypeSchema, event);
  if (!isClosing(type) || event["WorkspaceSid"] !== workspaceSid) return [];
  const { TaskSid, TaskAge, TimestampMs } = read(callbackSchema, event);
  return [endedAt(TaskSid, TimestampMs, TaskAge)];
}

function objectOf(value: unknown): Record<string, unknown> | undefined {
  if (typeof value !== "string") return typeof value === "object" && value !== null ? { ...value } : undefined;
  try {
    return objectOf(JSON.parse(value));
  } catch {
    return undefined;
  }
}

function parseCloudEvent(given: unknown, workspaceSid: string): readonly EndedContact[] {
  const { type, data } = read(cloudEventSchema, objectOf(given) ?? {});
  const closing = /^com\.twilio\.taskrouter\.(.+)$/.exec(type)?.[1];
  if (!closing || !isClosing(closing)) return [];
  const payload = objectOf(objectOf(data)?.["payload"]);
  if (!payload) throw new BadRequestError(["data.payload: is required"]);
  if (payload["workspace_sid"] !== workspaceSid) return [];
  const { task_sid: taskSid, task_age: age, timestamp } = read(payloadSchema, payload);
  return [endedAt(taskSid, timestamp, age)];
}

/** A JSON array reaches a Function under the keys "0", "1", ... */
export function parseEventStreams(event: FunctionEvent, { workspaceSid }: Config): readonly EndedContact[] {
  const keys = Object.keys(event).filter((key) => /^\d+$/.test(key));
  if (keys.length === 0) throw new BadRequestError(["body: must be an array of CloudEvents"]);
  const contacts: EndedContact[] = [];
  const problems: string[] = [];
  for (const key of keys) {
    try {
      contacts.push(...parseCloudEvent(event[key], workspaceSid));
    } catch (error) {
      if (!(error instanceof BadRequestError)) throw error;
      problems.push(...error.problems.map((problem) => `${key}.${problem}`));
    }
  }
  if (problems.length > 0) throw new BadRequestError(problems);
  return contacts;
}

/** The truth about an ended task. The Events API may lag behind what announced the end: then it is asked again. */
async function loadRecord({ taskSid, createdAt }: EndedContact, session: Session): Promise<ContactRecord> {
  for (let pause = FIRST_LOOK_AGAIN; ; pause *= 2) {
    const record = contactRecordOf(taskSid, await readTaskEvents(session, taskSid, createdAt));
    if (record) return record;
    if (Date.now() + pause > session.until) throw new NotYetError(`the events of ${taskSid} do not tell its end yet`);
    await new Promise<void>((resolve) => setTimeout(resolve, pause));
  }
}

/** Every ended contact is recorded once, whichever door hears of it first and however often. */
export const contactEnded: Omit<Rule<EndedContact, ContactRecord, undefined>, "parse"> = {
  claim: ({ taskSid }) => taskSid,
  load: loadRecord,
  decide: (_contact, record, policy) => decideEnd(record, policy),
};
