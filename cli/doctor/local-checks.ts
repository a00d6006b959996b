/** What can be said without asking the account. */
import type { Policy } from "../../src/domain/policy";
import { PolicyError, readPolicy } from "../policy-file";
import { type Finding, ok, problem, warning } from "./finding";

const OLDEST = { major: 20, minor: 19 };
/** `twilio-run` is made for these: https://www.twilio.com/docs/serverless/functions-assets/faq */
const FOR_DEPLOYING = [20, 22];

/** @param version as `process.versions.node` has it */
export function checkNode(version: string): Finding {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  const check = "node";
  if (major < OLDEST.major || (major === OLDEST.major && minor < OLDEST.minor)) {
    return problem(check, `Node ${version} is older than 20.19`, "install Node 22");
  }
  if (FOR_DEPLOYING.includes(major)) return ok(check, `Node ${version}`);
  return warning(check, `Node ${version}; twilio-run is made for 20 and 22`, "install Node 22 for deploying");
}

/** The policy, or what is wrong with it. */
export function checkPolicyFile(file: string): { finding: Finding; policy?: Policy } {
  const check = "floor.yaml";
  try {
    const policy = readPolicy(file);
    const count = Object.keys(policy.queues).length;
    return { policy, finding: ok(check, `valid: ${count} queues, ${policy.segments.length} segments`) };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    return { finding: problem(check, error.message, "correct these lines") };
  }
}
