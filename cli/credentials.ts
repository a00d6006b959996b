/** Which account a command works on: from the environment, or from .env, where the functions' variables are as well. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import twilio, { type Twilio } from "twilio";
import { readEnvFile } from "./env-file";
import { ROOT } from "./root";

/** What a command needs to know of an account is missing; the message says what to set. */
export class CredentialsError extends Error {
  override readonly name = "CredentialsError";
}

/** How a client signs in: an API key serves for everything a command does, and can be revoked by itself. */
export type Credentials = { accountSid: string } & (
  | { kind: "api-key"; key: string; secret: string }
  | { kind: "auth-token"; authToken: string }
);

/** What a command that works on an account takes. */
export type AccountOptions = { env: string };

export const addAccountOptions = (command: Command): Command =>
  command.option("--env <file>", "the file with the account and the functions' variables", join(ROOT, ".env"));

/** What is set in the environment comes first. */
const environment = ({ env }: AccountOptions): NodeJS.ProcessEnv => ({ ...readEnvFile(env), ...process.env });

/** @throws CredentialsError where no account is said */
export function credentialsOfEnvironment(options: AccountOptions): Credentials {
  const variables = environment(options);
  const { TWILIO_API_KEY: key, TWILIO_API_SECRET: secret } = variables;
  const accountSid = variables["TWILIO_ACCOUNT_SID"] || variables["ACCOUNT_SID"];
  const authToken = variables["TWILIO_AUTH_TOKEN"] || variables["AUTH_TOKEN"];
  if (accountSid && !accountSid.startsWith("AC")) {
    throw new CredentialsError("ACCOUNT_SID must be the SID of an account, which starts with AC");
  }
  if (accountSid && key && secret) return { kind: "api-key", accountSid, key, secret };
  if (accountSid && authToken) return { kind: "auth-token", accountSid, authToken };
  const missing = existsSync(options.env) ? "" : `there is no ${options.env}: cp .env.example .env\n`;
  throw new CredentialsError(
    `${missing}set ACCOUNT_SID and AUTH_TOKEN (or TWILIO_API_KEY and TWILIO_API_SECRET), in ${options.env} or as variables, to the account to work on: docs/deploy.md`,
  );
}

export function clientFor(credentials: Credentials): Twilio {
  const { accountSid } = credentials;
  if (credentials.kind === "api-key") return twilio(credentials.key, credentials.secret, { accountSid });
  return twilio(accountSid, credentials.authToken);
}

/** @throws CredentialsError where the account is not said */
export const clientOfEnvironment = (options: AccountOptions): Twilio => clientFor(credentialsOfEnvironment(options));

/** Shorter secrets can be guessed; the functions want as many characters. */
const SECRET_LENGTH = 16;

/**
 * The key of the hashes under which customers and addresses are kept.
 * @throws CredentialsError where it is not set
 */
export function customerKeyOfEnvironment(options: AccountOptions): string {
  const { CUSTOMER_KEY } = environment(options);
  if (CUSTOMER_KEY && CUSTOMER_KEY.length >= SECRET_LENGTH) return CUSTOMER_KEY;
  throw new CredentialsError(
    `set CUSTOMER_KEY, in ${options.env} or as a variable, to what the functions have: ${SECRET_LENGTH} characters or more`,
  );
}

/** @throws CredentialsError where it is not set */
export function workspaceOfEnvironment(options: AccountOptions): string {
  const { WORKSPACE_SID } = environment(options);
  if (WORKSPACE_SID) return WORKSPACE_SID;
  throw new CredentialsError(
    `set WORKSPACE_SID, in ${options.env} or as a variable: \`npm run floor -- setup\` writes it there`,
  );
}

/** @throws CredentialsError where it is not set */
export function syncServiceOfEnvironment(options: AccountOptions): string {
  const { SYNC_SERVICE_SID } = environment(options);
  if (SYNC_SERVICE_SID) return SYNC_SERVICE_SID;
  throw new CredentialsError(
    `set SYNC_SERVICE_SID, in ${options.env} or as a variable: \`npm run floor -- setup\` writes it there`,
  );
}
