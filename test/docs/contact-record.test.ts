/** The page that describes the record describes this record. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../cli/root";
import type { RecordReason } from "../../src/domain/contact-record";
import { record } from "../support/records";

const page = readFileSync(join(ROOT, "docs/contact-record.md"), "utf8");
const rows = page.split("\n").flatMap((line) => {
  const [, field, ...cells] = line.split("|").map((cell) => cell.trim());
  const name = /^`(\w+)`$/.exec(field ?? "")?.[1];
  return name ? [{ name, what: cells[0] ?? "", isEverNull: !(cells[2] ?? "never").startsWith("never") }] : [];
});

test("every field has its row, in the order of the type, and no row is of a field that is gone", () => {
  expect(rows.map(({ name }) => name)).toEqual(Object.keys(record()));
});

test("what can be null says when", () => {
  const nothing = record({ outcome: "abandoned", answeredAt: null });
  const maybe = Object.entries(nothing).filter(([name, value]) => value === null || NULL_ELSEWHERE.includes(name));

  expect(rows.filter(({ isEverNull }) => isEverNull).map(({ name }) => name)).toEqual(maybe.map(([name]) => name));
});

/** Fields of the fixture that are there and need not be. */
const NULL_ELSEWHERE = ["segment", "routedBecause", "customer", "language", "address", "recentContacts"];

test("what a field has inside, and every reason, is told", () => {
  const reasons: Record<RecordReason, true> = {
    ended: true,
    completed: true,
    repaired: true,
    "disposition-came-late": true,
  };
  const what = (name: string) => rows.find((row) => row.name === name)?.what;

  for (const part of ["sid", "name"]) expect(what("workers")).toContain(`\`${part}\``);
  for (const part of ["code", "fields", "note", "isLate"]) expect(what("disposition")).toContain(`\`${part}\``);
  for (const reason of Object.keys(reasons)) expect(what("because")).toContain(`\`${reason}\``);
});
