/**
 * A short day at a deployment: what the unmodified `twilio-run deploy` has uploaded answers through the edge, whatever
 * becomes of the working tree. In the middle of the day the deployment is rolled back.
 */
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Changes } from "../../cli/account/changes";
import { findDeployment } from "../../cli/account/deployment";
import { readEnvFile } from "../../cli/env-file";
import { completeEnvFile } from "../../cli/env-variables";
import { type FloorReport, reportOf } from "../../cli/floor-report";
import { activate, listDeployed, targetOf } from "../../cli/rollback";
import { setUp } from "../../cli/setup";
import { openDay } from "../../cli/simulated-floor";
import { Account } from "../../simulator/account";
import type { Day } from "../../simulator/people/day";
import { bankMorning, play } from "../support/day";
import { Deployment } from "../support/deployment";
import { ALERT } from "../support/floor";

/** A build takes three seconds of the account's time. */
const TIMES = 10;
const PATIENCE = 240_000;
/** A function that is in the second build only. */
const DOOR = "exports.handler = (context, event, callback) => callback(null, 'open');";

const plan = bankMorning();
const account = new Account({ seed: plan.seed, start: plan.midnight });
const client = account.client(() => "people");

let deployment: Deployment;
let url: string;
let day: Day;
let report: FloorReport;
/** What the door of the second build answers, before the rollback and after it. */
const atTheDoor: number[] = [];

const statusOf = async (path: string) => (await account.webhooks.send({ url: `${url}${path}`, form: {} })).status;

async function liveDeployment() {
  const found = await findDeployment(client, "dev");
  if (!found) throw new Error("nothing is deployed");
  return found;
}

async function deploy(variables: Readonly<Record<string, string>>): Promise<void> {
  const { exitCode, printed } = await deployment.deploy(variables);
  if (exitCode !== 0) throw new Error(printed);
}

const built = (path: string) => join(deployment.folder, "dist", path);

/** Whatever was built is another now, and there is one function more. */
function changeWorkingTree(): void {
  for (const folder of ["functions", "assets"]) {
    for (const name of readdirSync(built(folder), { recursive: true, encoding: "utf8" })) {
      if (/\.js(on)?$/.test(name))
        writeFileSync(built(join(folder, name)), "throw new Error('this was not uploaded');");
    }
  }
  writeFileSync(built("functions/later.js"), DOOR);
}

async function rollBack(): Promise<void> {
  const { environment } = await liveDeployment();
  const build = targetOf(await listDeployed(client, environment));
  await activate(client, environment, build, { pause: () => account.clock.advance(1) });
}

beforeAll(async () => {
  const { variables } = await setUp(client, plan.policy);
  deployment = await Deployment.open(account, TIMES, plan.policyFile);
  const file = join(deployment.folder, ".env");
  completeEnvFile(file, variables, plan.policy, new Changes());
  const deployed = { ...readEnvFile(file), ALERT_FROM: ALERT.from, ALERT_TO: ALERT.to };
  await deploy(deployed);
  writeFileSync(built("functions/door.js"), DOOR);
  await deploy(deployed);
  changeWorkingTree();
  await deployment.stopClock();

  const live = await liveDeployment();
  url = live.environment.url;
  await setUp(client, plan.policy, { functionsUrl: url, deployment: live });
  day = await openDay(account, plan, { variables, functionsUrl: url });
  await account.clock.until(() => day.outcomes.length > plan.contacts.length / 2);
  atTheDoor.push(await statusOf("/door"));
  await rollBack();
  atTheDoor.push(await statusOf("/door"));
  await account.clock.until(() => day.isDone());
  report = reportOf(plan, { account, day, syncServiceSid: variables.SYNC_SERVICE_SID }, 0);
}, PATIENCE);
afterAll(() => deployment.close());

test("no contact is lost or counted twice, and no call fails, a rollback in the middle of the day included", async () => {
  const sum = (field: "offered" | "answered" | "abandoned") =>
    report.queues.reduce((total, queue) => total + queue[field], 0);

  expect(day.failures).toEqual([]);
  expect(report.contacts).toBe(plan.contacts.length);
  expect(sum("offered")).toBe(report.contacts);
  expect(sum("answered") + sum("abandoned")).toBe(report.contacts);
  expect(report.ledger).toEqual({ records: report.contacts, duplicates: 0 });
  const { serviceSid, sid } = (await liveDeployment()).environment;
  const logs = await client.serverless.v1.services(serviceSid).environments(sid).logs.list();
  expect(logs.filter(({ level }) => level === "ERROR")).toEqual([]);
});

test("what was deployed answers: what was not uploaded is not there, what was rolled back is gone", async () => {
  expect(atTheDoor).toEqual([200, 404]);
  expect(await statusOf("/later")).toBe(404);
});

test(
  "the day is that of the same people with the functions in process",
  async () => {
    const { calls, clock, ...figures } = (await play(plan)).report;

    expect(report).toMatchObject(figures);
    expect(report.clock.simulatedSeconds).toBe(clock.simulatedSeconds);
    expect(report.calls.perContact).toBe(calls.perContact);
    // The instance after the rollback reads anew what the one before it remembered, and does nothing else besides.
    const changed = Object.keys(report.calls.byOperation).filter(
      (name) => report.calls.byOperation[name] !== calls.byOperation[name],
    );
    expect(changed.filter((name) => !/\.(Fetch|List)/.test(name))).toEqual([]);
    expect(report.calls.total - calls.total).toBe(7);
  },
  PATIENCE,
);
