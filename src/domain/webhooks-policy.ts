/** The policy's section `webhooks`: where news is sent, and how hard it is tried. */
import * as v from "valibot";
import { count, described, seconds } from "./policy-values";

/** Names that never leave the machine or its network, and addresses instead of names: nothing of ours is there. */
const INWARD = /^(localhost|.*\.(localhost|local|internal|home\.arpa)|[\d.]+|\[.*\])\.?$/;

const address = v.pipe(
  v.string(),
  v.url("must be a URL"),
  v.startsWith("https://", "must begin with https://"),
  v.check((text) => new URL(text).username === "", "must not carry a user or a password"),
  v.check((text) => !INWARD.test(new URL(text).hostname), "must name a host that the Internet can reach"),
);

export const webhooksSchema = v.strictObject({
  url: described(address, "Where every webhook is sent, by POST."),
  deadline: described(v.optional(v.pipe(seconds, v.maxValue(6, "must be at most 6")), 5), "Seconds to answer within."),
  attempts: described(v.optional(count, 12), "After so many the webhook is a dead letter."),
  firstPause: described(
    v.optional(seconds, 30),
    "Seconds between the first attempt and the second; doubled each time.",
  ),
  longestPause: described(v.optional(seconds, 21_600), "No pause is longer, in seconds."),
});

export type WebhooksPolicy = v.InferOutput<typeof webhooksSchema>;
