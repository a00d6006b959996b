/**
 * The record of an ended contact, built from TaskRouter's own account of it: the task's events. Every field with its unit
 * and its source is in docs/contact-record.md.
 */
import { attributesIn, type ContactAttributes, contactAttributesOf } from "./contact-attributes";
import { isWholeStory } from "./contact-gaps";
import { timesOf } from "./contact-times";
import type { Disposition, RecordedDisposition } from "./given-disposition";
import type { HistoryEntry } from "./history";
import { dispositionOn } from "./insights";
import { type Policy, queueOf } from "./policy";
import { type KeyOf, redactedRecord } from "./redaction";
import type { TaskSid, WorkerSid } from "./sid";
import { inOrder, isClosing, type TaskEvent } from "./task-event";
import { acceptedOf, type ReservationStory, reservationsOf } from "./task-reservations";

/** Durations in seconds, moments in ISO 8601; what is unknown is null, never 0. */
export type ContactRecord = {
  /** The form of this record. */
  version: 2;
  /** 1 when it was first written, one more each time it is written again: the highest of a task counts. */
  revision: number;
  /** Why it was written. */
  because: RecordReason;
  /** False where the Events API did not tell everything yet: it will be written again. */
  isComplete: boolean;
  taskSid: TaskSid;
  /** The intent: where the contact is offered in every figure, wherever it is answered. */
  queue: string;
  /** The task queues it waited in, in order. */
  queuePath: string[];
  channel: string;
  segment: string | null;
  /** Why it was routed as it was. */
  routedBecause: string | null;
  /** Keyed hash of the customer's id. */
  customer: string | null;
  language: string | null;
  /** Keyed hash of the customer's address; null where none is known. */
  address: string | null;
  outcome: "answered" | "abandoned";
  /** Where an abandoned contact was when it ended: nobody had it, or it was being offered. */
  abandonedWhile: "waiting" | "offered" | null;
  /** TaskRouter's words for the end. */
  reason: string | null;
  createdAt: string;
  /** Null where nobody accepted. */
  answeredAt: string | null;
  endedAt: string;
  /** From creation to the first acceptance, or to the end where there was none. */
  waited: number;
  /** Over all reservations: from the offer until it was accepted, rejected, timed out, canceled or rescinded. */
  reserved: number;
  /** From acceptance to wrap-up, over everybody who accepted. */
  talked: number;
  /** Of wrap-up. */
  wrapped: number;
  /** On hold, as somebody reported it; null where nobody did. */
  held: number | null;
  /** Who accepted, in order. */
  workers: { sid: WorkerSid; name: string }[];
  transfers: number;
  rejections: number;
  timeouts: number;
  /** Contacts of this customer in the seven days before, as known when it was routed. */
  recentContacts: number | null;
  disposition: RecordedDisposition | null;
  /** The queue requires a disposition of an answered contact, and there is none. */
  isDispositionMissing: boolean;
  conversationSid: string | null;
  callSid: string | null;
  interactionSid: string | null;
};

export type RecordReason = "ended" | "completed" | "repaired" | "disposition-came-late";

/** What a record takes from elsewhere than the task's events. */
export type RecordTerms = {
  revision: number;
  because: RecordReason;
  policy: Policy;
  /** For the address, and for what the policy wants kept as a hash. */
  keyOf: KeyOf;
  /** The event that announced the end; it is asked only where the events themselves do not tell the end. */
  announced?: TaskEvent;
};

const SECOND = 1000;
/** Milliseconds within which a reservation is canceled when its task is. */
const SAME_MOMENT = SECOND;

/** The moment in a field of an event: ISO 8601, or seconds of the epoch as callbacks have them. */
function momentIn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const moment = /^\d+$/.test(text) ? Number(text) * SECOND : Date.parse(text);
  return Number.isNaN(moment) ? undefined : moment;
}

/** In milliseconds. */
const ageOf = ({ data }: TaskEvent): number => Number(data["task_age"] ?? 0) * SECOND || 0;

/** The task's own word where the event that tells it is missing. */
function creationOf(events: readonly TaskEvent[], end: TaskEvent): number {
  const created = events.find(({ type }) => type === "task.created");
  return created?.at.getTime() ?? momentIn(end.data["task_date_created"]) ?? end.at.getTime() - ageOf(end);
}

function phaseOf(reservations: readonly ReservationStory[], end: number): "waiting" | "offered" {
  const isOpen = ({ end: how, ended = end }: ReservationStory) =>
    how === undefined || (how === "canceled" && Math.abs(end - ended) <= SAME_MOMENT);
  return reservations.some(isOpen) ? "offered" : "waiting";
}

/** Transfers tell themselves, and show in that somebody else has accepted: where one of the two is missing, the other. */
function transfersOf(events: readonly TaskEvent[], accepted: number): number {
  const told = events.filter(({ type }) => type === "task.transfer-completed").length;
  return Math.max(told, accepted - 1, 0);
}

function queuePathOf(events: readonly TaskEvent[]): string[] {
  return events
    .filter(({ type }) => type === "task-queue.entered" || type === "task-queue.moved")
    .map(({ data }) => data["task_queue_name"] ?? "");
}

/** A record with the disposition that was given after the end: it counts, whatever stood on the task. */
export const withLateDisposition = (record: ContactRecord, { code, fields, note }: Disposition): ContactRecord => ({
  ...record,
  disposition: { code, fields, note, isLate: true },
  isDispositionMissing: false,
});

function isDispositionRequired(policy: Policy, queue: string): boolean {
  return queueOf(policy, queue)?.dispositionRequired === true;
}

/** Attributes as the record has them. */
function described({ address, queue: _queue, ...rest }: ContactAttributes, keyOf: RecordTerms["keyOf"]) {
  return { ...rest, address: address === null ? null : keyOf(address) };
}

/**
 * Undefined where neither the events nor what announced it tell an end. Events may come in any order and several times.
 */
export function contactRecordOf(
  taskSid: TaskSid,
  given: readonly TaskEvent[],
  terms: RecordTerms & { announced: TaskEvent },
): ContactRecord;
export function contactRecordOf(
  taskSid: TaskSid,
  given: readonly TaskEvent[],
  terms: RecordTerms,
): ContactRecord | undefined;
export function contactRecordOf(
  taskSid: TaskSid,
  given: readonly TaskEvent[],
  { revision, because, policy, keyOf, announced }: RecordTerms,
): ContactRecord | undefined {
  const events = inOrder(given);
  // The first: a task that has ended may be deleted later.
  const end = events.find(({ type }) => isClosing(type)) ?? announced;
  if (!end) return undefined;
  const reservations = reservationsOf(events);
  const accepted = acceptedOf(reservations);
  const answered = accepted[0]?.accepted;
  // Only an assigned task can be completed: somebody has accepted it, told or not.
  const isAnswered = answered !== undefined || end.type === "task.completed";
  const created = creationOf(events, end);
  const written = attributesIn(end.data["task_attributes"]);
  const attributes = contactAttributesOf(written);
  const queuePath = queuePathOf(events);
  const queue = attributes.queue ?? queuePath[0] ?? end.data["task_queue_name"] ?? "unknown";
  const disposition = dispositionOn(written, queue, policy);
  const ended = (how: string) => reservations.filter((reservation) => reservation.end === how).length;
  const record: ContactRecord = {
    version: 2,
    revision,
    because,
    isComplete: isWholeStory(events, reservations),
    taskSid,
    queue,
    queuePath,
    channel: end.data["task_channel_unique_name"] ?? "unknown",
    ...described(attributes, keyOf),
    disposition: disposition && { ...disposition, isLate: false },
    outcome: isAnswered ? "answered" : "abandoned",
    abandonedWhile: isAnswered ? null : phaseOf(reservations, end.at.getTime()),
    reason: end.data["task_canceled_reason"] ?? end.data["task_completed_reason"] ?? null,
    createdAt: new Date(created).toISOString(),
    answeredAt: answered === undefined ? null : new Date(answered).toISOString(),
    endedAt: end.at.toISOString(),
    waited: Math.max(0, (answered ?? end.at.getTime()) - created) / SECOND,
    ...timesOf(reservations),
    workers: accepted.flatMap(({ worker }) => (worker ? [worker] : [])),
    transfers: transfersOf(events, accepted.length),
    rejections: ended("rejected"),
    timeouts: ended("timeout"),
    isDispositionMissing: isAnswered && disposition === null && isDispositionRequired(policy, queue),
  };
  return redactedRecord(record, policy, keyOf);
}

export const historyEntryOf = (record: ContactRecord): HistoryEntry => ({
  taskSid: record.taskSid,
  endedAt: record.endedAt,
  queue: record.queue,
  workerSid: record.workers.at(-1)?.sid ?? null,
});
