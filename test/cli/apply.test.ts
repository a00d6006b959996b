/** `floor apply`: the policy and nothing else. */
import { Changes } from "../../cli/account/changes";
import { applyPolicy } from "../../cli/apply";
import { Account } from "../../simulator/account";
import { done, operationsOf, policy, setUpAs, workspaceOf, writesOf } from "../support/setup";

async function apply(account: Account, caller: string, given = policy, isDryRun = false) {
  const changes = new Changes({ isDryRun });
  await applyPolicy({ client: account.client(() => caller), policy: given, changes });
  return changes.list;
}

test("queues, workflow, activities, channels and addresses are made, and nothing else is changed", async () => {
  const account = new Account({ seed: 1 });

  await apply(account, "first");
  await apply(account, "second");

  const products = new Set(operationsOf(account, "first").map((name) => name.split(".")[0]));
  // Studio is asked for the flow of an address, and told nothing.
  expect([...products].sort()).toEqual(["conversations", "studio", "taskrouter"]);
  expect((await workspaceOf(account).workflows.list()).map(({ friendlyName }) => friendlyName)).toContain(
    "Floorwalker",
  );
  expect(writesOf(account, "second")).toEqual([]);
});

test("after setup there is nothing left to apply, and of a changed policy only what changed", async () => {
  const account = new Account({ seed: 1 });
  await setUpAs(account, "setup");
  const { stock } = policy.queues;
  const changed = stock ? { ...policy, queues: { ...policy.queues, stock: { ...stock, skill: "internet" } } } : policy;

  expect(done(await apply(account, "first"))).toEqual([]);
  const shown = done(await apply(account, "dry", changed, true));
  expect(writesOf(account, "dry")).toEqual([]);
  expect(done(await apply(account, "second", changed))).toEqual(shown);
  expect(shown).toEqual(["updated task queue stock", "updated workflow Floorwalker"]);
});

test("of several workspaces one must be named", async () => {
  const account = new Account({ seed: 1 });
  await account.client().taskrouter.v1.workspaces.create({ friendlyName: "Another" });

  await expect(apply(account, "first")).rejects.toThrow("name the one to use with --workspace");
  expect(writesOf(account, "first")).toEqual([]);
});
