import fc from "fast-check";
import type { FloorReport } from "../../cli/floor-report";
import { bankMorning, call, plainDay, play } from "../support/day";

const sum = (report: FloorReport, field: "offered" | "answered" | "abandoned") =>
  report.queues.reduce((total, queue) => total + queue[field], 0);

const withoutWall = (report: FloorReport) => ({ ...report, clock: { ...report.clock, wallSeconds: 0 } });

test.each([
  { how: "once and in order", options: {} },
  { how: "twice and shuffled", options: { delivery: { copies: 2, spreadSeconds: 300 } } },
  { how: "five times and shuffled", options: { delivery: { copies: 5, spreadSeconds: 30 } } },
])("no contact is lost or counted twice with every event delivered $how", async ({ options }) => {
  const plan = bankMorning();

  const { report, floor } = await play(plan, options);

  expect(floor.day.failures).toEqual([]);
  expect(report.contacts).toBe(plan.contacts.length);
  expect(sum(report, "offered")).toBe(report.contacts);
  expect(sum(report, "answered") + sum(report, "abandoned")).toBe(report.contacts);
  expect(report.ledger).toEqual({ records: report.contacts, duplicates: 0 });
});

test("the same seed plays the same day, another seed another", async () => {
  const [one, again, other] = [await play(bankMorning(1)), await play(bankMorning(1)), await play(bankMorning(2))];

  expect(withoutWall(again.report)).toEqual(withoutWall(one.report));
  expect(other.report.contacts).not.toBe(one.report.contacts);
  expect(other.report.queues).not.toEqual(one.report.queues);
});

test("a morning costs at most six REST calls a contact and five a tick", async () => {
  const { report } = await play(bankMorning());

  expect(report.calls.perContact).toBeGreaterThanOrEqual(3);
  expect(report.calls.perContact).toBeLessThanOrEqual(6);
  expect(report.calls.perTick).toBeLessThanOrEqual(5);
});

test("calls are those of contacts, of ticks and of rounds of quality, and none is counted twice", async () => {
  const { report, floor } = await play(bankMorning());

  const { perContact, perTick, perRound, total } = report.calls;
  expect(report.sampled).toBeGreaterThan(0);
  expect(perRound).toBeGreaterThan(2);
  expect(Math.round(perContact * report.contacts + perTick * floor.day.ticks + perRound * floor.day.rounds)).toBe(
    total,
  );
});

/** Short talk with somebody new: enough to be sampled. */
const odd = () => call({ arrivedAt: 3600 - 1, handle: 18 });

test("a contact that ends when the floor has closed is sampled as well", async () => {
  const { report, floor } = await play(plainDay(1, [odd()]));

  expect(floor.day.outcomes.map(({ endedAt = 0 }) => endedAt - floor.day.closesAt)).toEqual([17_000]);
  expect(report.sampled).toBe(1);
});

test("of a day that is played nobody outside hears, whatever the policy says", async () => {
  const webhooks = { url: "https://qa.example.com/floorwalker" };

  const { report, floor } = await play(plainDay(1, [odd()], { webhooks }));

  expect(floor.day.failures).toEqual([]);
  expect(report.sampled).toBe(1);
  const maps = floor.account.sync.service(floor.syncServiceSid)?.maps ?? [];
  expect(maps.find(({ uniqueName }) => uniqueName === "outbox")?.items).toEqual([]);
});

test("three calls for one worker wait in line", async () => {
  const contacts = [0, 10, 20].map((arrivedAt) => call({ arrivedAt, handle: 50, wrapup: 10 }));

  const { report } = await play(plainDay(1, contacts));

  expect(report.queues).toEqual([
    {
      queue: "regular",
      offered: 3,
      answered: 3,
      abandoned: 0,
      answeredWithin: 1,
      abandonedWithin: 0,
      serviceLevel: 0.333333,
      averageSpeedOfAnswer: 50,
      waitP50: 50,
      waitP90: 100,
      occupancy: Number((180 / 3600).toFixed(6)),
    },
  ]);
});

test("a caller whose patience ends first is abandoned, and nobody waits for them", async () => {
  const contacts = [
    call({ handle: 100 }),
    call({ arrivedAt: 10, patience: 20 }),
    call({ arrivedAt: 15, patience: 21 }),
    call({ arrivedAt: 30 }),
  ];

  const { report } = await play(plainDay(1, contacts));

  expect(report.queues[0]).toMatchObject({ answered: 2, abandoned: 2, abandonedWithin: 1, averageSpeedOfAnswer: 35 });
});

test("at closing time workers finish their talk, and who still waits is abandoned", async () => {
  const nearClosing = 3600 - 30;
  const contacts = [call({ arrivedAt: nearClosing, handle: 300 }), call({ arrivedAt: nearClosing + 5 })];

  const { report, floor } = await play(plainDay(1, contacts));

  expect(report.queues[0]).toMatchObject({ offered: 2, answered: 1, abandoned: 1 });
  expect(floor.day.outcomes.map(({ endedAt = 0, offeredAt }) => (endedAt - offeredAt) / 1000)).toEqual([300, 25]);
});

/** First come, first served, by hand: each contact takes the worker who is free first. */
function lindleyWaits(workers: number, contacts: readonly { arrivedAt: number; handle: number; wrapup: number }[]) {
  const freeAt = Array.from({ length: workers }, () => 0);
  return contacts.map(({ arrivedAt, handle, wrapup }) => {
    const first = Math.min(...freeAt);
    const startsAt = Math.max(first, arrivedAt);
    freeAt[freeAt.indexOf(first)] = startsAt + handle + wrapup;
    return startsAt - arrivedAt;
  });
}

test("endless patience and one skill give the waits of a queue computed by hand", async () => {
  const gap = fc.integer({ min: 1, max: 120 });
  const contact = fc.record({ gap, handle: fc.integer({ min: 1, max: 100 }), wrapup: fc.integer({ min: 0, max: 20 }) });
  const days = fc.array(contact, { minLength: 1, maxLength: 40 });

  await fc.assert(
    fc.asyncProperty(days, fc.integer({ min: 1, max: 4 }), async (drawn, workers) => {
      let arrivedAt = 0;
      const contacts = drawn.map(({ gap: after, handle, wrapup }) => {
        arrivedAt += after;
        return call({ arrivedAt, handle, wrapup });
      });
      const plan = plainDay(workers, contacts);
      plan.policy.hours.closes = "03:00";

      const { floor } = await play(plan);

      const waits = floor.day.outcomes.map(({ answeredAt = 0, offeredAt }) => (answeredAt - offeredAt) / 1000);
      expect(waits).toEqual(lindleyWaits(workers, contacts));
    }),
    { numRuns: 8, seed: 20260105 },
  );
});
