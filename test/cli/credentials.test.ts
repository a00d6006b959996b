/** As whom commands sign in: what is set in the environment comes first, and an API key before the auth token. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CredentialsError, clientFor, credentialsOfEnvironment } from "../../cli/credentials";

const folder = mkdtempSync(join(tmpdir(), "floorwalker-credentials-"));
const before = { ...process.env };
afterEach(() => {
  process.env = { ...before };
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const NAMES = [
  "ACCOUNT_SID",
  "AUTH_TOKEN",
  "TWILIO_ACCOUNT_SID",
  "TWILIO_AUTH_TOKEN",
  "TWILIO_API_KEY",
  "TWILIO_API_SECRET",
];

function signedIn(file: Record<string, string>, environment: Record<string, string> = {}) {
  for (const name of NAMES) delete process.env[name];
  Object.assign(process.env, environment);
  const env = join(folder, ".env");
  writeFileSync(
    env,
    Object.entries(file)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(""),
  );
  return credentialsOfEnvironment({ env });
}

const account = { ACCOUNT_SID: "AC1", AUTH_TOKEN: "token" };
const key = { TWILIO_API_KEY: "SK1", TWILIO_API_SECRET: "secret" };

test.each([
  {
    what: "the file's auth token",
    file: account,
    environment: {},
    expected: { kind: "auth-token", accountSid: "AC1", authToken: "token" },
  },
  {
    what: "an API key before the token",
    file: { ...account, ...key },
    environment: {},
    expected: { kind: "api-key", accountSid: "AC1", key: "SK1", secret: "secret" },
  },
  {
    what: "a key without its secret is none",
    file: { ...account, TWILIO_API_KEY: "SK1" },
    environment: {},
    expected: { kind: "auth-token" },
  },
  {
    what: "the environment before the file",
    file: account,
    environment: { TWILIO_ACCOUNT_SID: "AC2", TWILIO_AUTH_TOKEN: "other" },
    expected: { accountSid: "AC2", authToken: "other" },
  },
])("$what", ({ file, environment, expected }) => {
  expect(signedIn(file, environment)).toMatchObject(expected);
});

test("who does not say the account is told where to, and no secret", () => {
  expect(() => signedIn({ AUTH_TOKEN: "token" })).toThrow(CredentialsError);
  expect(() => signedIn({ AUTH_TOKEN: "token" })).toThrow(/set ACCOUNT_SID and AUTH_TOKEN .* in .*\.env/);
});

test("what is no SID of an account is told before Twilio is asked", () => {
  expect(() => signedIn({ ACCOUNT_SID: "me", AUTH_TOKEN: "token" })).toThrow(/^ACCOUNT_SID must be .* starts with AC$/);
});

test("who has no such file is told how to make it", () => {
  for (const name of NAMES) delete process.env[name];

  expect(() => credentialsOfEnvironment({ env: "nowhere.env" })).toThrow(
    "there is no nowhere.env: cp .env.example .env",
  );
});

test("an API key signs in for the account it is of", () => {
  const client = clientFor({ kind: "api-key", accountSid: "AC1", key: "SK1", secret: "secret" });

  expect(client).toMatchObject({ username: "SK1", accountSid: "AC1" });
});
