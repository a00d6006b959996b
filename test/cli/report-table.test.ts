/** The report of a day as people read it in a terminal. */

import { join } from "node:path";
import { planDay } from "../../cli/day-plan";
import { type FloorReport, reportOf } from "../../cli/floor-report";
import { reportText } from "../../cli/report-table";
import { ROOT } from "../../cli/root";
import { openFloor } from "../../cli/simulated-floor";

/** A day on which nothing has happened yet, with these figures of its first queue. */
async function textOf(given: Partial<FloorReport["queues"][number]>): Promise<string> {
  const plan = planDay({ policy: join(ROOT, "floor.yaml"), seed: 1 });
  const floor = await openFloor(plan, "https://floorwalker.example");
  const report = reportOf(plan, floor, 1);
  const queues = report.queues.map((queue, place) => (place === 0 ? { ...queue, ...given } : queue));
  return reportText({ ...report, queues }, floor, plan.policy);
}

test("what was reached stands beside what was promised, and all of it fits into 80 columns", async () => {
  const text = await textOf({
    offered: 10_000,
    answered: 9_000,
    abandoned: 1_000,
    serviceLevel: 0.866,
    averageSpeedOfAnswer: 107.4,
    waitP90: 124.8,
    occupancy: 0.605,
  });

  expect(text).toMatch(/^regular +10000 +9000 +1000 +86\.6 % +80\.0 % +107\.4 s +124\.8 s +60\.5 %$/m);
  expect(text.split("\n").filter((line) => line.length > 80)).toEqual([]);
});

test("a queue that was offered nothing has kept no promise and broken none", async () => {
  expect(await textOf({})).toMatch(/^regular +0 +0 +0 +– +80\.0 %/m);
});
