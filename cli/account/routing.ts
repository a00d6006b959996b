/** Activities, task channels, queues and the workflow of a policy. Found by name. */
import { compileWorkflow, taskQueuePlans } from "../../src/domain/workflow";
import { sidOf } from "./changes";
import { AccountError, type AccountSession, NAME, PAGE } from "./session";

/** What flows and functions are told of the routing. */
export type Routing = { workflowSid: string; taskChannelSids: Readonly<Record<string, string>> };

const workspaceOf = ({ client, workspaceSid }: AccountSession) => client.taskrouter.v1.workspaces(workspaceSid);

async function applyActivities(session: AccountSession): Promise<void> {
  const { activities } = workspaceOf(session);
  const existing = await activities.list(PAGE);
  for (const { name, available } of session.policy.activities ?? []) {
    const found = existing.find(({ friendlyName }) => friendlyName === name);
    if (found && found.available !== available) {
      throw new AccountError(
        `activity '${name}' exists with available=${found.available}, which cannot be changed: choose another name`,
      );
    }
    await session.changes.ensure(`activity ${name}`, found, {
      create: () => activities.create({ friendlyName: name, available }),
    });
  }
}

async function applyTaskChannels(session: AccountSession): Promise<Record<string, string>> {
  const { taskChannels } = workspaceOf(session);
  const existing = await taskChannels.list(PAGE);
  const sids: Record<string, string> = {};
  for (const uniqueName of Object.keys(session.policy.channels)) {
    const found = existing.find((channel) => channel.uniqueName === uniqueName);
    const channel = await session.changes.ensure(`task channel ${uniqueName}`, found, {
      create: () => taskChannels.create({ friendlyName: uniqueName, uniqueName }),
    });
    sids[uniqueName] = sidOf(channel);
  }
  return sids;
}

async function applyTaskQueues(session: AccountSession): Promise<Record<string, string>> {
  const { taskQueues } = workspaceOf(session);
  const existing = await taskQueues.list(PAGE);
  const sids: Record<string, string> = {};
  for (const { friendlyName, targetWorkers } of taskQueuePlans(session.policy)) {
    const found = existing.find((queue) => queue.friendlyName === friendlyName);
    const queue = await session.changes.ensure(`task queue ${friendlyName}`, found, {
      create: () => taskQueues.create({ friendlyName, targetWorkers }),
      isSame: (item) => item.targetWorkers === targetWorkers,
      update: ({ sid }) => workspaceOf(session).taskQueues(sid).update({ targetWorkers }),
    });
    sids[friendlyName] = sidOf(queue);
  }
  return sids;
}

async function applyWorkflow(session: AccountSession, queueSids: Record<string, string>): Promise<string> {
  const { workflows } = workspaceOf(session);
  const configuration = JSON.stringify(compileWorkflow(session.policy, queueSids));
  const [found] = await workflows.list({ friendlyName: NAME });
  const workflow = await session.changes.ensure(`workflow ${NAME}`, found, {
    create: () => workflows.create({ friendlyName: NAME, configuration }),
    isSame: (item) => JSON.stringify(JSON.parse(item.configuration)) === configuration,
    update: ({ sid }) => workspaceOf(session).workflows(sid).update({ configuration }),
  });
  return sidOf(workflow);
}

/** Activities, task channels, queues and workflow. */
export async function applyRouting(session: AccountSession): Promise<Routing> {
  await applyActivities(session);
  const taskChannelSids = await applyTaskChannels(session);
  const workflowSid = await applyWorkflow(session, await applyTaskQueues(session));
  return { workflowSid, taskChannelSids };
}
