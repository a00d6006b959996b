/** A centre that behaviours of interactions are shown on: a workspace with one worker, and a customer who writes. */
import assert from "node:assert/strict";
import type { Stage } from "./behaviour";

export const CUSTOMER = "+15550100001";
export const CENTRE = "+15550100002";

export const refusedWith = (status: number, code: number) => (error: { status?: number; code?: number }) =>
  error.status === status && error.code === code;

/** A workspace with a workflow, a queue and one available worker. */
export async function open({ client }: Stage) {
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

export type Opened = Awaited<ReturnType<typeof open>>;

/** A customer's SMS, as a Studio flow or a function sends it to Flex. */
export async function start(
  { client, account }: Stage,
  { properties }: Opened,
  more: Readonly<Record<string, unknown>> = {},
) {
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
export const taskOf = ({ routing }: { routing: unknown }): string =>
  (routing as { properties: { sid: string } }).properties.sid;

export const attributesOf = async ({ workspace }: Opened, task: string) =>
  JSON.parse((await workspace.tasks(task).fetch()).attributes) as Record<string, unknown>;

export const statusOf = async ({ workspace }: Opened, task: string) =>
  (await workspace.tasks(task).fetch()).assignmentStatus;

/** Ada has accepted; her participant in the channel. */
export async function accepted(stage: Stage, centre: Opened) {
  const started = await start(stage, centre);
  await centre.answer("accepted");
  await stage.account.clock.advance(0);
  const agent = (await started.channel.participants.list()).find(({ type }) => type === "agent");
  assert(agent);
  return { ...started, agent };
}
