import { existsSync } from "node:fs";
import { join } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import twilio from "twilio";
import { ApplyError, applyPolicy } from "../apply";
import { readPolicy } from "../policy-file";
import { ROOT } from "../root";

type Options = { policy: string; functionsUrl: string; workspace?: string };

function urlArgument(text: string): string {
  if (!URL.canParse(text)) throw new InvalidArgumentError("must be a URL, such as https://floorwalker-1234.twil.io.");
  return text.replace(/\/$/, "");
}

/** The account: from the environment, or from .env, where the functions' variables are as well. */
function credentials(): { accountSid: string; authToken: string } {
  const file = join(ROOT, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, ACCOUNT_SID, AUTH_TOKEN } = process.env;
  const accountSid = TWILIO_ACCOUNT_SID || ACCOUNT_SID;
  const authToken = TWILIO_AUTH_TOKEN || AUTH_TOKEN;
  if (accountSid && authToken) return { accountSid, authToken };
  throw new ApplyError("set ACCOUNT_SID and AUTH_TOKEN, in .env or as variables, to the account that is to be set up");
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
      const { accountSid, authToken } = credentials();
      const { changes, variables } = await applyPolicy(twilio(accountSid, authToken), readPolicy(policy), {
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
