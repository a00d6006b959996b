import { join } from "node:path";
import Table from "cli-table3";
import type { Command } from "commander";
import ora from "ora";
import type { RepairReason } from "../../src/domain/claim";
import { type ReconcileRun, repairedIn } from "../../src/domain/reconcile";
import { windowOf } from "../../src/http/reconcile";
import {
  type AccountOptions,
  addAccountOptions,
  clientOfEnvironment,
  customerKeyOfEnvironment,
  syncServiceOfEnvironment,
  workspaceOfEnvironment,
} from "../credentials";
import { momentArgument } from "../moment-argument";
import { readPolicy } from "../policy-file";
import { reconcile } from "../reconcile";
import { ROOT } from "../root";
import { TABLE_STYLE } from "../table-style";

type Options = AccountOptions & { since?: Date; until?: Date; dryRun?: true; json?: true; policy: string };

const REASONS: Readonly<Record<RepairReason, string>> = {
  "never-announced": "never announced: the stream lost their end",
  "left-behind": "claimed and left behind without a record",
  "was-incomplete": "incomplete, and completed now",
  "was-wrong": "not what the events say",
  "was-ambiguous": "two records that differ under one revision",
};

function show({ since, until, counts, isDry }: ReconcileRun): void {
  const table = new Table({ head: ["contacts", ""], colAligns: ["right", "left"], style: TABLE_STYLE });
  for (const [reason, meaning] of Object.entries(REASONS)) {
    const count = counts.repaired[reason as RepairReason];
    if (count > 0) table.push([count, meaning]);
  }
  const others: [number, string][] = [
    [counts.repairedBefore, "repaired by an earlier run"],
    [counts.inProgress, "left alone: somebody may be at them; run this again in some minutes"],
    [counts.eventsIncomplete, "left alone: the Events API tells less than their records do"],
    [counts.forgotten, "forgotten, and not written again"],
    [counts.right, "right"],
  ];
  table.push(...others.filter(([count]) => count > 0));
  if (counts.contacts > 0) console.log(table.toString());
  const repaired = isDry ? `${repairedIn(counts)} would be repaired` : `${repairedIn(counts)} repaired`;
  console.log(`${counts.contacts} contacts ended from ${since.toISOString()} to ${until.toISOString()}; ${repaired}.`);
}

/** How far a run has come through its window, in per cent. */
function progressOf({ since, until, at, counts }: ReconcileRun): string {
  const share = (until.getTime() - at.getTime()) / Math.max(1, until.getTime() - since.getTime());
  return `${Math.round(share * 100)} %, ${counts.contacts} contacts, ${repairedIn(counts)} to repair`;
}

export function addReconcile(program: Command): void {
  addAccountOptions(program.command("reconcile"))
    .description("compare ledger and feed with the Events API, write what is missing and what is wrong")
    .option(
      "--since <moment>",
      "from contacts that ended then: ISO 8601; two hours back unless it is said",
      momentArgument,
    )
    .option(
      "--until <moment>",
      "to contacts that ended before: ISO 8601; a minute ago unless it is said",
      momentArgument,
    )
    .option("--dry-run", "only say what would be repaired")
    .option("--json", "JSON instead of a table")
    .option("--policy <file>", "the policy", join(ROOT, "floor.yaml"))
    .action(async (options: Options) => {
      const { since, until, dryRun, json, policy } = options;
      const floor = {
        client: clientOfEnvironment(options),
        workspaceSid: workspaceOfEnvironment(options),
        syncServiceSid: syncServiceOfEnvironment(options),
        customerKey: customerKeyOfEnvironment(options),
        policy: readPolicy(policy),
      };
      const window = windowOf({ since, until }, floor.policy, new Date());
      // On standard error, and silent where that is no terminal: the answer alone is the output.
      const spinner = ora("Reading the Events API").start();
      try {
        const run = await reconcile(floor, { ...window, isDry: dryRun === true }, (sofar) => {
          spinner.text = progressOf(sofar);
        });
        spinner.stop();
        if (json)
          console.log(JSON.stringify({ since: run.since, until: run.until, isDry: run.isDry, ...run.counts }, null, 2));
        else show(run);
      } catch (error) {
        spinner.stop();
        throw error;
      }
    });
}
