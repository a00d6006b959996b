/** flex/adjust-worker and operations/adjust-worker: whose channel is to be changed, into what, and who asks. */
import * as v from "valibot";
import type { Config } from "../config";
import type { Decision } from "../domain/decision";
import {
  type AdjustableChannel,
  type AdjustmentAnswer,
  type AskedAdjustment,
  decideAdjustment,
} from "../domain/worker-adjustment";
import { readAdjustableChannel } from "../twilio/worker-channels";
import type { Caller } from "./caller";
import type { Rule } from "./endpoint";
import { ForbiddenError } from "./errors";
import { oneOf, read, sidField, wholeNumber, yesOrNo } from "./read";
import type { Reply } from "./reply";
import type { FunctionEvent } from "./runtime";

/** https://www.twilio.com/docs/taskrouter/api/worker-channel */
const MOST_CAPACITY = 50;

function nameOf(caller: Caller): string {
  if (caller.is === "machine") return `token ${caller.tokenId}`;
  if (caller.is === "flex-user") return caller.workerSid ?? "somebody in Flex who is no worker";
  return "Twilio";
}

/** A token that may only ask what would happen. */
const mayOnlyPropose = (caller: Caller): boolean =>
  caller.is === "machine" && !caller.scopes.includes("change-capacity");

/**
 * Other fields are refused: whoever misspells `dryRun` does not want the worker changed.
 * @throws ForbiddenError where the caller may only propose and wants more
 */
function parseAdjustment(event: FunctionEvent, { policy }: Config, caller: Caller): readonly AskedAdjustment[] {
  const schema = v.strictObject({
    workerSid: sidField("WK"),
    channel: oneOf(Object.keys(policy.channels)),
    capacity: wholeNumber(0, MOST_CAPACITY),
    available: v.optional(yesOrNo),
    dryRun: v.optional(yesOrNo, false),
  });
  const { workerSid, channel, capacity, available, dryRun } = read(schema, event);
  if (mayOnlyPropose(caller) && !dryRun) throw new ForbiddenError();
  return [{ workerSid, channel, capacity, available, dryRun, by: nameOf(caller) }];
}

/** One rule for everybody who may ask. */
export const workerAdjustment: Rule<AskedAdjustment, AdjustableChannel, AdjustmentAnswer> = {
  parse: parseAdjustment,
  load: ({ workerSid, channel }, session) => readAdjustableChannel(session, workerSid, channel),
  decide: decideAdjustment,
};

const DONE: readonly (string | undefined)[] = ["worker-adjusted", "would-be-adjusted", "already-so"];

/** What has changed, or would, and why; what is refused is a conflict with the policy or the account. */
export function adjustmentReply([decision]: readonly Decision<string, AdjustmentAnswer | undefined>[]): Reply {
  const { because, answer } = decision ?? {};
  return { status: DONE.includes(because) ? 200 : 409, body: { because, ...answer } };
}
