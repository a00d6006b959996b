/** Figures in the pages of the project, between two marks; nobody writes there by hand. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../cli/root";
import type { BenchRow, Figure } from "./bench";

/** What a bench has found. */
export type Measured = { figures: Record<string, Figure>; rows: readonly BenchRow[] };

const BEGIN = "<!-- figures: npm run bench -- --readme -->";
const END = "<!-- end of figures -->";
const HEAD = ["| bench | figure | measured |", "|---|---|---:|"];

/** For people. */
export const shown = (figure: Figure): string =>
  typeof figure === "object" ? figure.join(", ") || "none" : String(figure);

/** Replaces the text between a page's marks. */
function rewrite(page: string, change: (text: string) => string): void {
  const file = join(ROOT, page);
  const text = readFileSync(file, "utf8");
  const [before, rest] = text.split(BEGIN);
  const [between, after] = rest?.split(END) ?? [];
  if (before === undefined || between === undefined || after === undefined) {
    throw new Error(`${page} has lost the marks of its figures`);
  }
  writeFileSync(file, `${before}${BEGIN}\n\n${change(between.trim())}\n\n${END}${after}`);
}

const inMarkdown = (lines: readonly (readonly (string | number | boolean)[])[]): string =>
  lines.map((cells) => `| ${cells.join(" | ")} |`).join("\n");

const inWords = (figures: Measured["figures"]): [string, string][] =>
  Object.entries(figures).map(([figure, value]) => [figure, shown(value)]);

/** Writes the rows into the bench's own page, `docs/<name>.md`. */
export function writeDocument(name: string, { figures, rows }: Measured): void {
  const [first = {}] = rows;
  const head = Object.keys(first);
  const summary = inMarkdown([["figure", "measured"], ["---", "---:"], ...inWords(figures)]);
  const table = inMarkdown([head, head.map(() => "---"), ...rows.map((row) => Object.values(row))]);
  rewrite(`docs/${name}.md`, () => `${summary}\n\n${table}`);
  console.error(`docs/${name}.md has the rows of this run.`);
}

/** Writes a bench's figures into the README, in the place of those it had there. */
export function writeReadme(name: string, { figures }: Measured): void {
  rewrite("README.md", (text) => {
    const others = text.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith(`| ${name} |`));
    const rows = inMarkdown(inWords(figures).map(([figure, value]) => [name, figure, value])).split("\n");
    return [...HEAD, ...[...others.filter((line) => line !== HEAD[0]), ...rows]].join("\n");
  });
  console.error(`README.md has the figures of ${name} of this run.`);
}
