/**
 * Whether the account is what it would be after `floor setup`: found out by running setup dry, so that both always mean
 * the same.
 */
import { join } from "node:path";
import type { Scope } from "../../src/domain/scoped-token";
import { applyAddresses } from "../account/addresses";
import { Changes, differences } from "../account/changes";
import type { Deployment } from "../account/deployment";
import { eventCallbackUrl } from "../account/event-callback";
import { readFlowFiles } from "../account/flow-definition";
import { setUpFlows } from "../account/flows";
import { applyRouting, type Routing } from "../account/routing";
import { AccountError, type AccountSession, findWorkspace, NAME, PAGE } from "../account/session";
import { setUpSink, sinkUrl } from "../account/sink";
import { setUpSync } from "../account/sync-objects";
import { ROOT } from "../root";
import { CREATE_TOKEN, SCHEDULED } from "../scheduler-token";
import { listTokens } from "../tokens";
import type { Examination } from "./examination";
import { type Finding, ok, problem, warning } from "./finding";

const SETUP = "npm run floor -- setup";
const WORDS = { created: "is missing", updated: "differs", deleted: "is too much", unchanged: "", "left alone": "" };
const MOST_NAMED = 5;

async function drySession({ client, policy, workspaceSid }: Examination): Promise<AccountSession> {
  const changes = new Changes({ isDryRun: true });
  return { client, policy, changes, workspaceSid: workspaceSid ?? (await findWorkspace(client)) };
}

/** What a dry run would do, as a finding. */
function findingOf(check: string, { list }: Changes, next: string): Finding {
  const told = differences(list).map(({ action, what, because }) => `${what} ${because ?? WORDS[action]}`);
  if (told.length === 0) return ok(check, `as it should be: ${list.length} resources`);
  const rest = told.length > MOST_NAMED ? `, and ${told.length - MOST_NAMED} more` : "";
  const says = told.slice(0, MOST_NAMED).join("; ") + rest;
  const isLeftAlone = differences(list).every(({ action }) => action === "left alone");
  return isLeftAlone ? warning(check, says, "see there") : problem(check, says, next);
}

/** Runs a part of setup dry. */
async function dry(
  examination: Examination,
  check: string,
  next: string,
  run: (session: AccountSession) => Promise<unknown>,
): Promise<Finding> {
  const session = await drySession(examination);
  try {
    await run(session);
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    return problem(check, error.message, next);
  }
  return findingOf(check, session.changes, next);
}

export const checkPolicyInForce = (examination: Examination) =>
  dry(examination, "policy", "npm run floor -- apply", applyRouting);

export const checkAddresses = (examination: Examination) =>
  dry(examination, "addresses", "npm run floor -- apply", applyAddresses);

export async function checkSync(examination: Examination): Promise<Finding> {
  const { SYNC_SERVICE_SID } = examination.variables;
  let sid = "";
  const found = await dry(examination, "Sync", SETUP, async (session) => {
    sid = await setUpSync(session);
  });
  if (found.state !== "ok" || SYNC_SERVICE_SID === sid) return found;
  if (!SYNC_SERVICE_SID) return problem("Sync", "SYNC_SERVICE_SID is not in .env", SETUP);
  return problem("Sync", `.env says ${SYNC_SERVICE_SID}, but it is ${sid}`, "correct SYNC_SERVICE_SID in .env");
}

/** Whether closing events, and no others, reach this deployment. */
export async function checkSink(examination: Examination, { environment }: Deployment): Promise<Finding> {
  const found = await dry(examination, "sink", SETUP, (session) => setUpSink(session, environment.url));
  if (found.state !== "ok") return found;
  const sinks = await examination.client.events.v1.sinks.list(PAGE);
  const sink = sinks.find(
    ({ description, sinkConfiguration }) =>
      description === NAME && (sinkConfiguration as { destination?: string }).destination === sinkUrl(environment.url),
  );
  if (sink?.status !== "active") {
    return problem("sink", `it is ${sink?.status}, and gets no events`, "look at it in the console: Event Streams");
  }
  return ok("sink", `active, closing events only, to ${environment.url}`);
}

/** Whom the workspace calls: nobody is as good as us, for Event Streams tells the same. */
export async function checkEventCallback(examination: Examination, { environment }: Deployment): Promise<Finding> {
  const check = "callback";
  const { client, workspaceSid } = await drySession(examination);
  const { eventCallbackUrl: url, eventsFilter } = await client.taskrouter.v1.workspaces(workspaceSid).fetch();
  if (!url) return ok(check, "the workspace calls nobody: Event Streams tells what ends");
  const ours = eventCallbackUrl(environment.url);
  if (url !== ours) return ok(check, `the workspace calls ${new URL(url).host}, which is left alone`);
  if (!eventsFilter) {
    return warning(check, "the workspace sends us every event", "npm run floor -- setup --event-callback");
  }
  return ok(check, `the workspace calls us too, for ${eventsFilter.split(",").length} kinds of events`);
}

/** Published, valid, and pointing at this deployment. */
export async function checkFlows(examination: Examination, deployment: Deployment): Promise<Finding> {
  const { policy, client } = examination;
  const files = readFlowFiles(join(ROOT, "studio"));
  const found = await dry(examination, "flows", SETUP, async (session) => {
    const quiet = { ...session, changes: new Changes({ isDryRun: true }) };
    const routing: Routing = await applyRouting(quiet);
    const surroundings = { policy, routing, functionsUrl: deployment.environment.url, deployment };
    await setUpFlows(session, surroundings, { files, replace: false });
  });
  if (found.state === "problem") return found;
  for (const { friendlyName, sid } of await client.studio.v2.flows.list(PAGE)) {
    if (!friendlyName.startsWith(`${NAME} `)) continue;
    const { valid, errors } = await client.studio.v2.flows(sid).fetch();
    if (valid !== false) continue;
    return problem(
      "flows",
      `${friendlyName} is not valid: ${JSON.stringify(errors)}`,
      "correct it in studio/, then setup",
    );
  }
  return found;
}

/** What does not happen where nobody has a token for it. */
const WITHOUT: Readonly<Record<(typeof SCHEDULED)[number], string>> = {
  tick: "no token starts the tick: no figures, no alerts, no capacity",
  "run-quality": "no token starts the rounds of quality: no samples, no webhooks",
  reconcile: "no token starts reconcile: a contact whose end got lost on the way stays unrecorded",
};

/** Whether somebody can start what is done again and again, and for how long. */
export async function checkSchedulerToken({ client, variables, now }: Examination): Promise<Finding> {
  const check = "scheduler";
  const { SYNC_SERVICE_SID } = variables;
  if (!SYNC_SERVICE_SID) return problem(check, "without SYNC_SERVICE_SID nobody knows of its token", SETUP);
  const tokens = await listTokens({ client, syncServiceSid: SYNC_SERVICE_SID });
  const daysOf = (scope: Scope) => {
    const ends = tokens.filter(({ scopes }) => scopes.includes(scope)).map(({ expiresAt }) => Date.parse(expiresAt));
    return Math.floor((Math.max(...ends) - now.getTime()) / 86_400_000);
  };
  const missing = SCHEDULED.filter((scope) => !(daysOf(scope) >= 0)).map((scope) => WITHOUT[scope]);
  if (missing.length > 0) return problem(check, missing.join("; "), CREATE_TOKEN);
  const days = Math.min(...SCHEDULED.map(daysOf));
  if (days < 14) return warning(check, `a token for ${SCHEDULED.join(", ")} ends in ${days} days`, CREATE_TOKEN);
  return ok(check, `tokens open ${SCHEDULED.join(", ")}, for ${days} days yet`);
}

const MOST_WORKERS = 50;

/** Whether workers can be given what comes over the policy's channels. Workers are only looked at. */
export async function checkWorkers(examination: Examination): Promise<Finding> {
  const check = "workers";
  const { client, workspaceSid } = await drySession(examination);
  const { workers } = client.taskrouter.v1.workspaces(workspaceSid);
  const seen = await workers.list({ limit: MOST_WORKERS });
  if (seen.length === 0) return warning(check, "there are none: every contact waits", "invite people in Flex");
  const channels = Object.keys(examination.policy.channels);
  const without: string[] = [];
  for (const { sid, friendlyName } of seen) {
    const theirs = await workers(sid).workerChannels.list(PAGE);
    const can = (name: string) =>
      theirs.some((one) => one.taskChannelUniqueName === name && one.available && one.configuredCapacity > 0);
    if (!channels.some(can)) without.push(friendlyName);
  }
  const looked = seen.length === MOST_WORKERS ? `the first ${MOST_WORKERS}` : `${seen.length}`;
  if (without.length === 0) return ok(check, `${looked} of them, each with a channel of floor.yaml`);
  const named = without.slice(0, MOST_NAMED).join(", ");
  return warning(
    check,
    `${without.length} of ${looked} can take nothing that comes over ${channels.join(" or ")}: ${named}`,
    "set their channels in Flex, or in TaskRouter",
  );
}
