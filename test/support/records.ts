/** Ended contacts, as the feed and the history hold them. */
import type { ContactRecord, RecordTerms } from "../../src/domain/contact-record";
import type { HistoryEntry } from "../../src/domain/history";
import { ANA, afterNoon, taskSid } from "./people";
import { policy } from "./policy";

/** The first record of a contact, under a hash that anybody can read. */
export const terms: RecordTerms = { revision: 1, because: "ended", policy, keyOf: (address) => `hash of ${address}` };

/** Answered by Ana after ten seconds, unless it says otherwise. */
export const record = (given: Partial<ContactRecord> = {}): ContactRecord => ({
  version: 2,
  revision: 1,
  because: "ended",
  isComplete: true,
  taskSid: taskSid("1"),
  queue: "sales",
  queuePath: ["sales"],
  channel: "voice",
  segment: "everyone",
  routedBecause: "first-contact",
  customer: "c0ffee",
  language: "en",
  address: "add4e55",
  outcome: "answered",
  abandonedWhile: null,
  reason: null,
  createdAt: afterNoon(-100).toISOString(),
  answeredAt: afterNoon(-90).toISOString(),
  endedAt: afterNoon(-10).toISOString(),
  waited: 10,
  reserved: 2,
  talked: 60,
  wrapped: 20,
  held: null,
  workers: [ANA],
  transfers: 0,
  rejections: 0,
  timeouts: 0,
  recentContacts: 0,
  disposition: null,
  isDispositionMissing: false,
  conversationSid: null,
  callSid: null,
  interactionSid: null,
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
