import { join } from "node:path";
import Table from "cli-table3";
import type { Command } from "commander";
import ora from "ora";
import type { ContactRecord } from "../../src/domain/contact-record";
import { type AccountOptions, addAccountOptions, clientOfEnvironment, syncServiceOfEnvironment } from "../credentials";
import { codeCounts, missingOf, readRecords } from "../dispositions";
import { momentArgument } from "../moment-argument";
import { readPolicy } from "../policy-file";
import { ROOT } from "../root";
import { TABLE_STYLE } from "../table-style";

type Options = AccountOptions & { missing?: true; since?: Date; json?: true; policy: string };

async function recordsOf(options: Options): Promise<ContactRecord[]> {
  const { policy, since } = options;
  const source = {
    client: clientOfEnvironment(options),
    syncServiceSid: syncServiceOfEnvironment(options),
    policy: readPolicy(policy),
  };
  // On standard error, and silent where that is no terminal: the answer alone is the output.
  const spinner = ora("Reading the feed").start();
  try {
    const records = await readRecords(source, since, (read) => {
      spinner.text = `Reading the feed: ${read} records`;
    });
    spinner.stop();
    return records;
  } catch (error) {
    spinner.stop();
    throw error;
  }
}

function tableOf(head: string[], rows: readonly (string | number)[][]): string {
  const table = new Table({ head, style: TABLE_STYLE });
  table.push(...rows);
  return table.toString();
}

function showMissing(records: readonly ContactRecord[], json: boolean): void {
  const missing = missingOf(records);
  if (json) {
    console.log(JSON.stringify(missing, null, 2));
    return;
  }
  if (missing.length > 0) {
    const rows = missing.map(({ endedAt, queue, channel, worker, task }) => [
      endedAt,
      queue,
      channel,
      worker ?? "",
      task,
    ]);
    console.log(tableOf(["ended", "queue", "channel", "worker", "task"], rows));
  }
  console.log(`${missing.length} of ${records.length} contacts lack a disposition that their queue requires.`);
}

function showCodes(records: readonly ContactRecord[], json: boolean): void {
  const counts = codeCounts(records);
  if (json) {
    console.log(JSON.stringify(counts, null, 2));
    return;
  }
  const rows = counts.map(({ queue, code, contacts, late }) => [queue, code ?? "(none)", contacts, late]);
  if (rows.length > 0) console.log(tableOf(["queue", "code", "contacts", "late"], rows));
  console.log(`${records.length} contacts.`);
}

export function addDispositions(program: Command): void {
  addAccountOptions(program.command("dispositions"))
    .description("how contacts ended: codes by queue, or the contacts that lack one")
    .option("--missing", "list contacts without the disposition that their queue requires")
    .option("--since <moment>", "only contacts that ended since then: ISO 8601", momentArgument)
    .option("--json", "JSON instead of a table")
    .option("--policy <file>", "the policy", join(ROOT, "floor.yaml"))
    .action(async (options: Options) => {
      const records = await recordsOf(options);
      const show = options.missing ? showMissing : showCodes;
      show(records, options.json === true);
    });
}
