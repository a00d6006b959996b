/** What the account says it models is what Twilio documents, and what is shown. */
import { readFileSync } from "node:fs";
import { coverage } from "../support/coverage/coverage";
import { misnamed, unknownParameters, unshown, wronglyUndocumented } from "../support/coverage/gaps";
import { COVERAGE_PAGE, coveragePage } from "../support/coverage/page";
import { refusedValues } from "../support/coverage/refused-values";
import { OPERATIONS_FILE, operationsFile } from "../support/openapi/operations-file";
import { packageRequests } from "../support/openapi/package-requests";

/** Products whose rooms are not finished. */
const UNFINISHED: readonly string[] = ["api"];

const requests = packageRequests();
const refused = refusedValues();

const gapsOf = async (product: string) => [
  ...unknownParameters(product, await requests),
  ...((await refused).get(product) ?? []),
  ...unshown(product),
];

const finished = [...coverage.keys()].filter((product) => !UNFINISHED.includes(product));

test("every operation of the account is Twilio's, under Twilio's name", () => {
  expect(misnamed()).toEqual([]);
});

test("what the account models beyond the documents is shown, and is not in them", () => {
  expect(wronglyUndocumented()).toEqual([]);
});

test.each(finished)(
  "%s takes every parameter that is documented or can be sent, and shows each operation",
  async (product) => {
    expect(await gapsOf(product)).toEqual([]);
  },
);

test.each(UNFINISHED)("%s is unfinished while it says so", async (product) => {
  expect(await gapsOf(product)).not.toEqual([]);
});

test("the package can ask for nearly everything that is documented", async () => {
  expect((await requests).size).toBeGreaterThan(500);
});

test.each([
  { file: "the list of Twilio's operations", at: OPERATIONS_FILE, made: operationsFile },
  { file: "the coverage page", at: COVERAGE_PAGE, made: coveragePage },
])("$file is up to date: npm run bench -- simulator-coverage --write", ({ at, made }) => {
  expect(readFileSync(at, "utf8")).toBe(made());
});
