/** operations/contact-records: what is asked for, and the pages of the feed that answer it. */
import * as v from "valibot";
import { type ContactFilter, fitsFilter } from "../domain/contact-filter";
import type { ContactRecord } from "../domain/contact-record";
import type { Decision } from "../domain/decision";
import { advanced, BEGINNING, cursorOf, cursorText, type FeedCursor } from "../domain/feed-cursor";
import type { Sample } from "../domain/quality/sample";
import { readSettledFeed, settledAt } from "../twilio/feed";
import { readSamples } from "../twilio/quality";
import type { Session } from "../twilio/session";
import { BadRequestError } from "./errors";
import { optionalField, read } from "./read";
import type { FunctionEvent } from "./runtime";

const FORMATS = ["json", "ndjson", "csv"] as const;
export type Format = (typeof FORMATS)[number];

/** A record, and why it is among the samples where these were asked for. */
export type PulledRecord = ContactRecord & { sample?: Omit<Sample, "contact"> };

/** Where a reader is: in the feed, or among the samples. */
type Place = { in: "feed"; cursor: FeedCursor } | { in: "samples"; after: number };

export type Pull = { from: Place; limit: number; format: Format; filter: ContactFilter };

/** What is answered: some of what was asked for, and where to go on. */
export type Page = { records: readonly PulledRecord[]; next: string; hasMore: boolean };

const DEFAULT_LIMIT = 100;
const MOST = 500;
/** Items read in one step, and steps in one answer: who filters for what is rare gets short pages, and goes on. */
const STEP = 500;
const STEPS = 4;

const limit = v.pipe(
  v.union([v.string(), v.number()], "must be a whole number"),
  v.transform(Number),
  v.integer("must be a whole number"),
  v.minValue(1, "must be at least 1"),
  v.maxValue(MOST, `must be at most ${MOST}`),
);
const yesOrNo = v.pipe(
  v.union([v.string(), v.boolean()], "must be true or false"),
  v.transform(String),
  v.picklist(["true", "false"], "must be true or false"),
  v.transform((text) => text === "true"),
);
const moment = v.pipe(
  v.string("must be an ISO 8601 date"),
  v.isoTimestamp("must be an ISO 8601 date and time, such as 2026-01-05T12:00:00Z"),
  v.transform((text) => new Date(text)),
);

const pullSchema = v.strictObject({
  after: optionalField(400),
  limit: v.optional(limit, DEFAULT_LIMIT),
  format: v.optional(v.picklist(FORMATS, `must be one of ${FORMATS.join(", ")}`), "json"),
  sampled: v.optional(yesOrNo, false),
  queue: optionalField(100),
  channel: optionalField(100),
  worker: optionalField(200),
  outcome: v.optional(v.picklist(["answered", "abandoned"], "must be answered or abandoned")),
  disposition: optionalField(100),
  missingDisposition: v.optional(yesOrNo),
  segment: optionalField(100),
  endedSince: v.optional(moment),
  endedUntil: v.optional(moment),
});

const SAMPLES = /^s1_([0-9a-z]{1,10})$/;
const RADIX = 36;
const samplesText = (after: number) => `s1_${after.toString(RADIX)}`;

function placeOf(text: string | undefined, sampled: boolean): Place {
  if (text === undefined) return sampled ? { in: "samples", after: 0 } : { in: "feed", cursor: BEGINNING };
  const number = SAMPLES.exec(text)?.[1];
  if (sampled && number !== undefined) return { in: "samples", after: Number.parseInt(number, RADIX) };
  const cursor = sampled ? undefined : cursorOf(text);
  if (cursor) return { in: "feed", cursor };
  throw new BadRequestError(["after: must be a cursor that was given for the same question"]);
}

/** Fields that are not known are refused: a filter that is not understood would let everything through. */
export function parsePull(fields: FunctionEvent): readonly Pull[] {
  const { after, limit: most, format, sampled, ...filter } = read(pullSchema, fields);
  return [{ from: placeOf(after, sampled), limit: most, format, filter }];
}

/** One step: what follows a place, as far as it is settled, each with the place after it. */
type Step = { found: { record: PulledRecord; place: Place }[]; hasMore: boolean };

async function feedStep(session: Session, start: FeedCursor): Promise<Step> {
  const { items, hasMore } = await readSettledFeed(session, start, STEP);
  let cursor = start;
  const found = items.map((item) => {
    cursor = advanced(cursor, [item]);
    return { record: item.record, place: { in: "feed", cursor } as const };
  });
  return { found, hasMore };
}

async function samplesStep(session: Session, after: number): Promise<Step> {
  const { samples, hasMore } = await readSamples(session, after, STEP);
  const settled = settledAt();
  const late = samples.findIndex(({ writtenAt }) => writtenAt > settled);
  const certain = late === -1 ? samples : samples.slice(0, late);
  const found = certain.map(({ number, sample: { contact, ...sample } }) => ({
    record: { ...contact, sample },
    place: { in: "samples", after: number } as const,
  }));
  return { found, hasMore: hasMore && late === -1 };
}

const textOf = (place: Place) => (place.in === "feed" ? cursorText(place.cursor) : samplesText(place.after));

/** As many records that fit as were asked for, or as a few steps find. */
export async function loadPage({ from, limit: most, filter }: Pull, session: Session): Promise<Page> {
  const records: PulledRecord[] = [];
  let place = from;
  let hasMore = true;
  for (let step = 0; step < STEPS && hasMore; step++) {
    const next = place.in === "feed" ? feedStep(session, place.cursor) : samplesStep(session, place.after);
    const { found, hasMore: goesOn } = await next;
    hasMore = goesOn;
    for (const [index, one] of found.entries()) {
      place = one.place;
      if (fitsFilter(one.record, filter)) records.push(one.record);
      if (records.length === most) return { records, next: textOf(place), hasMore: goesOn || index < found.length - 1 };
    }
  }
  return { records, next: textOf(place), hasMore };
}

export type Pulled = Page & { format: Format };

/** Nothing follows from reading. */
export const decidePage = ({ format }: Pull, page: Page): Decision<"records-read", Pulled> => ({
  because: "records-read",
  effects: [],
  answer: { ...page, format },
});
