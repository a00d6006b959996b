/** Mistakes in what a policy says of dispositions: each told, with its place. */
import type { DispositionField } from "../../src/domain/disposition-policy";
import type { Policy } from "../../src/domain/policy";
import { policyProblems } from "../../src/domain/policy-problems";
import { policy, salesQueue } from "../support/policy";

const sales = (given: Partial<typeof salesQueue>): Partial<Policy> => ({
  queues: { ...policy.queues, sales: { ...salesQueue, ...given } },
});
/** The policy with one more field, which the queue of sales asks. */
const asking = (field: DispositionField, more: Partial<Policy> = {}): Partial<Policy> => ({
  ...sales({ dispositionFields: ["extra"] }),
  dispositionFields: { ...policy.dispositionFields, extra: field },
  ...more,
});
const text = (given: Partial<Extract<DispositionField, { type: "text" }>>): DispositionField => ({
  type: "text",
  label: "Extra",
  maximum: 20,
  insights: "conversation_label_2",
  ...given,
});
const number = (minimum: number, maximum: number): DispositionField => ({
  type: "number",
  label: "Extra",
  minimum,
  maximum,
  insights: "conversation_measure_2",
});
const choice = (...options: string[]): DispositionField => ({
  type: "choice",
  label: "Extra",
  options,
  insights: "conversation_attribute_2",
});

test.each<{ where: string; message: string; given: Partial<Policy> }>([
  {
    where: "queues.sales.dispositions.1",
    message: "no disposition 'lost' (there is: sold, resolved, follow-up)",
    given: sales({ dispositions: ["sold", "lost"] }),
  },
  {
    where: "queues.sales.dispositions.1",
    message: "'sold' is there already",
    given: sales({ dispositions: ["sold", "sold"] }),
  },
  {
    where: "queues.sales.dispositionRequired",
    message: "there is no code that a contact could end with",
    given: sales({ dispositions: [], dispositionRequired: true }),
  },
  {
    where: "queues.sales.dispositionFields.0",
    message: "no disposition field 'colour' (there is: order, amount, topic)",
    given: sales({ dispositionFields: ["colour"] }),
  },
  {
    where: "queues.sales.dispositionFields.1",
    message: "'topic' is there already",
    given: sales({ dispositionFields: ["topic", "topic"] }),
  },
  {
    where: "dispositions.sold.fields.2",
    message: "no disposition field 'colour' (there is: order, amount, topic)",
    given: {
      dispositions: { ...policy.dispositions, sold: { label: "Sold", fields: ["order", "amount", "colour"] } },
    },
  },
  {
    where: "dispositionFields.extra.insights",
    message: "conversation_label_1 is where 'order' goes",
    given: asking(text({ insights: "conversation_label_1" })),
  },
  {
    where: "dispositionFields.extra.maximum",
    message: "must be at most 128 characters: Flex Insights cuts conversation_label_2 there (not content)",
    given: asking(text({ maximum: 129 })),
  },
  {
    where: "dispositionFields.extra.maximum",
    message: "must not be below the minimum (3)",
    given: asking(number(3, 2)),
  },
  { where: "dispositionFields.extra.options.1", message: "'a' is there already", given: asking(choice("a", "a")) },
  {
    where: "dispositionFields.extra.insights",
    message: "content is where the note goes: name another place, or give dispositionNote one",
    given: asking(text({ insights: "content" })),
  },
  {
    where: "dispositionNote.insights",
    message: "conversation_label_1 is where 'order' goes",
    given: { dispositionNote: { maximum: 100, insights: "conversation_label_1" } },
  },
  {
    where: "dispositionNote.maximum",
    message: "must be at most 128 characters: Flex Insights cuts conversation_label_3 there (not content)",
    given: { dispositionNote: { maximum: 129, insights: "conversation_label_3" } },
  },
])("$where: $message", ({ where, message, given }) => {
  const problems = policyProblems({ ...policy, ...given });

  expect(problems.map(({ path, message: told }) => ({ where: path.join("."), message: told }))).toEqual([
    { where, message },
  ]);
});

test.each<{ what: string; given: Partial<Policy> }>([
  { what: "a text of 128 characters", given: asking(text({ maximum: 128 })) },
  { what: "a number that can only be one", given: asking(number(3, 3)) },
  {
    what: "a long text as the content, and the note elsewhere",
    given: asking(text({ insights: "content", maximum: 1000 }), {
      dispositionNote: { maximum: 128, insights: "conversation_label_3" },
    }),
  },
  { what: "a long note as the content", given: { dispositionNote: { maximum: 1000, insights: "content" } } },
  { what: "a queue that requires a disposition", given: sales({ dispositionRequired: true }) },
  {
    what: "a field that nobody asks",
    given: { dispositionFields: { ...policy.dispositionFields, extra: text({}) } },
  },
  { what: "a field that a code and its queue ask", given: sales({ dispositionFields: ["order"] }) },
])("$what is no problem", ({ given }) => {
  expect(policyProblems({ ...policy, ...given })).toEqual([]);
});
