/** Where a contact goes: its segment, and what the workflow needs to know to offer it to the best worker first. */
import type { Decision } from "./decision";
import { contactsWithin, type History, lastWorkerOf } from "./history";
import type { Policy, Segment } from "./policy";
import type { WorkerSid } from "./sid";

/** A contact as Studio describes it. */
export type Contact = {
  channel: string;
  /** The intent: a queue of the policy. */
  queue: string;
  language: string | undefined;
  /** A keyed hash of the customer's id, never the id. */
  customer: string | undefined;
};

/** Our part of a task's attributes, under the key `floor`. Names without hyphens: expressions know none. */
export type FloorAttributes = {
  queue: string;
  segment: string;
  channel: string;
  last_worker?: WorkerSid;
  customer?: string;
  language?: string;
  /** Contacts in the seven days before; left out where nothing could be learnt of the customer. */
  recent?: number;
  because: RouteReason;
};

/** What Studio gets back for its Send to Flex widget. */
export type Route = { attributes: { floor: FloorAttributes }; priority: number };

export type RouteReason = "returning-customer" | "first-contact" | "customer-unknown" | "history-unavailable";

function segmentOf(policy: Policy, history: History, now: Date): Segment {
  const entries = history.known ? history.entries : [];
  const fits = ({ when }: Segment) => !when || contactsWithin(entries, when.withinDays, now) >= when.contacts;
  const segment = policy.segments.find(fits);
  if (!segment) throw new Error("no segment fits: the policy's last one must");
  return segment;
}

function reasonOf(history: History): RouteReason {
  if (!history.known) return history.because;
  return history.entries.length > 0 ? "returning-customer" : "first-contact";
}

/** What counts as a repeated contact: the week before. */
const RECENT_DAYS = 7;

/** Always routes: what is not known of a customer only makes the route less personal. */
export function decideRoute(
  contact: Contact,
  history: History,
  policy: Policy,
  now: Date,
): Decision<RouteReason, Route> {
  const segment = segmentOf(policy, history, now);
  const lastWorker = history.known ? lastWorkerOf(history.entries, contact.queue) : null;
  const because = reasonOf(history);
  const floor: FloorAttributes = {
    queue: contact.queue,
    segment: segment.name,
    channel: contact.channel,
    ...(lastWorker ? { last_worker: lastWorker } : {}),
    ...(contact.customer ? { customer: contact.customer } : {}),
    ...(contact.language ? { language: contact.language } : {}),
    ...(history.known ? { recent: contactsWithin(history.entries, RECENT_DAYS, now) } : {}),
    because,
  };
  return { because, effects: [], answer: { attributes: { floor }, priority: segment.priority } };
}
