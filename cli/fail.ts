/** How a command fails: what was wrong, a line each, and an exit code; a stack only for our own mistakes. */
import { BadRequestError } from "../src/http/errors";
import { AccountError } from "./account/session";
import { CredentialsError } from "./credentials";
import { PlanError } from "./day-plan";
import { FileError } from "./file-error";
import { FunctionsError } from "./functions-process";
import { PolicyError } from "./policy-file";
import { PortTakenError } from "./taken-port";
import { TraceError } from "./trace";

/** What the person in front can put right. */
const EXPECTED = [PolicyError, TraceError, PlanError, AccountError, CredentialsError, BadRequestError, FileError];
/** The exit code where what was given cannot be used. */
export const BAD_INPUT = 2;

/** Studio says of a flow everything that is wrong with it. */
function problemsIn(details: unknown): string[] {
  const { errors } = (details ?? {}) as { errors?: unknown };
  if (!Array.isArray(errors)) return [];
  return (errors as { message?: unknown; property_path?: unknown }[]).map(
    ({ message, property_path }) => `  ${property_path}: ${message}`,
  );
}

const UNAUTHORIZED = 401;
const SIMULATED = "for a simulated account, docs/deploy.md says what to export";

/** What Twilio, or the way to it, has to say: one sentence, without a stack. */
function refusalOf(error: unknown): string | undefined {
  const { status, code, message, details } = (error ?? {}) as Record<string, unknown>;
  if (typeof status === "number") {
    const hint = status === UNAUTHORIZED ? [`account and token do not belong together; ${SIMULATED}`] : [];
    return [`Twilio answered ${status} (${code ?? "no code"}): ${message}`, ...problemsIn(details), ...hint].join("\n");
  }
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return `no way to Twilio: ${message}; ${SIMULATED}`;
  if (code === "ECONNREFUSED") return `nobody answers: ${message}`;
  return undefined;
}

export function fail(error: unknown): void {
  const refusal = refusalOf(error);
  if (refusal !== undefined) {
    console.error(refusal);
    process.exitCode = 1;
    return;
  }
  if (error instanceof FunctionsError || error instanceof PortTakenError) {
    console.error(error.message);
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
