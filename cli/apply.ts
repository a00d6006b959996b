/**
 * `floor apply`: makes an account what floor.yaml says, and changes nothing where it is so already. Found by name, so an
 * account that was set up by hand is adopted. Workers are people: they are never made or edited here.
 */
import type { Twilio } from "twilio";
import type { Policy } from "../src/domain/policy";
import { firstPulse } from "../src/domain/pulse";
import { firstQualityState } from "../src/domain/quality/state";
import { feedCountOf } from "../src/domain/records-policy";
import { CLOSING_EVENTS } from "../src/domain/task-event";
import { compileWorkflow, taskQueuePlans } from "../src/domain/workflow";
import { feedNames, STORES } from "../src/twilio/stores";

const NAME = "Floorwalker";
/** https://www.twilio.com/docs/events/event-types */
const SCHEMA_VERSION = 4;
const PAGE = { pageSize: 100 };

/** What was done to one resource. */
export type Change = { action: "created" | "updated" | "unchanged" | "deleted"; what: string };

export type Applied = {
  changes: Change[];
  /** What the functions need to know, as environment variables. */
  variables: { WORKSPACE_SID: string; WORKFLOW_SID: string; SYNC_SERVICE_SID: string };
};

/** Something that keeps the account from being set up; the message says what to do. */
export class ApplyError extends Error {
  override readonly name = "ApplyError";
}

type Session = { client: Twilio; policy: Policy; functionsUrl: string; changes: Change[]; workspaceSid: string };

async function theWorkspace(client: Twilio): Promise<string> {
  const [workspace, ...others] = await client.taskrouter.v1.workspaces.list(PAGE);
  if (!workspace) throw new ApplyError("the account has no TaskRouter workspace: create a Flex project first");
  if (others.length > 0) {
    throw new ApplyError("the account has several workspaces: name the one to use with --workspace WS...");
  }
  return workspace.sid;
}

/** Creates what is missing and updates what differs; `found` undefined means missing. */
async function ensure<Item>(
  { changes }: Session,
  what: string,
  found: Item | undefined,
  steps: { create: () => Promise<Item>; isSame?: (item: Item) => boolean; update?: (item: Item) => Promise<Item> },
): Promise<Item> {
  if (found === undefined) {
    const created = await steps.create();
    changes.push({ action: "created", what });
    return created;
  }
  if (!steps.update || steps.isSame?.(found) !== false) {
    changes.push({ action: "unchanged", what });
    return found;
  }
  const updated = await steps.update(found);
  changes.push({ action: "updated", what });
  return updated;
}

const workspaceOf = ({ client, workspaceSid }: Session) => client.taskrouter.v1.workspaces(workspaceSid);

async function applyActivities(session: Session): Promise<void> {
  const { activities } = workspaceOf(session);
  const existing = await activities.list(PAGE);
  for (const { name, available } of session.policy.activities ?? []) {
    const found = existing.find(({ friendlyName }) => friendlyName === name);
    if (found && found.available !== available) {
      throw new ApplyError(
        `activity '${name}' exists with available=${found.available}, which cannot be changed: choose another name`,
      );
    }
    await ensure(session, `activity ${name}`, found, {
      create: () => activities.create({ friendlyName: name, available }),
    });
  }
}

async function applyTaskChannels(session: Session): Promise<void> {
  const { taskChannels } = workspaceOf(session);
  const existing = await taskChannels.list(PAGE);
  for (const uniqueName of Object.keys(session.policy.channels)) {
    const found = existing.find((channel) => channel.uniqueName === uniqueName);
    await ensure(session, `task channel ${uniqueName}`, found, {
      create: () => taskChannels.create({ friendlyName: uniqueName, uniqueName }),
    });
  }
}

async function applyTaskQueues(session: Session): Promise<Record<string, string>> {
  const { taskQueues } = workspaceOf(session);
  const existing = await taskQueues.list(PAGE);
  const sids: Record<string, string> = {};
  for (const { friendlyName, targetWorkers } of taskQueuePlans(session.policy)) {
    const found = existing.find((queue) => queue.friendlyName === friendlyName);
    const queue = await ensure(session, `task queue ${friendlyName}`, found, {
      create: () => taskQueues.create({ friendlyName, targetWorkers }),
      isSame: (item) => item.targetWorkers === targetWorkers,
      update: ({ sid }) => workspaceOf(session).taskQueues(sid).update({ targetWorkers }),
    });
    sids[friendlyName] = queue.sid;
  }
  return sids;
}

async function applyWorkflow(session: Session, queueSids: Record<string, string>): Promise<string> {
  const { workflows } = workspaceOf(session);
  const configuration = JSON.stringify(compileWorkflow(session.policy, queueSids));
  const [found] = await workflows.list({ friendlyName: NAME });
  const workflow = await ensure(session, `workflow ${NAME}`, found, {
    create: () => workflows.create({ friendlyName: NAME, configuration }),
    isSame: (item) => JSON.stringify(JSON.parse(item.configuration)) === configuration,
    update: ({ sid }) => workspaceOf(session).workflows(sid).update({ configuration }),
  });
  return workflow.sid;
}

async function applySync(session: Session): Promise<string> {
  const { services } = session.client.sync.v1;
  const existing = await services.list(PAGE);
  const found = existing.find(({ friendlyName }) => friendlyName === NAME);
  const service = await ensure(session, `Sync service ${NAME}`, found, {
    create: () => services.create({ friendlyName: NAME }),
  });
  const { sid } = service;
  const maps = await services(sid).syncMaps.list(PAGE);
  for (const uniqueName of [
    ...STORES.ledger,
    ...STORES.history,
    STORES.journal,
    STORES.tokens,
    STORES.outbox,
    STORES.deadLetters,
    STORES.standings,
    STORES.samples,
  ]) {
    await ensure(
      session,
      `Sync map ${uniqueName}`,
      maps.find((map) => map.uniqueName === uniqueName),
      {
        create: () => services(sid).syncMaps.create({ uniqueName }),
      },
    );
  }
  const lists = await services(sid).syncLists.list(PAGE);
  for (const uniqueName of feedNames(feedCountOf(session.policy))) {
    await ensure(
      session,
      `Sync list ${uniqueName}`,
      lists.find((list) => list.uniqueName === uniqueName),
      { create: () => services(sid).syncLists.create({ uniqueName }) },
    );
  }
  const documents = await services(sid).documents.list(PAGE);
  for (const [uniqueName, data] of [
    [STORES.pulse, firstPulse()],
    [STORES.quality, firstQualityState()],
  ] as const) {
    const found = documents.find((document) => document.uniqueName === uniqueName);
    await ensure(session, `Sync document ${uniqueName}`, found, {
      create: () => services(sid).documents.create({ uniqueName, data }),
    });
  }
  return sid;
}

/** A sink cannot be pointed elsewhere: one with another destination is replaced, the new one first. */
async function applySink(session: Session): Promise<void> {
  const { sinks, subscriptions } = session.client.events.v1;
  const destination = `${session.functionsUrl}/event-streams/sink`;
  const ours = (await sinks.list(PAGE)).filter(({ description }) => description === NAME);
  const isCurrent = (item: (typeof ours)[number]) =>
    (item.sinkConfiguration as { destination?: string }).destination === destination;
  const sink = await ensure(session, `sink ${NAME}`, ours.find(isCurrent), {
    create: () =>
      sinks.create({
        description: NAME,
        sinkType: "webhook",
        sinkConfiguration: { destination, method: "POST", batch_events: false },
      }),
  });
  const [subscription] = await subscriptions.list({ sinkSid: sink.sid });
  await ensure(session, `subscription ${NAME}`, subscription, {
    create: () =>
      subscriptions.create({
        description: NAME,
        sinkSid: sink.sid,
        types: CLOSING_EVENTS.map((type) => ({
          type: `com.twilio.taskrouter.${type}`,
          schema_version: SCHEMA_VERSION,
        })),
      }),
  });
  for (const old of ours.filter((item) => !isCurrent(item))) {
    for (const { sid } of await subscriptions.list({ sinkSid: old.sid }))
      await session.client.events.v1.subscriptions(sid).remove();
    await session.client.events.v1.sinks(old.sid).remove();
    session.changes.push({ action: "deleted", what: `sink ${old.sid} with another destination` });
  }
}

async function applyAddresses(session: Session): Promise<void> {
  const { addressConfigurations } = session.client.conversations.v1;
  const existing = await addressConfigurations.list(PAGE);
  for (const { type, address, name, webhook } of session.policy.addresses ?? []) {
    const found = existing.find((item) => item.type === type && item.address === address);
    const settings = {
      friendlyName: name,
      "autoCreation.enabled": true,
      "autoCreation.type": "webhook",
      "autoCreation.webhookUrl": webhook,
    } as const;
    const isSame = (item: (typeof existing)[number]) =>
      item.friendlyName === name && (item.autoCreation as { webhook_url?: string } | null)?.webhook_url === webhook;
    await ensure(session, `${type} address ${name}`, found, {
      create: () => addressConfigurations.create({ type, address, ...settings }),
      isSame,
      update: ({ sid }) => session.client.conversations.v1.addressConfigurations(sid).update(settings),
    });
  }
}

/** @throws ApplyError where the account cannot become what the policy says */
export async function applyPolicy(
  client: Twilio,
  policy: Policy,
  options: { functionsUrl: string; workspaceSid?: string },
): Promise<Applied> {
  const changes: Change[] = [];
  const workspaceSid = options.workspaceSid ?? (await theWorkspace(client));
  const session: Session = { client, policy, functionsUrl: options.functionsUrl, changes, workspaceSid };
  await applyActivities(session);
  await applyTaskChannels(session);
  const workflowSid = await applyWorkflow(session, await applyTaskQueues(session));
  const syncServiceSid = await applySync(session);
  await applySink(session);
  await applyAddresses(session);
  return {
    changes,
    variables: { WORKSPACE_SID: workspaceSid, WORKFLOW_SID: workflowSid, SYNC_SERVICE_SID: syncServiceSid },
  };
}
