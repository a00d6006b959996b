/** Plays a day at a visible pace: the account on a port, the functions under `twilio-run`, a page to watch. */
import { join } from "node:path";
import type { Account, AccountOptions } from "../simulator/account";
import { Edge } from "../simulator/edge/edge";
import { type EdgeListener, listenAsEdge } from "../simulator/edge/listener";
import { proxyTo } from "../simulator/edge/proxy";
import { hostedBuildOf } from "../simulator/functions/build-from-folders";
import { serve } from "../simulator/server";
import { buildAll } from "./build";
import type { DayPlan } from "./day-plan";
import { type FloorReport, reportOf } from "./floor-report";
import { type FunctionsProcess, startFunctions } from "./functions-process";
import { addLivePages, journalOf, type LiveFigures, type Sample, sampleOf } from "./live-floor";
import { ROOT } from "./root";
import { openFloor, type SimulatedFloor } from "./simulated-floor";
import { openedAt } from "./taken-port";

export type LiveOptions = Pick<AccountOptions, "delivery" | "functionSeconds"> & {
  port: number;
  functionsPort: number;
  /** Simulated seconds in a second. */
  speed: number;
  /** Folder below the project's that is built into and served from. */
  built?: string;
  opened: (addresses: { page: string; account: string; functions: string }, stop: () => Promise<void>) => void;
  progress: (floor: SimulatedFloor) => void;
};

/** Real milliseconds between two steps of the clock. */
const STEP = 50;
/** Simulated seconds between two points of the chart. */
const SAMPLE_EVERY = 300;

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Refuses what Twilio would refuse, where the account and everybody else call the functions. */
async function edgeBefore(
  functions: FunctionsProcess,
  account: Account,
  { built, port }: { built: string; port: number },
): Promise<EdgeListener> {
  const folder = join(ROOT, built);
  const build = hostedBuildOf({ functionsFolder: join(folder, "functions"), assetsFolder: join(folder, "assets") });
  const target = proxyTo({ account, build, url: functions.url });
  const note = (path: string, _code: number, message: string) => console.error(`${path}: ${message}`);
  const opening = listenAsEdge(new Edge({ account, target, note }), port);
  const listener = await openedAt(port, "--functions-port", opening);
  return { url: listener.url, close: () => listener.close().then(target.close) };
}

/** Ends with the day; what has been opened goes on serving until `stop`. */
export async function playLive(
  plan: DayPlan,
  { port, functionsPort, speed, built = "dist", opened, progress, ...options }: LiveOptions,
): Promise<{ report: FloorReport; floor: SimulatedFloor; stop: () => Promise<void> }> {
  await buildAll({ root: ROOT, policy: plan.policyFile, out: join(ROOT, built), isPlayed: true });
  const floor = await openFloor(plan, `http://localhost:${functionsPort}`, options);
  const { account, day, environment, syncServiceSid } = floor;
  const began = performance.now();
  const samples: Sample[] = [];
  let final: FloorReport | undefined;
  const report = () => final ?? reportOf(plan, floor, (performance.now() - began) / 1000);
  const promises = Object.entries(plan.policy.queues).map(([name, { promise }]) => [name, promise.target]);
  const targets = Object.fromEntries(promises) as LiveFigures["targets"];
  const figures = (): LiveFigures => ({
    report: report(),
    now: new Date(account.clock.now()).toISOString(),
    targets,
    isDone: day.isDone(),
    samples,
    journal: journalOf(account, syncServiceSid),
    messages: account.messaging.messages.length,
  });
  const opening = serve({
    port,
    createAccount: () => account,
    clock: "elsewhere",
    extend: (app) => addLivePages(app, figures),
  });
  const server = await openedAt(port, "--port", opening);
  const functions = await startFunctions({
    simulatorUrl: server.url,
    built,
    environment: { ACCOUNT_SID: account.accountSid, AUTH_TOKEN: account.authToken, ...environment },
  }).catch(async (error: unknown) => {
    await server.close();
    throw error;
  });
  const edge = await edgeBefore(functions, account, { built, port: functionsPort }).catch(async (error: unknown) => {
    await functions.stop();
    await server.close();
    throw error;
  });
  const stop = async () => {
    await edge.close();
    await functions.stop();
    await server.close();
  };
  opened({ page: `${server.url}/`, account: server.url, functions: edge.url }, stop);

  // Nobody wants to watch the night before: the clock begins where the floor opens.
  await account.clock.advance((day.opensAt - account.clock.now()) / 1000);
  const queues = Object.keys(plan.policy.queues);
  while (!day.isDone()) {
    const from = performance.now();
    await account.clock.advance((speed * STEP) / 1000);
    if (account.clock.now() / 1000 - (samples.at(-1)?.at ?? 0) >= SAMPLE_EVERY) samples.push(sampleOf(account, queues));
    progress(floor);
    await pause(Math.max(0, STEP - (performance.now() - from)));
  }
  final = report();
  return { report: final, floor, stop };
}
