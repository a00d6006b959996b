import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "../../cli/root";
import { policyFile } from "../support/day";

const folder = mkdtempSync(join(tmpdir(), "floorwalker-start-"));

function floor(...given: string[]) {
  const command = ["--import", "tsx", "cli/main.ts", ...given];
  return spawnSync(process.execPath, command, { cwd: ROOT, encoding: "utf8" });
}

function traceFile(name: string, ...rows: string[]): string {
  const file = join(folder, name);
  writeFileSync(file, `arrived_at,channel,from,queue,handle,patience\n${rows.join("\n")}\n`);
  return file;
}

test("a trace that cannot be played names each bad value, plays nothing and ends with 2", () => {
  const file = traceFile("bad.csv", "0,voice,+15550100001,regular,60,", "x,voice,+15550100001,regular,-1,");

  const { status, stdout, stderr } = floor("start", "--once", "--json", "--trace", file);

  expect(status).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toContain(`${file}:3: column arrived_at: 'x'`);
  expect(stderr).toContain(`${file}:3: column handle: '-1'`);
});

test("a policy that cannot be used names each problem with its line, and ends with 2", () => {
  const file = policyFile({ history: { days: 0 }, version: 2 });

  const { status, stdout, stderr } = floor("start", "--once", "--policy", file);

  expect(status).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toMatch(new RegExp(`${file}:\\d+: history.days: must be from 1 to 365 days`));
  expect(stderr).toMatch(new RegExp(`${file}:\\d+: version: `));
});

test("with --json the report is all there is on standard output", () => {
  const file = traceFile("two.csv", "0,voice,+15550100001,regular,60,", "30,chat,web:ana,new,60,10");
  const policy = policyFile({ hours: { opens: "00:00", closes: "00:10" } });

  const { status, stdout } = floor("start", "--once", "--json", "--trace", file, "--policy", policy, "--seed", "3");

  expect(status).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    trace: file,
    seed: 3,
    contacts: 2,
    ledger: { records: 2, duplicates: 0 },
  });
});

test("whoever has read enough may stop reading", () => {
  const file = traceFile("one.csv", "0,voice,+15550100001,regular,60,");
  const policy = policyFile({ hours: { opens: "00:00", closes: "00:10" } });
  const command = `"${process.execPath}" --import tsx cli/main.ts start --once --json --trace ${file} --policy ${policy}`;

  const { status, stderr } = spawnSync("bash", ["-o", "pipefail", "-c", `${command} | true`], {
    cwd: ROOT,
    encoding: "utf8",
  });

  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
});

test("a mistyped option is bad input, and where the right ones stand is said", () => {
  const { status, stderr } = floor("forget", "--dryrun");

  expect(status).toBe(2);
  expect(stderr).toContain("unknown option '--dryrun'");
  expect(stderr).toContain("--help says what there is");
});

test.each(["start", "simulator", "setup", "doctor", "rollback", "apply", "token", "build"])(
  "%s has --help",
  (command) => {
    const { status, stdout } = floor(command, "--help");

    expect(status).toBe(0);
    expect(stdout).toContain(`Usage: npm run floor -- ${command}`);
  },
);
