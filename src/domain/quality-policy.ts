/** The policy's section `quality`: which ended contacts a person is to look at. */
import * as v from "valibot";
import { count, described, seconds, share } from "./policy-values";

const weight = described(
  v.pipe(v.number(), v.minValue(0, "must not be negative"), v.maxValue(1000, "must be at most 1000")),
  "Added to a contact's risk where the rule fits it.",
);
const wholeNumber = v.pipe(v.number(), v.integer("must be a whole number"), v.minValue(0, "must not be negative"));

const above = (text: string) => v.optional(v.strictObject({ above: described(seconds, text), weight }));
const atLeast = (text: string) => v.optional(v.strictObject({ atLeast: described(count, text), weight }));

const risks = v.strictObject({
  shortTalk: v.optional(
    v.strictObject({ below: described(seconds, "Answered, and talked less than so many seconds."), weight }),
  ),
  longWait: above("Waited more than so many seconds."),
  longHold: above("On hold for more than so many seconds, where somebody reports it."),
  repeat: atLeast("The customer had so many contacts in the seven days before."),
  transfers: atLeast("Transferred so often."),
  refusals: atLeast("So many reservations were rejected or timed out."),
  sadDisposition: described(v.optional(v.strictObject({ weight })), "Ended with a disposition that is `sad`."),
  missingDisposition: v.optional(v.strictObject({ weight })),
  newWorker: v.optional(
    v.strictObject({
      contacts: described(count, "The worker has had fewer contacts than this"),
      days: described(count, "or had the first of them less than so many days ago."),
      weight,
    }),
  ),
});

const quotas = v.strictObject({
  atLeast: described(v.optional(wholeNumber, 0), "A worker's contacts that are sampled in a week, risky or not."),
  atMost: described(count, "Never more of a worker's contacts in a week."),
});

export const qualitySchema = v.strictObject({
  seed: described(v.pipe(v.string(), v.minLength(1, "must not be empty")), "Another seed draws another random share."),
  threshold: described(
    v.pipe(v.number(), v.gtValue(0, "must be above 0")),
    "A contact is sampled when the weights of the risks that fit it add up to this.",
  ),
  random: described(v.optional(share, 0), "The share of all answered contacts that is sampled whatever the risk."),
  risks,
  quotas: described(quotas, "Per worker and week, from Monday on, in UTC."),
  patience: described(
    v.optional(seconds, 900),
    "Seconds to wait for the rest of a record that is not complete, before it is judged as it is.",
  ),
});

export type QualityPolicy = v.InferOutput<typeof qualitySchema>;
