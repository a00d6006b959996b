/** Interactions at their edges. */
import { Account } from "../../simulator/account";

const CUSTOMER = "+15550100001";
const CENTRE = "+15550100002";
const participants = [{ address: CUSTOMER, proxy_address: CENTRE }];

async function open(seed = 1) {
  const account = new Account({ seed });
  const client = account.client();
  const workspaceSid = account.taskRouter.workspace.sid;
  const workspace = client.taskrouter.v1.workspaces(workspaceSid);
  const queue = await workspace.taskQueues.create({ friendlyName: "Everybody", targetWorkers: "1==1" });
  const configuration = JSON.stringify({ task_routing: { filters: [], default_filter: { queue: queue.sid } } });
  await workspace.workflows.create({ friendlyName: "All", configuration });
  const { interaction } = client.flexApi.v1;
  const create = (properties: object = {}, channel: object = {}) =>
    interaction.create({
      channel: { type: "sms", initiated_by: "customer", participants, ...channel },
      routing: { properties: { workspace_sid: workspaceSid, ...properties } },
    });
  return { account, client, workspace, workspaceSid, interaction, create };
}

const refused = (status: number, code: number) => expect.objectContaining({ status, code });

test.each([
  { what: "no workspace", properties: { workspace_sid: null } },
  { what: "another workspace", properties: { workspace_sid: `WS${"f".repeat(32)}` } },
  { what: "an unknown workflow", properties: { workflow_sid: `WW${"f".repeat(32)}` } },
  { what: "an unknown queue", properties: { queue_sid: `WQ${"f".repeat(32)}` } },
  { what: "an unknown worker", properties: { worker_sid: `WK${"f".repeat(32)}` } },
  { what: "an unknown task channel", properties: { task_channel_unique_name: "pigeon" } },
  { what: "a timeout of no length", properties: { timeout: 0 } },
  { what: "a priority in words", properties: { priority: "high" } },
  { what: "attributes that are no object", properties: { attributes: "[]" } },
])("routing with $what is refused and makes nothing", async ({ properties }) => {
  const { create, client, workspace } = await open();

  await expect(create(properties)).rejects.toEqual(refused(400, 20001));

  expect(await client.conversations.v1.conversations.list()).toEqual([]);
  expect(await workspace.tasks.list()).toEqual([]);
});

test.each([
  { what: "no type", channel: { type: undefined } },
  { what: "an unknown type", channel: { type: "pigeon" } },
  { what: "an unknown initiator", channel: { initiated_by: "nobody" } },
  { what: "participants that are no list", channel: { participants: {} } },
])("a channel with $what is refused", async ({ channel }) => {
  const { create } = await open();

  await expect(create({}, channel)).rejects.toEqual(refused(400, 20001));
});

test("two workflows make the workflow a matter of choice", async () => {
  const { create, workspace } = await open();
  const configuration = JSON.stringify({ task_routing: { filters: [] } });
  await workspace.workflows.create({ friendlyName: "None", configuration });

  await expect(create()).rejects.toEqual(refused(400, 20001));
});

test("a customer who is in another conversation is not added, and the interaction goes on", async () => {
  const { create, client, account } = await open();
  await create();

  const second = await create();
  await account.clock.advance(1);

  const [channel] = await client.flexApi.v1.interaction(second.sid).channels.list();
  expect(channel?.status).toBe("active");
  const conversations = await client.conversations.v1.conversations.list();
  const members = conversations.map(({ sid }) => account.conversations.get(sid)?.participants.size);
  expect(members).toEqual([1, 0]);
});

test("an agent may accept before the channel is set up", async () => {
  const { create, client, account, workspace } = await open();
  const activitySid = (await workspace.activities.list()).find(({ available }) => available)?.sid;
  const { sid } = await workspace.workers.create({ friendlyName: "ada", activitySid: activitySid ?? "" });
  const interaction = await create();
  const { reservations } = workspace.workers(sid);
  const [pending] = await reservations.list();

  await reservations(pending?.sid ?? "").update({ reservationStatus: "accepted" });
  await account.clock.advance(1);

  const channelSid = (interaction.channel as { sid: string }).sid;
  const { participants: members } = client.flexApi.v1.interaction(interaction.sid).channels(channelSid);
  expect((await members.list()).map(({ type }) => type).sort()).toEqual(["agent", "customer"]);
});

test("an interaction without routing has no task and no invite", async () => {
  const { interaction, client, workspace } = await open();

  const created = await interaction.create({ channel: { type: "web", participants: [{ identity: "guest" }] } });

  expect(created.routing).toBeNull();
  expect(await workspace.tasks.list()).toEqual([]);
  const { sid } = created.channel as { sid: string };
  expect(await client.flexApi.v1.interaction(created.sid).channels(sid).invites.list()).toEqual([]);
});

test("a channel's status can only be closed or inactive", async () => {
  const { create, client } = await open();
  const { sid, channel } = await create();

  const updated = client.flexApi.v1
    .interaction(sid)
    .channels((channel as { sid: string }).sid)
    .update({ status: "pause" as "closed" });

  await expect(updated).rejects.toEqual(refused(400, 45359));
});

test("a closed channel takes no invite", async () => {
  const { create, client, workspaceSid } = await open();
  const { sid, channel } = await create();
  const context = client.flexApi.v1.interaction(sid).channels((channel as { sid: string }).sid);
  await context.update({ status: "closed" });

  const invited = context.invites.create({ routing: { properties: { workspace_sid: workspaceSid } } });

  await expect(invited).rejects.toEqual(refused(400, 20001));
});

test("another interaction's channel is not found", async () => {
  const { create, client } = await open();
  const [first, second] = [await create(), await create()];

  const fetched = client.flexApi.v1
    .interaction(first.sid)
    .channels((second.channel as { sid: string }).sid)
    .fetch();

  await expect(fetched).rejects.toEqual(refused(404, 20404));
});

test("ending a chat closes its conversation once", async () => {
  const { create, account, workspace } = await open();
  await create();
  const [task] = await workspace.tasks.list();

  expect(account.flex.endChat(task?.sid ?? "")).toBe(true);

  expect(account.flex.endChat(task?.sid ?? "")).toBe(false);
  expect(account.flex.orphans()).toEqual([]);
});

test("a channel that was being set up goes on after a snapshot as it would have", async () => {
  const { create, account } = await open();
  const { sid } = await create();
  const restored = new Account({ seed: 9 });
  restored.restore(account.snapshot());

  await Promise.all([account.clock.advance(1), restored.clock.advance(1)]);

  const bodies = [account, restored].map((one) => one.client().flexApi.v1.interaction(sid).channels.list());
  const [before, after] = await Promise.all(bodies);
  expect(after?.map(({ status }) => status)).toEqual(["active"]);
  expect(JSON.stringify(after)).toBe(JSON.stringify(before));
  expect(JSON.stringify(restored.flex.save().configuration)).toBe(JSON.stringify(account.flex.save().configuration));
});

test("plugins and the active release outlive a snapshot", async () => {
  const { account, client } = await open();
  const configuration = await client.flexApi.v1.pluginConfigurations.create({ name: "monday" });
  const { sid } = await client.flexApi.v1.pluginReleases.create({ configurationId: configuration.sid });
  const restored = new Account({ seed: 9 });

  restored.restore(account.snapshot());

  expect((await restored.client().flexApi.v1.pluginReleases("active").fetch()).sid).toBe(sid);
  const next = await restored.client().flexApi.v1.pluginReleases.create({ configurationId: configuration.sid });
  expect(next.sid).not.toBe(sid);
});
