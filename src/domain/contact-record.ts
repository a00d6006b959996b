/**
 * The record of an ended contact, built from TaskRouter's own account of it: the task's events.
 * Event types and fields: https://www.twilio.com/docs/taskrouter/api/event/reference
 */
import type { HistoryEntry } from "./history";
import { isSid, type TaskSid, type WorkerSid } from "./sid";

/** An event of the Events API. */
export type TaskEvent = {
  sid: string;
  type: string;
  at: Date;
  /** Every value is text. */
  data: Readonly<Record<string, string | undefined>>;
};

export type ContactRecord = {
  taskSid: TaskSid;
  /** The intent: where the contact is offered in every figure, wherever it is answered. */
  queue: string;
  /** The task queues it waited in, in order. */
  queuePath: string[];
  channel: string;
  segment: string | null;
  /** Why it was routed as it was. */
  routedBecause: string | null;
  /** A keyed hash. */
  customer: string | null;
  language: string | null;
  outcome: "answered" | "abandoned";
  /** TaskRouter's words for the end. */
  reason: string | null;
  /** ISO 8601. */
  createdAt: string;
  /** ISO 8601; null where nobody accepted. */
  answeredAt: string | null;
  /** ISO 8601. */
  endedAt: string;
  /** Seconds from creation to the first acceptance, or to the end where there was none. */
  waited: number;
  /** Seconds from the first acceptance on that somebody talked. */
  talked: number;
  /** Seconds of wrap-up. */
  wrapped: number;
  /** Who accepted, in order. */
  workers: { sid: WorkerSid; name: string }[];
  rejections: number;
  timeouts: number;
  disposition: string | null;
};

/** What ends a contact. A task that was deleted while it waited ends too. */
export const CLOSING_EVENTS = ["task.completed", "task.canceled", "task.deleted", "task.system-deleted"] as const;

export const isClosing = (type: string): boolean => CLOSING_EVENTS.some((closing) => closing === type);

const SECOND = 1000;

function parsedAttributes(text: string | undefined): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text ?? "{}");
    return typeof parsed === "object" && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

function part(attributes: Record<string, unknown>, key: string): Record<string, unknown> {
  const value = attributes[key];
  return typeof value === "object" && value !== null ? { ...value } : {};
}

const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** When each reservation was accepted, began to wrap and ended. */
function workOf(events: readonly TaskEvent[]): { talked: number; wrapped: number } {
  const byReservation = new Map<string, { accepted?: number; wrapup?: number; completed?: number }>();
  for (const { type, at, data } of events) {
    const sid = data["reservation_sid"];
    const phase = /^reservation\.(accepted|wrapup|completed)$/.exec(type)?.[1];
    if (!sid || (phase !== "accepted" && phase !== "wrapup" && phase !== "completed")) continue;
    const times = byReservation.get(sid) ?? {};
    byReservation.set(sid, { ...times, [phase]: at.getTime() });
  }
  let talked = 0;
  let wrapped = 0;
  for (const { accepted, wrapup, completed } of byReservation.values()) {
    const end = completed ?? wrapup;
    if (accepted === undefined || end === undefined) continue;
    talked += (wrapup ?? end) - accepted;
    wrapped += end - (wrapup ?? end);
  }
  return { talked: talked / SECOND, wrapped: wrapped / SECOND };
}

function acceptedBy(events: readonly TaskEvent[]): ContactRecord["workers"] {
  return events.flatMap(({ type, data }) => {
    const sid = data["worker_sid"];
    return type === "reservation.accepted" && isSid("WK", sid) ? [{ sid, name: data["worker_name"] ?? "" }] : [];
  });
}

/** Undefined where the events do not tell the end yet: the Events API may lag behind what announced it. */
export function contactRecordOf(taskSid: TaskSid, given: readonly TaskEvent[]): ContactRecord | undefined {
  const events = [...given].sort((a, b) => a.at.getTime() - b.at.getTime());
  const created = events[0];
  // The first: a task that has ended may be deleted later.
  const end = events.find(({ type }) => isClosing(type));
  if (!created || !end) return undefined;
  const accepted = events.find(({ type }) => type === "reservation.accepted");
  const attributes = parsedAttributes(end.data["task_attributes"]);
  const floor = part(attributes, "floor");
  const queuePath = events
    .filter(({ type }) => type === "task-queue.entered" || type === "task-queue.moved")
    .map(({ data }) => data["task_queue_name"] ?? "");
  const count = (type: string) => events.filter((event) => event.type === type).length;
  return {
    taskSid,
    queue: textOf(floor["queue"]) ?? queuePath[0] ?? end.data["task_queue_name"] ?? "unknown",
    queuePath,
    channel: end.data["task_channel_unique_name"] ?? "unknown",
    segment: textOf(floor["segment"]),
    routedBecause: textOf(floor["because"]),
    customer: textOf(floor["customer"]),
    language: textOf(floor["language"]),
    outcome: accepted ? "answered" : "abandoned",
    reason: end.data["task_canceled_reason"] ?? end.data["task_completed_reason"] ?? null,
    createdAt: created.at.toISOString(),
    answeredAt: accepted?.at.toISOString() ?? null,
    endedAt: end.at.toISOString(),
    waited: ((accepted ?? end).at.getTime() - created.at.getTime()) / SECOND,
    ...workOf(events),
    workers: acceptedBy(events),
    rejections: count("reservation.rejected"),
    timeouts: count("reservation.timeout"),
    disposition: textOf(part(attributes, "conversations")["outcome"]),
  };
}

export const historyEntryOf = (record: ContactRecord): HistoryEntry => ({
  taskSid: record.taskSid,
  endedAt: record.endedAt,
  queue: record.queue,
  workerSid: record.workers.at(-1)?.sid ?? null,
});
