/** `floor doctor`: looks at everything the floor stands on, in the order in which it is built, and writes nothing. */

import { AccountError } from "../account/session";
import { checkCredentials, checkFlex, checkWorkspace } from "./account-checks";
import { checkDeployment, checkUrls, checkVariables } from "./deployment-checks";
import type { Examination } from "./examination";
import { type Finding, problem } from "./finding";
import {
  checkAddresses,
  checkEventCallback,
  checkFlows,
  checkPolicyInForce,
  checkSchedulerToken,
  checkSink,
  checkSync,
  checkWorkers,
} from "./floor-checks";

/** What keeps a check from being made is a finding too. */
async function attempt(name: string, check: () => Promise<Finding>): Promise<Finding> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof AccountError) return problem(name, error.message, "see there");
    const { status, message } = error as { status?: unknown; message?: string };
    if (typeof status !== "number") throw error;
    return problem(name, `Twilio answered ${status}: ${message}`, "npm run floor -- doctor, in a while");
  }
}

/** One by one, as they are made. */
export async function* examine(examination: Examination): AsyncGenerator<Finding> {
  const credentials = await attempt("credentials", () => checkCredentials(examination));
  yield credentials;
  if (credentials.state === "problem") return;
  yield attempt("Flex", () => checkFlex(examination));
  yield attempt("workspace", () => checkWorkspace(examination));
  yield attempt("policy", () => checkPolicyInForce(examination));
  yield attempt("addresses", () => checkAddresses(examination));
  yield attempt("Sync", () => checkSync(examination));
  yield attempt("scheduler", () => checkSchedulerToken(examination));
  yield attempt("workers", () => checkWorkers(examination));
  const { finding, deployment } = await checkDeployment(examination);
  yield finding;
  if (!deployment) return;
  yield attempt("variables", () => checkVariables(examination, deployment));
  yield attempt("URLs", () => checkUrls(examination.visit, deployment));
  yield attempt("sink", () => checkSink(examination, deployment));
  yield attempt("callback", () => checkEventCallback(examination, deployment));
  yield attempt("flows", () => checkFlows(examination, deployment));
}
