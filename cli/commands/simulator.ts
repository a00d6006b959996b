import { writeFileSync } from "node:fs";
import { type Command, InvalidArgumentError, Option } from "commander";
import { Account } from "../../simulator/account";
import { serveProxy } from "../../simulator/any-client/proxy";
import type { ClockMode } from "../../simulator/control-room/pace";
import { type SimulatorServer, serve } from "../../simulator/server";
import { FileError } from "../file-error";
import { startFrom } from "../snapshot-file";
import { openedAt } from "../taken-port";

type Options = {
  port: number;
  clock: ClockMode;
  seed: number;
  snapshot?: string;
  accountSid?: string;
  authToken?: string;
  functionSeconds: number;
  proxy?: number;
  ca: string;
  tunnel?: true;
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

export function clockArgument(text: string): ClockMode {
  if (text === "real" || text === "virtual") return text;
  const times = Number(/^(\d+(?:\.\d+)?)x$/.exec(text)?.[1]);
  if (!(times > 0)) throw new InvalidArgumentError("must be real, virtual, or a speed such as 60x.");
  return { times };
}

const described = (clock: ClockMode): string => {
  if (clock === "virtual") return "virtual: POST /_simulator/advance moves it";
  return typeof clock === "object" ? `${clock.times} times real time` : "real time";
};

export function accountSidArgument(text: string): string {
  if (!/^AC[0-9a-f]{32}$/.test(text)) throw new InvalidArgumentError("must be AC and 32 hexadecimal digits.");
  return text;
}

const SNAPSHOT_HELP = "a file to start from: what GET /_simulator/snapshot gave";

function newAccount({ clock, seed, accountSid, authToken, functionSeconds, snapshot }: Options): Account {
  const account = new Account({
    seed,
    functionSeconds,
    ...(clock === "virtual" ? {} : { start: new Date() }),
    ...(accountSid ? { accountSid } : {}),
    ...(authToken ? { authToken } : {}),
  });
  if (snapshot !== undefined) startFrom(account, snapshot);
  return account;
}

async function openProxy({ proxy: port, ca, tunnel }: Options, { listener }: SimulatorServer): Promise<void> {
  if (port === undefined) return;
  const opening = serveProxy({ port, listener, isOpen: tunnel === true });
  const { url, certificate, close } = await openedAt(port, "--proxy", opening);
  try {
    writeFileSync(ca, certificate);
  } catch (error) {
    await close();
    throw new FileError(`${ca}: ${(error as Error).message}; name another file with --ca`);
  }
  console.log(`  proxy        ${url} for *.twilio.com${tunnel ? ", and a way to everywhere else" : ""}`);
  console.log(`  trust        ${ca}`);
}

async function simulate(options: Options): Promise<void> {
  const { port, clock } = options;
  const server = await openedAt(port, "--port", serve({ port, createAccount: () => newAccount(options), clock }));
  const account = server.account();
  console.log(`A simulated Twilio account at ${server.url}`);
  console.log(`  account SID  ${account.accountSid}`);
  console.log(`  auth token   ${account.authToken}`);
  console.log(`  clock        ${described(clock)}`);
  try {
    await openProxy(options, server);
  } catch (error) {
    await server.close();
    throw error;
  }
}

export function addSimulator(program: Command): void {
  program
    .command("simulator")
    .description("serve a simulated Twilio account on loopback")
    .option("--port <port>", "where to listen", portArgument, 4010)
    .addOption(
      new Option("--clock <clock>", "real, virtual (stands still until it is advanced), or a speed such as 60x")
        .argParser(clockArgument)
        .default("real"),
    )
    .option("--seed <number>", "of everything that is drawn", wholeNumber, 1)
    .option("--snapshot <file>", SNAPSHOT_HELP)
    .option("--account-sid <sid>", "instead of AC and 32 zeros", accountSidArgument)
    .option("--auth-token <token>", "instead of 32 zeros")
    .option(
      "--function-seconds <seconds>",
      "how long a called function takes on the account's clock",
      secondsArgument,
      0,
    )
    .option("--proxy <port>", "serve an HTTPS proxy too, for clients that only know the real names", portArgument)
    .option("--ca <file>", "where to write the certificate that clients of the proxy are to trust", "simulator-ca.pem")
    .option("--tunnel", "let the proxy's clients through to everywhere else, instead of refusing them")
    .addHelpText(
      "after",
      `
Point a client at it by the Host header (taskrouter.twilio.com) or by the first part of the path:
  curl -u AC00000000000000000000000000000000:00000000000000000000000000000000 http://127.0.0.1:4010/taskrouter/v1/Workspaces
or through the proxy, by its real name (docs/any-client.md):
  HTTPS_PROXY=http://127.0.0.1:4443 curl --cacert simulator-ca.pem -u SID:TOKEN https://taskrouter.twilio.com/v1/Workspaces
Its control room takes JSON (docs/control-room.md; what there is: GET /):
  POST /_simulator/advance {"seconds":30}    move a virtual clock, until everything due is done
  POST /_simulator/reset                     begin again
  GET  /_simulator/requests                  how many requests of each operation
  GET  /_simulator/clock                     what time it is there; PUT changes how it moves
  PUT  /_simulator/faults                    let things go wrong
  GET  /_simulator/snapshot                  the account as text, to start from later
In tests it needs no server: docs/simulator.md`,
    )
    .action(simulate);
}
