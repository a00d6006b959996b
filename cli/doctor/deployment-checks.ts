/** What is deployed: the build, its variables, and what its URLs answer to strangers. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { requiredUnder, webhookSecretProblem } from "../../src/config";
import type { Policy } from "../../src/domain/policy";
import { type Deployment, findDeployment, SERVICE_NAME, type Visibility } from "../account/deployment";
import { PAGE } from "../account/session";
import { ROOT } from "../root";
import type { Examination, Visit } from "./examination";
import { type Finding, ok, problem } from "./finding";

const DEPLOY = "npm run deploy";
/** As `.twilioserverlessrc` asks for. */
const RUNTIME = "node22";
const HANDLER = "@twilio/runtime-handler";
/** Bytes. https://www.twilio.com/docs/serverless/functions-assets/functions/variables */
const LARGEST_VARIABLE = 450;
const LARGEST_VARIABLES = 3 * 1024;
/** `twilio-run deploy` keeps these to itself. */
const NOT_DEPLOYED = ["ACCOUNT_SID", "AUTH_TOKEN"];

const named = (suffix: string): string => suffix || "production";

/** The exact version that is deployed with, from package.json. */
export function handlerVersion(): string {
  const text = readFileSync(join(ROOT, "package.json"), "utf8");
  const { dependencies } = JSON.parse(text) as { dependencies: Record<string, string> };
  return dependencies[HANDLER] ?? "";
}

export async function checkDeployment({
  client,
  suffix,
}: Examination): Promise<{ finding: Finding; deployment?: Deployment }> {
  const check = "deployment";
  const deployment = await findDeployment(client, suffix);
  if (!deployment) {
    const says = `the service ${SERVICE_NAME} has nothing deployed in ${named(suffix)}`;
    return { finding: problem(check, says, `${DEPLOY}, then npm run floor -- setup`) };
  }
  const { environment, build } = deployment;
  const handler = build.dependencies[HANDLER];
  if (build.runtime !== RUNTIME) {
    return { deployment, finding: problem(check, `it runs on ${build.runtime}, not ${RUNTIME}`, DEPLOY) };
  }
  if (handler !== handlerVersion()) {
    const says = `it has ${HANDLER} ${handler ?? "not at all"}, package.json ${handlerVersion()}`;
    return { deployment, finding: problem(check, says, DEPLOY) };
  }
  const since = build.createdAt.toISOString().slice(0, 16).replace("T", " ");
  const says = `${build.functions.length} functions of ${since} UTC in ${named(environment.suffix)}, ${build.runtime}`;
  return { deployment, finding: ok(check, says) };
}

/** What is wrong with variables that are deployed; values are never shown. */
export function variableProblems(
  deployed: Readonly<Record<string, string>>,
  ofFile: Readonly<Record<string, string>>,
  policy: Pick<Policy, "webhooks">,
): string[] {
  const bytes = (text: string) => Buffer.byteLength(text);
  const expected = Object.entries(ofFile).filter(([name, value]) => value && !NOT_DEPLOYED.includes(name));
  const missing = [...new Set([...requiredUnder(policy), ...expected.map(([name]) => name)])].filter(
    (name) => !deployed[name],
  );
  const different = expected.filter(([name, value]) => deployed[name] && deployed[name] !== value);
  const long = Object.entries(deployed).filter(([, value]) => bytes(value) > LARGEST_VARIABLE);
  const secretProblem = deployed["WEBHOOK_SECRET"] && webhookSecretProblem(deployed["WEBHOOK_SECRET"]);
  const together = bytes(JSON.stringify(deployed));
  return [
    ...missing.map((name) => `${name} is not deployed`),
    ...different.map(([name]) => `${name} is another than in .env`),
    ...(secretProblem ? [secretProblem] : []),
    ...long.map(([name, value]) => `${name} has ${bytes(value)} bytes, more than ${LARGEST_VARIABLE}`),
    ...(together > LARGEST_VARIABLES ? [`together they have ${together} bytes, more than ${LARGEST_VARIABLES}`] : []),
  ];
}

export async function checkVariables(
  { client, variables, policy }: Examination,
  { environment: { serviceSid, sid } }: Deployment,
): Promise<Finding> {
  const listed = await client.serverless.v1.services(serviceSid).environments(sid).variables.list(PAGE);
  const deployed = Object.fromEntries(listed.map(({ key, value }) => [key, value]));
  const problems = variableProblems(deployed, variables, policy);
  if (problems.length > 0) {
    const isComplete = requiredUnder(policy).every((name) => variables[name]);
    const first = isComplete ? "correct .env" : "npm run floor -- setup";
    return problem("variables", problems.join("; "), `${first}, then ${DEPLOY}`);
  }
  const size = Buffer.byteLength(JSON.stringify(deployed));
  return ok("variables", `${listed.length} deployed, as in .env, ${size} of ${LARGEST_VARIABLES} bytes`);
}

/** What a stranger must be told: the platform refuses for protected functions, each public one by its own lock. */
const REFUSAL: Readonly<Record<Visibility, number>> = { public: 401, protected: 403, private: 404 };

/** Whether every door is there, and shut to strangers. */
export async function checkUrls(visit: Visit, { environment, build }: Deployment): Promise<Finding> {
  const check = "URLs";
  const wrong: { path: string; status: number; refusal: number }[] = [];
  for (const { path, visibility } of build.functions) {
    const status = (await visit(`${environment.url}${path}`))?.status;
    if (status === undefined) return problem(check, `nobody answers at ${environment.url}`, DEPLOY);
    const refusal = REFUSAL[visibility];
    if (status !== refusal) wrong.push({ path, status, refusal });
  }
  if (wrong.length === 0) return ok(check, `${build.functions.length} reachable, each refuses strangers`);
  const says = wrong
    .map(({ path, status, refusal }) => `${path} answers strangers ${status}, not ${refusal}`)
    .join("; ");
  // Errors shut a door as well, but to everybody.
  const isOpen = wrong.some(({ status }) => status < 400);
  return problem(check, says, isOpen ? "npm run floor -- rollback" : "look at the functions' log in the console");
}
