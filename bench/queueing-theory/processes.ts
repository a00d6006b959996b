/** Runs spread over processes, one a core. What comes back does not depend on how many there are. */
import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Observation } from "./system";
import type { SystemName } from "./systems";

export type Job = { system: SystemName; seed: number; run: number };

/** What a process answers a job with. */
export type Answer = { observations: Observation[] } | { error: string };

/** Each job's observations, in the order of the jobs. */
export async function inProcesses(jobs: readonly Job[], onDone: (job: Job) => void): Promise<Observation[][]> {
  const answers: Observation[][] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    // Each with the loader this process was started with.
    const child = fork(join(__dirname, "child.ts"), { serialization: "advanced" });
    try {
      for (let index = next++; index < jobs.length; index = next++) {
        const job = jobs[index];
        if (!job) break;
        answers[index] = await ask(child, job);
        onDone(job);
      }
    } finally {
      child.kill();
    }
  };
  await Promise.all(Array.from({ length: Math.min(jobs.length, availableParallelism()) }, work));
  return answers;
}

function ask(child: ChildProcess, job: Job): Promise<Observation[]> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`a process ended with ${code} over ${job.system}`));
    child.once("exit", onExit);
    child.once("message", (answer: Answer) => {
      child.off("exit", onExit);
      if ("error" in answer) reject(new Error(`${job.system}: ${answer.error}`));
      else resolve(answer.observations);
    });
    child.send(job);
  });
}
