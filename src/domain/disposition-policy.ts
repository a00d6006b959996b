/**
 * The policy's part about dispositions: codes, what is asked besides, and where it goes in Flex Insights, which reads
 * the task attribute `conversations` when a task ends.
 * https://www.twilio.com/docs/flex/developer/insights/enhance-integration
 */
import * as v from "valibot";
import { code, described } from "./policy-values";

const numbered = (kind: string) => Array.from({ length: 10 }, (_, index) => `conversation_${kind}_${index + 1}`);

/** The only one whose values may be longer than `INSIGHTS_LIMIT` here: a report shows their beginning. */
export const CONTENT = "content";
const TEXT_KEYS = [CONTENT, ...numbered("attribute"), ...numbered("label")];
const NUMBER_KEYS = numbered("measure");

/** Characters after which Flex Insights cuts a value. */
export const INSIGHTS_LIMIT = 128;
/** Characters: a quarter of what a task's attributes hold in all. */
const LONGEST_TEXT = 1000;

const textKey = described(
  v.picklist(TEXT_KEYS, "must be content, conversation_attribute_1 to _10 or conversation_label_1 to _10"),
  "The key of `conversations` that it is written to: a label for values that are nearly always different.",
);
const numberKey = described(
  v.picklist(NUMBER_KEYS, "must be conversation_measure_1 to _10"),
  "The key of `conversations` that it is written to.",
);
const length = v.pipe(
  v.number(),
  v.integer("must be a whole number of characters"),
  v.minValue(1, "must be at least 1 character"),
  v.maxValue(LONGEST_TEXT, `must be at most ${LONGEST_TEXT} characters`),
);
const label = described(v.pipe(v.string(), v.minLength(1, "must not be empty")), "What people read.");
const required = described(v.optional(v.boolean()), "Whether it must be given; it need not, where this is left out.");

const dispositionField = v.variant(
  "type",
  [
    v.strictObject({
      type: v.literal("text"),
      label,
      required,
      maximum: described(length, "Characters; 128 at most, unless it goes to `content`."),
      insights: textKey,
    }),
    v.strictObject({
      type: v.literal("choice"),
      label,
      required,
      options: described(
        v.pipe(
          v.array(
            v.pipe(
              v.string(),
              v.minLength(1, "must not be empty"),
              v.maxLength(
                INSIGHTS_LIMIT,
                `must not be longer than ${INSIGHTS_LIMIT} characters: Flex Insights cuts it`,
              ),
            ),
          ),
          v.minLength(1, "must have at least one option"),
        ),
        "What can be chosen: one of these.",
      ),
      insights: textKey,
    }),
    v.strictObject({
      type: v.literal("number"),
      label,
      required,
      minimum: described(v.optional(v.number()), "The least it can be."),
      maximum: described(v.optional(v.number()), "The most it can be."),
      insights: numberKey,
    }),
  ],
  "must be text, choice or number",
);

/** What is asked of a contact besides its code. */
export type DispositionField = v.InferOutput<typeof dispositionField>;

/** Sections of the policy. */
export const dispositionsSection = described(
  v.record(
    code,
    v.strictObject({
      label,
      sad: described(v.optional(v.boolean()), "Whether it is the end of a contact that went badly."),
      fields: described(v.optional(v.array(code)), "What is asked where a contact ends so."),
    }),
  ),
  "How contacts end, and what is asked then.",
);

export const dispositionFieldsSection = described(
  v.optional(v.record(code, dispositionField)),
  "What can be asked besides a code, each in a place of its own in Flex Insights. Nothing, where this is left out.",
);

export const dispositionNoteSection = described(
  v.optional(v.strictObject({ maximum: length, insights: textKey })),
  "The free note: at most 500 characters into `content`, where this is left out.",
);

/** A queue's. */
export const queueDispositions = {
  dispositions: described(v.array(code), "The codes with which a contact of this queue can end."),
  dispositionRequired: described(
    v.optional(v.boolean()),
    "Whether a contact that was answered must have one; those without are listed.",
  ),
  dispositionFields: described(v.optional(v.array(code)), "What is asked of this queue whatever the code."),
};

/** The note of a policy that says nothing of it. */
export const DEFAULT_NOTE = { maximum: 500, insights: CONTENT };
