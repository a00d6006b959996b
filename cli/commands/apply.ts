import { join } from "node:path";
import type { Command } from "commander";
import ora from "ora";
import { ChangeLines } from "../account/change-lines";
import { Changes, differences } from "../account/changes";
import { applyPolicy } from "../apply";
import { type AccountOptions, addAccountOptions, clientOfEnvironment } from "../credentials";
import { readPolicy } from "../policy-file";
import { ROOT } from "../root";

type Options = AccountOptions & { policy: string; workspace?: string; dryRun?: true };

async function apply(options: Options): Promise<void> {
  const { workspace: workspaceSid, dryRun: isDryRun = false } = options;
  const policy = readPolicy(options.policy);
  const changes = new Changes({ isDryRun });
  const spinner = ora("comparing the account with floor.yaml").start();
  try {
    await applyPolicy({ client: clientOfEnvironment(options), policy, changes, workspaceSid });
  } finally {
    spinner.stop();
    const lines = new ChangeLines(console.log, isDryRun);
    for (const change of changes.list) lines.tell(change);
    lines.end();
  }
  if (differences(changes.list).length === 0) console.log("Everything is as floor.yaml says.");
}

export function addApply(program: Command): void {
  addAccountOptions(program.command("apply"))
    .description("make queues, workflow, activities, task channels and addresses of an account what floor.yaml says")
    .option("--policy <file>", "the policy to apply", join(ROOT, "floor.yaml"))
    .option("--workspace <sid>", "the workspace to use, where the account has several")
    .option("--dry-run", "show what would be done, and write nothing")
    .action(apply);
}
