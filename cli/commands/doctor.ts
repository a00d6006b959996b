import { join } from "node:path";
import type { Command } from "commander";
import ora from "ora";
import { DEFAULT_ENVIRONMENT } from "../account/deployment";
import { type AccountOptions, addAccountOptions, clientFor, credentialsOfEnvironment } from "../credentials";
import { examine } from "../doctor/doctor";
import { type Finding, findingText } from "../doctor/finding";
import { checkNode, checkPolicyFile } from "../doctor/local-checks";
import { visitOverHttps } from "../doctor/visit";
import { readEnvFile } from "../env-file";
import { ROOT } from "../root";

type Options = AccountOptions & {
  policy: string;
  workspace?: string;
  environment: string;
  production?: true;
  json?: true;
};

async function* allFindings(options: Options): AsyncGenerator<Finding> {
  yield checkNode(process.versions.node);
  const { finding, policy } = checkPolicyFile(options.policy);
  yield finding;
  if (!policy) return;
  const credentials = credentialsOfEnvironment(options);
  yield* examine({
    client: clientFor(credentials),
    credentials: credentials.kind,
    policy,
    variables: readEnvFile(options.env),
    suffix: options.production ? "" : options.environment,
    workspaceSid: options.workspace,
    visit: visitOverHttps,
    now: new Date(),
  });
}

async function doctor(options: Options): Promise<void> {
  const spinner = ora({ text: "looking", isSilent: options.json === true }).start();
  const findings: Finding[] = [];
  try {
    for await (const finding of allFindings(options)) {
      findings.push(finding);
      if (options.json) continue;
      spinner.stop();
      console.log(findingText(finding));
      if (process.stderr.isTTY) spinner.start();
    }
  } finally {
    spinner.stop();
  }
  const problems = findings.filter(({ state }) => state === "problem").length;
  if (options.json) console.log(JSON.stringify({ problems, findings }));
  else console.log(problems === 0 ? "\nNothing keeps the floor from working." : `\n${problems} to put right.`);
  if (problems > 0) process.exitCode = 1;
}

export function addDoctor(program: Command): void {
  addAccountOptions(program.command("doctor"))
    .description("look at everything the floor stands on, and say what to run next; writes nothing")
    .option("--policy <file>", "the policy that ought to be in force", join(ROOT, "floor.yaml"))
    .option("--workspace <sid>", "the workspace to use, where the account has several")
    .option("--environment <suffix>", "the deployment to look at, by the suffix of its domain", DEFAULT_ENVIRONMENT)
    .option("--production", "the deployment without a suffix")
    .option("--json", "print what was found as JSON and nothing else")
    .addHelpText("after", "\nEnds with 1 where something keeps the floor from working, with 0 otherwise.")
    .action(doctor);
}
