/** The only reader of the environment and of the policy. */
import type {} from "@twilio-labs/serverless-runtime-types";
import type { Policy } from "./domain/policy";
import type { Receiver } from "./webhooks/send";

export type Config = {
  /** Whose functions these are; given by the platform. */
  account: { accountSid: string; authToken: string };
  workspaceSid: string;
  syncServiceSid: string;
  /** Key of the hashes under which customers are remembered. */
  customerKey: string;
  alert: { from: string; to: string } | undefined;
  /** Who is told by webhooks: the policy says where, the environment holds the secret. */
  receiver: Receiver | undefined;
  policy: Policy;
};

/** Everything that is wrong with the configuration, at once. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
}

/** Without these nothing runs. */
const REQUIRED = ["WORKSPACE_SID", "SYNC_SERVICE_SID", "CUSTOMER_KEY"];
/** Shorter secrets can be guessed. */
const SECRET_LENGTH = 16;

/** As Standard Webhooks writes secrets: 24 to 64 bytes in base64, which are 32 to 88 characters. */
const WEBHOOK_SECRET = /^whsec_[A-Za-z0-9+/]{30,86}={0,2}$/;

/** The variables without which nothing runs under a policy. */
export const requiredUnder = ({ webhooks }: Pick<Policy, "webhooks">): readonly string[] =>
  webhooks ? [...REQUIRED, "WEBHOOK_SECRET"] : REQUIRED;

/** What is wrong with the form of a secret for webhooks. */
export const webhookSecretProblem = (secret: string): string | undefined =>
  WEBHOOK_SECRET.test(secret) ? undefined : "WEBHOOK_SECRET must be whsec_ and 24 to 64 bytes in base64";

let policy: Policy | undefined;

function policyFromAsset(): Policy | undefined {
  const asset = Runtime.getAssets()["/floor.json"];
  return asset && (JSON.parse(asset.open()) as Policy);
}

type Read = (name: string) => string | undefined;

/** The receiver, where the policy and the environment agree on one; what is wrong with it otherwise. */
function receiverOf(read: Read, policy: Policy | undefined): { receiver: Receiver | undefined; problems: string[] } {
  const secret = read("WEBHOOK_SECRET");
  const receiver = policy?.webhooks && secret ? { policy: policy.webhooks, secret } : undefined;
  const problem = secret && webhookSecretProblem(secret);
  if (problem) return { receiver, problems: [problem] };
  if (policy?.webhooks && !secret) {
    return { receiver, problems: ["WEBHOOK_SECRET is not set, and the policy has webhooks"] };
  }
  return { receiver, problems: [] };
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
  const { receiver, problems: ofReceiver } = receiverOf(read, policy);
  problems.push(...ofReceiver);
  if (problems.length > 0 || !policy) throw new ConfigError(problems.join("; "));
  return {
    account: { accountSid: read("ACCOUNT_SID") ?? "", authToken: read("AUTH_TOKEN") ?? "" },
    workspaceSid: read("WORKSPACE_SID") ?? "",
    syncServiceSid: read("SYNC_SERVICE_SID") ?? "",
    customerKey,
    alert: from && to ? { from, to } : undefined,
    receiver,
    policy,
  };
}
