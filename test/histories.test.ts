/** Random histories of contacts, and the safeguards without which they would end otherwise. */
import fc from "fast-check";
import { histories } from "./histories/arbitraries";
import { differences } from "./histories/property";
import { SAFEGUARDS, without } from "./histories/safeguards";
import { openStage } from "./histories/stage";

const opening = openStage();

test("whatever goes wrong while contacts are recorded, reconcile leaves what happened, once", async () => {
  const stage = await opening;
  const holds = async (history: Parameters<typeof differences>[1]) =>
    expect(await differences(stage, history)).toEqual([]);
  await fc.assert(fc.asyncProperty(histories, holds), { numRuns: 10, seed: 1, endOnFailure: true });
}, 120_000);

test.each(SAFEGUARDS)(
  "without it the property fails: $name",
  async (safeguard) => {
    const stage = await opening;
    const build = await without(safeguard, stage.build);
    const holds = async (history: Parameters<typeof differences>[1]) =>
      (await differences(stage, history, build)).length === 0;
    const details = await fc.check(fc.asyncProperty(histories, holds), { numRuns: 150, seed: 1, endOnFailure: true });
      "/tmp/wt-sg.txt",
      `${safeguard.name} ${details.failed} ${details.numRuns} ${process.memoryUsage().rss / 1e6}\n`,
    );

    expect(details.failed).toBe(true);
  },
  240_000,
);
