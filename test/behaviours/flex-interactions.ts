/** Interactions: https://www.twilio.com/docs/flex/developer/conversations/interactions-api */
import assert from "node:assert/strict";
import type { Behaviour } from "./behaviour";
import { attributesOf, CENTRE, CUSTOMER, open, refusedWith, start, statusOf, taskOf } from "./flex-centre";

export const interactionBehaviours: readonly Behaviour[] = [
  {
    of: ["flex-api.CreateInteraction", "flex-api.FetchInteraction", "flex-api.FetchInteractionChannel"],
    says: "an interaction makes a task that knows its interaction, channel, invite, conversation and customer",
    async run(stage) {
      const centre = await open(stage);
      const attributes = { customerName: "Grace", topic: "billing" };
      const { interaction, interactionSid, conversationSid, task, channel } = await start(stage, centre, {
        attributes,
        priority: 3,
      });

      const { sid, status } = await channel.fetch();
      const [invite] = await channel.invites.list();
      assert.equal(status, "active");
      assert.deepEqual(await attributesOf(centre, task), {
        channelType: "sms",
        direction: "inbound",
        initiatedBy: "customer",
        from: CUSTOMER,
        customerName: "Grace",
        customerAddress: CUSTOMER,
        topic: "billing",
        customers: { name: "Grace", phone: CUSTOMER },
        conversations: {
          initiated_by: "customer",
          conversation_id: interactionSid,
          media: [{ type: "ChatTranscript", sid: conversationSid }],
        },
        flexInteractionSid: interactionSid,
        flexInteractionChannelSid: sid,
        flexChannelInviteSid: invite?.sid,
        conversationSid,
      });
      const { priority, taskChannelUniqueName } = await centre.workspace.tasks(task).fetch();
      assert.deepEqual([priority, taskChannelUniqueName], [3, "chat"]);
      assert.equal(taskOf(await interaction.fetch()), task);
    },
  },
  {
    of: ["flex-api.CreateInteraction"],
    says: "a channel is set up up to a second after its interaction was accepted",
    async run(stage) {
      const { properties } = await open(stage);
      const { sid } = await stage.client.flexApi.v1.interaction.create({
        channel: { type: "sms", initiated_by: "api", participants: [{ address: CUSTOMER, proxy_address: CENTRE }] },
        routing: { properties },
      });
      const { channels } = stage.client.flexApi.v1.interaction(sid);
      const status = async () => (await channels.list()).map((channel) => channel.status);
      assert.deepEqual(await status(), ["setup"]);

      await stage.account.clock.advance(1);

      assert.deepEqual(await status(), ["active"]);
    },
  },
  {
    of: ["flex-api.CreateInteraction", "flex-api.ListInteractionChannel"],
    says: "a channel of a closed conversation fails",
    async run({ client, account }) {
      const { conversations } = client.conversations.v1;
      const conversation = await conversations.create();
      await conversations(conversation.sid).update({ state: "closed" });
      const channel = { type: "sms", properties: { media_channel_sid: conversation.sid } };

      const { sid } = await client.flexApi.v1.interaction.create({ channel });
      await account.clock.advance(1);

      const [failed] = await client.flexApi.v1.interaction(sid).channels.list();
      assert.deepEqual([failed?.status, failed?.errorCode], ["failed", 45354]);
    },
  },
  {
    of: ["flex-api.CreateInteraction"],
    says: "an agent's interaction needs a queue and a worker, and goes outbound",
    async run(stage) {
      const centre = await open(stage);
      const channel = {
        type: "whatsapp",
        initiated_by: "agent",
        participants: [{ address: `whatsapp:${CUSTOMER}`, proxy_address: `whatsapp:${CENTRE}` }],
      };
      const create = (more: object) =>
        stage.client.flexApi.v1.interaction.create({
          channel,
          routing: { properties: { ...centre.properties, ...more } },
        });
      await assert.rejects(create({ queue_sid: centre.queue.sid }), refusedWith(400, 20001));

      const created = await create({ queue_sid: centre.queue.sid, worker_sid: centre.ada.sid });

      const sid = taskOf(created);
      assert.equal((await attributesOf(centre, sid))["direction"], "outbound");
      const { conversationSid } = (await attributesOf(centre, sid)) as { conversationSid: string };
      const [customer] = await stage.client.conversations.v1.conversations(conversationSid).participants.list();
      assert.deepEqual(customer?.messagingBinding, {
        type: "whatsapp",
        address: `whatsapp:${CUSTOMER}`,
        proxy_address: `whatsapp:${CENTRE}`,
      });
    },
  },
  {
    of: ["flex-api.UpdateInteraction", "flex-api.FetchInteraction"],
    says: "an interaction's webhook can be named later",
    async run(stage) {
      const { interaction } = await start(stage, await open(stage));
      const webhookTtid = "flex_interactionwebhook_01jke8z8vte4ette30t5w9h081";
      await interaction.update({ webhookTtid });
      assert.equal((await interaction.fetch()).webhookTtid, webhookTtid);
      await assert.rejects(interaction.update({ webhookTtid: "mine" }), refusedWith(400, 20001));
    },
  },
  {
    of: ["flex-api.ListInteractionChannelParticipant"],
    says: "an agent who accepts joins the channel and the conversation",
    async run(stage) {
      const centre = await open(stage);
      const { channel, conversation, task } = await start(stage, centre);

      const { sid } = await centre.answer("accepted");
      await stage.account.clock.advance(0);

      const participants = await channel.participants.list();
      assert.deepEqual(
        participants.map(({ type, routingProperties }) => [type, routingProperties]),
        [
          ["customer", null],
          ["agent", { task_sid: task, worker_sid: centre.ada.sid, reservation_sid: sid }],
        ],
      );
      const members = await conversation.participants.list();
      assert.deepEqual(
        members.map(({ identity }) => identity),
        [null, "ada"],
      );
    },
  },
  {
    of: ["flex-api.UpdateInteractionChannel"],
    says: "closing a channel closes its conversation and wraps up its task",
    async run(stage) {
      const centre = await open(stage);
      const { channel, conversation, task } = await start(stage, centre);
      await centre.answer("accepted");
      await stage.account.clock.advance(0);

      await channel.update({ status: "closed" });

      assert.equal((await channel.fetch()).status, "closed");
      assert.equal((await conversation.fetch()).state, "closed");
      assert.equal(await statusOf(centre, task), "wrapping");
      await assert.rejects(channel.update({ status: "closed" }), refusedWith(400, 20001));
    },
  },
  {
    of: ["flex-api.UpdateInteractionChannel"],
    says: "closing a channel cancels a task nobody has taken",
    async run(stage) {
      const centre = await open(stage);
      const { channel, task } = await start(stage, centre);
      await channel.update({ status: "closed" });
      assert.equal(await statusOf(centre, task), "canceled");
    },
  },
  {
    of: ["flex-api.UpdateInteractionChannel"],
    says: "a parked channel is inactive, its task completed, its agent gone and its customer still there",
    async run(stage) {
      const centre = await open(stage);
      const { channel, conversation, task } = await start(stage, centre);
      await centre.answer("accepted");
      await stage.account.clock.advance(0);
      await assert.rejects(channel.update({ status: "inactive" }), refusedWith(400, 20001));

      await channel.update({ status: "inactive", routing: { status: "closed" } });

      assert.equal((await channel.fetch()).status, "inactive");
      assert.equal((await conversation.fetch()).state, "inactive");
      assert.equal(await statusOf(centre, task), "completed");
      assert.deepEqual(
        (await channel.participants.list()).map(({ type }) => type),
        ["customer"],
      );
      assert.equal((await conversation.participants.list()).length, 1);
    },
  },
  {
    of: ["flex-api.CreateInteractionChannelInvite", "flex-api.ListInteractionChannelInvite"],
    says: "an invite makes another task and brings a parked channel back",
    async run(stage) {
      const centre = await open(stage);
      const { channel } = await start(stage, centre);
      await channel.update({ status: "inactive", routing: { status: "closed" } });

      const invite = await channel.invites.create({ routing: { properties: centre.properties } });

      const sid = taskOf(invite);
      assert.equal((await attributesOf(centre, sid))["flexChannelInviteSid"], invite.sid);
      assert.equal((await channel.fetch()).status, "active");
      assert.equal((await channel.invites.list()).length, 2);
      assert.equal((await channel.invites.page({ pageSize: 1 })).instances.length, 1);
    },
  },
  {
    of: ["flex-api.CreateInteractionChannelInvite"],
    says: "an invite to a worker who declines cancels its task and leaves the conversation open",
    async run(stage) {
      const centre = await open(stage);
      const { channel, conversation } = await start(stage, centre);
      await channel.update({ status: "inactive", routing: { status: "closed" } });
      const properties = { ...centre.properties, worker_sid: centre.ada.sid, queue_sid: centre.queue.sid };
      const invite = await channel.invites.create({ routing: { properties } });

      await centre.answer("rejected");
      await stage.account.clock.advance(0);

      const sid = taskOf(invite);
      assert.equal(await statusOf(centre, sid), "canceled");
      assert.notEqual((await conversation.fetch()).state, "closed");
      assert.equal(stage.account.flex.orphans().length, 1);
    },
  },
  {
    of: ["flex-api.FetchInteractionChannel"],
    says: "a chat whose task is completed through TaskRouter is orphaned",
    async run(stage) {
      const centre = await open(stage);
      const { channel, conversation, task } = await start(stage, centre);
      await centre.answer("accepted");
      assert.deepEqual(stage.account.flex.orphans(), []);

      await centre.workspace.tasks(task).update({ assignmentStatus: "completed" });
      await stage.account.clock.advance(0);

      assert.equal((await channel.fetch()).status, "active");
      assert.equal((await conversation.fetch()).state, "active");
      assert.equal(stage.account.flex.orphans().length, 1);
    },
  },
  {
    of: ["flex-api.FetchInteractionChannel"],
    says: "a channel is gone after 180 days without a change",
    async run(stage) {
      const { channel } = await start(stage, await open(stage));
      await stage.account.clock.advance(180 * 86_400 - 2);
      assert.equal((await channel.fetch()).status, "active");
      await stage.account.clock.advance(2);
      await assert.rejects(channel.fetch(), refusedWith(404, 20404));
    },
  },
  {
    of: ["flex-api.CreateInteractionChannelParticipant", "flex-api.ListInteractionChannelParticipant"],
    says: "a participant with an address is added to the conversation too",
    async run(stage) {
      const { channel, conversation } = await start(stage, await open(stage));
      const address = "+15550100003";
      await channel.participants.create({
        type: "external",
        mediaProperties: { address, proxy_address: CENTRE },
        routingProperties: { worker_sid: `WK${"a".repeat(32)}` },
      });
      const external = (await channel.participants.list()).find(({ type }) => type === "external");
      assert.deepEqual(external?.routingProperties, { worker_sid: `WK${"a".repeat(32)}` });
      const found = await conversation.participants(address).fetch();
      assert.equal((found.messagingBinding as { address: string }).address, address);
      assert.equal((await channel.participants.page({ pageSize: 1 })).instances.length, 1);
    },
  },
  {
    of: ["flex-api.UpdateInteractionChannelParticipant"],
    says: "an agent's participant that wraps up leaves the conversation, and closed it completes the task",
    async run(stage) {
      const centre = await open(stage);
      const { channel, conversation, task } = await start(stage, centre);
      await centre.answer("accepted");
      await stage.account.clock.advance(0);
      const agent = (await channel.participants.list()).find(({ type }) => type === "agent");
      assert(agent);

      await channel.participants(agent.sid).update({ status: "wrapup" });
      assert.equal(await statusOf(centre, task), "wrapping");
      assert.equal((await conversation.participants.list()).length, 1);
      await channel.participants(agent.sid).update({ status: "closed" });

      assert.equal(await statusOf(centre, task), "completed");
      assert.deepEqual(
        (await channel.participants.list()).map(({ type }) => type),
        ["customer"],
      );
    },
  },
];
