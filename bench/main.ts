/** `npm run bench -- NAME --json`: the one way in which figures are measured here. */
import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import Table from "cli-table3";
import { Command } from "commander";
import { ROOT } from "../cli/root";
import type { Bench, BenchRow } from "./bench";
import { deploy } from "./deploy";
import { doorsBench } from "./doors";
import { doorsFuzz } from "./doors-fuzz";
import { floorDay } from "./floor-day";
import { libraryLoad } from "./library-load";
import { type Measured, shown, writeDocument, writeReadme } from "./pages";
import { queueingTheory } from "./queueing-theory";
import { recordsCalls } from "./records-calls";
import { recordsCapacity } from "./records-capacity";
import { recordsHistories } from "./records-histories";
import { recordsSoak } from "./records-soak";
import { simulatorCoverage } from "./simulator-coverage";
import { simulatorSpeed } from "./simulator-speed";

const BENCHES: Readonly<Record<string, Bench>> = {
  deploy,
  "floor-day": floorDay,
  "records-calls": recordsCalls,
  "records-capacity": recordsCapacity,
  "records-soak": recordsSoak,
  "records-histories": recordsHistories,
  "library-load": libraryLoad,
  doors: doorsBench,
  "doors-fuzz": doorsFuzz,
  "simulator-coverage": simulatorCoverage,
  "simulator-speed": simulatorSpeed,
  "queueing-theory": queueingTheory,
};

function list(): void {
  for (const [name, { describes }] of Object.entries(BENCHES)) console.log(`${name.padEnd(20)}${describes}`);
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

/** Writes the files that a bench can make of the code. */
function writeFiles({ files = () => [] }: Bench): void {
  for (const { path, text } of files()) {
    writeFileSync(path, text);
    console.log(`${relative(ROOT, path)} is of this code.`);
  }
}

type Options = { json?: boolean; readme?: boolean; write?: boolean; document?: boolean; quick?: boolean };

async function run(name: string | undefined, options: Options): Promise<void> {
  if (name !== undefined) return runOne(name, options);
  if (!options.readme) return list();
  for (const one of Object.keys(BENCHES)) await runOne(one, options);
}

async function runOne(name: string, { json, readme, write, document, quick }: Options): Promise<void> {
  const bench = BENCHES[name];
  if (!bench) {
    console.error(`there is no bench '${name}'; there is: ${Object.keys(BENCHES).join(", ")}`);
    process.exitCode = 2;
    return;
  }
  if (write) return writeFiles(bench);
  if (!json) console.error(`measuring ${name}: ${bench.describes}`);
  const result = await measured(bench, quick);
  if (json) {
    console.log(JSON.stringify(result.rows.length > 0 ? { name, ...result } : { name, figures: result.figures }));
  } else print(result);
  if (document || (readme && result.rows.length > 0)) writeDocument(name, result);
  if (readme) writeReadme(name, result);
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
  .option("--readme", "write the figures into README.md; of every bench where none is named")
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
