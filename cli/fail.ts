/** How a command fails: what was wrong, a line each, and an exit code; a stack only for our own mistakes. */
import { ApplyError } from "./apply";
import { PlanError } from "./day-plan";
import { FunctionsError } from "./functions-process";
import { PolicyError } from "./policy-file";
import { TraceError } from "./trace";

/** What the person in front can put right. */
const EXPECTED = [PolicyError, TraceError, PlanError, ApplyError];
const BAD_INPUT = 2;

const portIn = (error: unknown): number | undefined => {
  const { code, port } = (error ?? {}) as { code?: string; port?: number };
  return code === "EADDRINUSE" ? port : undefined;
};

export function fail(error: unknown): void {
  const port = portIn(error);
  if (port !== undefined || error instanceof FunctionsError) {
    console.error(port === undefined ? (error as Error).message : `port ${port} is taken: choose another with --port`);
    process.exitCode = 1;
    return;
  }
  if (EXPECTED.some((kind) => error instanceof kind)) {
    console.error((error as Error).message);
    process.exitCode = BAD_INPUT;
    return;
  }
  console.error(error);
  process.exitCode = 1;
}
