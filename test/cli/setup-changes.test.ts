/** `floor setup` on an account that was something else: what differs is changed, and no more. */
import { Account } from "../../simulator/account";
import type { Policy } from "../../src/domain/policy";
import { done, policy, setUpAs, workspaceOf, writesOf } from "../support/setup";

describe("a policy that has changed", () => {
  const regular = policy.queues["regular"];
  const queues = (given: Partial<Policy["queues"][string]>): Policy =>
    regular ? { ...policy, queues: { ...policy.queues, regular: { ...regular, ...given } } } : policy;

  test("in what TaskRouter does not know changes nothing", async () => {
    const account = new Account({ seed: 1 });
    await setUpAs(account, "first");

    await setUpAs(account, "second", queues({ longestWait: 999, dispositions: ["resolved"] }));

    expect(writesOf(account, "second")).toEqual([]);
  });

  test("in a wait updates the workflow only", async () => {
    const account = new Account({ seed: 1 });
    await setUpAs(account, "first");

    const { changes, variables } = await setUpAs(account, "second", queues({ overflow: { after: 55, to: "new" } }));

    expect(done(changes)).toEqual(["updated workflow Floorwalker"]);
    expect(writesOf(account, "second")).toEqual(["taskrouter.UpdateWorkflow"]);
    const { configuration } = await workspaceOf(account).workflows(variables.WORKFLOW_SID).fetch();
    expect(configuration).toContain('"timeout":55');
  });

  test("in a skill updates the queues concerned, and the workflow that speaks of its levels", async () => {
    const account = new Account({ seed: 1 });
    await setUpAs(account, "first");

    const { changes } = await setUpAs(account, "second", queues({ skill: "internet" }));

    expect(done(changes)).toEqual([
      "updated task queue regular",
      "updated task queue regular_overflow",
      "updated task queue new_overflow",
      "updated workflow Floorwalker",
    ]);
  });

  test("in an address updates that address only", async () => {
    const account = new Account({ seed: 1 });
    await setUpAs(account, "first");
    const addresses = (policy.addresses ?? []).map((address) => ({ ...address, name: "Another name" }));

    const { changes } = await setUpAs(account, "second", { ...policy, addresses });

    expect(done(changes)).toEqual(addresses.map(({ type }) => `updated ${type} address Another name`));
  });
});

test("a sink that points elsewhere is replaced, and the account calls the new address only", async () => {
  const account = new Account({ seed: 1 });
  await setUpAs(account, "first");

  const { changes } = await setUpAs(account, "second", policy, { functionsUrl: "https://new.example" });

  const { sinks, subscriptions } = account.client().events.v1;
  const left = await sinks.list();
  expect(left.map((sink) => sink.sinkConfiguration)).toMatchObject([
    { destination: "https://new.example/event-streams/sink" },
  ]);
  expect(await subscriptions.list()).toMatchObject([{ sinkSid: left[0]?.sid }]);
  expect(done(changes)).toEqual([
    "created sink Floorwalker",
    "created subscription Floorwalker",
    expect.stringMatching(/^deleted sink DG\w+ with another destination$/),
    "updated flow inbound-message",
    "updated flow inbound-voice",
  ]);
});
