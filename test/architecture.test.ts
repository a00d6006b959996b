/** Who may know whom. Imports of types count too, unless a row says otherwise. */
import { files, importsOf, type Source, sources, withoutComments } from "./support/sources";

const within = (...folders: string[]) =>
  sources.filter(({ file }) => folders.some((folder) => file.startsWith(folder)));
const PRODUCTION = ["functions/", "assets/", "src/"];

test("the files that are looked at are the project's", () => {
  expect(files).toEqual(expect.arrayContaining(["src/domain/tick.ts", "functions/operations/tick.ts", "cli/apply.ts"]));
  expect(within("src/").every(({ imports }) => Array.isArray(imports))).toBe(true);
  expect(sources.find(({ file }) => file === "src/domain/tick.ts")?.imports).toContainEqual({
    target: "src/domain/alert.ts",
    isType: false,
  });
});

test.each([
  { text: 'import { a } from "./alert";', target: "src/domain/alert.ts", isType: false },
  { text: 'import type { A } from "./alert";', target: "src/domain/alert.ts", isType: true },
  { text: 'import {\n  a,\n  type B,\n} from "../http/log";', target: "src/http/log.ts", isType: false },
  { text: 'export { a } from "valibot";', target: "valibot", isType: false },
  { text: 'import "node:fs";', target: "node:fs", isType: false },
  { text: 'const a = await import("twilio");', target: "twilio", isType: false },
  { text: 'const a = require("twilio");', target: "twilio", isType: false },
])("'$text' is seen as an import", ({ text, target, isType }) => {
  expect(importsOf("src/domain/x.ts", text)).toEqual([{ target, isType }]);
});

const TYPES_OF_THE_PLATFORM = /^@twilio-labs\/serverless-runtime-types/;

test.each<{ who: string; whom: string; may: readonly RegExp[]; types?: readonly RegExp[] }>([
  { who: "functions/", whom: "the library's one opening", may: [/^assets\/lib\.private\.ts$/] },
  { who: "assets/", whom: "src", may: [/^src\//] },
  { who: "src/domain/", whom: "the domain and valibot", may: [/^src\/domain\//, /^valibot$/] },
  {
    who: "src/twilio/",
    whom: "the domain, webhooks, itself and Node, and the types of twilio",
    may: [/^src\/(domain|twilio|webhooks)\//, /^node:/],
    types: [/^twilio$/],
  },
  {
    who: "src/http/",
    whom: "the domain, the adapter, the configuration and itself",
    may: [
      /^src\/(domain|twilio|http)\//,
      /^src\/config\.ts$/,
      /^node:/,
      /^valibot$/,
      /^twilio-flex-token-validator$/,
      /^csv-stringify\/sync$/,
    ],
    types: [/^twilio$/, TYPES_OF_THE_PLATFORM],
  },
  {
    who: "src/webhooks/",
    whom: "the domain, and the package that signs",
    may: [/^src\/domain\//, /^standardwebhooks$/],
  },
  {
    who: "src/config.ts",
    whom: "the domain, and who receives webhooks",
    may: [/^src\/domain\//],
    types: [/^src\/webhooks\//, TYPES_OF_THE_PLATFORM],
  },
  {
    who: "simulator/",
    whom: "itself and packages",
    may: [/^simulator\//, /^[^./]+$/, /^(node:|@|twilio\/|pure-rand\/)/],
  },
])("$who knows only $whom", ({ who, may, types = [] }) => {
  const strange = within(who).flatMap(({ file, imports }) =>
    imports
      .filter(({ target, isType }) => ![...may, ...(isType ? types : [])].some((allowed) => allowed.test(target)))
      .map(({ target }) => `${file} -> ${target}`),
  );

  expect(within(who)).not.toEqual([]);
  expect(strange).toEqual([]);
});

test("the simulated account knows nothing of what runs on it", () => {
  const known = within("simulator/").flatMap(({ imports }) => imports.map(({ target }) => target));

  expect(known.filter((target) => /^(src|functions|assets|cli|bench|test)\//.test(target))).toEqual([]);
});

test("nothing that is deployed is imported from the tools around it", () => {
  const known = within(...PRODUCTION).flatMap(({ imports }) => imports.map(({ target }) => target));

  expect(known.filter((target) => /^(simulator|cli|bench|test|traces)\//.test(target))).toEqual([]);
});

test("nothing that is deployed mentions the simulator", () => {
  expect(
    within(...PRODUCTION)
      .filter(({ text }) => /simulator/i.test(text))
      .map(({ file }) => file),
  ).toEqual([]);
});

test("only config.ts reads the environment", () => {
  const readers = within(...PRODUCTION).filter(({ text }) => text.includes("process.env"));

  expect(readers.map(({ file }) => file)).toEqual([]);
});

/** Files on a way back to themselves. */
function cycles(all: readonly Source[]): string[] {
  const importsOfFile = new Map(all.map(({ file, imports }) => [file, imports.map(({ target }) => target)]));
  const reaches = (from: string, to: string): boolean => {
    const seen = new Set<string>();
    const ahead = [...(importsOfFile.get(from) ?? [])];
    for (let next = ahead.pop(); next !== undefined; next = ahead.pop()) {
      if (next === to) return true;
      if (seen.has(next)) continue;
      seen.add(next);
      ahead.push(...(importsOfFile.get(next) ?? []));
    }
    return false;
  };
  return all.map(({ file }) => file).filter((file) => reaches(file, file));
}

test("no file imports itself by a detour, not even for a type", () => {
  const loop = ["a.ts", "b.ts", "c.ts"].map((file, index, all) => ({
    file,
    text: "",
    imports: [{ target: all[(index + 1) % 3] ?? "", isType: true }],
  }));

  expect(cycles(loop)).toEqual(["a.ts", "b.ts", "c.ts"]);
  expect(cycles(sources)).toEqual([]);
});

/** Written so that this line is none. */
const SUPPRESSION = /@ts-(?:ignore|expect-error|nocheck)|(?:biome)-(?:ignore)|(?:eslint)-(?:disable)/;
const ANY = /(?::|<|\bas|\||,)\s*any\b(?=\s*[;,)>\]=[|&{]|$)/m;

test.each([
  { is: true, text: "let a: any;" },
  { is: true, text: "f(a as any)" },
  { is: true, text: "Map<string, any>" },
  { is: true, text: "type A = string | any" },
  { is: false, text: "// takes any, or none" },
  { is: false, text: 'test("who has any, and who has not")' },
  { is: false, text: "const anything: many = any_of(a);" },
])("that '$text' uses any is $is", ({ is, text }) => {
  expect(ANY.test(codeOf(text))).toBe(is);
});

/** Without comments and without text. */
const codeOf = (text: string) => withoutComments(text).replaceAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g, '""');

test("no file gives up its types or silences a check", () => {
  expect(sources.filter(({ text }) => SUPPRESSION.test(text)).map(({ file }) => file)).toEqual([]);
  expect(sources.filter(({ text }) => ANY.test(codeOf(text))).map(({ file }) => file)).toEqual([]);
});

const CLOCK_OR_CHANCE =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\brandomUUID\b|\bperformance\b|\bsetTimeout\b/;

test("a rule has no clock and no luck of its own", () => {
  const free = within("src/domain/").filter(({ text }) => CLOCK_OR_CHANCE.test(withoutComments(text)));

  expect(free.map(({ file }) => file)).toEqual([]);
});

test("a rule waits for nothing", () => {
  const waiting = within("src/domain/").filter(({ text }) => /\b(async|await|Promise)\b/.test(withoutComments(text)));

  expect(waiting.map(({ file }) => file)).toEqual([]);
});
