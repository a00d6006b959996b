import { join } from "node:path";
import type { Command } from "commander";
import ora from "ora";
import { calibrationTable, readCalibrations } from "../calibration";
import { type AccountOptions, addAccountOptions, clientOfEnvironment, syncServiceOfEnvironment } from "../credentials";
import { readPolicy } from "../policy-file";
import { ROOT } from "../root";

export function addCalibration(program: Command): void {
  addAccountOptions(program.command("calibration"))
    .description("how far scorers agree beyond chance: Cohen's kappa for each form and pair, and for each question")
    .option("--policy <file>", "the policy with the forms", join(ROOT, "floor.yaml"))
    .option("--json", "print JSON and nothing else")
    .addHelpText(
      "after",
      "\n1 is agreement throughout, 0 no more than chance gives; - where both only ever answered the same.",
    )
    .action(async ({ policy, json, ...account }: AccountOptions & { policy: string; json?: true }) => {
      const floor = { client: clientOfEnvironment(account), syncServiceSid: syncServiceOfEnvironment(account) };
      const spinner = ora({ text: "reading scorecards", isSilent: json === true }).start();
      const calibrations = await readCalibrations(floor, readPolicy(policy), (count) => {
        spinner.text = `reading scorecards: ${count}`;
      }).finally(() => spinner.stop());
      if (json) console.log(JSON.stringify(calibrations));
      else if (calibrations.length > 0) console.log(calibrationTable(calibrations));
      else
        console.log(
          "No contact has been scored by two scorers yet: hand in a second scorecard of one (docs/coaching.md).",
        );
    });
}
