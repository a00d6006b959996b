/** `npm run bench -- NAME --json`: the one way in which figures are measured here. */
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import Table from "cli-table3";
import { Command } from "commander";
import { ROOT } from "../cli/root";
import type { Bench, BenchRow, Figure } from "./bench";
import { floorDay } from "./floor-day";
import { libraryLoad } from "./library-load";
import { queueingTheory } from "./queueing-theory";
import { simulatorCoverage } from "./simulator-coverage";

const BENCHES: Readonly<Record<string, Bench>> = {
  "floor-day": floorDay,
  "library-load": libraryLoad,
  "simulator-coverage": simulatorCoverage,
  "queueing-theory": queueingTheory,
};

/** For people. */
const shown = (figure: Figure): string => (typeof figure === "object" ? figure.join(", ") || "none" : String(figure));

function list(): void {
  for (const [name, { describes }] of Object.entries(BENCHES)) console.log(`${name.padEnd(20)}${describes}`);
}

const BEGIN = "<!-- figures: npm run bench -- --readme -->";
const END = "<!-- end of figures -->";

/** Writes text into a file of the project, between its two marks. */
function writeBetweenMarks(name: string, written: string): void {
  const file = join(ROOT, name);
  const text = readFileSync(file, "utf8");
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`${name} has lost the marks of its figures`);
  writeFileSync(file, `${before}${BEGIN}\n\n${written}\n\n${END}${after}`);
}

/** Measures with the rows behind the figures. */
async function measured({ measure }: Bench, quick = false): Promise<Measured> {
  let rows: readonly BenchRow[] = [];
  const figures = await measure({
    quick,
    tell: (told) => {
      rows = told;
    },
  });
  return { figures, rows };
}

type Measured = { figures: Record<string, Figure>; rows: readonly BenchRow[] };

const inMarkdown = (lines: readonly (readonly (string | number | boolean)[])[]): string =>
  lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const inWords = (figures: Measured["figures"]): [string, string][] =>
  Object.entries(figures).map(([figure, value]) => [figure, shown(value)]);

/** Writes the rows into the bench's own page, `docs/<name>.md`. */
function writeDocument(name: string, { figures, rows }: Measured): void {
  const [first = {}] = rows;
  const head = Object.keys(first);
  const summary = inMarkdown([["figure", "measured"], ["---", "---:"], ...inWords(figures)]);
  const table = inMarkdown([head, head.map(() => "---"), ...rows.map((row) => Object.values(row))]);
  writeBetweenMarks(`docs/${name}.md`, `${summary}\n\n${table}`);
  console.log(`docs/${name}.md has the rows of this run.`);
}

/** Writes every figure into the README, and rows into the pages of their benches. */
async function writeReadme(): Promise<void> {
  const sections: string[] = [];
  for (const [name, bench] of Object.entries(BENCHES)) {
    console.error(`measuring ${name}`);
    const result = await measured(bench);
    sections.push(...inWords(result.figures).map(([figure, value]) => `| ${name} | ${figure} | ${value} |`));
    if (result.rows.length > 0) writeDocument(name, result);
    console.error(`${name}: ${bench.describes}`);
  }
  const table = ["| bench | figure | measured |", "|---|---|---:|", ...sections].join("\n");
  writeBetweenMarks("README.md", table);
  console.log("README.md has the figures of this run.");
}

/** Writes the files that a bench can make of the code. */
function writeFiles({ files = () => [] }: Bench): void {
  for (const { path, text } of files()) {
    writeFileSync(path, text);
    console.log(`${relative(ROOT, path)} is of this code.`);
  }
}

type Options = { json?: boolean; readme?: boolean; write?: boolean; document?: boolean; quick?: boolean };

async function run(name: string | undefined, { json, readme, write, document, quick }: Options): Promise<void> {
  if (readme) return writeReadme();
  if (name === undefined) return list();
  const bench = BENCHES[name];
  if (!bench) {
    console.error(`there is no bench '${name}'; there is: ${Object.keys(BENCHES).join(", ")}`);
    process.exitCode = 2;
    return;
  }
  if (write) return writeFiles(bench);
  if (!json) console.error(`measuring ${name}: ${bench.describes}`);
  const result = await measured(bench, quick);
  if (document) writeDocument(name, result);
  else if (json)
    console.log(JSON.stringify(result.rows.length > 0 ? { name, ...result } : { name, figures: result.figures }));
  else print(result);
}

function print({ figures, rows }: Measured): void {
  const style = { head: [], border: [] };
  const head = Object.keys(rows[0] ?? {});
  if (rows.length > 0) {
    const table = new Table({ head, style });
    for (const row of rows) table.push(Object.values(row).map(String));
    console.log(table.toString());
  }
  const table = new Table({ head: ["figure", "value"], colAligns: ["left", "right"], style });
  for (const [figure, value] of Object.entries(figures)) table.push([figure, shown(value)]);
  console.log(table.toString());
}

new Command("bench")
  .description("measure the figures this project quotes")
  .argument("[name]", "which; without it the list")
  .option("--json", 'print {"name":...,"figures":{...},"rows":[...]} and nothing else')
  .option("--quick", "measure less, to see that it works")
  .option("--document", "write the rows into docs/NAME.md")
  .option("--write", "instead write the files that are made of what it looks at")
  .option("--readme", "measure everything and write it into README.md")
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
