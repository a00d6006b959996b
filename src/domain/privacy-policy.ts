/** The policy's section `privacy`: what is not kept, what is kept unreadable, and for how long the rest is. */
import * as v from "valibot";
import { code, described } from "./policy-values";

/** Sync keeps nothing longer: https://www.twilio.com/docs/sync/limits */
const LONGEST_DAYS = 365;

/** Whole days for which something is kept in Sync. */
export const days = v.pipe(
  v.number(),
  v.integer("must be whole days"),
  v.minValue(1, "must be from 1 to 365 days"),
  v.maxValue(LONGEST_DAYS, "must be from 1 to 365 days"),
);

const treatment = v.picklist(["drop", "hash"], "must be drop or hash");
const dropped = v.optional(v.literal("drop", "must be drop"));
const treated = v.optional(treatment);

/** Fields of the record. What is a hash already can only be dropped. */
const recordFields = v.strictObject({
  customer: described(dropped, "Without it nobody is known again, and only an address leads to a person's contacts."),
  address: dropped,
  recentContacts: dropped,
  language: treated,
  reason: treated,
  conversationSid: treated,
  callSid: treated,
  interactionSid: treated,
});

const redact = v.strictObject({
  note: described(treated, "The free note of a disposition."),
  fields: described(v.optional(v.record(code, treatment)), "Fields of a disposition, by name."),
  record: described(v.optional(recordFields), "Fields of the record of an ended contact, by name."),
});

const keep = v.strictObject({
  records: described(v.optional(days, 30), "Records of ended contacts. How long customers are known is `history`."),
  samples: described(v.optional(days, 30), "Contacts that were sampled for quality."),
  webhooks: described(v.optional(days, 30), "Webhooks that could not be delivered."),
  scorecards: described(v.optional(days, 180), "Scorecards, and what they make of a worker after the last of them."),
  journal: described(v.optional(days, 30), "What the ticks decided."),
});

export const privacySchema = v.strictObject({
  scrub: described(
    v.optional(v.boolean(), false),
    "Whether numbers of seven or more digits, card numbers and e-mail addresses in free text are replaced by a mark before it is kept.",
  ),
  redact: described(v.optional(redact), "What is dropped, or kept as a hash that can only be compared."),
  keep: described(v.optional(keep), "Days after which things are gone."),
});

export type PrivacyPolicy = v.InferOutput<typeof privacySchema>;
export type Treatment = v.InferOutput<typeof treatment>;
/** Fields of the record that can be redacted. */
export type RedactableField = keyof v.InferOutput<typeof recordFields>;
