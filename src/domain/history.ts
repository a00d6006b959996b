/** What is remembered of a customer: one entry for each ended contact, newest first where it is read. */
import type { WorkerSid } from "./sid";

export type HistoryEntry = {
  taskSid: string;
  /** ISO 8601. */
  endedAt: string;
  queue: string;
  /** Who answered last; null where nobody did. */
  workerSid: WorkerSid | null;
};

/** What could be learnt of a customer's contacts before this one. */
export type History =
  | { known: true; entries: readonly HistoryEntry[] }
  /** Nobody to look up, or the look-up failed: the contact is routed all the same. */
  | { known: false; because: "customer-unknown" | "history-unavailable" };

const DAY = 86_400_000;

export function contactsWithin(entries: readonly HistoryEntry[], days: number, now: Date): number {
  return entries.filter(({ endedAt }) => Date.parse(endedAt) >= now.getTime() - days * DAY).length;
}

/** Who answered the customer last in this queue. */
export function lastWorkerOf(entries: readonly HistoryEntry[], queue: string): WorkerSid | null {
  return entries.find((entry) => entry.queue === queue && entry.workerSid !== null)?.workerSid ?? null;
}
