/** The only reader of the environment and of the policy. */
import type {} from "@twilio-labs/serverless-runtime-types";
import type { Policy } from "./domain/policy";

export type Config = {
  /** Whose functions these are; given by the platform. */
  account: { accountSid: string; authToken: string };
  workspaceSid: string;
  syncServiceSid: string;
  /** Key of the hashes under which customers are remembered. */
  customerKey: string;
  alert: { from: string; to: string } | undefined;
  policy: Policy;
};

/** Everything that is wrong with the configuration, at once. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

const REQUIRED = ["WORKSPACE_SID", "SYNC_SERVICE_SID", "CUSTOMER_KEY"] as const;
/** Shorter secrets can be guessed. */
const SECRET_LENGTH = 16;

let policy: Policy | undefined;

function policyFromAsset(): Policy | undefined {
  const asset = Runtime.getAssets()["/floor.json"];
  return asset && (JSON.parse(asset.open()) as Policy);
}

/** @throws ConfigError naming every variable that is missing or too short. */
export function configOf(variables: Readonly<Record<string, string | undefined>>): Config {
  const read = (name: string) => variables[name] || undefined;
  const problems: string[] = REQUIRED.filter((name) => !read(name)).map((name) => `${name} is not set`);
  const customerKey = read("CUSTOMER_KEY") ?? "";
  if (customerKey && customerKey.length < SECRET_LENGTH) {
    problems.push(`CUSTOMER_KEY is shorter than ${SECRET_LENGTH} characters`);
  }
  const [from, to] = [read("ALERT_FROM"), read("ALERT_TO")];
  if ((from === undefined) !== (to === undefined)) problems.push("ALERT_FROM and ALERT_TO must be set together");
  policy ??= policyFromAsset();
  if (!policy) problems.push("the asset floor.json is missing: run npm run build");
  if (problems.length > 0 || !policy) throw new ConfigError(problems.join("; "));
  return {
    account: { accountSid: read("ACCOUNT_SID") ?? "", authToken: read("AUTH_TOKEN") ?? "" },
    workspaceSid: read("WORKSPACE_SID") ?? "",
    syncServiceSid: read("SYNC_SERVICE_SID") ?? "",
    customerKey,
    alert: from && to ? { from, to } : undefined,
    policy,
  };
}
