/** Trouble with events on their way: what it does, that it is counted, and that it touches nothing else. */
import fc from "fast-check";
import { Account } from "../../simulator/account";
import { EventFaults } from "../../simulator/events/event-faults";
import type { EventFaultRule } from "../../simulator/events/fault-settings";
import { idOf, openStreams, SENT } from "../support/event-streams";

const START = new Date("2026-01-05T12:00:00Z");
const ORIGIN = "https://floor.example";
const DELIVERED = "com.twilio.messaging.message.delivered";

/** Publishes so many events, a second apart, with these rules; what arrives within an hour. */
async function play(count: number, rules: EventFaultRule[], options: Parameters<typeof openStreams>[0] = {}) {
  const streams = await openStreams(options);
  streams.account.events.faults.set({ rules });
  for (let index = 0; index < count; index++) {
    streams.publish(String(index));
    await streams.account.clock.advance(1);
  }
  await streams.account.clock.advance(3600);
  const ids = streams.received.flatMap(idOf).map(Number);
  return { ...streams, ids, counts: streams.account.events.faults.counts() };
}

const NONE = { dropped: 0, duplicated: 0, delayed: 0, reordered: 0, batched: 0, outage: 0 };

test("nothing goes wrong until it is set, and nothing again once it is cleared", async () => {
  const { account, ids, publish, received } = await play(20, []);
  expect(ids).toEqual(Array.from({ length: 20 }, (_, index) => index));
  account.events.faults.set({ rules: [{ dropped: { rate: 1 } }] });
  publish();
  account.events.faults.clear();
  publish();

  await account.clock.advance(60);

  expect(received).toHaveLength(21);
  expect(account.events.faults.settings()).toEqual({ rules: [] });
  expect(account.events.faults.counts()).toEqual({ ...NONE, dropped: 1 });
});

test("dropped events are lost and counted", async () => {
  const { ids, counts, account } = await play(200, [{ dropped: { rate: 0.3 } }]);

  expect(counts.dropped).toBeGreaterThan(30);
  expect(counts.dropped).toBeLessThan(90);
  expect(ids).toHaveLength(200 - counts.dropped);
  expect(account.events.pending).toBe(0);
});

test("duplicated events come as often as is counted", async () => {
  const { ids, counts } = await play(100, [{ duplicated: { rate: 0.5, copies: 2 } }]);

  expect(ids).toHaveLength(100 + counts.duplicated);
  const often = new Map<number, number>();
  for (const id of ids) often.set(id, (often.get(id) ?? 0) + 1);
  expect(new Set(often.values())).toEqual(new Set([1, 3]));
});

test("delayed events come so much later", async () => {
  const { received, counts } = await play(50, [{ delayed: { rate: 0.5, minimumSeconds: 10, maximumSeconds: 20 } }]);

  const delays = received.flatMap((request) => idOf(request).map((id) => request.at - Number(id)));
  const late = delays.filter((delay) => delay > 0);
  expect(late).toHaveLength(counts.delayed);
  expect(Math.min(...late)).toBeGreaterThanOrEqual(10);
  expect(Math.max(...late)).toBeLessThanOrEqual(20);
});

test("a reordered event comes right after the next one, or when it has waited long enough", async () => {
  const { account, publish, received } = await openStreams();
  const { faults } = account.events;
  const reorder = (rate: number) => faults.set({ rules: [{ reordered: { rate, withinSeconds: 30 } }] });
  reorder(1);
  publish("first");
  reorder(0);
  await account.clock.advance(5);
  publish("second");
  reorder(1);
  await account.clock.advance(0);
  publish("third");
  await account.clock.advance(60);

  expect(received.map((request) => [...idOf(request), request.at])).toEqual([
    ["second", 5],
    ["first", 5],
    ["third", 35],
  ]);
  expect(faults.counts()).toEqual({ ...NONE, reordered: 2 });
});

test("a reordered event does not wait for one that is late itself", async () => {
  const { account, publish, received } = await openStreams();
  const { faults } = account.events;
  faults.set({ rules: [{ reordered: { rate: 1, withinSeconds: 5 } }] });
  publish("first");
  faults.set({ rules: [{ delayed: { rate: 1, minimumSeconds: 10, maximumSeconds: 10 } }] });
  publish("second");

  await account.clock.advance(60);

  expect(received.map((request) => [...idOf(request), request.at])).toEqual([
    ["first", 5],
    ["second", 10],
  ]);
});

test("batched events come several in one delivery, none is lost, and no delivery holds more than the size", async () => {
  const { received, ids, counts } = await play(40, [{ batched: { rate: 0.8, size: 3, withinSeconds: 10 } }]);

  const sizes = received.map((request) => idOf(request).length);
  expect(Math.max(...sizes)).toBe(3);
  expect(ids.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, index) => index));
  expect(counts.batched).toBeGreaterThan(20);
});

describe("an outage", () => {
  const outage = { from: "2026-01-05T12:00:05.000Z", to: "2026-01-05T12:10:00.000Z" };

  test("keeps everything from a sink, which gets it afterwards", async () => {
    const { ids, received, counts, account } = await play(10, [{ outage }]);

    expect(received.filter(({ at }) => at >= 5 && at < 600)).toEqual([]);
    expect(ids.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 10 }, (_, index) => index));
    expect(received.filter(({ at }) => at >= 600)).toHaveLength(5);
    expect(counts.outage).toBe(account.events.failures.length);
    expect(new Set(account.events.failures.map(({ code }) => code))).toEqual(new Set([91307]));
  });

  test("loses callbacks", async () => {
    const { account, names } = await openCallback();
    account.events.faults.set({ rules: [{ consumer: "callback", outage }] });
    await account.clock.advance(6);
    await hire(account, "lost");
    await account.clock.advance(600);
    await hire(account, "told");

    await account.clock.advance(3600);

    expect(names().filter((name) => name !== null)).toEqual(["told"]);
    expect(account.events.failures.at(-1)).toMatchObject({ consumer: "callback", code: 11205, isFinal: true });
  });
});

async function openCallback() {
  const account = new Account({ seed: 1, start: START });
  const bodies: string[] = [];
  account.webhooks.host(ORIGIN, async ({ body }) => {
    bodies.push(body);
    return { status: 204, headers: {}, body: "" };
  });
  const workspace = account.client().taskrouter.v1.workspaces(account.taskRouter.workspace.sid);
  await workspace.update({ eventCallbackUrl: `${ORIGIN}/callback` });
  return { account, names: () => bodies.map((body) => new URLSearchParams(body).get("WorkerName")) };
}

const hire = (account: Account, friendlyName: string) =>
  account.client().taskrouter.v1.workspaces(account.taskRouter.workspace.sid).workers.create({ friendlyName });

test.each<{ rule: EventFaultRule; consumer: string; type: string; isDropped: boolean }>([
  { rule: {}, consumer: "callback", type: SENT, isDropped: true },
  { rule: { types: "*" }, consumer: "callback", type: SENT, isDropped: true },
  { rule: { types: "com.twilio.messaging.*" }, consumer: "callback", type: SENT, isDropped: true },
  {
    rule: { types: "com.twilio.messaging.*" },
    consumer: "callback",
    type: "com.twilio.studio.flow.step.ended",
    isDropped: false,
  },
  { rule: { types: "task.*" }, consumer: "callback", type: "com.twilio.taskrouter.task.created", isDropped: true },
  {
    rule: { types: "task.*" },
    consumer: "callback",
    type: "com.twilio.taskrouter.task-queue.entered",
    isDropped: false,
  },
  {
    rule: { types: "task.created" },
    consumer: "callback",
    type: "com.twilio.taskrouter.task.created",
    isDropped: true,
  },
  { rule: { types: "task.c" }, consumer: "callback", type: "com.twilio.taskrouter.task.created", isDropped: false },
  { rule: { types: "*.created" }, consumer: "callback", type: "com.twilio.taskrouter.task.created", isDropped: true },
  { rule: { consumer: "all" }, consumer: "callback", type: SENT, isDropped: true },
  { rule: { consumer: "callback" }, consumer: "callback", type: SENT, isDropped: true },
  { rule: { consumer: "callback" }, consumer: `DG${"0".repeat(32)}`, type: SENT, isDropped: false },
  { rule: { consumer: `DG${"0".repeat(32)}` }, consumer: `DG${"0".repeat(32)}`, type: SENT, isDropped: true },
  { rule: { consumer: `DG${"1".repeat(32)}` }, consumer: `DG${"0".repeat(32)}`, type: SENT, isDropped: false },
])("$rule is about $type for $consumer: $isDropped", ({ rule, consumer, type, isDropped }) => {
  const faults = new EventFaults(1);
  faults.set({ rules: [{ ...rule, dropped: { rate: 1 } }] });

  expect(faults.passagesOf(consumer, type)).toHaveLength(isDropped ? 0 : 1);
});

test.each([
  { wrong: { rules: [{ dropped: { rate: 1.1 } }] }, told: /rules\.0\.dropped\.rate/ },
  { wrong: { rules: [{ dropped: { rate: -0.1 } }] }, told: /rate/ },
  { wrong: { rules: [{ duplicated: { rate: 1, copies: 0 } }] }, told: /copies/ },
  { wrong: { rules: [{ delayed: { rate: 1, minimumSeconds: 2, maximumSeconds: 1 } }] }, told: /least above most/ },
  { wrong: { rules: [{ batched: { rate: 1, size: 1, withinSeconds: 1 } }] }, told: /size/ },
  { wrong: { rules: [{ consumer: "callback", batched: { rate: 1, size: 2, withinSeconds: 1 } }] }, told: /callback/ },
  { wrong: { rules: [{ outage: { from: "noon", to: "2026-01-05T12:00:00Z" } }] }, told: /from/ },
  {
    wrong: { rules: [{ outage: { from: "2026-01-05T13:00:00Z", to: "2026-01-05T12:00:00Z" } }] },
    told: /before it begins/,
  },
  { wrong: { rules: [{ consumer: "everybody" }] }, told: /consumer/ },
  { wrong: { rules: [{ dropt: { rate: 1 } }] }, told: /dropt/ },
  { wrong: {}, told: /rules/ },
])("$wrong is refused, and what was set before stays", ({ wrong, told }) => {
  const faults = new EventFaults(1);
  const before = { rules: [{ dropped: { rate: 0.5 } }] };
  faults.set(before);

  expect(() => faults.set(wrong as never)).toThrow(told);

  expect(faults.settings()).toEqual(before);
});

const STORM: EventFaultRule[] = [
  { dropped: { rate: 0.1 }, duplicated: { rate: 0.3, copies: 1 } },
  { delayed: { rate: 0.3, minimumSeconds: 0, maximumSeconds: 30 }, reordered: { rate: 0.2, withinSeconds: 20 } },
  { batched: { rate: 0.2, size: 4, withinSeconds: 15 } },
  { outage: { from: "2026-01-05T12:00:20.000Z", to: "2026-01-05T12:01:00.000Z" } },
];

test("two runs with one seed are the same, and one with another seed is not", async () => {
  const shown = async (seed: number) =>
    (await play(60, STORM, { seed })).received.map((request) => [request.at, ...idOf(request)]);
  const first = await shown(1);

  expect(await shown(1)).toEqual(first);
  expect(await shown(2)).not.toEqual(first);
});

test("the rest of the account draws the same numbers with faults and without", async () => {
  const draws = async (rules: EventFaultRule[]) => {
    const { account } = await play(30, rules, { delivery: { copies: 1, spreadSeconds: 10 } });
    return JSON.parse(account.snapshot()) as unknown[];
  };
  const randomOf = (snapshot: unknown[]) => {
    const [{ random } = { random: 0 }] = snapshot as [{ random: number }];
    return (snapshot[random] as number[]).map((index) => snapshot[index]);
  };

  expect(randomOf(await draws(STORM))).toEqual(randomOf(await draws([])));
});

test("without an outage, exactly what is not dropped arrives, and once more for each duplicate", async () => {
  const rate = fc.double({ min: 0, max: 1, noNaN: true });
  const rules = fc.record({
    dropped: fc.record({ rate }),
    duplicated: fc.record({ rate, copies: fc.integer({ min: 1, max: 3 }) }),
    delayed: fc.record({ rate, minimumSeconds: fc.constant(0), maximumSeconds: fc.integer({ min: 0, max: 100 }) }),
    reordered: fc.record({ rate, withinSeconds: fc.integer({ min: 0, max: 100 }) }),
    batched: fc.record({ rate, size: fc.integer({ min: 2, max: 5 }), withinSeconds: fc.integer({ min: 0, max: 100 }) }),
  });

  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 1000 }), rules, async (seed, rule) => {
      const { ids, counts, account } = await play(30, [rule], { seed });
      return (
        ids.length === 30 - counts.dropped + counts.duplicated &&
        new Set(ids).size === 30 - counts.dropped &&
        account.events.pending === 0
      );
    }),
    { numRuns: 30 },
  );
});

test("what is held back, and what is gathered, goes on from a snapshot", async () => {
  const { account, publish } = await openStreams();
  const { faults } = account.events;
  faults.set({ rules: [{ reordered: { rate: 1, withinSeconds: 30 } }] });
  publish("held");
  const gather = { rules: [{ batched: { rate: 1, size: 2, withinSeconds: 30 } }] };
  const restored = new Account();
  restored.restore(account.snapshot());
  const told: unknown[][] = [];
  restored.webhooks.host(ORIGIN, async ({ body }) => {
    told.push(idOf({ body }));
    return { status: 204, headers: {}, body: "" };
  });
  const publishTo = (each: Account, messageSid: string) => each.eventStreams.publish(SENT, { messageSid });
  restored.events.faults.clear();
  publishTo(restored, "next");
  await restored.clock.advance(0);
  restored.events.faults.set(gather);
  publishTo(restored, "gathered");
  restored.restore(restored.snapshot());
  publishTo(restored, "with it");

  await restored.clock.advance(60);

  expect(told).toEqual([["next"], ["held"], ["gathered", "with it"]]);
  expect(restored.events.pending).toBe(0);
});

test("a snapshot in the middle of a storm goes on as the account does", async () => {
  const { account, received, publish } = await openStreams();
  account.events.faults.set({ rules: STORM });
  for (let index = 0; index < 20; index++) publish(String(index));
  await account.clock.advance(25);
  const before = received.length;
  const restored = new Account({ seed: 7 });
  restored.restore(account.snapshot());
  const told: { at: number; body: string }[] = [];
  restored.webhooks.host(ORIGIN, async ({ body }) => {
    told.push({ at: (restored.clock.now() - START.getTime()) / 1000, body });
    return { status: 204, headers: {}, body: "" };
  });

  for (const each of [account, restored]) {
    for (let index = 20; index < 40; index++) each.eventStreams.publish(SENT, { messageSid: String(index) });
    each.eventStreams.publish(DELIVERED, {});
    await each.clock.advance(3600);
  }

  expect(told.length).toBeGreaterThan(20);
  expect(told).toEqual(received.slice(before).map(({ at, body }) => ({ at, body })));
  expect(restored.events.faults.counts()).toEqual(account.events.faults.counts());
  expect(restored.events.failures).toEqual(account.events.failures);
});
