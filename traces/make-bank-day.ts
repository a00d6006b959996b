/** Writes a synthetic day of a bank's contact centre: npx tsx traces/make-bank-day.ts --seed 1 --out traces/bank-day.csv */
import { writeFileSync } from "node:fs";
import { InvalidArgumentError, program } from "commander";
import { bankDay } from "./bank-day";
import { formatTrace, type TraceContact } from "./contact";

program
  .name("make-bank-day")
  .description("Writes a synthetic day of a bank's contact centre as a trace. What it is made from: traces/README.md")
  .option("--seed <number>", "whole number; the same seed is the same day", seedOf, 1)
  .requiredOption("--out <file>", "CSV file to write; one that is there is replaced")
  .action(({ seed, out }: { seed: number; out: string }) => {
    const contacts = bankDay(seed);
    try {
      writeFileSync(out, formatTrace(contacts));
    } catch (error) {
      program.error(`error: ${out} cannot be written: ${error instanceof Error ? error.message : error}`);
    }
    console.log(`${out}: ${contacts.length} contacts of seed ${seed}`);
    console.log(`  ${summaryOf(contacts, "queue")}`);
    console.log(`  ${summaryOf(contacts, "channel")}`);
  })
  .parse();

function seedOf(text: string): number {
  const seed = Number(text);
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(seed)) throw new InvalidArgumentError("expected a whole number");
  return seed;
}

function summaryOf(contacts: readonly TraceContact[], field: "queue" | "channel"): string {
  const counts = new Map<string, number>();
  for (const contact of contacts) counts.set(contact[field], (counts.get(contact[field]) ?? 0) + 1);
  return [...counts].map(([name, count]) => `${name} ${count}`).join(", ");
}
