import { type Command, InvalidArgumentError, Option } from "commander";
import { Account } from "../../simulator/account";
import { serve } from "../../simulator/server";

type Options = {
  port: number;
  clock: "real" | "virtual";
  seed: number;
  accountSid?: string;
  authToken?: string;
  functionSeconds: number;
};

export function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0) throw new InvalidArgumentError("must be a whole number, 0 or more.");
  return number;
}

export function portArgument(text: string): number {
  const port = wholeNumber(text);
  if (port > 65_535) throw new InvalidArgumentError("must be a port, 0 to 65535.");
  return port;
}

export function secondsArgument(text: string): number {
  const number = Number(text);
  if (!Number.isFinite(number) || number < 0) throw new InvalidArgumentError("must be seconds, 0 or more.");
  return number;
}

export function addSimulator(program: Command): void {
  program
    .command("simulator")
    .description("serve a simulated Twilio account on loopback")
    .option("--port <port>", "where to listen", portArgument, 4010)
    .addOption(
      new Option("--clock <clock>", "real time, or a clock that stands still until it is advanced")
        .choices(["real", "virtual"])
        .default("real"),
    )
    .option("--seed <number>", "of everything that is drawn", wholeNumber, 1)
    .option("--account-sid <sid>", "instead of AC and 32 zeros")
    .option("--auth-token <token>", "instead of 32 zeros")
    .option(
      "--function-seconds <seconds>",
      "how long a called function takes on the account's clock",
      secondsArgument,
      0,
    )
    .addHelpText(
      "after",
      `
Point a client at it by the Host header (taskrouter.twilio.com) or by the first part of the path:
  curl -u AC00000000000000000000000000000000:00000000000000000000000000000000 http://127.0.0.1:4010/taskrouter/v1/Workspaces
Its control room:
  POST /_simulator/advance {"seconds":30}    move a virtual clock, until everything due is done
  POST /_simulator/reset                     begin again
  GET  /_simulator/requests                  how many requests of each operation
  GET  /_simulator/clock                     what time it is there`,
    )
    .action(async ({ port, clock, seed, accountSid, authToken, functionSeconds }: Options) => {
      const isClockVirtual = clock === "virtual";
      const createAccount = () =>
        new Account({
          seed,
          functionSeconds,
          ...(isClockVirtual ? {} : { start: new Date() }),
          ...(accountSid ? { accountSid } : {}),
          ...(authToken ? { authToken } : {}),
        });
      const server = await serve({ port, createAccount, clock });
      const account = server.account();
      console.log(`A simulated Twilio account at ${server.url}`);
      console.log(`  account SID  ${account.accountSid}`);
      console.log(`  auth token   ${account.authToken}`);
      console.log(`  clock        ${isClockVirtual ? "virtual: POST /_simulator/advance moves it" : "real time"}`);
    });
}
