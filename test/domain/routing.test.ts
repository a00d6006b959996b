import type { History } from "../../src/domain/history";
import { type Contact, decideRoute } from "../../src/domain/routing";
import { ANA, BRUNO, NOON } from "../support/people";
import { policy } from "../support/policy";
import { entry } from "../support/records";

const contact: Contact = { channel: "voice", queue: "sales", language: "en", customer: "c0ffee" };
const known = (...entries: ReturnType<typeof entry>[]): History => ({ known: true, entries });
const routeOf = (history: History, given: Partial<Contact> = {}) =>
  decideRoute({ ...contact, ...given }, history, policy, NOON);

const second = 1 / 86_400;

test.each([
  { segment: "everyone", priority: 1, history: known() },
  { segment: "everyone", priority: 1, history: known(entry(1)) },
  { segment: "regulars", priority: 9, history: known(entry(1), entry(2)) },
  { segment: "regulars", priority: 9, history: known(entry(0), entry(1), entry(2)) },
  { segment: "regulars", priority: 9, history: known(entry(1), entry(7)) },
  { segment: "everyone", priority: 1, history: known(entry(1), entry(7 + second)) },
  { segment: "regulars", priority: 9, history: known(entry(1, { queue: "care" }), entry(2, { workerSid: null })) },
  { segment: "everyone", priority: 1, history: { known: false, because: "customer-unknown" } },
  { segment: "everyone", priority: 1, history: { known: false, because: "history-unavailable" } },
] as const)("$segment with priority $priority: $history", ({ segment, priority, history }) => {
  const { answer } = routeOf(history);

  expect(answer).toMatchObject({ attributes: { floor: { segment } }, priority });
});

test.each([
  { because: "first-contact", history: known() },
  { because: "returning-customer", history: known(entry(1)) },
  { because: "returning-customer", history: known(entry(29)) },
  { because: "customer-unknown", history: { known: false, because: "customer-unknown" } },
  { because: "history-unavailable", history: { known: false, because: "history-unavailable" } },
] as const)("$because: $history", ({ because, history }) => {
  const decision = routeOf(history);

  expect(decision).toMatchObject({ because, effects: [], answer: { attributes: { floor: { because } } } });
});

test.each([
  { recent: 0, history: known() },
  { recent: 2, history: known(entry(1), entry(7)) },
  { recent: 1, history: known(entry(1), entry(7 + second), entry(29)) },
  { recent: undefined, history: { known: false, because: "customer-unknown" } },
  { recent: undefined, history: { known: false, because: "history-unavailable" } },
] as const)("$recent contacts in the week before: $history", ({ recent, history }) => {
  expect(routeOf(history).answer.attributes.floor.recent).toBe(recent);
});

test.each([
  { worker: "ana", last: ANA.sid, entries: [entry(1)] },
  { worker: "bruno, who came later", last: BRUNO.sid, entries: [entry(1, { workerSid: BRUNO.sid }), entry(2)] },
  { worker: "ana, since nobody answered later", last: ANA.sid, entries: [entry(1, { workerSid: null }), entry(2)] },
  {
    worker: "ana, since bruno was in care",
    last: ANA.sid,
    entries: [entry(1, { queue: "care", workerSid: BRUNO.sid }), entry(2)],
  },
  { worker: "nobody", last: undefined, entries: [entry(1, { workerSid: null })] },
  { worker: "nobody in this queue", last: undefined, entries: [entry(1, { queue: "care" })] },
  { worker: "nobody yet", last: undefined, entries: [] },
])("the last worker is $worker", ({ last, entries }) => {
  expect(routeOf(known(...entries)).answer.attributes.floor.last_worker).toBe(last);
});

test("what is not known of a contact is no attribute of its task", () => {
  const { answer } = routeOf(
    { known: false, because: "customer-unknown" },
    { customer: undefined, language: undefined },
  );

  expect(answer.attributes).toStrictEqual({
    floor: { queue: "sales", segment: "everyone", channel: "voice", because: "customer-unknown" },
  });
});

test("a policy whose last segment does not fit everybody is a mistake of ours", () => {
  const [regulars] = policy.segments;

  expect(() => decideRoute(contact, known(), { ...policy, segments: regulars ? [regulars] : [] }, NOON)).toThrow(
    "no segment fits",
  );
});
