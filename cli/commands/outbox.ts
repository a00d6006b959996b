import { join } from "node:path";
import Table from "cli-table3";
import type { Command } from "commander";
import ora from "ora";
import { type AccountOptions, addAccountOptions, clientOfEnvironment, syncServiceOfEnvironment } from "../credentials";
import { BAD_INPUT } from "../fail";
import { type ListedWebhook, listWebhooks, replayDeadLetters } from "../outbox";
import { readPolicy } from "../policy-file";
import { ROOT } from "../root";
import { TABLE_STYLE } from "../table-style";

const floor = (options: AccountOptions) => ({
  client: clientOfEnvironment(options),
  syncServiceSid: syncServiceOfEnvironment(options),
});

const momentOf = (text: string | null) => text?.slice(0, 19).replace("T", " ") ?? "";

function tableOf(webhooks: readonly ListedWebhook[]): string {
  const head = ["id", "type", "state", "happened (UTC)", "attempts", "last answer", "next attempt (UTC)"];
  const table = new Table({ head, style: TABLE_STYLE });
  for (const { id, type, state, createdAt, attempts, lastStatus, nextAt, because } of webhooks) {
    const answer = attempts === 0 ? "" : String(lastStatus ?? "none");
    table.push([id, type, because ?? state, momentOf(createdAt), attempts, answer, momentOf(nextAt)]);
  }
  return table.toString();
}

function refuse(message: string): void {
  console.error(message);
  process.exitCode = BAD_INPUT;
}

type ReplayOptions = AccountOptions & { all?: true; json?: true; policy: string };

async function replay(ids: readonly string[], options: ReplayOptions): Promise<void> {
  const { all, json, policy } = options;
  if (all ? ids.length > 0 : ids.length === 0) {
    refuse("name the webhooks to send again, or say --all: `npm run floor -- outbox list` shows them");
    return;
  }
  const spinner = ora({ text: "Reading the dead letters", isEnabled: process.stderr.isTTY }).start();
  let count = 0;
  const result = await replayDeadLetters(
    { ...floor(options), policy: readPolicy(policy) },
    all ? undefined : ids,
    new Date(),
    () => {
      count++;
      spinner.text = `${count} put back`;
    },
  ).finally(() => spinner.stop());
  if (json) console.log(JSON.stringify(result));
  else console.log(`${result.replayed.length} put back into the outbox; the next round of quality sends them.`);
  if (result.unknown.length > 0) refuse(`there is no dead letter ${result.unknown.join(", ")}`);
}

export function addOutbox(program: Command): void {
  const outbox = program.command("outbox").description("webhooks that wait to be sent, and those that were given up");
  addAccountOptions(outbox.command("list"))
    .description("what waits and what was given up, without what it says")
    .option("--dead", "only what was given up")
    .option("--json", "as JSON")
    .addHelpText("after", "\nReads the account and its Sync service from .env or the environment. Changes nothing.")
    .action(async ({ dead, json, ...account }: AccountOptions & { dead?: true; json?: true }) => {
      const webhooks = (await listWebhooks(floor(account))).filter(({ state }) => !dead || state === "dead");
      if (json) console.log(JSON.stringify(webhooks));
      else if (webhooks.length === 0) console.log("Nothing waits, and nothing was given up.");
      else console.log(tableOf(webhooks));
    });
  addAccountOptions(outbox.command("replay"))
    .description("put dead letters back into the outbox, under the same ids, with all attempts ahead of them")
    .argument("[ids...]", "as `outbox list` shows them")
    .option("--all", "every dead letter")
    .option("--json", "what was put back, as JSON")
    .option("--policy <file>", "the policy, which says how long webhooks are kept", join(ROOT, "floor.yaml"))
    .addHelpText("after", "\nReceivers that have had one of them after all drop it by its id.")
    .action(replay);
}
