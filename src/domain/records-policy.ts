/** floor.yaml, `records`: how the records of ended contacts are kept. */
import * as v from "valibot";

/** https://www.twilio.com/docs/sync/limits: one list takes 20 writes a second. */
const MOST_FEEDS = 32;
const DEFAULT_FEEDS = 1;

export const recordsPolicySchema = v.strictObject({
  feeds: v.optional(
    v.pipe(
      v.number(),
      v.integer("must be a whole number"),
      v.minValue(1, `must be from 1 to ${MOST_FEEDS}`),
      v.maxValue(MOST_FEEDS, `must be from 1 to ${MOST_FEEDS}`),
      v.description(
        `Sync Lists the records are spread over, ${DEFAULT_FEEDS} unless it says otherwise: docs/records-capacity.md says how many contacts a second one takes. It may grow, never shrink.`,
      ),
    ),
  ),
});

export type RecordsPolicy = v.InferOutput<typeof recordsPolicySchema>;

/** Over how many lists the records are spread. */
export const feedCountOf = ({ records }: { records?: RecordsPolicy | undefined }): number =>
  records?.feeds ?? DEFAULT_FEEDS;
