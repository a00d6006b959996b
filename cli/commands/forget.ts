import { join } from "node:path";
import type { Command } from "commander";
import ora from "ora";
import { customerKeyOf } from "../../src/http/customer-key";
import {
  type AccountOptions,
  addAccountOptions,
  clientOfEnvironment,
  customerKeyOfEnvironment,
  syncServiceOfEnvironment,
  workspaceOfEnvironment,
} from "../credentials";
import { BAD_INPUT } from "../fail";
import { AT_TWILIO } from "../forget/at-twilio";
import type { ForgetfulFloor, Person } from "../forget/contacts";
import { forget } from "../forget/forget";
import { exitCodeOf, reportText } from "../forget/report-text";
import { readPolicy } from "../policy-file";
import { ROOT } from "../root";

type Options = AccountOptions & {
  customer: string[];
  address: string[];
  dryRun?: true;
  json?: true;
  policy: string;
};

/** As the doors hash them: without spaces around them. */
function personOf(options: Options): Person {
  const key = customerKeyOfEnvironment(options);
  const keyOf = (text: string) => customerKeyOf(key, text);
  return { keyOf, hashes: [...options.customer, ...options.address].map((text) => keyOf(text.trim())) };
}

const floorOf = (options: Options): ForgetfulFloor => ({
  client: clientOfEnvironment(options),
  syncServiceSid: syncServiceOfEnvironment(options),
  workspaceSid: workspaceOfEnvironment(options),
  policy: readPolicy(options.policy),
});

async function run(options: Options): Promise<void> {
  if (options.customer.length + options.address.length === 0) {
    console.error("say who is to be forgotten: --customer with an id, --address with a number or address, or both");
    process.exitCode = BAD_INPUT;
    return;
  }
  const [floor, person] = [floorOf(options), personOf(options)];
  const spinner = ora("Beginning").start();
  const onStep = (text: string) => {
    spinner.text = text;
  };
  const terms = { isDryRun: options.dryRun === true, now: new Date() };
  const report = await forget(floor, person, terms, onStep).finally(() => spinner.stop());
  console.log(options.json ? JSON.stringify({ ...report, elsewhere: AT_TWILIO }, null, 2) : reportText(report));
  process.exitCode = exitCodeOf(report);
}

const HELP = `
Removes what the floor keeps of a person, reads everything again, and prints a report with hashes instead of names.
Run again after it was broken off it comes to the same end. Reads the account, SYNC_SERVICE_SID, WORKSPACE_SID and
CUSTOMER_KEY from .env or the environment. What it does and what it cannot do: docs/privacy.md

Exit code: 0 nothing is left, 1 something is left or a contact is not over (run it again), 2 bad input,
3 nothing was found.`;

const collect = (text: string, before: string[]): string[] => [...before, text];

export function addForget(program: Command): void {
  addAccountOptions(program.command("forget"))
    .description("remove what is kept of a person, and prove it by a report")
    .option("--customer <id>", "the customer's id, as Studio sends it; several times for several ids", collect, [])
    .option("--address <address>", "a number or address the person has used; several times for several", collect, [])
    .option("--dry-run", "only say what would be removed")
    .option("--json", "the report as JSON")
    .option("--policy <file>", "the policy", join(ROOT, "floor.yaml"))
    .addHelpText("after", HELP)
    .action(run);
}
