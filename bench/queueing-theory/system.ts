/** A system that is simulated: it gives observations, a day or a batch each. */
import type { Tally } from "./center";

/** What a day or a batch counted, and by how much chance favoured it: control variates, of expectation 0. */
export type Observation = { tally: Readonly<Tally>; controls: readonly number[] };

export type System = {
  /** So many runs, each an account of its own; the first number is that of `--quick`. */
  runs: Readonly<{ quick: number; full: number }>;
  /** About so many contacts in a run. */
  contacts: number;
  /** The same seed and run give the same observations. */
  simulate: (seed: number, run: number) => Promise<Observation[]>;
};
