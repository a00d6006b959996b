/** How a command fails: what was wrong, a line each, and an exit code; a stack only for our own mistakes. */
import { ApplyError } from "./apply";
import { PlanError } from "./day-plan";
import { PolicyError } from "./policy-file";
import { TraceError } from "./trace";

/** What the person in front can put right. */
const EXPECTED = [PolicyError, TraceError, PlanError, ApplyError];
const BAD_INPUT = 2;

export function fail(error: unknown): void {
  if (EXPECTED.some((kind) => error instanceof kind)) {
    console.error((error as Error).message);
    process.exitCode = BAD_INPUT;
    return;
  }
  console.error(error);
  process.exitCode = 1;
}
