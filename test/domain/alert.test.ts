import { decideAlerts } from "../../src/domain/alert";
import { noContacts } from "../../src/domain/queue-figures";
import { afterNoon, NOON } from "../support/people";
import { policy } from "../support/policy";

const figures = (longestWait: number) => ({ ...noContacts(), waiting: 3, longestWait, available: 1 });
const since = afterNoon(-60).toISOString();
const now = NOON.toISOString();

test.each([
  { what: "nothing", standing: {}, wait: 0, because: [], alerts: {} },
  { what: "nothing at the limit", standing: {}, wait: 100, because: [], alerts: {} },
  { what: "an alert", standing: {}, wait: 101, because: ["longest-wait-over-limit"], alerts: { sales: now } },
  { what: "the old alert", standing: { sales: since }, wait: 101, because: [], alerts: { sales: since } },
  { what: "the old alert at the limit", standing: { sales: since }, wait: 100, because: [], alerts: { sales: since } },
  { what: "the old alert at half of it", standing: { sales: since }, wait: 50, because: [], alerts: { sales: since } },
  {
    what: "the all-clear",
    standing: { sales: since },
    wait: 49,
    because: ["longest-wait-back-below-limit"],
    alerts: {},
  },
])("$what after $wait s, with $standing standing", ({ standing, wait, because, alerts }) => {
  const decision = decideAlerts(standing, { sales: figures(wait) }, policy, NOON);

  expect(decision.lines.map((line) => line.because)).toEqual(because);
  expect(decision.alerts).toEqual(alerts);
  const raised = decision.lines.filter((line) => line.because === "longest-wait-over-limit");
  expect(decision.messages).toHaveLength(raised.length);
});

test("a message says how bad it is, and carries its id", () => {
  const { messages, lines } = decideAlerts({}, { sales: figures(101) }, policy, NOON);

  expect(messages).toEqual([
    {
      id: "sales@2026-01-05T12:00:00.000Z",
      text: "Queue sales: longest wait 101 s, limit 100 s, 3 waiting. [sales@2026-01-05T12:00:00.000Z]",
    },
  ]);
  expect(lines).toEqual([{ because: "longest-wait-over-limit", queue: "sales", longestWait: 101, limit: 100 }]);
});

test("each queue has its own alert", () => {
  const queues = { sales: figures(101), care: figures(201) };

  const decision = decideAlerts({ sales: since }, queues, policy, NOON);

  expect(decision.alerts).toEqual({ sales: since, care: now });
  expect(decision.messages.map(({ id }) => id)).toEqual([`care@${now}`]);
});

test("an alert of a queue that is no longer in the policy ends in silence", () => {
  const decision = decideAlerts({ gone: since }, { gone: figures(9999) }, policy, NOON);

  expect(decision).toEqual({ alerts: {}, messages: [], lines: [] });
});
