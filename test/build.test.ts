/** What is built is what is deployed: every file under dist/functions and dist/assets becomes a URL. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildAll } from "../cli/build";
import { PolicyError, readPolicy } from "../cli/policy-file";
import { ROOT } from "../cli/root";

const policy = join(ROOT, "floor.yaml");
const out = mkdtempSync(join(tmpdir(), "floorwalker-build-"));
afterAll(() => rmSync(out, { recursive: true, force: true }));

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

beforeAll(async () => {
  mkdirSync(join(out, "functions/studio"), { recursive: true });
  writeFileSync(join(out, "functions/studio/removed-last-week.js"), "exports.handler = () => {};");
  await buildAll({ root: ROOT, policy, out });
});

test("each function is one file, and nothing else is: not even what was there before", () => {
  const expected = filesIn(join(ROOT, "functions")).map((file) => file.replace(/\.ts$/, ".js"));

  expect(expected).toContain("studio/route-contact.protected.js");
  expect(filesIn(join(out, "functions"))).toEqual(expected);
});

test("every asset is private", () => {
  expect(filesIn(join(out, "assets"))).toEqual(["floor.private.json", "lib.private.js"]);
});

test("the policy that is deployed is the one that was checked", () => {
  expect(JSON.parse(readFileSync(join(out, "assets/floor.private.json"), "utf8"))).toEqual(readPolicy(policy));
});

test("the library leaves the client to the platform, and brings everything else", () => {
  const library = readFileSync(join(out, "assets/lib.private.js"), "utf8");
  const required = [...library.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name);

  expect(required.filter((name = "") => !isBuiltin(name))).toEqual([]);
});

test("a function holds its door and asks the platform for the library", () => {
  for (const file of filesIn(join(out, "functions"))) {
    const built = readFileSync(join(out, "functions", file), "utf8");

    expect(built).toContain('Runtime.getAssets()["/lib.js"].path');
    expect(built.length).toBeLessThan(10_000);
  }
});

test("a broken policy is refused before anything is written", async () => {
  const broken = join(out, "broken.yaml");
  writeFileSync(broken, "version: 1\n");
  const before = filesIn(join(out, "functions"));

  await expect(buildAll({ root: ROOT, policy: broken, out })).rejects.toThrow(PolicyError);

  expect(filesIn(join(out, "functions"))).toEqual(before);
});
