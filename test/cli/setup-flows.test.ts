/** Studio's flows as `floor setup` publishes them: filled in for the account, kept up, and not taken from people. */
import { join } from "node:path";
import type { Deployment } from "../../cli/account/deployment";
import { fillIn, readFlowFiles } from "../../cli/account/flow-definition";
import { ROOT } from "../../cli/root";
import { Account } from "../../simulator/account";
import { definitionOf } from "../support/flows";
import { done, functionsUrl, policy, setUpAs, workspaceOf, writesOf } from "../support/setup";
import { last } from "../support/studio";

const sid = (prefix: string, digit: string) => `${prefix}${digit.repeat(32)}`;
const deployment: Deployment = {
  environment: {
    serviceSid: sid("ZS", "1"),
    sid: sid("ZE", "2"),
    suffix: "dev",
    url: functionsUrl,
    buildSid: sid("ZB", "3"),
  },
  build: {
    sid: sid("ZB", "3"),
    status: "completed",
    runtime: "node22",
    createdAt: new Date("2026-03-02T09:00:00Z"),
    functions: [
      { path: "/studio/route-contact", visibility: "protected", sid: sid("ZH", "4"), versionSid: sid("ZN", "5") },
    ],
    assets: [],
    dependencies: {},
  },
};

const flowsOf = (account: Account) => account.client().studio.v2.flows;
async function flowCalled(account: Account, name: string) {
  const found = (await flowsOf(account).list()).find(({ friendlyName }) => friendlyName === name);
  return flowsOf(account)(found?.sid ?? "");
}
const widgetOf = (definition: { states: { name: string; properties: object }[] }, name: string) =>
  definition.states.find((state) => state.name === name)?.properties;

test("both flows are published, and know the workflow, the channel and the deployed function", async () => {
  const account = new Account({ seed: 1 });

  const { variables } = await setUpAs(account, "first", policy, { deployment });

  const flow = await (await flowCalled(account, "Floorwalker inbound-voice")).fetch();
  expect(flow).toMatchObject({ status: "published", valid: true });
  expect(widgetOf(flow.definition, "route")).toMatchObject({
    service_sid: sid("ZS", "1"),
    environment_sid: sid("ZE", "2"),
    function_sid: sid("ZH", "4"),
    url: `${functionsUrl}/studio/route-contact`,
  });
  const channels = await workspaceOf(account).taskChannels.list();
  expect(widgetOf(flow.definition, "routed")).toMatchObject({
    workflow: variables.WORKFLOW_SID,
    channel: channels.find(({ uniqueName }) => uniqueName === "voice")?.sid,
  });
  expect((await flowsOf(account).list()).map(({ friendlyName }) => friendlyName).sort()).toEqual([
    "Floorwalker inbound-message",
    "Floorwalker inbound-voice",
  ]);
});

test("the account finds nothing wrong with either of them", async () => {
  const account = new Account({ seed: 1 });
  const client = account.client();
  const routing = { workflowSid: sid("WW", "1"), taskChannelSids: { voice: sid("TC", "1"), chat: sid("TC", "2") } };

  for (const file of readFlowFiles(join(ROOT, "studio"))) {
    const definition = fillIn(file, { policy, routing, functionsUrl, deployment });
    const settings = { friendlyName: file.name, status: "published", definition } as const;
    expect(await client.studio.v2.flowValidate.update(settings)).toMatchObject({ valid: true });
    expect(JSON.stringify(definition)).not.toContain("[[");
  }
});

test("a placeholder that stands for nothing is named, and a function that is not deployed", () => {
  const text = JSON.stringify({ a: "[[workflow]]", b: "[[function_sid:/studio/other]]", c: "[[workflow_sid]]" });
  const routing = { workflowSid: sid("WW", "1"), taskChannelSids: {} };

  expect(() => fillIn({ name: "mine", text }, { policy, routing, functionsUrl, deployment })).toThrow(
    "studio/mine.json has [[workflow]], [[function_sid:/studio/other]], which is not in floor.yaml or not deployed",
  );
});

test("a flow for a channel that floor.yaml does not have is left out", async () => {
  const account = new Account({ seed: 1 });
  const { voice } = policy.channels;

  const { changes } = await setUpAs(account, "first", { ...policy, channels: voice ? { voice } : {} });

  expect(changes).toContainEqual({
    action: "left alone",
    what: "flow inbound-message",
    because: "floor.yaml has no channel chat",
  });
  expect(await flowsOf(account).list()).toMatchObject([{ friendlyName: "Floorwalker inbound-voice" }]);
});

test("another deployment makes a new revision of each flow, and nothing else of them", async () => {
  const account = new Account({ seed: 1 });
  await setUpAs(account, "first");

  const { changes } = await setUpAs(account, "second", policy, { deployment });

  expect(done(changes)).toEqual(["updated flow inbound-message", "updated flow inbound-voice"]);
  expect((await (await flowCalled(account, "Floorwalker inbound-voice")).fetch()).revision).toBe(2);
});

describe("a flow that somebody edited in Studio", () => {
  async function edited() {
    const account = new Account({ seed: 1 });
    await setUpAs(account, "first");
    const flow = await flowCalled(account, "Floorwalker inbound-voice");
    await flow.update({ status: "published", definition: definitionOf(last), commitMessage: "my own menu" });
    return { account, flow };
  }

  test("is left to them, and they are told what they can do", async () => {
    const { account } = await edited();

    const { changes } = await setUpAs(account, "second");

    expect(changes).toContainEqual({
      action: "left alone",
      what: "flow inbound-voice",
      because: expect.stringContaining("studio/inbound-voice.json, or give --replace-flows"),
    });
    expect(writesOf(account, "second")).toEqual([]);
  });

  test("is replaced where that is asked for", async () => {
    const { account, flow } = await edited();

    await setUpAs(account, "second", policy, { replaceFlows: true });

    expect(widgetOf((await flow.fetch()).definition, "route")).toBeDefined();
  });

  test("is ours again where they put the same back", async () => {
    const { account, flow } = await edited();
    const { definition } = await (await flow.revisions("1")).fetch();
    await flow.update({ status: "published", definition, commitMessage: "as it was" });

    await setUpAs(account, "second");

    expect(writesOf(account, "second")).toEqual([]);
  });

  test("is told of also where they left a draft on top of what is published", async () => {
    const { account, flow } = await edited();
    await setUpAs(account, "second", policy, { replaceFlows: true });
    await flow.update({ status: "draft", definition: definitionOf(last), commitMessage: "trying" });

    expect(done((await setUpAs(account, "third")).changes)).toEqual(["left alone flow inbound-voice"]);
  });
});
