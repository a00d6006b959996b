/** What commands need that read and write what the functions keep in Sync, through the functions' own code. */
import type { Twilio } from "twilio";
import type { Policy } from "../src/domain/policy";
import { feedCountOf } from "../src/domain/records-policy";
import { retentionOf } from "../src/domain/retention";
import type { Session } from "../src/twilio/session";

export type FloorStores = { client: Twilio; syncServiceSid: string; policy: Policy; workspaceSid?: string };

/** Milliseconds that one step may take. */
const PATIENCE = 30_000;

/** For one step: a command has all the time there is, and each of its steps half a minute. */
export const stepSession = ({ client, syncServiceSid, policy, workspaceSid = "" }: FloorStores): Session => ({
  ...{ client, syncServiceSid, workspaceSid, feeds: feedCountOf(policy), retention: retentionOf(policy) },
  ...{ alert: undefined, receiver: undefined, until: Date.now() + PATIENCE },
});
