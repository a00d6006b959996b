import fc from "fast-check";
import { histories } from "./histories/arbitraries";
import { differences } from "./histories/property";
import { openStage } from "./histories/stage";

test("whatever goes wrong while contacts are recorded, reconcile leaves what happened, once", async () => {
  const stage = await openStage();
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      expect(await differences(stage, history)).toEqual([]);
    }),
    { numRuns: 60, seed: 1, endOnFailure: true },
  );
}, 120_000);
