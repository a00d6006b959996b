/** Random histories of contacts by the hundred, and how many it takes to see that a safeguard is missing. */
import fc from "fast-check";
import ora from "ora";
import { histories } from "../test/histories/arbitraries";
import type { History } from "../test/histories/play";
import { differences } from "../test/histories/property";
import { SAFEGUARDS, without } from "../test/histories/safeguards";
import { openStage } from "../test/histories/stage";
import type { Bench } from "./bench";

const HISTORIES = { full: 1000, quick: 20 };
const MOST_UNTIL_IT_FAILS = 300;
const SEED = 2;

export const recordsHistories: Bench = {
  describes: "random histories after reconcile against undisturbed ones, whole and without each safeguard",
  measure: async ({ quick, tell }) => {
    const stage = await openStage();
    const wanted = quick ? HISTORIES.quick : HISTORIES.full;
    const spinner = ora({ text: "playing histories" }).start();
    let different = 0;
    let played = 0;
    const compared = fc.asyncProperty(histories, async (history: History) => {
      if ((await differences(stage, history)).length > 0) different++;
      spinner.text = `${++played} of ${wanted} histories`;
    });
    await fc.assert(compared, { numRuns: wanted, seed: SEED });
    const rows = [];
    for (const safeguard of SAFEGUARDS) {
      spinner.text = `without: ${safeguard.name}`;
      const build = await without(safeguard, stage.build);
      const holds = async (history: History) => (await differences(stage, history, build)).length === 0;
      const options = { numRuns: MOST_UNTIL_IT_FAILS, seed: SEED, endOnFailure: true };
      const { failed, numRuns } = await fc.check(fc.asyncProperty(histories, holds), options);
      rows.push({ safeguard: safeguard.name, "seen missing": failed, "after so many histories": numRuns });
    }
    spinner.stop();
    tell(rows);
    return {
      histories: played,
      different,
      safeguards: SAFEGUARDS.length,
      safeguardsSeenMissing: rows.filter((row) => row["seen missing"]).length,
    };
  },
};
