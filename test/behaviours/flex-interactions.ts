/** Interactions: https://www.twilio.com/docs/flex/developer/conversations/interactions-api */
import assert from "node:assert/strict";
import type { Behaviour, Stage } from "./behaviour";

const CUSTOMER = "+15550100001";
const CENTRE = "+15550100002";

const refusedWith = (status: number, code: number) => (error: { status?: number; code?: number }) =>
  error.status === status && error.code === code;

/** A workspace with a workflow, a queue and one available worker. */
async function open({ client }: Stage) {
  const [found] = await client.taskrouter.v1.workspaces.list();
  assert(found);
  const workspace = client.taskrouter.v1.workspaces(found.sid);
  const available = (await workspace.activities.list()).find((activity) => activity.available);
  assert(available);
  const ada = await workspace.workers.create({ friendlyName: "ada", activitySid: available.sid });
  const queue = await workspace.taskQueues.create({ friendlyName: "Everybody", targetWorkers: "1==1" });
  const configuration = JSON.stringify({ task_routing: { filters: [], default_filter: { queue: queue.sid } } });
  const workflow = await workspace.workflows.create({ friendlyName: "All", configuration });
  const properties = { workspace_sid: found.sid, workflow_sid: workflow.sid, task_channel_unique_name: "chat" };
  const { reservations } = workspace.workers(ada.sid);
  const answer = async (reservationStatus: "accepted" | "rejected") => {
    const [pending] = await reservations.list({ reservationStatus: "pending" });
    assert(pending);
    return reservations(pending.sid).update({ reservationStatus });
  };
  return { workspace, ada, queue, workflow, properties, answer };
}

type Opened = Awaited<ReturnType<typeof open>>;

/** A customer's SMS, as a Studio flow or a function sends it to Flex. */
async function start({ client, account }: Stage, { properties }: Opened, more: Readonly<Record<string, unknown>> = {}) {
  const { conversations } = client.conversations.v1;
  const { sid: conversationSid } = await conversations.create({ friendlyName: CUSTOMER });
  await conversations(conversationSid).participants.create({
    "messagingBinding.address": CUSTOMER,
    "messagingBinding.proxyAddress": CENTRE,
  });
  const created = await client.flexApi.v1.interaction.create({
    channel: { type: "sms", initiated_by: "customer", properties: { media_channel_sid: conversationSid } },
    routing: { properties: { ...properties, ...more } },
  });
  await account.clock.advance(1);
  const interaction = client.flexApi.v1.interaction(created.sid);
  return {
    interactionSid: created.sid,
    interaction,
    channel: interaction.channels((created.channel as { sid: string }).sid),
    task: taskOf(created),
    conversationSid,
    conversation: conversations(conversationSid),
  };
}

/** The SID of the task an interaction or an invite shows. */
const taskOf = ({ routing }: { routing: unknown }): string =>
  (routing as { properties: { sid: string } }).properties.sid;

const attributesOf = async ({ workspace }: Opened, task: string) =>
  JSON.parse((await workspace.tasks(task).fetch()).attributes) as Record<string, unknown>;

const statusOf = async ({ workspace }: Opened, task: string) => (await workspace.tasks(task).fetch()).assignmentStatus;

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
  ...transferBehaviours(),
];

/** Ada has accepted; her participant in the channel. */
async function accepted(stage: Stage, centre: Opened) {
  const started = await start(stage, centre);
  await centre.answer("accepted");
  await stage.account.clock.advance(0);
  const agent = (await started.channel.participants.list()).find(({ type }) => type === "agent");
  assert(agent);
  return { ...started, agent };
}

function transferBehaviours(): readonly Behaviour[] {
  return [
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
}
