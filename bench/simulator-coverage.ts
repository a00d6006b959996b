/** How much of Twilio's API the simulated account models: every behaviour is run, and every answer in it validated. */
import { behaviours } from "../test/behaviours/all";
import { type Covered, coverage } from "../test/support/coverage/coverage";
import { unproved } from "../test/support/coverage/lame";
import { COVERAGE_PAGE, coveragePage } from "../test/support/coverage/page";
import { type Showing, showAndJudge } from "../test/support/coverage/showing";
import { OPERATIONS_FILE, operationsFile } from "../test/support/openapi/operations-file";
import type { Bench, Figure } from "./bench";

const nameOf = ({ operation }: Covered): string => `${operation.product}.${operation.name}`;

/** What is counted apart: a product, or what of it people ask for by name. */
const PARTS: readonly { name: string; product: string; path: RegExp }[] = [
  { name: "taskrouter", product: "taskrouter", path: /./ },
  { name: "sync", product: "sync", path: /./ },
  { name: "events", product: "events", path: /./ },
  { name: "flex", product: "flex-api", path: /^\/v1\// },
  { name: "flexV2", product: "flex-api", path: /^\/v2\// },
  { name: "conversations", product: "conversations", path: /./ },
  { name: "conversationsAddresses", product: "conversations", path: /^\/v1\/Configuration\/Addresses/ },
  { name: "studio", product: "studio", path: /./ },
  { name: "serverless", product: "serverless", path: /./ },
  { name: "messages", product: "api", path: /\/Messages(\/\{Sid\})?\.json$/ },
  { name: "calls", product: "api", path: /\/Calls(\/\{Sid\})?\.json$/ },
  { name: "api", product: "api", path: /./ },
];

const count = (showings: readonly Showing[], of: (showing: Showing) => number): number =>
  showings.reduce((sum, showing) => sum + of(showing), 0);

async function measure(): Promise<Record<string, Figure>> {
  const showings: Showing[] = [];
  for (const behaviour of behaviours) showings.push(await showAndJudge(behaviour));
  const passed = new Set(showings.filter(({ failure }) => failure === undefined).map(({ behaviour }) => behaviour));
  /** Shown, but by behaviours that pass when the operation does nothing: those are not counted. */
  const seenWithout = await unproved([...new Set(behaviours.flatMap(({ of }) => of))], behaviours);
  const isSeen = (covered: Covered) =>
    covered.isServed &&
    covered.shownBy.some((behaviour) => passed.has(behaviour)) &&
    !seenWithout.includes(nameOf(covered));
  const all = [...coverage.values()].flat();
  const modelled = all.filter((covered) => isSeen(covered));
  const byPart = PARTS.map(({ name, product, path }): [string, Figure] => {
    const operations = (coverage.get(product) ?? []).filter(({ operation }) => path.test(operation.path));
    return [name, `${operations.filter((covered) => isSeen(covered)).length}/${operations.length}`];
  });
  return {
    ...Object.fromEntries(byPart),
    modelled: modelled.length,
    total: all.length,
    responsesChecked: count(showings, ({ answers }) => answers.length),
    responsesInvalid: count(showings, ({ invalid }) => invalid),
    behaviours: passed.size,
    behavioursFailed: showings.length - passed.size,
    seenWithout,
    servedWithoutBehaviour: all.filter((covered) => covered.isServed && !isSeen(covered)).map(nameOf),
  };
}

export const simulatorCoverage: Bench = {
  describes: "runs every behaviour of the simulated account, validates every answer, and counts what is modelled",
  measure,
  files: () => [
    { path: OPERATIONS_FILE, text: operationsFile() },
    { path: COVERAGE_PAGE, text: coveragePage() },
  ],
};
