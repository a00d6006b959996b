/** The systems that are simulated, and how long; rates are a second, times seconds. */
import { callCenter } from "./call-center";
import { type EmptyDay, emptyDay } from "./empty-day";
import { type OfficeWeek, officeWeek } from "./office-week";
import { pool, pools } from "./pooling";
import { exponential, lognormal, uniform } from "./random";
import { type SteadyQueue, steadyQueue } from "./steady-queue";
import type { System } from "./system";

const HOUR = 3600;

/** Squared coefficient of variation of a bank's service times in 1999. */
export const SCV = 1.5;

/** Calls a second, seconds. */
const steady = (
  calls: number,
  service: number,
  workers: number,
  more: Partial<SteadyQueue> = {},
): SteadyQueue & { patience?: number } => ({
  lambda: calls,
  service: exponential(service),
  workers,
  target: 20,
  ...more,
});

export const QUEUES = {
  "M/M/14": steady(100 / 1800, 180, 14),
  "M/M/11": steady(100 / 1800, 180, 11),
  "M/M/2": steady(2 / HOUR, 1200, 2),
  "M/M/3": steady(6 / HOUR, 1200, 3),
  "M/M/12+M": steady(100 / 1800, 180, 12, { patience: 120 }),
  "M/M/14+M": steady(100 / 1800, 180, 14, { patience: 300 }),
  "M/M/50+M": steady(360 / 1800, 240, 50, { patience: 180 }),
  "M/M/45+M": steady(360 / 1800, 240, 45, { patience: 180 }),
  "M/M/90+M": steady(1000 / HOUR, 300, 90, { patience: 240, target: 30 }),
  "M/M/50+M, 48 a minute": steady(2880 / HOUR, 60, 50, { patience: 120 }),
  "M/M/17/17": steady(1, 10, 17, { places: 0 }),
  "M/G/2/2": steady(1, 1, 2, { places: 0, service: lognormal(1, SCV) }),
  "M/M/12/17": steady(4.2 / 60, 120, 12, { places: 5 }),
  "M/G/1": steady(1 / 200, 120, 1, { service: lognormal(120, SCV) }),
  "M/M/2, one half as fast": steady(1.2 / 60, 60, 2, { speeds: [1, 0.5] }),
  "M/M/4+M, four speeds": steady(3.6 / 60, 60, 4, { speeds: [1.5, 1.2, 1, 0.6], patience: 120 }),
  "one pool of 90": pool,
  "six pools of 15": pools(1),
  "two skills each": pools(2),
} as const satisfies Readonly<Record<string, SteadyQueue>>;

const mmc: EmptyDay = { lambda: 4.2 / 60, service: 120, workers: 12, target: 20, length: 8 * HOUR };

const ENGLISH = "english";
const SPANISH = "spanish";
const speaking = (count: number, ...languages: string[]) => Array.from({ length: count }, () => ({ languages }));
const STAFF = [...speaking(7, ENGLISH), ...speaking(7, SPANISH), ...speaking(4, ENGLISH, SPANISH)];

/**
 * A free worker who speaks the language is drawn by the scenario and named in the task (`known_worker_sid`), all being
 * equally likely; a task that found nobody free names nobody and waits for the first.
 */
export const BILINGUAL: OfficeWeek = {
  plan: {
    workers: STAFF,
    queues: Object.fromEntries([ENGLISH, SPANISH].map((language) => [language, `languages HAS "${language}"`])),
    filters: (queues) =>
      [ENGLISH, SPANISH].map((language) => ({
        expression: `language == "${language}"`,
        targets: [
          { queue: queues[language], known_worker_sid: "task.worker", skip_if: "1==1" },
          { queue: queues[language] },
        ],
      })),
  },
  rates: [
    { from: 8 * HOUR, to: 9 * HOUR, rate: 200 / HOUR },
    { from: 9 * HOUR, to: 17 * HOUR, rate: 100 / HOUR },
  ],
  kinds: [uniform(180, 420), uniform(240, 360)],
  lines: 40,
  patience: exponential(120),
  target: 60,
  retrial: { chance: 0.75, after: 1200 },
  attributes: (kind, floor, chance) => {
    const language = kind === 0 ? ENGLISH : SPANISH;
    const free = STAFF.flatMap(({ languages }, worker) =>
      languages.includes(language) && floor.isFree(worker) ? [worker] : [],
    );
    const worker = free[Math.floor(chance() * free.length)];
    return worker === undefined
      ? `{"language":"${language}"}`
      : `{"language":"${language}","worker":"${floor.sid(worker)}"}`;
  },
};

export const TELETHON: OfficeWeek = {
  plan: {
    workers: Array.from({ length: 12 }, () => ({})),
    queues: { everyone: "1==1" },
    filters: ({ everyone }) => [{ expression: "1==1", targets: [{ queue: everyone }] }],
  },
  rates: [{ from: 6 * HOUR, to: 10 * HOUR, rate: 50 / HOUR }],
  kinds: [exponential(600)],
  lines: 24,
  patience: exponential(120),
  target: 60,
  messageAfter: 120,
  attributes: () => "{}",
};

export type SystemName =
  | keyof typeof QUEUES
  | "MMC"
  | "MMCAb"
  | "MMCBlocked"
  | "CallCenter"
  | "CallCenter, days that differ"
  | "Bilingual"
  | "Telethon";

/** Runs by a pilot with another seed: every interval is to be narrow, and the rarest event of a system decides. */
export const SYSTEMS: Readonly<Record<SystemName, System>> = {
  "M/M/14": steadyQueue(QUEUES["M/M/14"], { warmUp: 2000, size: 2000, count: 20 }, { quick: 2, full: 40 }),
  "M/M/11": steadyQueue(QUEUES["M/M/11"], { warmUp: 4000, size: 2000, count: 20 }, { quick: 2, full: 16 }),
  "M/M/2": steadyQueue(QUEUES["M/M/2"], { warmUp: 500, size: 1000, count: 40 }, { quick: 2, full: 9 }),
  "M/M/3": steadyQueue(QUEUES["M/M/3"], { warmUp: 500, size: 1000, count: 40 }, { quick: 2, full: 16 }),
  "M/M/12+M": steadyQueue(QUEUES["M/M/12+M"], { warmUp: 1000, size: 1000, count: 40 }, { quick: 2, full: 8 }),
  "M/M/14+M": steadyQueue(QUEUES["M/M/14+M"], { warmUp: 1000, size: 1000, count: 40 }, { quick: 2, full: 20 }),
  "M/M/50+M": steadyQueue(QUEUES["M/M/50+M"], { warmUp: 2000, size: 2000, count: 20 }, { quick: 2, full: 12 }),
  "M/M/45+M": steadyQueue(QUEUES["M/M/45+M"], { warmUp: 2000, size: 2000, count: 20 }, { quick: 2, full: 8 }),
  "M/M/90+M": steadyQueue(QUEUES["M/M/90+M"], { warmUp: 4000, size: 2000, count: 20 }, { quick: 2, full: 24 }),
  "M/M/50+M, 48 a minute": steadyQueue(
    QUEUES["M/M/50+M, 48 a minute"],
    { warmUp: 2000, size: 2000, count: 20 },
    { quick: 2, full: 20 },
  ),
  "M/M/17/17": steadyQueue(QUEUES["M/M/17/17"], { warmUp: 500, size: 1000, count: 40 }, { quick: 2, full: 16 }),
  "M/G/2/2": steadyQueue(QUEUES["M/G/2/2"], { warmUp: 500, size: 1000, count: 40 }, { quick: 2, full: 3 }),
  "M/M/12/17": steadyQueue(QUEUES["M/M/12/17"], { warmUp: 1000, size: 1000, count: 40 }, { quick: 2, full: 34 }),
  "M/G/1": steadyQueue(QUEUES["M/G/1"], { warmUp: 500, size: 1000, count: 40 }, { quick: 2, full: 46 }),
  "M/M/2, one half as fast": steadyQueue(
    QUEUES["M/M/2, one half as fast"],
    { warmUp: 500, size: 1000, count: 40 },
    { quick: 2, full: 40 },
  ),
  "M/M/4+M, four speeds": steadyQueue(
    QUEUES["M/M/4+M, four speeds"],
    { warmUp: 500, size: 1000, count: 40 },
    { quick: 2, full: 5 },
  ),
  "one pool of 90": steadyQueue(pool, { warmUp: 8000, size: 4000, count: 24 }, { quick: 2, full: 165 }),
  "six pools of 15": steadyQueue(
    QUEUES["six pools of 15"],
    { warmUp: 10_000, size: 4000, count: 24 },
    { quick: 2, full: 26 },
  ),
  "two skills each": steadyQueue(
    QUEUES["two skills each"],
    { warmUp: 8000, size: 4000, count: 24 },
    { quick: 2, full: 20 },
  ),
  MMC: emptyDay(mmc, 25, { quick: 2, full: 36 }),
  MMCAb: emptyDay({ ...mmc, patience: 60 }, 25, { quick: 2, full: 12 }),
  MMCBlocked: emptyDay({ ...mmc, places: 5 }, 25, { quick: 2, full: 28 }),
  CallCenter: callCenter(400, 25, { quick: 2, full: 36 }),
  "CallCenter, days that differ": callCenter(10, 25, { quick: 2, full: 40 }),
  Bilingual: officeWeek(BILINGUAL, 10, { quick: 2, full: 28 }),
  Telethon: officeWeek(TELETHON, 40, { quick: 2, full: 15 }),
};
