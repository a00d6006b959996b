/** `floor token`, as people type it. */
import { Command } from "commander";
import { addToken } from "../../cli/commands/token";
import { setUp } from "../../cli/setup";
import { Account } from "../../simulator/account";
import { SCOPES, scopedTokenOf } from "../../src/domain/scoped-token";
import { policy } from "../support/floor";

const NOON = new Date("2026-01-05T12:00:00Z");

type Ended = { code: number | string; printed: string; said: string };

/** One command after the other, on an account of their own. */
async function openTokens(): Promise<(...words: string[]) => Promise<Ended>> {
  const account = new Account({ seed: 1, start: NOON });
  const client = account.client();
  const { variables } = await setUp(client, policy, { functionsUrl: "https://floor.example" });
  const floor = { client, syncServiceSid: variables.SYNC_SERVICE_SID };
  return (...words) => run((program) => addToken(program, () => floor), words);
}

/** Every command below too: where one is wrong it ends itself, and not the tests. */
function tame(command: Command, write: { out: (text: string) => void; error: (text: string) => void }): void {
  command.exitOverride().configureOutput({ writeOut: write.out, writeErr: write.error });
  for (const below of command.commands) tame(below, write);
}

async function run(add: (program: Command) => void, words: readonly string[]): Promise<Ended> {
  const program = new Command("floor");
  add(program);
  let printed = "";
  let said = "";
  tame(program, { out: (text) => (printed += text), error: (text) => (said += text) });
  const { log, error } = console;
  console.log = (line: string) => (printed += `${line}\n`);
  console.error = (line: string) => (said += `${line}\n`);
  process.exitCode = 0;
  try {
    await program.parseAsync(["token", ...words], { from: "user" });
    return { code: process.exitCode, printed, said };
  } catch (failure) {
    const { exitCode = 1, message } = failure as { exitCode?: number; message: string };
    return { code: exitCode, printed, said: said || message };
  } finally {
    Object.assign(console, { log, error });
    process.exitCode = 0;
  }
}

test("a token is made, listed without its text, revoked, and gone", async () => {
  const token = await openTokens();

  const made = await token("create", "--name", "scheduler", "--scopes", "tick,read-metrics", "--days", "7");
  const text = made.printed.trim();
  const { id = "", scopes } = scopedTokenOf(text) ?? {};

  // What is printed is the token and nothing else, so that it can be piped.
  expect(made).toEqual({
    code: 0,
    printed: `${text}\n`,
    said: "Send it as 'Authorization: Bearer <token>'. It opens tick, read-metrics for 7 days.\n",
  });
  expect(scopes).toEqual(["tick", "read-metrics"]);

  const listed = await token("list");
  expect(listed.printed).toMatch(new RegExp(`${id}.+scheduler.+tick, read-metrics`));
  expect(listed.printed).not.toContain(text.split(".").at(-1));

  expect(await token("revoke", id)).toEqual({
    code: 0,
    printed: `Revoked ${id}; warm functions forget it within a minute.\n`,
    said: "",
  });
  expect((await token("list")).printed).not.toContain(id);
  expect(await token("revoke", id)).toEqual({
    code: 2,
    printed: "",
    said: `there is no token ${id}: \`npm run floor -- token list\` shows those there are\n`,
  });
});

test.each([
  { words: ["create", "--scopes", "tick"], said: "required option '--name <name>' not specified" },
  { words: ["create", "--name", "x"], said: "required option '--scopes <names>' not specified" },
  {
    words: ["create", "--name", "x", "--scopes", "tick,all"],
    said: "there is no scope all; there is: tick, reconcile",
  },
  { words: ["create", "--name", "x", "--scopes", "__proto__"], said: "there is no scope __proto__" },
  { words: ["create", "--name", "x", "--scopes", "tick", "--days", "0"], said: "a whole number of days, 1 to 365" },
  { words: ["create", "--name", "x", "--scopes", "tick", "--days", "366"], said: "a whole number of days, 1 to 365" },
  { words: ["create", "--name", "x", "--scopes", "tick", "--days", "7.5"], said: "a whole number of days, 1 to 365" },
  { words: ["revoke"], said: "missing required argument 'id'" },
])("floor token $words fails, and says how it would not", async ({ words, said }) => {
  const token = await openTokens();

  const ended = await token(...words);

  expect(ended.code).not.toBe(0);
  expect(ended.printed).toBe("");
  expect(ended.said).toContain(said);
  expect((await token("list")).printed).not.toContain("tick");
});

test("the help of create names every scope and what it opens", async () => {
  const token = await openTokens();

  const { printed } = await token("create", "--help");

  for (const [scope, meaning] of Object.entries(SCOPES)) expect(printed).toMatch(new RegExp(`${scope} +${meaning}`));
});

test("the help names the commands", async () => {
  const token = await openTokens();

  const { printed } = await token("--help");

  for (const command of ["create", "list", "revoke"]) expect(printed).toContain(command);
});

test.each([
  { missing: "AUTH_TOKEN", said: "set ACCOUNT_SID and AUTH_TOKEN" },
  { missing: "SYNC_SERVICE_SID", said: "set SYNC_SERVICE_SID" },
])("without $missing it says what to set", async ({ missing, said }) => {
  const variables = { ACCOUNT_SID: `AC${"0".repeat(32)}`, AUTH_TOKEN: "0".repeat(32), SYNC_SERVICE_SID: "IS1" };
  const before = { ...process.env };
  Object.assign(process.env, { TWILIO_ACCOUNT_SID: "", TWILIO_AUTH_TOKEN: "", ...variables, [missing]: "" });
  try {
    expect((await run((program) => addToken(program), ["list"])).said).toContain(said);
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
});
