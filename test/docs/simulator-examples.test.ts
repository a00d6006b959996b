/** The examples of docs/simulator.md and README.md, type-checked and run as they stand, in a project that has linked this one. */
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../../cli/root";

const run = promisify(execFile);

/** A block whose first line names the file it is. */
const FILE = /```(?:ts|js|json)\n\/\/ (\S+)\n([\s\S]*?)```/g;

const text = readFileSync(join(ROOT, "docs/simulator.md"), "utf8");
const files = [...text.matchAll(FILE)].map(([, name = "", content = ""]) => ({ name, content }));
const tests = files.map(({ name }) => name).filter((name) => name.endsWith(".test.ts"));
/** The README's code is one program. */
const program = [...readFileSync(join(ROOT, "README.md"), "utf8").matchAll(/```ts\n([\s\S]*?)```/g)].map(
  ([, content]) => content,
);
const project = mkdtempSync(join(tmpdir(), "floorwalker-examples-"));

/** What a stranger's project has: packages, this one linked, and TypeScript no stricter than `strict`. */
const PACKAGES = ["twilio", "@types"];
const TSCONFIG = {
  compilerOptions: {
    ...{ target: "es2023", module: "preserve", types: ["node"], strict: true, noEmit: true, skipLibCheck: true },
    esModuleInterop: true,
  },
  include: ["*.ts", "*.mts"],
};

beforeAll(() => {
  mkdirSync(join(project, "node_modules"));
  symlinkSync(ROOT, join(project, "node_modules/floorwalker"), "junction");
  for (const name of PACKAGES)
    symlinkSync(join(ROOT, "node_modules", name), join(project, "node_modules", name), "junction");
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify(TSCONFIG));
  writeFileSync(join(project, "readme.mts"), program.join("\n"));
  for (const { name, content } of files) {
    mkdirSync(dirname(join(project, name)), { recursive: true });
    writeFileSync(join(project, name), content);
  }
});

afterAll(() => rmSync(project, { recursive: true }));

/** What a program of this project's prints; rejected with it where the program fails. */
async function printed(bin: string, ...given: string[]): Promise<string> {
  const options = { cwd: project, env: { ...process.env, NODE_TEST_CONTEXT: undefined } };
  try {
    return (await run(process.execPath, [join(ROOT, "node_modules", bin), ...given], options)).stdout;
  } catch (error) {
    throw new Error((error as { stdout: string }).stdout);
  }
}

test("every example of code is a file of its own", () => {
  const blocks = text.match(/```(ts|js|json)\n/g) ?? [];

  expect(files).toHaveLength(blocks.length);
  expect(tests.length).toBeGreaterThan(5);
});

test("the examples are type-checked", async () => {
  expect(await printed("typescript/bin/tsc", "-p", "tsconfig.json")).toBe("");
});

test("the examples pass", async () => {
  // One process, for what takes long is to load the account.
  writeFileSync(join(project, "all.ts"), tests.map((name) => `import "./${name}";\n`).join(""));

  const told = await printed("tsx/dist/cli.mjs", "--test-reporter", "tap", "all.ts");

  expect(told).toMatch(/^# pass [1-9]/m);
  expect(told).toContain("# fail 0");
});

test("the README's example runs", async () => {
  expect(program).not.toEqual([]);
  await expect(printed("tsx/dist/cli.mjs", "readme.mts")).resolves.toBe("");
});
