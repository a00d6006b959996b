/** A short day for tests: the bank's morning, or contacts of one's own on a floor of one queue. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { type DayPlan, planDay } from "../../cli/day-plan";
import { playOnce } from "../../cli/play-once";
import { readPolicy } from "../../cli/policy-file";
import { ROOT } from "../../cli/root";
import type { SimulatedContact } from "../../simulator/people/people";
import { bankDay } from "../../traces/bank-day";

const HOUR = 3600;
const folder = mkdtempSync(join(tmpdir(), "floorwalker-test-"));
let files = 0;
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The repository's policy with parts of it replaced, as a file. */
export function policyFile(changes: object): string {
  const policy = parse(readFileSync(join(ROOT, "floor.yaml"), "utf8")) as object;
  const file = join(folder, `floor-${++files}.yaml`);
  writeFileSync(file, stringify({ ...policy, ...changes }));
  return file;
}

/** The bank between seven and half past eight in the morning. */
export function bankMorning(seed = 1): DayPlan {
  const plan = planDay({ seed, policy: policyFile({ hours: { opens: "07:00", closes: "08:30" } }) });
  return { ...plan, contacts: bankDay(seed).filter(({ arrivedAt }) => arrivedAt < 8.5 * HOUR) };
}

/** One queue of calls, `workers` people with one call at a time, and nothing else but the sections that are given. */
export function plainDay(workers: number, contacts: readonly SimulatedContact[], sections: object = {}): DayPlan {
  const policyPath = policyFile({
    ...sections,
    hours: { opens: "00:00", closes: "01:00" },
    queues: { regular: { skill: "regular", promise: { within: 20, target: 0.8 }, longestWait: 600, dispositions: [] } },
    roster: [{ count: workers, name: "worker", skills: { regular: 3 }, capacity: { voice: 1 } }],
  });
  return {
    name: "plain",
    seed: 1,
    policy: readPolicy(policyPath),
    policyFile: policyPath,
    contacts: [...contacts],
    midnight: new Date("2026-01-05T00:00:00Z"),
  };
}

/** A call with nothing special about it. */
export const call = (given: Partial<SimulatedContact> = {}): SimulatedContact => ({
  arrivedAt: 0,
  channel: "voice",
  from: "+15550100001",
  queue: "regular",
  handle: 60,
  patience: undefined,
  wrapup: 0,
  ...given,
});

export const play = (plan: DayPlan, options: Omit<Parameters<typeof playOnce>[1], "root"> = {}) =>
  playOnce(plan, { ...options, root: ROOT });
