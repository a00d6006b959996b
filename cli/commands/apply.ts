import { join } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { applyPolicy } from "../apply";
import { clientOfEnvironment } from "../credentials";
import { readPolicy } from "../policy-file";
import { ROOT } from "../root";

type Options = { policy: string; functionsUrl: string; workspace?: string };

function urlArgument(text: string): string {
  if (!URL.canParse(text)) throw new InvalidArgumentError("must be a URL, such as https://floorwalker-1234.twil.io.");
  return text.replace(/\/$/, "");
}

export function addApply(program: Command): void {
  program
    .command("apply")
    .description("make an account what floor.yaml says; changes nothing where it is so already, and never a worker")
    .requiredOption("--functions-url <url>", "where the functions are deployed", urlArgument)
    .option("--policy <file>", "the policy", join(ROOT, "floor.yaml"))
    .option("--workspace <sid>", "the TaskRouter workspace, where the account has several")
    .addHelpText(
      "after",
      "\nReads the account from ACCOUNT_SID and AUTH_TOKEN (or TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN), also in .env.",
    )
    .action(async ({ policy, functionsUrl, workspace }: Options) => {
      const { changes, variables } = await applyPolicy(clientOfEnvironment(), readPolicy(policy), {
        functionsUrl,
        ...(workspace ? { workspaceSid: workspace } : {}),
      });
      for (const { action, what } of changes) console.log(`${action.padEnd(10)}${what}`);
      const { WORKFLOW_SID, ...needed } = variables;
      console.log("\nThe functions need these variables:");
      for (const [name, value] of Object.entries(needed)) console.log(`${name}=${value}`);
      console.log(`\nStudio's Send to Flex widget needs the workflow ${WORKFLOW_SID}.`);
    });
}
