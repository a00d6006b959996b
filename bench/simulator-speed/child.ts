/** A process of one's own for each server, asked and answering one thing at a time. */
import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { ROOT } from "../../cli/root";

type Answer = { answer: unknown } | { error: string };

/**
 * Starts a file of this folder, built as functions are: what runs commands from their sources names every function anew
 * each time it is made, which in a request is most of the time.
 */
export function startChild(file: string): ChildProcess {
  const outfile = join(ROOT, "dist/bench", file.replace(/\.ts$/, ".cjs"));
  buildSync({
    entryPoints: [join(ROOT, "bench/simulator-speed", file)],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    target: "node20",
  });
  return fork(outfile, { execArgv: [...profiling(), "--expose-gc"], serialization: "advanced" });
}

/** Where the servers' profiles go, for whoever wants to make them faster. */
const profiling = (): string[] => {
  const folder = process.env["CPU_PROFILES"];
  return folder ? ["--cpu-prof", `--cpu-prof-dir=${folder}`] : [];
};

/** @throws Error with what the child failed with, or where it is gone */
export function ask<Reply>(child: ChildProcess, question: unknown): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`a server ended with ${code}`));
    child.once("exit", onExit);
    child.once("message", (message: Answer) => {
      child.off("exit", onExit);
      if ("error" in message) reject(new Error(message.error));
      else resolve(message.answer as Reply);
    });
    child.send(question as object);
  });
}

/** In the child: answers what it is asked, until nobody is there to ask. */
export function answering<Question>(answer: (question: Question) => Promise<unknown>): void {
  const tell = (message: Answer) => process.send?.(message);
  process.on("message", (question: Question) => {
    answer(question).then(
      (given) => tell({ answer: given }),
      (error: unknown) => tell({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.on("disconnect", () => process.exit());
}

/** The processor's time that this process takes from here on; what came before leaves nothing to clear away. */
export class Spent {
  private readonly from: NodeJS.CpuUsage;

  constructor() {
    globalThis.gc?.();
    this.from = process.cpuUsage();
  }

  seconds(): number {
    const { user, system } = process.cpuUsage(this.from);
    return (user + system) / 1e6;
  }
}
