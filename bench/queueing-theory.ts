/** The simulated TaskRouter beside the mathematics of queues and the simulations others have published. */
import ora from "ora";
import type { Bench, BenchRow } from "./bench";
import { CONFIDENCE, compare, type Verdict } from "./queueing-theory/compare";
import { inProcesses, type Job } from "./queueing-theory/processes";
import type { Observation } from "./queueing-theory/system";
import { SYSTEMS, type SystemName } from "./queueing-theory/systems";
import { rounded } from "./statistics";

/** Declared before any of them was looked at. */
const SEEDS = [1, 2, 3];

const NAMES = Object.keys(SYSTEMS) as SystemName[];

export const queueingTheory: Bench = {
  describes: `rows whose exact value lies in our ${CONFIDENCE * 100} % intervals, or whose published interval overlaps them`,
  measure: async ({ quick, tell }) => {
    const seeds = quick ? SEEDS.slice(0, 1) : SEEDS;
    const jobs = seeds.flatMap((seed) =>
      NAMES.flatMap((system) => {
        const { runs } = SYSTEMS[system];
        return Array.from({ length: quick ? runs.quick : runs.full }, (_, run): Job => ({ system, seed, run }));
      }),
    );
    const contacts = jobs.reduce((sum, { system }) => sum + SYSTEMS[system].contacts, 0);
    const since = Date.now();
    const observations = await withProgress(jobs, contacts);
    const seconds = (Date.now() - since) / 1000;
    const verdicts = seeds.flatMap((seed) => compare(seed, observationsOf(seed, jobs, observations)));
    tell(verdicts.map(rowOf));
    return {
      rows: verdicts.length,
      inside: verdicts.filter(({ inside }) => inside).length,
      narrow: verdicts.filter(({ narrow }) => narrow).length,
      seeds: seeds.length,
      contacts: Math.round(contacts),
      seconds: rounded(seconds, 1),
      contactsPerSecond: Math.round(contacts / seconds),
    };
  },
};

async function withProgress(jobs: readonly Job[], contacts: number): Promise<Observation[][]> {
  const spinner = ora({ text: "simulating" }).start();
  let done = 0;
  try {
    return await inProcesses(jobs, ({ system, seed }) => {
      done += SYSTEMS[system].contacts;
      spinner.text = `${Math.round((100 * done) / contacts)} % of ${(contacts / 1e6).toFixed(1)} million contacts; seed ${seed}, ${system}`;
    });
  } finally {
    spinner.stop();
  }
}

function observationsOf(seed: number, jobs: readonly Job[], observations: readonly Observation[][]) {
  const bySystem: Partial<Record<SystemName, Observation[]>> = {};
  for (const [index, job] of jobs.entries()) {
    if (job.seed !== seed) continue;
    bySystem[job.system] ??= [];
    bySystem[job.system]?.push(...(observations[index] ?? []));
  }
  return bySystem;
}

const figure = (value: number): number => Number(value.toPrecision(5));

function rowOf({ seed, system, measure, expected, ours, inside, narrow, source, note }: Verdict): BenchRow {
  const { kind, value, low, high } = expected;
  const interval = kind === "published" ? ` (${figure(low)} to ${figure(high)})` : "";
  return {
    seed,
    system,
    measure,
    expected: `${kind} ${figure(value)}${interval}`,
    ours: figure(ours.value),
    low: figure(ours.low),
    high: figure(ours.high),
    halfWidthPercent: rounded((100 * (ours.high - ours.low)) / 2 / Math.abs(ours.value), 2),
    inside,
    narrow,
    source,
    note: note ?? "",
  };
}
