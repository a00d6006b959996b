/** What the account says it models is what Twilio documents, and what is shown. */
import { readFileSync } from "node:fs";
import { Account } from "../../simulator/account";
import { coverage, isModelled } from "../support/coverage/coverage";
import { COVERAGE_PAGE, coveragePage } from "../support/coverage/page";
import { type DocumentedOperation, documented, keyOf } from "../support/openapi/documents";
import { OPERATIONS_FILE, operationsFile } from "../support/openapi/operations-file";

const served = new Account().operations();
const byKey = new Map(documented.map((operation) => [`${operation.product} ${keyOf(operation)}`, operation]));
const documentedAs = (operation: (typeof served)[number]): DocumentedOperation | undefined =>
  byKey.get(`${operation.product} ${keyOf(operation)}`);

test("every operation of the account is Twilio's, under Twilio's name", () => {
  const misnamed = served
    .filter((operation) => documentedAs(operation)?.name !== operation.name)
    .map(({ product, name, method, path }) => `${product}.${name}: ${method} ${path}`);

  expect(misnamed).toEqual([]);
});

test("every operation of the account knows every parameter that Twilio documents", () => {
  const unknown = served.flatMap((operation) => {
    const names = documentedAs(operation)?.parameters.map(({ name }) => name) ?? [];
    const missing = names.filter((name) => !operation.parameters.includes(name));
    return missing.length > 0 ? [`${operation.product}.${operation.name}: ${missing.join(", ")}`] : [];
  });

  expect(unknown).toEqual([]);
});

test("every operation of the account has a behaviour that shows it", () => {
  const unshown = [...coverage.values()]
    .flat()
    .filter((covered) => covered.isServed && !isModelled(covered))
    .map(({ operation }) => `${operation.product}.${operation.name}`);

  expect(unshown).toEqual([]);
});

test.each([
  { file: "the list of Twilio's operations", at: OPERATIONS_FILE, made: operationsFile },
  { file: "the coverage page", at: COVERAGE_PAGE, made: coveragePage },
])("$file is up to date: npm run bench -- simulator-coverage --write", ({ at, made }) => {
  expect(readFileSync(at, "utf8")).toBe(made());
});
