import { join } from "node:path";
import type { Command } from "commander";
import twilio from "twilio";
import { ApplyError, applyPolicy } from "../apply";
import { readPolicy } from "../policy-file";
import { ROOT } from "../root";

type Options = { policy: string; functionsUrl: string; workspace?: string };

export function addApply(program: Command): void {
  program
    .command("apply")
    .description("make an account what floor.yaml says; changes nothing where it is so already, and never a worker")
    .requiredOption(
      "--functions-url <url>",
      "where the functions are deployed, such as https://floorwalker-1234.twil.io",
    )
    .option("--policy <file>", "the policy", join(ROOT, "floor.yaml"))
    .option("--workspace <sid>", "the TaskRouter workspace, where the account has several")
    .addHelpText("after", "\nReads the account from TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN.")
    .action(async ({ policy, functionsUrl, workspace }: Options) => {
      const accountSid = process.env["TWILIO_ACCOUNT_SID"];
      const authToken = process.env["TWILIO_AUTH_TOKEN"];
      if (!accountSid || !authToken) {
        throw new ApplyError("set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN to the account that is to be set up");
      }
      const { changes, variables } = await applyPolicy(twilio(accountSid, authToken), readPolicy(policy), {
        functionsUrl: functionsUrl.replace(/\/$/, ""),
        ...(workspace ? { workspaceSid: workspace } : {}),
      });
      for (const { action, what } of changes) console.log(`${action.padEnd(10)}${what}`);
      console.log("\nThe functions need these variables:");
      for (const [name, value] of Object.entries(variables)) console.log(`${name}=${value}`);
    });
}
