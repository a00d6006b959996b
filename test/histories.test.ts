/** Random histories of contacts, and the safeguards without which they would end otherwise. */
import fc from "fast-check";
import { histories } from "./histories/arbitraries";
import type { History } from "./histories/play";
import { differences } from "./histories/property";
import { SAFEGUARDS, without } from "./histories/safeguards";
import { openStage } from "./histories/stage";

const opening = openStage();
/** `npm run bench -- records-histories` tries many more, and every safeguard. */
const HISTORIES = 12;
const some = SAFEGUARDS.filter((_, number) => number % 3 === 0);
const MOST_UNTIL_IT_FAILS = 150;

test("whatever goes wrong while contacts are recorded, reconcile leaves what happened, once", async () => {
  const stage = await opening;
  const holds = async (history: History) => expect(await differences(stage, history)).toEqual([]);

  await fc.assert(fc.asyncProperty(histories, holds), { numRuns: HISTORIES, seed: 1, endOnFailure: true });
}, 120_000);

test.each(some)(
  "it would not, if not: $name",
  async (safeguard) => {
    const stage = await opening;
    const build = await without(safeguard, stage.build);
    const holds = async (history: History) => (await differences(stage, history, build)).length === 0;
    const options = { numRuns: MOST_UNTIL_IT_FAILS, seed: 1, endOnFailure: true };

    expect((await fc.check(fc.asyncProperty(histories, holds), options)).failed).toBe(true);
  },
  240_000,
);
