/**
 * The built functions under the unmodified `twilio-run`, in a process of their own that is redirected to an account. It
 * listens at a free port of this machine only: callers come through an edge.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "./free-port";
import { ROOT } from "./root";

export type FunctionsProcess = { url: string; stop: () => Promise<void> };

export type FunctionsProcessOptions = {
  simulatorUrl: string;
  /** Folder below the project's with the built functions and assets. */
  built: string;
  /** Written to a file only this user can read; gone when the process stops. */
  environment: Readonly<Record<string, string>>;
  /** Whether each request gets a process of its own, as `twilio-run` does by default; redirection is lost in it. */
  isForked?: boolean;
};

/** Milliseconds in which the server has to be there. */
const PATIENCE = 30_000;
const LOOK_EVERY = 100;

/** The functions did not come up; the message holds what they printed. */
export class FunctionsError extends Error {
  override readonly name = "FunctionsError";
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: "127.0.0.1" });
    const end = (listens: boolean) => {
      socket.destroy();
      resolve(listens);
    };
    socket.once("connect", () => end(true)).once("error", () => end(false));
  });
}

function start(
  { simulatorUrl, built, isForked = false }: FunctionsProcessOptions,
  port: number,
  envFile: string,
): ChildProcess {
  const forking = isForked ? [] : ["--no-fork-process", "--no-live"];
  const command = [join(ROOT, "node_modules/.bin/twilio-run"), "start", "--port", String(port), "--env", envFile];
  const folders = ["--functions-folder", `${built}/functions`, "--assets-folder", `${built}/assets`];
  const preloads = ["loopback-only.js", "redirect.js"].map((file) => `--require "${join(ROOT, built, file)}"`);
  return spawn(process.execPath, [...command, ...folders, ...forking, "--no-logs"], {
    cwd: ROOT,
    env: {
      ...process.env,
      NODE_OPTIONS: preloads.join(" "),
      SIMULATOR_URL: simulatorUrl,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** @throws FunctionsError where they do not come up in time */
export async function startFunctions(options: FunctionsProcessOptions): Promise<FunctionsProcess> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), "floorwalker-env-"));
  const envFile = join(folder, ".env");
  const lines = Object.entries(options.environment).map(([name, value]) => `${name}=${value}`);
  writeFileSync(envFile, `${lines.join("\n")}\n`, { mode: 0o600 });
  const child = start(options, port, envFile);
  let printed = "";
  const keep = (text: Buffer) => {
    printed = (printed + text.toString()).slice(-2000);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const stop = async () => {
    child.kill();
    await gone;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let waited = 0; !(await isListening(port)); waited += LOOK_EVERY) {
    if (child.exitCode !== null || waited > PATIENCE) {
      await stop();
      throw new FunctionsError(`the functions did not start:\n${printed}`);
    }
    await pause(LOOK_EVERY);
  }
  return { url: `http://127.0.0.1:${port}`, stop };
}
