/** Transfers of interactions, whose body no documentation describes: see simulator/flex/interaction-transfers.ts. */
import assert from "node:assert/strict";
import type { Behaviour } from "./behaviour";
import { accepted, attributesOf, CUSTOMER, open, refusedWith, statusOf, taskOf } from "./flex-centre";

export const transferBehaviours: readonly Behaviour[] = [
  {
    of: ["flex-api.CreateInteractionTransfer", "flex-api.FetchInteractionTransfer"],
    says: "a cold transfer makes a task with the first one's attributes and lets the agent go",
    async run(stage) {
      const centre = await open(stage);
      const { channel, agent, task } = await accepted(stage, centre);

      const { sid } = await channel.transfers.create({ type: "cold", from: agent.sid, to: centre.queue.sid });

      const transfer = await channel.transfers(sid).fetch();
      assert.deepEqual([transfer.status, transfer.from, transfer.to], ["completed", agent.sid, centre.queue.sid]);
      assert.equal(await statusOf(centre, task), "wrapping");
      const invite = (await channel.invites.list()).at(-1);
      assert(invite);
      const next = taskOf(invite);
      assert.notEqual(next, task);
      assert.equal((await attributesOf(centre, next))["customerAddress"], CUSTOMER);
    },
  },
  {
    of: ["flex-api.CreateInteractionTransfer", "flex-api.UpdateInteractionTransfer"],
    says: "a warm transfer keeps the agent until it is completed",
    async run(stage) {
      const centre = await open(stage);
      const { channel, agent, task } = await accepted(stage, centre);
      const { sid } = await channel.transfers.create({ type: "warm", from: agent.sid, to: centre.workflow.sid });
      assert.equal((await channel.fetch()).status, "transfer");
      assert.equal(await statusOf(centre, task), "assigned");

      await channel.transfers(sid).update({ status: "completed" });

      assert.equal((await channel.transfers(sid).fetch()).status, "completed");
      assert.equal((await channel.fetch()).status, "active");
      assert.equal(await statusOf(centre, task), "wrapping");
      await assert.rejects(channel.transfers(sid).update({ status: "failed" }), refusedWith(400, 20001));
    },
  },
  {
    of: ["flex-api.UpdateInteractionTransfer"],
    says: "a warm transfer that fails takes the invitation back",
    async run(stage) {
      const centre = await open(stage);
      const { channel, agent, task } = await accepted(stage, centre);
      const { sid } = await channel.transfers.create({ type: "warm", from: agent.sid, to: centre.queue.sid });
      const invite = (await channel.invites.list()).at(-1);

      await channel.transfers(sid).update({ status: "failed" });

      assert(invite);
      const next = taskOf(invite);
      assert.equal(await statusOf(centre, next), "canceled");
      assert.equal(await statusOf(centre, task), "assigned");
    },
  },
  {
    of: ["flex-api.CreateInteractionTransfer"],
    says: "an external transfer brings an address into the conversation",
    async run(stage) {
      const centre = await open(stage);
      const { channel, conversation, agent } = await accepted(stage, centre);
      await channel.transfers.create({ type: "external", from: agent.sid, to: "+15550100009" });
      const addresses = (await conversation.participants.list()).map(
        ({ messagingBinding }) => (messagingBinding as { address: string } | null)?.address,
      );
      assert.deepEqual(addresses, [CUSTOMER, "+15550100009"]);
    },
  },
];
