/** Ended contacts, as the feed and the history hold them. */
import type { ContactRecord } from "../../src/domain/contact-record";
import type { HistoryEntry } from "../../src/domain/history";
import { ANA, afterNoon, taskSid } from "./people";

/** Answered by Ana after ten seconds, unless it says otherwise. */
export const record = (given: Partial<ContactRecord> = {}): ContactRecord => ({
  taskSid: taskSid("1"),
  queue: "sales",
  queuePath: ["sales"],
  channel: "voice",
  segment: "everyone",
  routedBecause: "first-contact",
  customer: "c0ffee",
  language: "en",
  outcome: "answered",
  reason: null,
  createdAt: afterNoon(-100).toISOString(),
  answeredAt: afterNoon(-90).toISOString(),
  endedAt: afterNoon(-10).toISOString(),
  waited: 10,
  talked: 60,
  wrapped: 20,
  workers: [ANA],
  rejections: 0,
  timeouts: 0,
  disposition: null,
  ...given,
});

/** So many days before noon, answered by Ana unless it says otherwise. */
export const entry = (days: number, given: Partial<HistoryEntry> = {}): HistoryEntry => ({
  taskSid: taskSid(String(days).replace(".", "")),
  endedAt: afterNoon(-days * 86_400).toISOString(),
  queue: "sales",
  workerSid: ANA.sid,
  ...given,
});
