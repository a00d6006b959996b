/** `floor token`: as people type it, against an account that is served. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { applyPolicy } from "../../cli/apply";
import { buildAll } from "../../cli/build";
import { readPolicy } from "../../cli/policy-file";
import { ROOT } from "../../cli/root";
import { Account } from "../../simulator/account";
import { type SimulatorServer, serve } from "../../simulator/server";
import { SCOPES, scopedTokenOf } from "../../src/domain/scoped-token";

const policyFile = join(ROOT, "floor.yaml");
const out = mkdtempSync(join(tmpdir(), "floorwalker-token-"));

let server: SimulatorServer;
let environment: Record<string, string>;

beforeAll(async () => {
  await buildAll({ root: ROOT, policy: policyFile, out });
  server = await serve({ port: 0, createAccount: () => new Account({ seed: 1 }), clock: "real" });
  const account = server.account();
  const { variables } = await applyPolicy(account.client(), readPolicy(policyFile), {
    functionsUrl: "https://floor.example",
  });
  environment = {
    PATH: process.env["PATH"] ?? "",
    NODE_OPTIONS: `--require ${join(out, "redirect.js")}`,
    SIMULATOR_URL: server.url,
    ACCOUNT_SID: account.accountSid,
    AUTH_TOKEN: account.authToken,
    SYNC_SERVICE_SID: variables.SYNC_SERVICE_SID,
  };
});

afterAll(async () => {
  await server.close();
  rmSync(out, { recursive: true, force: true });
});

type Ended = { code: number; printed: string; said: string };

/** `floor token` with these words. */
function token(words: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const given = ["--import", "tsx", join(ROOT, "cli/main.ts"), "token", ...words];
  return new Promise((resolve) => {
    execFile(process.execPath, given, { cwd: ROOT, env: { ...environment, ...variables } }, (error, printed, said) =>
      resolve({ code: error ? Number(error.code) : 0, printed, said }),
    );
  });
}

test("a token is made, listed without its text, revoked, and gone", async () => {
  const made = await token(["create", "--name", "scheduler", "--scopes", "tick,read-metrics", "--days", "7"]);
  const text = made.printed.trim();
  const { id = "", scopes } = scopedTokenOf(text) ?? {};

  // What is printed is the token and nothing else, so that it can be piped.
  expect(made).toMatchObject({ code: 0, printed: `${text}\n` });
  expect(scopes).toEqual(["tick", "read-metrics"]);
  expect(made.said).toBe("Send it as 'Authorization: Bearer <token>'. It opens tick, read-metrics for 7 days.\n");

  const listed = await token(["list"]);
  expect(listed.printed).toMatch(new RegExp(`${id}.+scheduler.+tick, read-metrics`));
  expect(listed.printed).not.toContain(text.split(".").at(-1));

  expect(await token(["revoke", id])).toMatchObject({
    code: 0,
    printed: `Revoked ${id}; warm functions forget it within a minute.\n`,
  });
  expect((await token(["list"])).printed).not.toContain(id);
  expect(await token(["revoke", id])).toMatchObject({
    code: 2,
    said: `there is no token ${id}: \`floor token list\` shows those there are\n`,
  });
});

test.each([
  { words: ["create", "--scopes", "tick"], said: "required option '--name <name>' not specified" },
  { words: ["create", "--name", "x"], said: "required option '--scopes <names>' not specified" },
  {
    words: ["create", "--name", "x", "--scopes", "tick,all"],
    said: "there is no scope all; there is: tick, reconcile",
  },
  { words: ["create", "--name", "x", "--scopes", "tick", "--days", "0"], said: "a whole number of days, 1 to 365" },
  { words: ["create", "--name", "x", "--scopes", "tick", "--days", "366"], said: "a whole number of days, 1 to 365" },
  { words: ["revoke"], said: "missing required argument 'id'" },
])("floor token $words fails, and says how it would not", async ({ words, said }) => {
  const ended = await token(words);

  expect(ended.code).toBeGreaterThan(0);
  expect(ended.printed).toBe("");
  expect(ended.said).toContain(said);
});

test.each([
  { variable: "AUTH_TOKEN", said: "set ACCOUNT_SID and AUTH_TOKEN" },
  { variable: "SYNC_SERVICE_SID", said: "set SYNC_SERVICE_SID" },
])("without $variable it says what to set", async ({ variable, said }) => {
  const ended = await token(["list"], { [variable]: "" });

  expect(ended).toMatchObject({ code: 2, printed: "" });
  expect(ended.said).toContain(said);
});

test("the help of create names every scope and what it opens", async () => {
  const { code, printed } = await token(["create", "--help"]);

  expect(code).toBe(0);
  for (const [scope, meaning] of Object.entries(SCOPES)) expect(printed).toMatch(new RegExp(`${scope} +${meaning}`));
});

test("the help of token names its commands", async () => {
  const { printed } = await token(["--help"]);

  for (const command of ["create", "list", "revoke"]) expect(printed).toContain(command);
});
