/** The commands of docs/deploy.md, as they stand and in their order, in a copy of the project, into a simulated account. */
import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { freePort } from "../../cli/free-port";
import { ROOT } from "../../cli/root";

const PARTS = [
  ...["assets", "cli", "functions", "simulator", "src", "studio", "traces"],
  ...["package.json", "tsconfig.json", "floor.yaml", ".env.example", ".twilioserverlessrc"],
];
const PATIENCE = 420_000;
const SIMULATOR = "npm run simulator";

const page = readFileSync(join(ROOT, "docs/deploy.md"), "utf8");
const commands = [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block = ""]) =>
  block.split("\n").filter((line) => line !== ""),
);

const folder = mkdtempSync(join(tmpdir(), "floorwalker-page-"));
let simulator: ChildProcess | undefined;
let url = "";
const environment: Record<string, string> = { PATH: process.env["PATH"] ?? "" };

type Tasks = { tasks: { attributes: string }[] };
type Run = { command: string; exitCode: number | null; printed: string; writes: number };

function printedBy(command: string): { child: ChildProcess; printed: () => string } {
  const child = spawn("bash", ["-c", command], { cwd: folder, env: environment, detached: true });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
    });
  }
  return { child, printed: () => printed };
}

/** How many requests have changed something so far. */
async function writesSoFar(): Promise<number> {
  const answer = (await (await fetch(`${url}/_simulator/requests`)).json()) as { byOperation: Record<string, number> };
  return Object.entries(answer.byOperation)
    .filter(([name]) => !/\.(List|Fetch)/.test(name))
    .reduce((sum, [, count]) => sum + count, 0);
}

async function run(command: string): Promise<Run> {
  const before = await writesSoFar();
  const { child, printed } = printedBy(command.replaceAll("http://127.0.0.1:4010", url));
  const exitCode = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { command, exitCode, printed: printed(), writes: (await writesSoFar()) - before };
}

/** On another port than the page's, for others may be at it. */
async function openAccount(): Promise<void> {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const { child, printed } = printedBy(`${SIMULATOR} -- --port ${port}`);
  simulator = child;
  while (!printed().includes("A simulated Twilio account at")) {
    if (child.exitCode !== null) throw new Error(printed());
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What the page tells people to fill in. */
function fillIn(): void {
  const file = join(folder, ".env");
  const text = readFileSync(file, "utf8");
  const accountSid = `AC${"0".repeat(32)}`;
  writeFileSync(
    file,
    text
      .replace(/^ACCOUNT_SID=$/m, `ACCOUNT_SID=${accountSid}`)
      .replace(/^AUTH_TOKEN=$/m, `AUTH_TOKEN=${"0".repeat(32)}`),
  );
}

function exported(command: string): void {
  for (const [, name = "", value = ""] of command.matchAll(/(\w+)=("[^"]*"|\S+)/g)) {
    environment[name] = name === "SIMULATOR_URL" ? url : value.replaceAll('"', "");
  }
}

const runs: Run[] = [];
beforeAll(async () => {
  for (const part of PARTS) cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"), "junction");
  for (const command of commands) {
    if (command === SIMULATOR) await openAccount();
    else if (command.startsWith("export ")) exported(command);
    else runs.push(await run(command));
    if (command.startsWith("cp ")) fillIn();
  }
}, PATIENCE);
afterAll(() => {
  if (simulator?.pid !== undefined) process.kill(-simulator.pid);
  rmSync(folder, { recursive: true, force: true });
});

const those = (command: string) => runs.filter((one) => one.command === command);

test("every command of the page does what it is for", () => {
  expect(
    runs.map(({ command, exitCode, printed }) => ({ command, exitCode, printed: exitCode === 0 ? "" : printed })),
  ).toEqual(
    commands
      .filter((command) => command !== SIMULATOR && !command.startsWith("export "))
      .map((command) => ({ command, exitCode: 0, printed: "" })),
  );
  expect(runs.length).toBeGreaterThan(10);
});

test("the dry run writes nothing and shows what then is done", () => {
  const [dry] = those("npm run floor -- setup --dry-run");
  const [first] = those("npm run floor -- setup");
  const whatOf = (printed = "", verb = "") =>
    printed
      .split("\n")
      .filter((line) => line.startsWith(verb))
      .map((line) => line.slice(verb.length).trim());

  expect(dry?.writes).toBe(0);
  expect(whatOf(dry?.printed, "would be created")).toEqual(whatOf(first?.printed, "created"));
  expect(first?.writes).toBeGreaterThan(20);
  expect(first?.printed).toContain("The functions are not deployed yet. Next: npm run deploy");
});

test("the text of a customer becomes a task that says where it goes, and why", async () => {
  const [, tasksUrl = ""] = /(\/taskrouter\/\S+\/Tasks)/.exec(page) ?? [];
  const authorization = `Basic ${Buffer.from(`AC${"0".repeat(32)}:${"0".repeat(32)}`).toString("base64")}`;
  const attributes = async () => {
    const { tasks } = (await (await fetch(url + tasksUrl, { headers: { authorization } })).json()) as Tasks;
    return tasks.map((task) => JSON.parse(task.attributes));
  };
  while ((await attributes()).length === 0) await new Promise((resolve) => setTimeout(resolve, 100));

  expect(await attributes()).toMatchObject([
    { channelType: "sms", floor: { queue: "regular", segment: "everyone", because: "customer-unknown" } },
  ]);
});

test("once everything is there, setup and doctor write nothing, and nothing is wrong", () => {
  const [, again] = those("npm run floor -- setup");
  const [doctor] = those("npm run floor -- doctor");

  expect(again).toMatchObject({ writes: 0, printed: expect.stringContaining("Everything is set up.") });
  expect(doctor).toMatchObject({
    writes: 0,
    printed: expect.stringContaining("Nothing keeps the floor from working."),
  });
  expect(doctor?.printed).toMatch(/^ok +URLs +[1-9]\d* reachable, each refuses strangers$/m);
});

test("the scheduler's token is shown, and no other secret ever", () => {
  const [setup] = those("npm run floor -- setup --scheduler-token");
  const key = /^CUSTOMER_KEY=(.+)$/m.exec(readFileSync(join(folder, ".env"), "utf8"))?.[1] ?? "";

  expect(setup?.printed).toMatch(/^fw\.[0-9a-f]{16}\.\d+\.tick\+run-quality\+reconcile\.[0-9a-f]{64}$/m);
  expect(key).toHaveLength(48);
  expect(runs.filter(({ printed }) => printed.includes(key) || printed.includes(`=${"0".repeat(32)}`))).toEqual([]);
});

test("the build before is live again after the rollback, and answers", () => {
  const [list] = those("npm run floor -- rollback --list");
  const [back] = those("npm run floor -- rollback");
  const builds = [...(list?.printed ?? "").matchAll(/ZB[0-9a-f]{32}/g)].map(([sid]) => sid);

  expect(builds).toHaveLength(2);
  expect(list?.writes).toBe(0);
  expect(back?.printed).toContain(`${builds[1]} of`);
  expect(back?.printed).toMatch(/^ok +URLs/m);
});
