/** Values of the policy's fields, on both sides of each bound. */
import { checkedValue, isSameDisposition } from "../../src/domain/given-disposition";
import { policy } from "../support/policy";

test.each([
  { name: "order", given: "A".repeat(10), is: { value: "A".repeat(10) } },
  { name: "order", given: "A".repeat(11), is: { problem: "must not be longer than 10 characters" } },
  { name: "order", given: 7, is: { problem: "must be text" } },
  { name: "topic", given: "delivery", is: { value: "delivery" } },
  { name: "topic", given: "Delivery", is: { problem: "must be one of price, delivery" } },
  { name: "topic", given: 1, is: { problem: "must be one of price, delivery" } },
  { name: "amount", given: 0, is: { value: 0 } },
  { name: "amount", given: "0", is: { value: 0 } },
  { name: "amount", given: -0.01, is: { problem: "must be at least 0" } },
  { name: "amount", given: 100, is: { value: 100 } },
  { name: "amount", given: "100.5", is: { problem: "must be at most 100" } },
  { name: "amount", given: "a lot", is: { problem: "must be a number" } },
  { name: "amount", given: Number.POSITIVE_INFINITY, is: { problem: "must be a number" } },
  { name: "colour", given: "blue", is: { problem: "is no field of the policy" } },
  { name: "constructor", given: "blue", is: { problem: "is no field of the policy" } },
])("$name given as $given is $is", ({ name, given, is }) => {
  expect(checkedValue(policy, name, given)).toEqual(is);
});

const sold = { code: "sold", fields: { order: "A", amount: 1 }, note: null };

test.each([
  { is: true, what: "in another order", other: { ...sold, fields: { amount: 1, order: "A" } } },
  { is: false, what: "of another code", other: { ...sold, code: "resolved" } },
  { is: false, what: "with another value", other: { ...sold, fields: { order: "A", amount: 2 } } },
  { is: false, what: "with a field less", other: { ...sold, fields: { order: "A" } } },
  { is: false, what: "with a note", other: { ...sold, note: "" } },
])("that one $what is the same is $is", ({ is, other }) => {
  expect(isSameDisposition(sold, other)).toBe(is);
});
