/** What the documentation tells people to type exists, and its links lead somewhere. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { ROOT } from "../../cli/root";

const markdownIn = (folder: string) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(ROOT, folder, name));

const pages = [".", "docs", "studio", "traces"]
  .flatMap(markdownIn)
  .map((path) => ({ page: relative(ROOT, path), path, text: readFileSync(path, "utf8") }));

const { scripts } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { scripts: Record<string, string> };

const linkFromDocs = (page: string) => relative("docs", page).replaceAll("\\", "/");

/** `npm run simulator -- --clock virtual` as the script and what is given to it. */
const COMMAND = /\bnpm (?:--silent )?(?:run ([\w-]+)|(start|test))\b(?: -- ([^\n`|&#]*))?/g;

const commands = pages.flatMap(({ page, text }) =>
  [...text.matchAll(COMMAND)].map(([command, run, own, given = ""]) => ({
    page,
    command: command.trim(),
    script: run ?? own ?? "",
    words: given.replace(/-->$/, "").split(/\s+/).filter(Boolean),
  })),
);

/** Read from the sources: to start every command for its help takes half a minute. */
const sourceOf = (file: string) => readFileSync(join(ROOT, file), "utf8");

function optionsOf(script: string, words: readonly string[]): readonly string[] {
  const name = script === "floor" ? words[0] : script;
  const source = sourceOf(script === "bench" ? "bench/main.ts" : `cli/commands/${name}.ts`);
  const shared = source.includes("addAccountOptions(") ? sourceOf("cli/credentials.ts") : "";
  return ["--help", ...[...(source + shared).matchAll(/(?<=")--[a-z-]+/g)].map(([option]) => option)];
}

test("commands and links are found", () => {
  expect(commands.length).toBeGreaterThan(20);
  expect(commands).toContainEqual({
    page: "README.md",
    command: "npm start -- --once --seed 7",
    script: "start",
    words: ["--once", "--seed", "7"],
  });
});

test("every command that is written down is a script", () => {
  expect(commands.filter(({ script }) => !Object.hasOwn(scripts, script))).toEqual([]);
});

test("every option that is written down is an option of its command", () => {
  const unknown = commands.flatMap(({ page, command, script, words }) =>
    words
      .filter((word) => word.startsWith("--"))
      .filter((option) => !optionsOf(script, words).includes(option))
      .map((option) => `${page}: ${option} of '${command}'`),
  );

  expect(unknown).toEqual([]);
});

test("every bench that is written down is one", () => {
  const names = [...sourceOf("bench/main.ts").matchAll(/^ {2}"?([\w-]+)"?(?:: \w+)?,$/gm)].map(([, name]) => name);
  const named = commands
    .filter(({ script }) => script === "bench")
    .flatMap(({ words }) => words.slice(0, 1).filter((word) => !word.startsWith("--") && word !== "NAME"));

  expect(named).toContain("queueing-theory");
  expect(named.filter((name) => !names.includes(name))).toEqual([]);
});

test("the index of docs lists every page", () => {
  const index = readFileSync(join(ROOT, "docs/README.md"), "utf8");
  const missing = pages.filter(({ page }) => page !== "docs/README.md" && !index.includes(`](${linkFromDocs(page)})`));

  expect(missing.map(({ page }) => page)).toEqual([]);
});

test("the floor plan names every command", () => {
  const architecture = readFileSync(join(ROOT, "ARCHITECTURE.md"), "utf8");
  const [, plan = ""] = /cli\/ +floor ((?:.+\n)+?) +commands\//.exec(architecture) ?? [];
  const files = readdirSync(join(ROOT, "cli/commands")).map((name) => name.replace(".ts", ""));

  expect(
    plan
      .split(/[|\s]+/)
      .filter(Boolean)
      .sort(),
  ).toEqual(files.sort());
});

/** As GitHub names headings. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-"),
  );

test.each(pages)("the links of $page lead somewhere", ({ path, text }) => {
  const links = [...text.matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([^)\s]*))?\)/g)];

  const broken = links.filter(([, to = "", anchor]) => {
    const target = to === "" ? path : resolve(dirname(path), to);
    if (!existsSync(target)) return true;
    return anchor !== undefined && !anchorsOf(readFileSync(target, "utf8")).includes(anchor);
  });

  expect(broken.map(([link]) => link)).toEqual([]);
});
