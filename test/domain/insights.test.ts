/** A disposition in the keys that Flex Insights reads. */
import type { Disposition } from "../../src/domain/given-disposition";
import { dispositionOn, withDisposition } from "../../src/domain/insights";
import { policy } from "../support/policy";

const sold: Disposition = { code: "sold", fields: { order: "A-1", amount: 12 }, note: "in a hurry" };
const keys = {
  outcome: "sold",
  conversation_label_1: "A-1",
  conversation_measure_1: 12,
  content: "in a hurry",
};
const written = (attributes: object, former: Disposition | null, disposition: Disposition) =>
  withDisposition({ ...attributes }, former, disposition, policy)["conversations"];

test("each field has its key, the note is the content", () => {
  expect(written({}, null, sold)).toEqual(keys);
});

test("what was written is read back", () => {
  expect(dispositionOn(withDisposition({}, null, sold, policy), "sales", policy)).toEqual(sold);
});

test("what others have written stays", () => {
  const conversations = { conversation_id: "WT9", campaign: "spring", conversation_attribute_2: "theirs" };

  expect(written({ conversations }, null, sold)).toEqual({ ...conversations, ...keys });
});

test("of the disposition that stood there nothing stays", () => {
  const attributes = withDisposition({ conversations: { campaign: "spring" } }, null, sold, policy);

  expect(written(attributes, sold, { code: "follow-up", fields: { topic: "price" }, note: null })).toEqual({
    campaign: "spring",
    outcome: "follow-up",
    conversation_attribute_1: "price",
  });
});

test("a note is not taken from others where no disposition stood", () => {
  expect(written({ conversations: { content: "theirs" } }, null, { ...sold, note: null })).toMatchObject({
    content: "theirs",
  });
});

test.each([
  { what: "no conversations", attributes: {} },
  { what: "conversations that are a list", attributes: { conversations: ["sold"] } },
  { what: "an empty outcome", attributes: { conversations: { outcome: "" } } },
  { what: "an outcome that is no text", attributes: { conversations: { outcome: 4 } } },
])("$what is no disposition", ({ attributes }) => {
  expect(dispositionOn(attributes, "sales", policy)).toBeNull();
});

test.each<{ what: string; conversations: object; fields: Disposition["fields"] }>([
  { what: "of another code", conversations: { outcome: "sold", conversation_attribute_1: "price" }, fields: {} },
  { what: "of another kind", conversations: { outcome: "sold", conversation_measure_1: "12" }, fields: {} },
  { what: "of a code nobody knows", conversations: { outcome: "lost", conversation_label_1: "A" }, fields: {} },
  { what: "of nothing", conversations: { outcome: "constructor", conversation_label_1: "A" }, fields: {} },
  { what: "of this code", conversations: { outcome: "sold", conversation_measure_1: 0 }, fields: { amount: 0 } },
])("a value $what is read as $fields", ({ conversations, fields }) => {
  expect(dispositionOn({ conversations }, "sales", policy)?.fields).toEqual(fields);
});

test("the note stands where the policy says", () => {
  const elsewhere = { ...policy, dispositionNote: { maximum: 100, insights: "conversation_label_9" } };
  const attributes = withDisposition({}, null, sold, elsewhere);

  expect(attributes["conversations"]).toMatchObject({ conversation_label_9: "in a hurry" });
  expect(attributes["conversations"]).not.toHaveProperty("content");
  expect(dispositionOn(attributes, "sales", elsewhere)?.note).toBe("in a hurry");
});
