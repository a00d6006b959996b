import { join } from "node:path";
import type { Command } from "commander";
import ora from "ora";
import type { Twilio } from "twilio";
import { type Change, Changes, changeText, differences } from "../account/changes";
import { DEFAULT_ENVIRONMENT, findDeployment } from "../account/deployment";
import { type AccountOptions, addAccountOptions, clientOfEnvironment } from "../credentials";
import { completeEnvFile } from "../env-variables";
import { readPolicy } from "../policy-file";
import { ROOT } from "../root";
import { schedulerToken } from "../scheduler-token";
import { type SetUp, setUp } from "../setup";

type Options = AccountOptions & {
  policy: string;
  workspace?: string;
  environment: string;
  production?: true;
  functionsUrl?: string;
  eventCallback?: true;
  replaceFlows?: true;
  schedulerToken?: true;
  dryRun?: true;
};

/** Prints each change at once, around a spinner. */
function lines(isDryRun: boolean) {
  const spinner = ora("looking at the account");
  const tell = (change: Change) => {
    spinner.text = change.what;
    if (change.action === "unchanged") return;
    spinner.stop();
    console.log(changeText(change, isDryRun));
    if (process.stderr.isTTY) spinner.start();
  };
  return { spinner, changes: new Changes({ isDryRun, tell }) };
}

async function setup(options: Options): Promise<void> {
  const isDryRun = options.dryRun === true;
  const policy = readPolicy(options.policy);
  const client = clientOfEnvironment(options);
  const { spinner, changes } = lines(isDryRun);
  spinner.start();
  try {
    const deployment = options.functionsUrl
      ? undefined
      : await findDeployment(client, options.production ? "" : options.environment);
    const functionsUrl = options.functionsUrl ?? deployment?.environment.url;
    const done = await setUp(client, policy, {
      functionsUrl,
      deployment,
      workspaceSid: options.workspace,
      eventCallback: options.eventCallback,
      replaceFlows: options.replaceFlows,
      changes,
    });
    completeEnvFile(options.env, done.variables, policy, changes);
    if (options.schedulerToken) await giveToken(client, done, changes);
    spinner.stop();
    for (const line of nextSteps(changes.list, functionsUrl)) console.log(line);
  } finally {
    spinner.stop();
  }
}

async function giveToken(client: Twilio, { variables }: SetUp, changes: Changes): Promise<void> {
  const text = await schedulerToken({ client, syncServiceSid: variables.SYNC_SERVICE_SID }, changes, new Date());
  if (text === undefined) return;
  console.log(`\nThe scheduler's token, shown this once; it is sent as 'Authorization: Bearer <token>':\n${text}`);
}

/** What is to be run, or done by hand, after this. */
function nextSteps(changes: readonly Change[], functionsUrl: string | undefined): string[] {
  if (differences(changes).length === 0) return ["Everything is set up. Next: npm run floor -- doctor"];
  if (functionsUrl === undefined) {
    return [
      "\nThe functions are not deployed yet. Next: npm run deploy, then npm run floor -- setup once more:",
      "Event Streams and Studio can call them only then.",
    ];
  }
  const isForFunctions = differences(changes).some(
    ({ action, what }) => action === "created" && what.startsWith("variable"),
  );
  return [
    isForFunctions
      ? "\nNext: npm run deploy, for the functions need the new variables; then npm run floor -- doctor"
      : "\nNext: npm run floor -- doctor",
  ];
}

export function addSetup(program: Command): void {
  addAccountOptions(program.command("setup"))
    .description(
      "make what the floor needs in an account with Flex: all that apply does, Sync, Event Streams, flows, .env",
    )
    .option("--policy <file>", "the policy to apply", join(ROOT, "floor.yaml"))
    .option("--workspace <sid>", "the workspace to use, where the account has several")
    .option("--environment <suffix>", "the deployment that is called, by the suffix of its domain", DEFAULT_ENVIRONMENT)
    .option("--production", "the deployment without a suffix")
    .option("--functions-url <url>", "functions that run elsewhere, instead of a deployment: http://localhost:3000")
    .option("--event-callback", "let the workspace call the functions too, unless it calls somebody else")
    .option("--replace-flows", "put the flows of the folder studio over what was edited in Studio")
    .option("--scheduler-token", "make a token for the scheduler of tick, quality and reconcile, unless there is one")
    .option("--dry-run", "show what would be done, and write nothing")
    .addHelpText(
      "after",
      `
Run it before the first deployment, after it, and whenever something of it has changed. What is there already is found
by its name and left as it is; broken off, it can be run again. Workers are never touched. docs/deploy.md goes through it.`,
    )
    .action(setup);
}
