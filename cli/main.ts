/** The `floor` command. */
import { Command } from "commander";
import { addApply } from "./commands/apply";
import { addBuild } from "./commands/build";
import { addCalibration } from "./commands/calibration";
import { addDispositions } from "./commands/dispositions";
import { addDoctor } from "./commands/doctor";
import { addForget } from "./commands/forget";
import { addOutbox } from "./commands/outbox";
import { addReconcile } from "./commands/reconcile";
import { addRollback } from "./commands/rollback";
import { addSetup } from "./commands/setup";
import { addSimulator } from "./commands/simulator";
import { addStart } from "./commands/start";
import { addToken } from "./commands/token";
import { BAD_INPUT, fail } from "./fail";

const program = new Command("npm run floor --")
  .description("Floorwalker: automation for Twilio Flex contact centres")
  .helpCommand(false)
  .addHelpText("after", "\nWhat to read about what: docs/README.md")
  .showHelpAfterError("(--help says what there is)")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : BAD_INPUT));
/** As the help lists them. */
const COMMANDS = {
  "Without an account:": [addStart, addSimulator],
  "Into an account:": [addBuild, addSetup, addApply, addDoctor, addRollback, addToken],
  "From day to day:": [addDispositions, addOutbox, addReconcile, addCalibration, addForget],
};
for (const [heading, adds] of Object.entries(COMMANDS)) {
  program.commandsGroup(heading);
  for (const add of adds) add(program);
}
// Whoever reads along may have had enough: `... | head`.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});
program.parseAsync().catch(fail);
