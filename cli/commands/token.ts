import Table from "cli-table3";
import { type Command, InvalidArgumentError, Option } from "commander";
import { isScope, SCOPES, type Scope } from "../../src/domain/scoped-token";
import { type AccountOptions, addAccountOptions, clientOfEnvironment, syncServiceOfEnvironment } from "../credentials";
import { BAD_INPUT } from "../fail";
import { TABLE_STYLE } from "../table-style";
import { createToken, type Floor, listTokens, revokeToken } from "../tokens";

/** Sync keeps nothing longer: https://www.twilio.com/docs/sync/limits */
const LONGEST_DAYS = 365;

function scopesArgument(text: string): Scope[] {
  const names = text.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => !isScope(name));
  if (unknown.length > 0) {
    throw new InvalidArgumentError(
      `there is no scope ${unknown.join(", ")}; there is: ${Object.keys(SCOPES).join(", ")}.`,
    );
  }
  return [...new Set(names.filter(isScope))];
}

function daysArgument(text: string): number {
  const days = Number(text);
  if (Number.isInteger(days) && days >= 1 && days <= LONGEST_DAYS) return days;
  throw new InvalidArgumentError(`must be a whole number of days, 1 to ${LONGEST_DAYS}.`);
}

const floorOfEnvironment = (options: AccountOptions): Floor => ({
  client: clientOfEnvironment(options),
  syncServiceSid: syncServiceOfEnvironment(options),
});

type NewToken = AccountOptions & { name: string; scopes: Scope[]; days: number };

/** @param floor whose tokens they are */
export function addToken(program: Command, floor = floorOfEnvironment): void {
  const token = program.command("token").description("make, list and revoke the tokens that open doors to machines");
  addAccountOptions(token.command("create"))
    .description("make a token; its text is shown once and stored nowhere")
    .requiredOption("--name <name>", "whom it is for, such as scheduler")
    .addOption(
      new Option("--scopes <names>", "what it opens, with commas between")
        .argParser(scopesArgument)
        .makeOptionMandatory(),
    )
    .option("--days <number>", "how long it is good for", daysArgument, 90)
    .addHelpText(
      "after",
      `\nScopes:\n${Object.entries(SCOPES)
        .map(([name, meaning]) => `  ${name.padEnd(22)}${meaning}`)
        .join("\n")}`,
    )
    .action(async (given: NewToken) => {
      const text = await createToken(floor(given), given, new Date());
      console.log(text);
      console.error(
        `Send it as 'Authorization: Bearer <token>'. It opens ${given.scopes.join(", ")} for ${given.days} days.`,
      );
    });
  addAccountOptions(token.command("list"))
    .description("what has been given out and is neither over nor revoked")
    .action(async (options: AccountOptions) => {
      const table = new Table({ head: ["id", "name", "scopes", "made", "ends"], style: TABLE_STYLE });
      for (const { id, name, scopes, createdAt, expiresAt } of await listTokens(floor(options))) {
        table.push([id, name, scopes.join(", "), createdAt.slice(0, 10), expiresAt.slice(0, 10)]);
      }
      console.log(table.toString());
    });
  addAccountOptions(token.command("revoke"))
    .description("make a token open nothing any more, within a minute")
    .argument("<id>", "as `token list` shows it: the second part of the token's text")
    .action(async (id: string, options: AccountOptions) => {
      if (await revokeToken(floor(options), id))
        console.log(`Revoked ${id}; warm functions forget it within a minute.`);
      else {
        console.error(`there is no token ${id}: \`npm run floor -- token list\` shows those there are`);
        process.exitCode = BAD_INPUT;
      }
    });
}
