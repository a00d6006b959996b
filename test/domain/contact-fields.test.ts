/** Fields of the record that come from more than one place, each as a table. */
import { contactRecordOf, withLateDisposition } from "../../src/domain/contact-record";
import type { TaskEvent } from "../../src/domain/task-event";
import { GRACE, taskSid } from "../support/people";
import { policy } from "../support/policy";
import { terms } from "../support/records";
import { attributes, canceled, completed, created, event, reservation } from "../support/task-events";

const recordOf = (...events: TaskEvent[]) => contactRecordOf(taskSid("1"), [created, ...events], terms);
const withAttributes = (given: object) => recordOf(completed(90, attributes(given)));

const offeredTwice = [
  reservation(3, "created"),
  reservation(7, "rejected"),
  reservation(10, "created", "bruno", 2),
  reservation(30, "timeout", "bruno", 2),
];

test.each([
  { reserved: 0, events: [] },
  { reserved: 24, events: offeredTwice },
  {
    reserved: 26,
    events: [...offeredTwice, reservation(50, "created", "ana", 3), reservation(52, "accepted", "ana", 3)],
  },
  { reserved: 4, events: [reservation(3, "created"), reservation(7, "canceled")] },
  { reserved: 4, events: [reservation(3, "created"), reservation(7, "rescinded")] },
  { reserved: 0, events: [reservation(3, "created")] },
  { reserved: 0, events: [reservation(7, "rejected")] },
])("$reserved s of being offered", ({ reserved, events }) => {
  expect(recordOf(...events, canceled(100))).toMatchObject({ reserved });
});

test.each([
  { phase: "waiting", events: [] },
  { phase: "waiting", events: offeredTwice },
  { phase: "waiting", events: [reservation(20, "created"), reservation(98.999, "canceled")] },
  { phase: "offered", events: [reservation(20, "created"), reservation(99, "canceled")] },
  { phase: "offered", events: [reservation(20, "created"), reservation(100, "canceled")] },
  { phase: "offered", events: [reservation(20, "created"), reservation(101, "canceled")] },
  { phase: "offered", events: [...offeredTwice, reservation(60, "created", "ana", 3)] },
  { phase: null, events: [reservation(20, "created"), reservation(30, "accepted")] },
])("abandoned while $phase", ({ phase, events }) => {
  expect(recordOf(...events, canceled(100))).toMatchObject({ abandonedWhile: phase });
});

const taken = (seconds: number, who: "ana" | "bruno", number: number) => [
  reservation(seconds - 1, "created", who, number),
  reservation(seconds, "accepted", who, number),
  reservation(seconds + 5, "completed", who, number),
];

test.each([
  { transfers: 0, events: [] },
  { transfers: 0, events: taken(10, "ana", 1) },
  { transfers: 1, events: [...taken(10, "ana", 1), ...taken(20, "bruno", 2), event(20, "task.transfer-completed")] },
  { transfers: 1, events: [...taken(10, "ana", 1), ...taken(20, "bruno", 2)] },
  { transfers: 1, events: [...taken(10, "ana", 1), event(20, "task.transfer-completed")] },
  {
    transfers: 0,
    events: [...taken(10, "ana", 1), event(12, "task.transfer-initiated"), event(14, "task.transfer-failed")],
  },
])("$transfers transfers", ({ transfers, events }) => {
  expect(recordOf(...events, completed(100))).toMatchObject({ transfers });
});

test.each([
  { held: 12.5, conversations: { hold_time: 12.5 } },
  { held: 0, conversations: { hold_time: 0 } },
  { held: null, conversations: {} },
  { held: null, conversations: { hold_time: -1 } },
  { held: null, conversations: { hold_time: "12" } },
  { held: null, conversations: { hold_time: null } },
])("held $held s of $conversations: nobody's silence is 0", ({ held, conversations }) => {
  expect(withAttributes({ conversations })).toMatchObject({ held });
});

test.each([
  { address: "hash of +15550100001", given: {} },
  { address: "hash of grace@example.com", given: { customerAddress: "grace@example.com" } },
  { address: "hash of +15550100009", given: { direction: "outbound", outbound_to: " +15550100009 " } },
  { address: null, given: { direction: "outbound" } },
  { address: null, given: { from: " " } },
  { address: null, given: { from: 15550100001 } },
])("the address is $address of $given", ({ address, given }) => {
  expect(withAttributes(given)).toMatchObject({ address });
});

test("no number and no address stands in a record", () => {
  const text = JSON.stringify(contactRecordOf(taskSid("1"), [created, completed(9)], { ...terms, keyOf: () => "h" }));

  expect(text).not.toMatch(/\+1555|@/);
});

test("what the contact refers to is found in the attributes", () => {
  const [conversationSid, callSid, interactionSid] = ["CH", "CA", "KD"].map((prefix) => prefix.padEnd(34, "0"));

  expect(withAttributes({ conversationSid, call_sid: callSid, flexInteractionSid: interactionSid })).toMatchObject({
    conversationSid,
    callSid,
    interactionSid,
  });
});

test("what others wrote where a hash or a SID belongs is not kept", () => {
  const { customer: id, from: number } = GRACE;
  const given = { floor: { customer: id }, conversationSid: number, call_sid: id, flexInteractionSid: GRACE.email };

  expect(withAttributes(given)).toMatchObject({
    ...{ customer: null, conversationSid: null, callSid: null, interactionSid: null },
  });
});

test("a disposition may come with a note", () => {
  expect(withAttributes({ conversations: { outcome: "sold", content: "Two of them" } })).toMatchObject({
    disposition: { code: "sold", fields: {}, note: "Two of them", isLate: false },
  });
});

const { sales } = policy.queues;
const strict = sales
  ? { ...policy, queues: { ...policy.queues, sales: { ...sales, dispositionRequired: true } } }
  : policy;
const none = attributes({ conversations: {} });

test.each([
  { isMissing: true, what: "an answered contact without one", under: strict, end: completed(90, none) },
  { isMissing: false, what: "one with a disposition", under: strict, end: completed(90) },
  { isMissing: false, what: "an abandoned one", under: strict, end: event(90, "task.canceled", none) },
  { isMissing: false, what: "a queue that asks for none", under: policy, end: completed(90, none) },
])("that the disposition is missing is $isMissing of $what", ({ isMissing, under, end }) => {
  expect(contactRecordOf(taskSid("1"), [created, end], { ...terms, policy: under })).toMatchObject({
    isDispositionMissing: isMissing,
  });
});

test("a disposition has the values of the policy's fields, from where Flex Insights reads them", () => {
  const conversations = {
    outcome: "sold",
    conversation_label_1: "A-1",
    conversation_measure_1: 12,
    campaign: "spring",
  };

  expect(withAttributes({ floor: { queue: "sales" }, conversations })).toMatchObject({
    disposition: { code: "sold", fields: { order: "A-1", amount: 12 }, note: null, isLate: false },
  });
});

test("a disposition that came late counts, whatever stood on the task", () => {
  const late = { code: "follow-up", fields: { topic: "price" }, note: "By letter" };
  const inTime = contactRecordOf(taskSid("1"), [created, completed(90, none)], { ...terms, policy: strict });

  expect(inTime && withLateDisposition(inTime, late)).toEqual({
    ...inTime,
    disposition: { ...late, isLate: true },
    isDispositionMissing: false,
  });
});
