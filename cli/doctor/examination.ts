/** What the doctor looks at: everything is read, nothing written. */
import type { Twilio } from "twilio";
import type { Policy } from "../../src/domain/policy";
import type { Credentials } from "../credentials";
import type { Variables } from "../env-file";

/** Asks a URL as a stranger does: POST, no body, no signature, no token. @returns undefined where nobody answers */
export type Visit = (url: string) => Promise<{ status: number } | undefined>;

export type Examination = {
  client: Twilio;
  credentials: Credentials["kind"];
  policy: Policy;
  /** Of the file that is deployed with the functions. */
  variables: Variables;
  /** Of the deployment's domain; empty for production. */
  suffix: string;
  /** The one to use where the account has several. */
  workspaceSid: string | undefined;
  visit: Visit;
  now: Date;
};
