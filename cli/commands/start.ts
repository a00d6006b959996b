import { join } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import ora from "ora";
import { type DayPlan, planDay, unservedQueues } from "../day-plan";
import { playLive } from "../play-live";
import { playOnce } from "../play-once";
import { reportText } from "../report-table";
import { ROOT } from "../root";
import type { SimulatedFloor } from "../simulated-floor";
import { portArgument, secondsArgument, wholeNumber } from "./simulator";

type Options = {
  once?: boolean;
  json?: boolean;
  trace?: string;
  policy: string;
  seed: number;
  redeliver?: boolean;
  functionSeconds: number;
  port: number;
  functionsPort: number;
  speed: number;
};

/** Simulated seconds in a second: the 17 hours of the default day in four minutes. */
const DEFAULT_SPEED = 255;
/** With --redeliver: every event twice, each up to so many seconds late. */
const REDELIVERY = { copies: 2, spreadSeconds: 120 };

function speedArgument(text: string): number {
  const number = Number(text);
  if (!Number.isFinite(number) || number <= 0) throw new InvalidArgumentError("must be a number above 0.");
  return number;
}

function progressText(plan: DayPlan, { account, day }: SimulatedFloor): string {
  const time = new Date(account.clock.now()).toISOString().slice(11, 16);
  return `${time}  ${day.outcomes.length} of ${plan.contacts.length} contacts`;
}

export function addStart(program: Command): void {
  program
    .command("start")
    .description("play a day of contacts on a simulated account: live with a page to watch, or at once")
    .option("--once", "play to the end as fast as it goes, print the report and exit")
    .option("--json", "print the report as JSON and nothing else")
    .option("--trace <file>", "play this day instead of the bank's (columns: traces/README.md)")
    .option("--policy <file>", "play under this policy", join(ROOT, "floor.yaml"))
    .option("--seed <number>", "make the default day anew from this seed", wholeNumber, 1)
    .option("--redeliver", "deliver every event twice, late and out of order")
    .option("--function-seconds <seconds>", "how long a function takes on the account's clock", secondsArgument, 0)
    .option("--port <port>", "where the account and the page are served", portArgument, 4010)
    .option("--functions-port <port>", "where the functions are served", portArgument, 3000)
    .option("--speed <n>", "simulated seconds in a second", speedArgument, DEFAULT_SPEED)
    .action(start);
}

async function start(options: Options): Promise<void> {
  const plan = planDay(options);
  for (const queue of unservedQueues(plan)) console.error(`warning: nobody of the roster can serve the queue ${queue}`);
  const { functionSeconds } = options;
  const settings = { functionSeconds, ...(options.redeliver ? { delivery: REDELIVERY } : {}) };
  const spinner = ora({ text: "building", isSilent: options.json === true && !process.stderr.isTTY });
  let hour = "";
  const progress = (floor: SimulatedFloor) => {
    const text = progressText(plan, floor);
    spinner.text = text;
    // Where there is no terminal to draw on, a line for each hour of a day that is played live.
    const isNewHour = text.slice(0, 2) !== hour;
    hour = text.slice(0, 2);
    if (isNewHour && !options.once && !options.json && !process.stderr.isTTY) console.error(text);
  };
  spinner.start();
  const say = (text: string) => {
    spinner.stop();
    console.log(text);
    // Where nobody watches, starting again would print a line each time.
    if (process.stderr.isTTY) spinner.start();
  };
  const print = ({ report, floor }: Pick<Awaited<ReturnType<typeof playOnce>>, "report" | "floor">) => {
    spinner.stop();
    console.log(options.json ? JSON.stringify(report) : reportText(report, floor, plan.policy));
    const [failure] = floor.day.failures;
    if (!failure) return;
    const count = floor.day.failures.length;
    console.error(`${count} calls failed, the first: ${failure.door} answered ${failure.status} ${failure.body}`);
    process.exitCode = 1;
  };
  try {
    if (options.once) print(await playOnce(plan, { root: ROOT, progress, ...settings }));
    else await live(plan, options, { ...settings, progress, say }, print);
  } finally {
    spinner.stop();
  }
}

type Settings = Pick<Parameters<typeof playLive>[1], "delivery" | "functionSeconds" | "progress"> & {
  say: (text: string) => void;
};

async function live(
  plan: DayPlan,
  { port, functionsPort, speed, json }: Options,
  { say, ...settings }: Settings,
  print: (played: Awaited<ReturnType<typeof playOnce>>) => void,
): Promise<void> {
  const tell = (text: string) => {
    if (!json) say(text);
  };
  const played = await playLive(plan, {
    ...settings,
    port,
    functionsPort,
    speed,
    opened: ({ page, account, functions }, stop) => {
      for (const signal of ["SIGINT", "SIGTERM"] as const) {
        process.once(signal, () => void stop().then(() => process.exit()));
      }
      tell(`The floor        ${page}`);
      tell(`The account      ${account}/taskrouter/v1/Workspaces  (user: AC and 32 zeros, password: 32 zeros)`);
      tell(`The functions    ${functions}/studio/route-contact  (403 without Twilio's signature)`);
    },
  });
  print(played);
  if (!json)
    console.log(`\nThe day is over; its figures stay at http://127.0.0.1:${port}/ until you stop this with Ctrl+C.`);
}
