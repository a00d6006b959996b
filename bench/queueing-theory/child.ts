/** One of the processes: it simulates what it is told to. */
import type { Answer, Job } from "./processes";
import { SYSTEMS } from "./systems";

const tell = (answer: Answer) => process.send?.(answer);

process.on("message", ({ system, seed, run }: Job) => {
  SYSTEMS[system].simulate(seed, run).then(
    (observations) => tell({ observations }),
    (error: unknown) => tell({ error: String(error) }),
  );
});
process.on("disconnect", () => process.exit());
