/** Which account a command works on: from the environment, or from .env, where the functions' variables are as well. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import twilio, { type Twilio } from "twilio";
import { ROOT } from "./root";

/** What a command needs to know of an account is missing; the message says what to set. */
export class CredentialsError extends Error {
  override readonly name = "CredentialsError";
}

function environment(): NodeJS.ProcessEnv {
  const file = join(ROOT, ".env");
  if (existsSync(file)) process.loadEnvFile(file);
  return process.env;
}

/** @throws CredentialsError where the account is not said */
export function clientOfEnvironment(): Twilio {
  const { TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, ACCOUNT_SID, AUTH_TOKEN } = environment();
  const accountSid = TWILIO_ACCOUNT_SID || ACCOUNT_SID;
  const authToken = TWILIO_AUTH_TOKEN || AUTH_TOKEN;
  if (accountSid && authToken) return twilio(accountSid, authToken);
  throw new CredentialsError("set ACCOUNT_SID and AUTH_TOKEN, in .env or as variables, to the account to work on");
}

/** @throws CredentialsError where it is not set */
export function syncServiceOfEnvironment(): string {
  const { SYNC_SERVICE_SID } = environment();
  if (SYNC_SERVICE_SID) return SYNC_SERVICE_SID;
  throw new CredentialsError("set SYNC_SERVICE_SID, in .env or as a variable: `npm run floor -- apply` prints it");
}
