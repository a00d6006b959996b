/** Thousands of seeded requests at every door: nothing may break, and nothing may come out that went in. */
import { Centre } from "../test/doors/centre";
import { doors } from "../test/doors/door-list";
import { type Fuzzed, fuzz } from "../test/doors/fuzz";
import type { Bench } from "./bench";

const SEED = 4711;
const INPUTS = 10_000;
const QUICK_INPUTS = 1000;
/** However many doors there are. */
const INPUTS_A_DOOR = 700;

export const doorsFuzz: Bench = {
  describes: "seeded requests at every door: failures, 400s that name nothing, and secrets that come out again",
  measure: async ({ quick, tell }) => {
    let rejections = 0;
    const count = () => rejections++;
    process.on("unhandledRejection", count);
    const each = quick
      ? Math.ceil(QUICK_INPUTS / doors.length)
      : Math.max(INPUTS_A_DOOR, Math.ceil(INPUTS / doors.length));
    const results: Fuzzed[] = [];
    const mistakes: { door: string; example: string }[] = [];
    for (const door of doors) {
      // A centre for each door: what one door's requests have changed is not there for the next.
      const result = await fuzz(await Centre.open(), door, each, SEED);
      results.push(result);
      mistakes.push(...result.examples.map((example) => ({ door: door.path, example })));
    }
    process.off("unhandledRejection", count);
    tell(mistakes);
    const sum = (of: "inputs" | "credentialed" | "accepted" | "serverErrors" | "unhandled" | "unnamed" | "leaks") =>
      results.reduce((total, result) => total + result[of], 0);
    return {
      doors: doors.length,
      inputs: sum("inputs"),
      credentialed: sum("credentialed"),
      credentialedPerDoorMinimum: Math.min(...results.map(({ credentialed }) => credentialed)),
      accepted: sum("accepted"),
      acceptedPerDoorMinimum: Math.min(...results.map(({ accepted }) => accepted)),
      serverErrors: sum("serverErrors"),
      unhandled: sum("unhandled") + rejections,
      refusalsWithoutField: sum("unnamed"),
      secretsTold: sum("leaks"),
    };
  },
};
