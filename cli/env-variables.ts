/** The functions' variables in .env: written where they are missing, told of where they differ, never overwritten. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import type { Policy } from "../src/domain/policy";
import type { Changes } from "./account/changes";
import { addToEnvFile, missingIn, readEnvFile, type Variables } from "./env-file";
import { ROOT } from "./root";
import type { SetUp } from "./setup";

const KEY_BYTES = 24;
const SECRET_BYTES = 32;

const customerKey = () => randomBytes(KEY_BYTES).toString("hex");
/** In the form of Standard Webhooks: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md */
const webhookSecret = () => `whsec_${randomBytes(SECRET_BYTES).toString("base64")}`;

/** @param file need not be there; it then begins as .env.example */
export function completeEnvFile(
  file: string,
  { WORKSPACE_SID, SYNC_SERVICE_SID }: SetUp["variables"],
  { webhooks }: Pick<Policy, "webhooks">,
  changes: Changes,
) {
  const present = readEnvFile(file);
  const known: Variables = { WORKSPACE_SID, SYNC_SERVICE_SID };
  for (const [name, value] of Object.entries(known)) {
    if (!present[name]) continue;
    if (present[name] === value) changes.note({ action: "unchanged", what: `variable ${name}` });
    else
      changes.leaveAlone(`variable ${name}`, `${file} says ${present[name]}, the account ${value}: correct the file`);
  }
  // A new key makes strangers of all customers, and receivers know the secret: those that are there stay.
  const secrets = { CUSTOMER_KEY: customerKey(), ...(webhooks ? { WEBHOOK_SECRET: webhookSecret() } : {}) };
  const wanted = { ...known, ...secrets };
  const missing = missingIn(present, wanted);
  if (Object.keys(missing).length === 0) return;
  if (!changes.isDryRun) addToEnvFile(file, missing, join(ROOT, ".env.example"));
  for (const name of Object.keys(missing)) changes.note({ action: "created", what: `variable ${name} in ${file}` });
}
