/** Plays a day to its end as fast as it goes: the built handlers and the real `twilio` client, in this process. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hostedBuildOf } from "../simulator/functions/build-from-folders";
import { FunctionsHost } from "../simulator/functions/functions-host";
import { buildAll } from "./build";
import type { DayPlan } from "./day-plan";
import { type FloorReport, reportOf } from "./floor-report";
import { type FloorOptions, openFloor, type SimulatedFloor } from "./simulated-floor";

/** Where the functions are, as the account sees it. */
export const ORIGIN = "https://floorwalker.example";

export type PlayOptions = FloorOptions & {
  root: string;
  /** Makes the floor ready for what is to be seen, and may stand between the account and the functions. */
  prepare?: (floor: SimulatedFloor, answer: FunctionsHost["answer"]) => Promise<FunctionsHost["answer"]>;
  /** Told now and then how far the day is. */
  progress?: (floor: SimulatedFloor) => void;
};

/** Simulated seconds between two words of progress. */
const STEP = 900;

export async function playOnce(
  plan: DayPlan,
  { root, progress, prepare, ...options }: PlayOptions,
): Promise<{ report: FloorReport; floor: SimulatedFloor }> {
  const out = mkdtempSync(join(tmpdir(), "floorwalker-"));
  let host: FunctionsHost | undefined;
  try {
    await buildAll({ root, policy: plan.policyFile, out, isPlayed: true });
    const floor = await openFloor(plan, ORIGIN, options);
    const { account, day, environment } = floor;
    const build = hostedBuildOf({ functionsFolder: join(out, "functions"), assetsFolder: join(out, "assets") });
    host = new FunctionsHost({ account, build, environment });
    account.webhooks.host(ORIGIN, prepare ? await prepare(floor, host.answer) : host.answer);
    const began = performance.now();
    while (!day.isDone()) {
      const next = account.clock.now() + STEP * 1000;
      await account.clock.until(() => day.isDone() || account.clock.now() >= next);
      progress?.(floor);
    }
    const report = reportOf(plan, floor, (performance.now() - began) / 1000);
    return { report, floor };
  } finally {
    host?.close();
    rmSync(out, { recursive: true, force: true });
  }
}
