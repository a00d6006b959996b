/** `npm run bench -- NAME --json`: the one way in which figures are measured here. */
import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import Table from "cli-table3";
import { Command } from "commander";
import { ROOT } from "../cli/root";
import type { Bench, Figure } from "./bench";
import { floorDay } from "./floor-day";
import { libraryLoad } from "./library-load";
import { simulatorCoverage } from "./simulator-coverage";

const BENCHES: Readonly<Record<string, Bench>> = {
  "floor-day": floorDay,
  "library-load": libraryLoad,
  "simulator-coverage": simulatorCoverage,
};

/** For people. */
const shown = (figure: Figure): string => (typeof figure === "object" ? figure.join(", ") || "none" : String(figure));

function list(): void {
  for (const [name, { describes }] of Object.entries(BENCHES)) console.log(`${name.padEnd(20)}${describes}`);
}

const BEGIN = "<!-- figures: npm run bench -- --readme -->";
const END = "<!-- end of figures -->";

/** Writes every figure into the README, between its two marks. */
async function writeReadme(): Promise<void> {
  const sections: string[] = [];
  for (const [name, { describes, measure }] of Object.entries(BENCHES)) {
    console.error(`measuring ${name}`);
    const rows = Object.entries(await measure()).map(([figure, value]) => `| ${name} | ${figure} | ${shown(value)} |`);
    sections.push(...rows);
    console.error(`${name}: ${describes}`);
  }
  const file = join(ROOT, "README.md");
  const text = readFileSync(file, "utf8");
  const [before, rest] = text.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error("README.md has lost the marks of its figures");
  const table = ["| bench | figure | measured |", "|---|---|---:|", ...sections].join("\n");
  writeFileSync(file, `${before}${BEGIN}\n\n${table}\n\n${END}${after}`);
  console.log("README.md has the figures of this run.");
}

/** Writes the files that a bench can make of the code. */
function writeFiles({ files = () => [] }: Bench): void {
  for (const { path, text } of files()) {
    writeFileSync(path, text);
    console.log(`${relative(ROOT, path)} is of this code.`);
  }
}

type Options = { json?: boolean; readme?: boolean; write?: boolean };

async function run(name: string | undefined, { json, readme, write }: Options): Promise<void> {
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
  const figures = await bench.measure();
  if (json) {
    console.log(JSON.stringify({ name, figures }));
    return;
  }
  const table = new Table({ head: ["figure", "value"], colAligns: ["left", "right"], style: { head: [], border: [] } });
  for (const [figure, value] of Object.entries(figures)) table.push([figure, shown(value)]);
  console.log(table.toString());
}

new Command("bench")
  .description("measure the figures this project quotes")
  .argument("[name]", "which; without it the list")
  .option("--json", 'print {"name":...,"figures":{...}} and nothing else')
  .option("--write", "instead write the files that are made of what it looks at")
  .option("--readme", "measure everything and write it into README.md")
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
