/** Contacts a second on paper, until an object of Sync or the Functions are at their limit. */
import { largest, staysWithin, tail } from "./poisson";

/** https://www.twilio.com/docs/sync/limits: of one Map or List, a second. */
export const SYNC_LIMIT = 20;
/** https://www.twilio.com/docs/serverless/functions-assets/faq: invocations at once. */
export const FUNCTIONS_AT_ONCE = 30;
/** How sure it is to be that the limit is not passed in the time looked at. */
export const CERTAINTY = 0.99;
const HOUR = 3600;
const DAY = 86_400;
/** How many invocations may find all places taken. */
const TURNED_AWAY = 0.001;

/** REST calls of one invocation, and how many of them a contact makes. */
export const INVOCATIONS = [
  { what: "studio/route-contact", calls: 1 },
  { what: "studio/capture-disposition", calls: 2 },
  { what: "the delivery that records", calls: 3 },
  { what: "the redundant delivery", calls: 1 },
] as const;

/** The most contacts a second at which no shard's peak second passes the limit, of an hour or a day. */
export function syncRate(perContact: number, shards: number, seconds: number): number {
  // On average at the limit: of two seconds one is above it.
  const most = (SYNC_LIMIT * shards) / perContact;
  return largest(most, (rate) => staysWithin((rate * perContact) / shards, SYNC_LIMIT, shards, seconds) >= CERTAINTY);
}

/** The fewest lists that take so many contacts a second through a day. */
export function listsFor(rate: number): number {
  let lists = 1;
  while (syncRate(1, lists, DAY) < rate) lists++;
  return lists;
}

/** The most contacts a second that find a place in the Functions, where each takes so many seconds of them. */
export const functionsRate = (secondsPerContact: number): number =>
  largest(
    FUNCTIONS_AT_ONCE / secondsPerContact,
    (rate) => tail(rate * secondsPerContact, FUNCTIONS_AT_ONCE - 1) <= TURNED_AWAY,
  );

export type PaperRow = { what: string; shards: number; perContact: string; hour: number; day: number };

const round = (value: number) => Number(value.toFixed(1));

function syncRow(what: string, shards: number, perContact: number, unit: string): PaperRow {
  const [hour, day] = [HOUR, DAY].map((seconds) => round(syncRate(perContact, shards, seconds)));
  return { what, shards, perContact: `${perContact} ${unit}`, hour: hour ?? 0, day: day ?? 0 };
}

function functionsRow(what: string, seconds: number): PaperRow {
  const rate = round(functionsRate(seconds));
  return { what, shards: FUNCTIONS_AT_ONCE, perContact: `${round(seconds * 10) / 10} s`, hour: rate, day: rate };
}

/** @param latencies seconds that one REST call may take */
export function paper(lists: readonly number[], latencies: readonly number[]): PaperRow[] {
  const [route, disposition, recording, redundant] = INVOCATIONS.map(({ calls }) => calls);
  const ingestion = (recording ?? 0) + (redundant ?? 0);
  const all = ingestion + (route ?? 0) + (disposition ?? 0);
  return [
    ...lists.map((shards) => syncRow("feed, Lists", shards, 1, "write")),
    syncRow("ledger, Maps", 32, 2, "writes"),
    syncRow("history, Maps", 16, 1, "read"),
    ...latencies.flatMap((latency) => [
      functionsRow(`Functions, ingestion alone, ${latency * 1000} ms a call`, ingestion * latency),
      functionsRow(`Functions, everything, ${latency * 1000} ms a call`, all * latency),
    ]),
  ];
}
