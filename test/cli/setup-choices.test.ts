/** What `floor setup` does only where it is asked to, or where nobody else has it. */
import { Changes } from "../../cli/account/changes";
import { schedulerToken } from "../../cli/scheduler-token";
import { createToken, listTokens, revokeToken } from "../../cli/tokens";
import { Account } from "../../simulator/account";
import type { Policy } from "../../src/domain/policy";
import { scopedTokenOf } from "../../src/domain/scoped-token";
import { NOON } from "../support/people";
import { done, functionsUrl, policy, setUpAs, workspaceOf, writesOf } from "../support/setup";

const ours = `${functionsUrl}/taskrouter/event-callback`;
const closing = "task.completed,task.canceled,task.deleted,task.system-deleted";

describe("the workspace's event callback", () => {
  test("is left as it is unless it is asked for", async () => {
    const account = new Account({ seed: 1 });

    await setUpAs(account, "first");

    expect((await workspaceOf(account).fetch()).eventCallbackUrl).toBeFalsy();
  });

  test("is ours where it was nobody's, for closing events only, and asked for again changes nothing", async () => {
    const account = new Account({ seed: 1 });

    await setUpAs(account, "first", policy, { eventCallback: true });
    await setUpAs(account, "second", policy, { eventCallback: true });

    expect(await workspaceOf(account).fetch()).toMatchObject({ eventCallbackUrl: ours, eventsFilter: closing });
    expect(writesOf(account, "second")).toEqual([]);
  });

  test("of somebody else stays theirs, and is told of without its path", async () => {
    const account = new Account({ seed: 1 });
    await workspaceOf(account).update({ eventCallbackUrl: "https://crm.example/hook/secret-path" });

    const { changes } = await setUpAs(account, "first", policy, { eventCallback: true });

    const told = changes.find(({ what }) => what === "event callback of the workspace");
    expect(told).toMatchObject({ action: "left alone", because: expect.stringContaining("calls crm.example") });
    expect(told?.because).not.toContain("secret-path");
    expect((await workspaceOf(account).fetch()).eventCallbackUrl).toBe("https://crm.example/hook/secret-path");
  });

  test("that gets too much gets closing events only", async () => {
    const account = new Account({ seed: 1 });
    await workspaceOf(account).update({ eventCallbackUrl: ours, eventsFilter: "task.created" });

    await setUpAs(account, "first", policy, { eventCallback: true });

    expect((await workspaceOf(account).fetch()).eventsFilter).toBe(closing);
  });
});

test("a subscription gets the types that it lacks and loses the others", async () => {
  const account = new Account({ seed: 1 });
  await setUpAs(account, "first");
  const { subscriptions } = account.client().events.v1;
  const [subscription] = await subscriptions.list();
  const { subscribedEvents } = subscriptions(subscription?.sid ?? "");
  await subscribedEvents.create({ type: "com.twilio.taskrouter.task.created", schemaVersion: 4 });
  await subscriptions(subscription?.sid ?? "")
    .subscribedEvents("com.twilio.taskrouter.task.canceled")
    .remove();

  const { changes } = await setUpAs(account, "second");

  expect(done(changes)).toEqual([
    "created subscription to com.twilio.taskrouter.task.canceled",
    "deleted subscription to com.twilio.taskrouter.task.created",
  ]);
  expect((await subscribedEvents.list()).map(({ type }) => type.replace("com.twilio.taskrouter.", "")).sort()).toEqual(
    closing.split(",").sort(),
  );
});

describe("an address that starts a flow", () => {
  const [address] = policy.addresses ?? [];
  const withStudio = (studio: string): Policy => ({
    ...policy,
    addresses: [{ type: "sms", address: address?.address ?? "", name: "Texts", studio }],
  });
  const addresses = (account: Account) => account.client().conversations.v1.addressConfigurations.list();

  test("is made with the flow that setup has just published", async () => {
    const account = new Account({ seed: 1 });

    await setUpAs(account, "first", withStudio("inbound-message"));
    await setUpAs(account, "second", withStudio("inbound-message"));

    const flow = (await account.client().studio.v2.flows.list()).find(({ friendlyName }) =>
      /message/.test(friendlyName),
    );
    expect(await addresses(account)).toMatchObject([
      { friendlyName: "Texts", autoCreation: { type: "studio", studio_flow_sid: flow?.sid } },
    ]);
    expect(writesOf(account, "second")).toEqual([]);
  });

  test("takes the place of a webhook, and gives it back", async () => {
    const account = new Account({ seed: 1 });
    const webhook = "https://example.com/conversations";
    const withWebhook = {
      ...policy,
      addresses: (policy.addresses ?? []).map(({ type, address, name }) => ({ type, address, name, webhook })),
    };
    await setUpAs(account, "first", withWebhook);

    const { changes } = await setUpAs(account, "second", withStudio("inbound-message"));
    const back = await setUpAs(account, "third", withWebhook);

    expect(done(changes)).toEqual(["updated sms address Texts"]);
    expect(done(back.changes)).toEqual([`updated sms address ${address?.name}`]);
    expect(await addresses(account)).toMatchObject([{ autoCreation: { type: "webhook" } }]);
  });

  test("waits where its flow is not there yet", async () => {
    const account = new Account({ seed: 1 });

    const { changes } = await setUpAs(account, "first", withStudio("inbound-message"), { functionsUrl: undefined });

    expect(changes.at(-1)).toMatchObject({ action: "left alone", what: "sms address Texts" });
    expect(await addresses(account)).toEqual([]);
  });
});

test("the scheduler gets one token, and another where that one is gone or over", async () => {
  const account = new Account({ seed: 1, start: NOON });
  const { variables } = await setUpAs(account, "first");
  const floor = { client: account.client(() => "tokens"), syncServiceSid: variables.SYNC_SERVICE_SID };
  const give = (now = NOON) => schedulerToken(floor, new Changes(), now);

  const text = await give();
  expect(text).toMatch(/^fw\./);
  expect(await give()).toBeUndefined();
  const dry = new Changes({ isDryRun: true });
  await schedulerToken(floor, dry, NOON);
  await schedulerToken({ ...floor, syncServiceSid: "(not there yet)" }, dry, NOON);
  expect(dry.list.map(({ action }) => action)).toEqual(["left alone", "created"]);
  expect(await listTokens(floor)).toHaveLength(1);

  await revokeToken(floor, text?.split(".")[1] ?? "");
  expect(await give()).toMatch(/^fw\./);

  // A token that opens the tick alone was made before there was more to start.
  for (const { id } of await listTokens(floor)) await revokeToken(floor, id);
  await createToken(floor, { name: "scheduler", scopes: ["tick"], days: 365 }, NOON);
  expect(scopedTokenOf((await give()) ?? "")?.scopes).toEqual(["tick", "run-quality", "reconcile"]);
});

test("an account without Flex is told to get it, and nothing is made", async () => {
  const account = new Account({ seed: 1 });
  account.flex.setProvisioning("not-configured");

  await expect(setUpAs(account, "first")).rejects.toThrow("create a Flex project in Twilio's console");
  expect(writesOf(account, "first")).toEqual([]);
});

test("a dry run finds all that a run then does, and writes nothing", async () => {
  const account = new Account({ seed: 1 });
  const changes = new Changes({ isDryRun: true });

  await setUpAs(account, "dry", policy, { changes, eventCallback: true });
  const first = await setUpAs(account, "first", policy, { eventCallback: true });

  expect(done(changes.list)).toEqual(done(first.changes));
  expect(writesOf(account, "dry")).toEqual([]);
});
