/** A small version of the bench: few systems, wide intervals. */
import { Center, type Contact, contactOf } from "../../../bench/queueing-theory/center";
import { compare } from "../../../bench/queueing-theory/compare";
import { Crowd, expectedMeetings } from "../../../bench/queueing-theory/crowd";
import { emptyDay } from "../../../bench/queueing-theory/empty-day";
import { poissonTail } from "../../../bench/queueing-theory/exact";
import { Floor, oneQueue } from "../../../bench/queueing-theory/floor";
import { officeWeek } from "../../../bench/queueing-theory/office-week";
import { exponential, gamma, lognormal, stream, uniform } from "../../../bench/queueing-theory/random";
import { DERIVED, INGREDIENTS, ROWS } from "../../../bench/queueing-theory/rows";
import { steadyQueue } from "../../../bench/queueing-theory/steady-queue";
import { BILINGUAL, QUEUES, SYSTEMS } from "../../../bench/queueing-theory/systems";

const SEED = 1;
const RUNS = { quick: 1, full: 1 };
const SMALL = { warmUp: 200, size: 100, count: 40 };

describe("the simulated TaskRouter queues as mathematics says", () => {
  test.each([{ system: "M/M/12+M" }, { system: "M/M/12/17" }, { system: "M/M/4+M, four speeds" }] as const)(
    "$system",
    async ({ system }) => {
      const observations = await steadyQueue(QUEUES[system], SMALL, RUNS).simulate(SEED, 0);

      const verdicts = compare(SEED, { [system]: observations });

      expect(verdicts.length).toBeGreaterThan(2);
      expect(verdicts.filter(({ inside }) => !inside)).toEqual([]);
    },
  );

  test("and what is not so is seen", async () => {
    const patient = { ...QUEUES["M/M/12+M"], patience: 60 };
    const observations = await steadyQueue(patient, SMALL, RUNS).simulate(SEED, 0);

    const verdicts = compare(SEED, { "M/M/12+M": observations });

    expect(verdicts.filter(({ inside }) => !inside).map(({ measure }) => measure)).toContain("mean wait, s");
  });

  test("and the week of two languages as it was published", async () => {
    const observations = await officeWeek(BILINGUAL, 2, RUNS).simulate(SEED, 0);

    const verdicts = compare(SEED, { Bilingual: observations });

    expect(verdicts.filter(({ inside }) => !inside)).toEqual([]);
  });

  test("the same seed and run give the same day, others another", async () => {
    const { simulate } = emptyDay({ lambda: 0.07, service: 120, workers: 12, target: 20, length: 1800 }, 1, RUNS);

    const [first, again, other] = [await simulate(SEED, 0), await simulate(SEED, 0), await simulate(SEED, 1)];

    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });
});

test("every row is of a system that is simulated, and every row made of others finds them", () => {
  const measured = [...ROWS, ...INGREDIENTS].map(({ system, measure }) => `${system}: ${measure}`);

  expect(new Set(measured).size).toBe(measured.length);
  expect(ROWS.filter(({ system }) => !SYSTEMS[system])).toEqual([]);
  expect(
    DERIVED.flatMap(({ of }) => of).filter((part) => !measured.includes(`${part.system}: ${part.measure}`)),
  ).toEqual([]);
});

describe("around the account", () => {
  async function open(workers: number, limits: { lines?: number; places?: number } = {}) {
    const floor = await Floor.open<Contact>({ seed: SEED, ...oneQueue(workers), timeout: 3600 });
    const center = new Center({ floor, workers, target: 20, ...limits });
    const comes = (at: number, service: number, patience = Number.POSITIVE_INFINITY) =>
      floor.at(at, () => center.enter(contactOf(center.tally, service, patience)));
    return { floor, center, comes };
  }

  test("who waits is answered when a worker gets free, to the millisecond", async () => {
    const { floor, center, comes } = await open(1);
    comes(0, 10);
    comes(4, 10);

    await floor.run();

    expect(center.cut()).toMatchObject({ offered: 2, answered: 2, delayed: 1, wait: 6, answeredWithin: 2, busy: [20] });
  });

  test("whose patience ends goes, and whoever is talking stays", async () => {
    const { floor, center, comes } = await open(1);
    comes(0, 60, 5);
    comes(1, 60, 30);
    comes(2, 60, 0);

    await floor.run();

    expect(center.cut()).toMatchObject({ answered: 1, abandoned: 2, abandonedWithin: 1, wait: 30 });
  });

  test("full lines and full places turn away", async () => {
    const [lines, places] = [await open(1, { lines: 2 }), await open(1, { places: 0 })];
    for (const { comes } of [lines, places]) for (const at of [0, 1, 2]) comes(at, 60);

    await Promise.all([lines.floor.run(), places.floor.run()]);

    expect(lines.center.cut()).toMatchObject({ offered: 3, blocked: 1, answered: 2 });
    expect(places.center.cut()).toMatchObject({ offered: 3, blocked: 2, answered: 1 });
  });

  test("time at work is counted where it is spent", async () => {
    const { floor, center, comes } = await open(1);
    comes(0, 10);
    floor.at(4, () => {
      expect(center.cut()).toMatchObject({ time: 4, busy: [4] });
    });

    await floor.run();

    expect(center.cut().busy).toEqual([6]);
  });

  test("who has gone to another activity finishes and takes nothing new", async () => {
    const { floor, center, comes } = await open(1);
    comes(0, 10);
    comes(1, 10);
    floor.at(2, () => floor.setPresent(0, false));
    floor.at(60, () => floor.setPresent(0, true));

    await floor.run();

    expect(center.cut()).toMatchObject({ answered: 2, wait: 59 });
  });
});

describe("the crowd", () => {
  test("is there for as long as the service lasts, or so many times as long", () => {
    const [crowd, slow] = [new Crowd([1, 2]), new Crowd([1, 2], 3)];

    for (const at of [0, 5, 12, 13]) for (const one of [crowd, slow]) one.meet(at, 10);

    // Met by the crowd: 0, 1, 1, 2 (15 and 22 are yet to come); by the slow one 0, 1, 2, 3.
    expect([crowd.take(), slow.take(), crowd.take()]).toEqual([
      [3, 1],
      [3, 2],
      [0, 0],
    ]);
  });

  test("of a long constant day is the stationary one", () => {
    const period = { from: 0, to: 1_000_000, rate: 0.1, workers: 10 };

    const meetings = expectedMeetings([period], exponential(90).survival, 1);

    expect(meetings / 100_000).toBeCloseTo(poissonTail(9, 11), 3);
  });
});

describe("chance", () => {
  test.each([
    { law: "exponential", of: exponential(3), mean: 3, second: 18 },
    { law: "uniform", of: uniform(3, 7), mean: 5, second: 25 + 16 / 12 },
    { law: "lognormal", of: lognormal(2, 1.5), mean: 2, second: 10 },
  ])("of the $law law has its moments", ({ of, mean, second, law }) => {
    const draw = of.from(stream(SEED, 0, law));
    const values = Array.from({ length: 100_000 }, draw);

    expect(of.mean).toBe(mean);
    expect(values.reduce((sum, value) => sum + value, 0) / values.length / mean).toBeCloseTo(1, 1);
    expect(values.reduce((sum, value) => sum + value ** 2, 0) / values.length / second).toBeCloseTo(1, 1);
  });

  test("of busyness has mean 1 and the variance of its shape", () => {
    const draw = gamma(stream(SEED, 0, "busyness"), 10, 0.1);
    const values = Array.from({ length: 100_000 }, draw);

    expect(values.reduce((sum, value) => sum + value, 0) / values.length).toBeCloseTo(1, 2);
    expect(values.reduce((sum, value) => sum + (value - 1) ** 2, 0) / values.length).toBeCloseTo(0.1, 2);
  });

  test.each([
    { law: uniform(3, 7), at: 5 },
    { law: uniform(3, 7), at: 100 },
    { law: exponential(4), at: 5 },
  ])("survives as its draws do", ({ law, at }) => {
    const draw = law.from(stream(SEED, 0, "survival"));
    const values = Array.from({ length: 100_000 }, draw);

    const integral = values.reduce((sum, value) => sum + Math.min(value, at), 0) / values.length;

    expect(law.survival(at)).toBeCloseTo(integral, 1);
  });
});
