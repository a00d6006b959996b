/** docs/simulator-coverage.md, from the code it tells of. */
import { join } from "node:path";
import { ROOT } from "../../../cli/root";
import { deviations } from "../../../simulator/coverage/deviations";
import { doubts } from "../../../simulator/coverage/doubts/all";
import { undocumented } from "../../../simulator/coverage/undocumented";
import { SWITCHES } from "../../../simulator/kernel/switches";
import { behaviours } from "../../behaviours/all";
import { type Covered, coverage, isModelled } from "./coverage";

export const COVERAGE_PAGE = join(ROOT, "docs/simulator-coverage.md");

const HEAD = `# What the simulated account models

Written by \`npm run bench -- simulator-coverage --write\`; a test fails while it is not of this code.

An operation counts as modelled only if a behaviour shows its effect through the REST API: each sentence below is a test
in \`test/behaviours/\`, and every answer in it is valid against Twilio's OpenAPI document, with every property and no
other. All other operations answer 501 with their name.`;

/** What the page ought to say. */
export function coveragePage(): string {
  const products = [...coverage].map(([product, operations]) => productSection(product, operations));
  const rest = [undocumentedSection(), deviationSection(), doubtSection(), switchSection()];
  return `${[HEAD, totals(), ...products, ...rest].join("\n\n")}\n`;
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.map(inCell).join(" | ")} |`).join("\n");

const inCell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

const addressOf = ({ operation }: Covered): string => `${operation.method} ${operation.path}`;

const none = (rows: readonly unknown[], section: string): string => (rows.length > 0 ? section : "None.");

function totals(): string {
  const rows = [...coverage].map(([product, operations]) => [
    product,
    String(operations.filter(isModelled).length),
    String(operations.length),
  ]);
  return table(["product", "modelled", "documented by Twilio"], rows);
}

function productSection(product: string, operations: readonly Covered[]): string {
  const modelled = operations.filter(isModelled);
  const rest = operations.filter((covered) => !isModelled(covered));
  const rows = modelled.map((covered) => [
    `\`${covered.operation.name}\``,
    covered.shownBy.map(({ says }) => says).join("; "),
  ]);
  return [
    `## ${product}: ${modelled.length} of ${operations.length}`,
    ...(modelled.length > 0 ? [table(["operation", "what can be seen"], rows)] : []),
    ...(rest.length > 0 ? [restOf(rest)] : []),
  ].join("\n\n");
}

function restOf(rest: readonly Covered[]): string {
  const lines = rest.map((covered) => {
    const what = covered.isServed ? "answered, but no behaviour shows its effect" : "501";
    return `- \`${covered.operation.name}\` (${addressOf(covered)}): ${what}`;
  });
  return ["<details>", `<summary>Not modelled: ${rest.length}</summary>`, "", ...lines, "", "</details>"].join("\n");
}

function undocumentedSection(): string {
  const rows = undocumented.map(({ operation, shownBy }) => [
    `\`${operation}\``,
    behaviours.flatMap(({ of, says }) => (of.includes(operation) ? [says] : [])).join("; "),
    shownBy,
  ]);
  return `## Modelled, though the documents leave it out\n\n${none(rows, table(["operation", "what can be seen", "known from"], rows))}`;
}

function deviationSection(): string {
  const rows = deviations.map(({ operations, property, reason }) => [operations.join(", "), `\`${property}\``, reason]);
  return `## Where answers differ from the documents on purpose\n\n${none(rows, table(["operations", "property", "why"], rows))}`;
}

const allDoubts = Object.entries(doubts).flatMap(([product, some]) => some.map((doubt) => ({ product, ...doubt })));

function doubtSection(): string {
  const rows = allDoubts.map(({ product, about, documented, here }) => [product, about, documented, here]);
  return `## What the documentation leaves open\n\n${none(rows, table(["product", "about", "documented", "here"], rows))}`;
}

function switchSection(): string {
  const own = Object.entries(SWITCHES).map(([name, { standard, values, says }]) => [
    `\`switches.${name}\``,
    says,
    `${standard}, of ${values.join(", ")}`,
  ]);
  const others = allDoubts
    .filter(({ switch: name }) => name !== undefined && !(name in SWITCHES))
    .map((doubt) => [`\`${doubt.switch}\``, doubt.about, doubt.here]);
  return `## Switches\n\n${table(["switch", "about", "as it is"], [...own, ...others])}`;
}
