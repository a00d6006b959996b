import { join } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import ora from "ora";
import type { Twilio } from "twilio";
import { ChangeLines } from "../account/change-lines";
import { type Change, Changes } from "../account/changes";
import { DEFAULT_ENVIRONMENT, findDeployment } from "../account/deployment";
import { type AccountOptions, addAccountOptions, clientOfEnvironment } from "../credentials";
import { completeEnvFile } from "../env-variables";
import { nextSteps } from "../next-steps";
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

/** Prints changes as they are made, around a spinner. */
function linesAround(isDryRun: boolean) {
  const spinner = ora("looking at the account");
  const print = (line: string) => {
    spinner.stop();
    console.log(line);
    if (process.stderr.isTTY) spinner.start();
  };
  const lines = new ChangeLines(print, isDryRun);
  const tell = (change: Change) => {
    spinner.text = change.what;
    lines.tell(change);
  };
  const end = () => {
    lines.end();
    spinner.stop();
  };
  return { spinner, end, changes: new Changes({ isDryRun, tell }) };
}

async function setup(options: Options): Promise<void> {
  const isDryRun = options.dryRun === true;
  const policy = readPolicy(options.policy);
  const client = clientOfEnvironment(options);
  const { spinner, end, changes } = linesAround(isDryRun);
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
    const token = options.schedulerToken ? await tokenOf(client, done, changes) : undefined;
    end();
    if (token !== undefined) console.log(token);
    console.log(nextSteps(changes.list, { isDeployed: deployment !== undefined, elsewhereAt: options.functionsUrl }));
  } finally {
    end();
  }
}

async function tokenOf(client: Twilio, { variables }: SetUp, changes: Changes): Promise<string | undefined> {
  const text = await schedulerToken({ client, syncServiceSid: variables.SYNC_SERVICE_SID }, changes, new Date());
  if (text === undefined) return undefined;
  return `\nThe scheduler's token, shown this once; it is sent as 'Authorization: Bearer <token>':\n${text}`;
}

function originArgument(text: string): string {
  const origin = URL.canParse(text) ? new URL(text).origin : "null";
  if (!/^https?:/.test(origin)) throw new InvalidArgumentError("must be a URL such as http://localhost:3000.");
  return origin;
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
    .option(
      "--functions-url <url>",
      "functions that run elsewhere, instead of a deployment: http://localhost:3000",
      originArgument,
    )
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
