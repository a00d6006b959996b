import { setTimeout as pause } from "node:timers/promises";
import Table from "cli-table3";
import type { Command } from "commander";
import ora from "ora";
import { DEFAULT_ENVIRONMENT, findEnvironment, SERVICE_NAME } from "../account/deployment";
import { AccountError } from "../account/session";
import { type AccountOptions, addAccountOptions, clientOfEnvironment } from "../credentials";
import { checkUrls } from "../doctor/deployment-checks";
import { findingText } from "../doctor/finding";
import { visitOverHttps } from "../doctor/visit";
import { activate, buildChanges, type Deployed, listDeployed, targetOf } from "../rollback";
import { TABLE_STYLE } from "../table-style";

type Options = AccountOptions & { environment: string; production?: true; list?: true; to?: string };

const BETWEEN_LOOKS = 1000;

const moment = (date: Date): string => date.toISOString().slice(0, 16).replace("T", " ");

function tableOf(deployed: readonly Deployed[]): string {
  const head = ["build", "made (UTC)", "last deployed (UTC)", "functions", ""];
  const table = new Table({ head, style: TABLE_STYLE });
  for (const { build, deployedAt, isLive } of deployed) {
    table.push([build.sid, moment(build.createdAt), moment(deployedAt), build.functions.length, isLive ? "live" : ""]);
  }
  return table.toString();
}

async function rollback(options: Options): Promise<void> {
  const client = clientOfEnvironment(options);
  const spinner = ora("looking at what was deployed").start();
  try {
    const suffix = options.production ? "" : options.environment;
    const environment = await findEnvironment(client, suffix);
    if (!environment) {
      throw new AccountError(
        `the service ${SERVICE_NAME} has nothing deployed in ${suffix || "production"}: npm run deploy`,
      );
    }
    const deployed = await listDeployed(client, environment);
    if (options.list) {
      spinner.stop();
      console.log(tableOf(deployed));
      return;
    }
    const live = deployed.find(({ isLive }) => isLive)?.build;
    const target = targetOf(deployed, options.to);
    spinner.text = `activating ${target.sid}`;
    const deployment = await activate(client, environment, target, { pause: () => pause(BETWEEN_LOOKS) });
    const urls = await checkUrls(visitOverHttps, deployment);
    const changes = live ? await buildChanges(client, environment.serviceSid, live, target) : [];
    spinner.stop();
    console.log(`${target.sid} of ${moment(target.createdAt)} UTC is live at ${environment.url}.`);
    for (const line of changes) console.log(`  ${line}`);
    console.log("Variables are those of the environment, as they were.");
    console.log(findingText(urls));
    if (urls.state === "problem") process.exitCode = 1;
    else console.log("Next: npm run floor -- doctor");
  } finally {
    spinner.stop();
  }
}

export function addRollback(program: Command): void {
  addAccountOptions(program.command("rollback"))
    .description("put the build before the live one back in its place, and see that it answers")
    .option("--list", "list the builds that were deployed and are there still, and change nothing")
    .option("--to <build>", "another one than the build before: its SID")
    .option("--environment <suffix>", "the deployment, by the suffix of its domain", DEFAULT_ENVIRONMENT)
    .option("--production", "the deployment without a suffix")
    .addHelpText("after", "\nVariables are not rolled back: they belong to the environment, not to a build.")
    .action(rollback);
}
