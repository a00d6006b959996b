/**
 * Deploys the project with the real `twilio-run` into a simulated account, and loads what is deployed there: each
 * function, and the library, in fresh processes that measure themselves, an empty file in turn with them.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "../cli/root";
import { Account } from "../simulator/account";
import type { HostedBuild } from "../simulator/functions/hosted-build";
import { isUploadedFile } from "../simulator/kernel/uploaded-file";
import { hostedBuildOf } from "../simulator/serverless/hosting";
import { Deployment } from "../test/support/deployment";
import type { Bench, Figure } from "./bench";
import { median, rounded } from "./statistics";

const ROUNDS = 9;
const QUICK_ROUNDS = 1;

/** The platform's globals, as little as a file needs to load. */
const LOAD = `
const fs = require("node:fs");
const [, , assets, file] = process.argv;
const paths = JSON.parse(fs.readFileSync(assets + "/../assets.json", "utf8"));
const asset = (path) => [path, { path: assets + path, open: () => fs.readFileSync(assets + path, "utf8") }];
globalThis.Runtime = { getAssets: () => Object.fromEntries(paths.map(asset)) };
globalThis.Twilio = { Response: class {} };
const from = process.hrtime.bigint();
require(file);
process.stdout.write(String(Number(process.hrtime.bigint() - from) / 1e6));
`;

/** A build on disk, and each of its scripts. */
function unpack({ functions, assets }: HostedBuild, folder: string): string[] {
  const write = (file: string, content: string | Uint8Array) => {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  };
  const hidden = assets.filter(({ visibility }) => visibility === "private").map(({ path }) => path);
  write(join(folder, "assets.json"), JSON.stringify(hidden));
  for (const { path, content } of assets) write(join(folder, "assets", path), content);
  const scripts = assets.map(({ path }) => path).filter((path) => path.endsWith(".js"));
  return [
    ...functions.map(({ path, content }) => write(join(folder, "functions", `${path}.js`), content)),
    ...scripts.map((path) => join(folder, "assets", path)),
  ];
}

/** Milliseconds that the slowest of a build's scripts takes to load, more than an empty one; medians. */
function slowest(build: HostedBuild, rounds: number): number {
  const folder = mkdtempSync(join(tmpdir(), "floorwalker-deployed-"));
  try {
    const scripts = unpack(build, folder);
    const [empty, loader] = [join(folder, "empty.js"), join(folder, "load.js")];
    writeFileSync(empty, "");
    writeFileSync(loader, LOAD);
    // The platform installs the build's packages beside it.
    const env = { ...process.env, NODE_PATH: join(ROOT, "node_modules") };
    const time = (file: string) =>
      Number(execFileSync(process.execPath, [loader, join(folder, "assets"), file], { encoding: "utf8", env }));
    const over = (file: string) => {
      const pairs = Array.from({ length: rounds }, () => ({ empty: time(empty), full: time(file) }));
      return median(pairs.map(({ full }) => full)) - median(pairs.map((pair) => pair.empty));
    };
    return Math.max(...scripts.map(over));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function liveBuild(account: Account): HostedBuild {
  const [service] = account.serverless.save().services.values();
  const [environment] = service?.environments.values() ?? [];
  const build = environment?.deployments.at(-1)?.build;
  if (!build) throw new Error("nothing is deployed");
  return hostedBuildOf(build);
}

/** Counts what is uploaded from now on. */
function uploadsOf(account: Account): { count: number; bytes: number } {
  const uploads = { count: 0, bytes: 0 };
  account.watch(({ operation, request }) => {
    const content = request.parameters["Content"];
    if (!operation.startsWith("serverless-upload.") || !isUploadedFile(content)) return;
    uploads.count++;
    uploads.bytes += content.bytes.length;
  });
  return uploads;
}

async function deployOnce(deployment: Deployment): Promise<number> {
  const from = performance.now();
  const { exitCode, printed } = await deployment.deploy({ CUSTOMER_KEY: "0123456789abcdef" });
  if (exitCode !== 0) throw new Error(`twilio-run deploy failed:\n${printed}`);
  return (performance.now() - from) / 1000;
}

async function measure({ quick }: { quick: boolean }): Promise<Record<string, Figure>> {
  const account = new Account({ seed: 1 });
  const uploads = uploadsOf(account);
  const deployment = await Deployment.open(account, 1);
  try {
    const seconds = await deployOnce(deployment);
    const first = { ...uploads };
    await deployOnce(deployment);
    const build = liveBuild(account);
    return {
      functions: build.functions.length,
      slowestFunctionMillisecondsOverEmpty: rounded(slowest(build, quick ? QUICK_ROUNDS : ROUNDS), 2),
      uploadKilobytes: rounded(first.bytes / 1024, 1),
      uploadsOnUnchangedTree: uploads.count - first.count,
      deploySeconds: rounded(seconds, 1),
    };
  } finally {
    await deployment.close();
  }
}

export const deploy: Bench = {
  describes: "deploys with twilio-run into a simulated account, twice, and loads what is deployed in fresh processes",
  measure,
};
