/** `floor setup` broken off at every write it makes, and run again: the account ends the same. */
import { Account } from "../../simulator/account";
import { policy, setUpAs, workspaceOf, writesOf } from "../support/setup";

/** Everything that setup makes, by name and content, without SIDs. */
async function stateOf(account: Account) {
  const client = account.client();
  const workspace = workspaceOf(account);
  const [service] = await client.sync.v1.services.list();
  const inside = client.sync.v1.services(service?.sid ?? "");
  const names = (items: readonly { uniqueName?: string; friendlyName?: string; description?: string }[]) =>
    items.map(({ uniqueName, friendlyName, description }) => uniqueName ?? friendlyName ?? description).sort();
  return {
    queues: names(await workspace.taskQueues.list()),
    workflows: names(await workspace.workflows.list()),
    channels: names(await workspace.taskChannels.list()),
    activities: names(await workspace.activities.list()),
    services: names(await client.sync.v1.services.list()),
    objects: [
      names(await inside.syncMaps.list()),
      names(await inside.syncLists.list()),
      names(await inside.documents.list()),
    ],
    sinks: (await client.events.v1.sinks.list()).map(({ sinkConfiguration }) => sinkConfiguration),
    subscriptions: names(await client.events.v1.subscriptions.list()),
    flows: (await client.studio.v2.flows.list()).map(({ friendlyName, status }) => `${friendlyName} ${status}`).sort(),
    addresses: names(await client.conversations.v1.addressConfigurations.list()),
  };
}

/** Lets the write with this number be the last: it is refused, or done and its answer lost. */
function breakOff(account: Account, number: number, when: "before" | "after"): () => void {
  const handle = account.handle.bind(account);
  let writes = 0;
  account.handle = (request) => {
    if (/^get$/i.test(request.method) || writes++ !== number) return handle(request);
    if (when === "after") handle(request);
    throw new Error("the network is gone");
  };
  return () => {
    account.handle = handle;
  };
}

async function untouched() {
  const account = new Account({ seed: 1 });
  await setUpAs(account, "first", policy, { eventCallback: true });
  return { state: await stateOf(account), writes: account.requests.summary((one) => one === "first") };
}

test.each(["before", "after"] as const)(
  "whichever write is the last, %s it took effect, another run completes the account",
  async (when) => {
    const whole = await untouched();
    const count = Object.entries(whole.writes.byOperation)
      .filter(([name]) => !/\.(List|Fetch)/.test(name))
      .reduce((sum, [, requests]) => sum + Number(requests), 0);
    expect(count).toBeGreaterThan(25);

    for (let number = 0; number < count; number++) {
      const account = new Account({ seed: 1 });
      const mend = breakOff(account, number, when);
      await expect(setUpAs(account, "first", policy, { eventCallback: true })).rejects.toThrow("network is gone");
      mend();

      await setUpAs(account, "second", policy, { eventCallback: true });
      await setUpAs(account, "third", policy, { eventCallback: true });

      expect({ number, state: await stateOf(account) }).toEqual({ number, state: whole.state });
      expect(writesOf(account, "third")).toEqual([]);
    }
  },
);
