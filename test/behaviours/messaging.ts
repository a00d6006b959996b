/** Messages: https://www.twilio.com/docs/messaging/api/message-resource */
import assert from "node:assert/strict";
import type { Behaviour } from "./behaviour";

export const messagingBehaviours: readonly Behaviour[] = [
  {
    of: ["api.CreateMessage", "api.FetchMessage"],
    says: "a message that was sent can be fetched",
    async run({ client }) {
      const { sid } = await client.messages.create({ to: "+15550100001", from: "+15550100002", body: "hello" });
      assert.equal((await client.messages(sid).fetch()).body, "hello");
    },
  },
];
