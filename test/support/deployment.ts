/** Deploys the project with the unmodified `twilio-run deploy` into an account that is served on loopback. */
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildAll } from "../../cli/build";
import { ROOT } from "../../cli/root";
import type { Account } from "../../simulator/account";
import { type SimulatorServer, serve } from "../../simulator/server";

const TWILIO_RUN = join(ROOT, "node_modules/.bin/twilio-run");
const SUFFIX = "dev";

export type DeployRun = { exitCode: number | null; printed: string };

/** A copy of what is deployed, and the account it is deployed to. */
export class Deployment {
  readonly folder: string;
  private readonly server: SimulatorServer;

  private constructor(folder: string, server: SimulatorServer) {
    this.folder = folder;
    this.server = server;
  }

  /**
   * @param times how fast the account's clock goes: a build takes seconds of it
   * @param policy the file of the policy that is deployed
   */
  static async open(account: Account, times: number, policy = join(ROOT, "floor.yaml")): Promise<Deployment> {
    const folder = mkdtempSync(join(tmpdir(), "floorwalker-deploy-"));
    await buildAll({ root: ROOT, policy, out: join(folder, "dist") });
    for (const file of ["package.json", ".twilioserverlessrc"]) cpSync(join(ROOT, file), join(folder, file));
    // By this `twilio-run` knows a project; what it deploys is in `dist`.
    mkdirSync(join(folder, "functions"));
    const server = await serve({ port: 0, createAccount: () => account, clock: { times } });
    return new Deployment(folder, server);
  }

  /** Where the account is served. */
  get url(): string {
    return this.server.url;
  }

  /** The domain name of the environment that was deployed to. */
  async domainName(): Promise<string> {
    const { v1 } = this.server.account().client(() => "test").serverless;
    const [service] = await v1.services.list();
    const environments = await v1.services(service?.sid ?? "").environments.list();
    return environments.find(({ domainSuffix }) => domainSuffix === SUFFIX)?.domainName ?? "";
  }

  /** From now on the clock moves only when the account is told to move it. */
  async stopClock(): Promise<void> {
    const body = JSON.stringify({ mode: "virtual" });
    await fetch(`${this.url}/_simulator/clock`, {
      ...{ method: "PUT", headers: { "content-type": "application/json" }, body },
    });
  }

  deploy(variables: Readonly<Record<string, string>>): Promise<DeployRun> {
    const { accountSid, authToken } = this.server.account();
    const lines = Object.entries({ ...variables, ACCOUNT_SID: accountSid, AUTH_TOKEN: authToken });
    writeFileSync(join(this.folder, ".env"), lines.map(([name, value]) => `${name}=${value}\n`).join(""));
    return this.run("deploy", "--override-existing-project");
  }

  /** What is deployed becomes live in another environment too. */
  promote(suffix: string): Promise<DeployRun> {
    return this.run("promote", "--source-environment", SUFFIX, "--environment", suffix, "--create-environment");
  }

  async close(): Promise<void> {
    await this.server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private run(...command: readonly string[]): Promise<DeployRun> {
    const child = spawn(process.execPath, [TWILIO_RUN, ...command, "--cwd", this.folder], {
      cwd: this.folder,
      env: {
        PATH: process.env["PATH"],
        NODE_OPTIONS: `--require "${join(this.folder, "dist/redirect.js")}"`,
        SIMULATOR_URL: this.url,
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let printed = "";
    const keep = (text: Buffer) => {
      printed += text.toString();
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    return new Promise((resolve, reject) => {
      child.once("error", reject).once("close", (exitCode) => resolve({ exitCode, printed }));
    });
  }
}
