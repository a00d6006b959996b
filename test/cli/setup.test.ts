/** `floor setup`: the account becomes what floor.yaml says, nothing else, and nothing twice. */
import { AccountError } from "../../cli/account/session";
import { Account } from "../../simulator/account";
import { done, functionsUrl, operationsOf, policy, setUpAs, workspaceOf, writesOf } from "../support/setup";

const namesOf = (items: readonly { friendlyName: string }[]) => items.map(({ friendlyName }) => friendlyName);

describe("an account as it comes", () => {
  test("gets the queues, the workflow and the channels of the policy", async () => {
    const account = new Account({ seed: 1 });

    const { variables } = await setUpAs(account, "first");

    const workspace = workspaceOf(account);
    expect(namesOf(await workspace.taskQueues.list())).toEqual([
      "regular",
      "regular_overflow",
      "new",
      "new_overflow",
      "stock",
      "internet",
    ]);
    expect(await workspace.workflows.list()).toMatchObject([
      { friendlyName: "Floorwalker", sid: variables.WORKFLOW_SID },
    ]);
    expect(namesOf(await workspace.taskChannels.list())).toEqual(expect.arrayContaining(["voice", "chat"]));
    expect(namesOf(await workspace.activities.list())).toEqual(
      expect.arrayContaining(["Available", "Break", "Training"]),
    );
    expect(variables.WORKSPACE_SID).toBe(account.taskRouter.workspace.sid);
  });

  test("gets a place for everything the functions write", async () => {
    const account = new Account({ seed: 1 });

    const { variables } = await setUpAs(account, "first");

    const service = account.sync.service(variables.SYNC_SERVICE_SID);
    const numbered = (name: string, count: number) => Array.from({ length: count }, (_, shard) => `${name}-${shard}`);
    expect(service?.maps.map(({ uniqueName }) => uniqueName)).toEqual([
      ...numbered("ledger", 32),
      ...numbered("history", 16),
      "journal",
      "tokens",
      "outbox",
      "dead-letters",
      "standings",
      "samples",
      "scorecards",
      "coaching",
    ]);
    expect(service?.lists.map(({ uniqueName }) => uniqueName)).toEqual(["feed-0"]);
    expect(service?.documents).toMatchObject([
      { uniqueName: "pulse", data: { tickedAt: null, promised: [] } },
      { uniqueName: "quality", data: { cursor: [], sampled: 0 } },
    ]);
  });

  test("tells the functions what ends, and takes in what customers write", async () => {
    const account = new Account({ seed: 1 });

    await setUpAs(account, "first");

    const { sinks, subscriptions } = account.client().events.v1;
    const [sink] = await sinks.list();
    const [subscription] = await subscriptions.list({ sinkSid: sink?.sid ?? "" });
    const types = await subscriptions(subscription?.sid ?? "").subscribedEvents.list();
    expect(sink?.sinkConfiguration).toMatchObject({
      destination: `${functionsUrl}/event-streams/sink`,
      method: "POST",
    });
    expect(types.map(({ type }) => type)).toEqual([
      "com.twilio.taskrouter.task.completed",
      "com.twilio.taskrouter.task.canceled",
      "com.twilio.taskrouter.task.deleted",
      "com.twilio.taskrouter.task.system-deleted",
    ]);
    expect(await account.client().conversations.v1.addressConfigurations.list()).toMatchObject(
      (policy.addresses ?? []).map(({ type, address, name }) => ({ type, address, friendlyName: name })),
    );
  });

  test("keeps its workers to itself", async () => {
    const account = new Account({ seed: 1 });

    await setUpAs(account, "first");
    await setUpAs(account, "first");

    expect(operationsOf(account, "first").filter((name) => name.includes("Worker"))).toEqual([]);
    expect(await workspaceOf(account).workers.list()).toEqual([]);
  });
});

describe("an account that is what the policy says", () => {
  test("is only read", async () => {
    const account = new Account({ seed: 1 });
    const first = await setUpAs(account, "first");

    const second = await setUpAs(account, "second");

    expect(done(second.changes)).toEqual([]);
    expect(writesOf(account, "second")).toEqual([]);
    expect(second.variables).toEqual(first.variables);
  });

  test("keeps the pulse that the ticks have written", async () => {
    const account = new Account({ seed: 1 });
    const { variables } = await setUpAs(account, "first");
    const { documents } = account.client().sync.v1.services(variables.SYNC_SERVICE_SID);
    await documents("pulse").update({ data: { tickedAt: "2026-01-05T12:00:00.000Z" } });

    await setUpAs(account, "second");

    expect((await documents("pulse").fetch()).data).toEqual({ tickedAt: "2026-01-05T12:00:00.000Z" });
  });
});

test("what was set up by hand under the same name is adopted", async () => {
  const account = new Account({ seed: 1 });
  const { sid } = await workspaceOf(account).taskQueues.create({
    friendlyName: "stock",
    targetWorkers: "routing.skills HAS 'stock'",
  });

  const { changes } = await setUpAs(account, "first");

  expect(changes).toContainEqual({ action: "unchanged", what: "task queue stock" });
  expect(await workspaceOf(account).taskQueues.list({ friendlyName: "stock" })).toMatchObject([{ sid }]);
});

test("an activity that exists with another availability cannot be changed, and is named", async () => {
  const account = new Account({ seed: 1 });
  const given = { ...policy, activities: [{ name: "Break", available: true }] };

  await expect(setUpAs(account, "first", given)).rejects.toThrow(AccountError);
  await expect(setUpAs(account, "first", given)).rejects.toThrow("activity 'Break' exists with available=false");
  expect(writesOf(account, "first")).toEqual([]);
});
