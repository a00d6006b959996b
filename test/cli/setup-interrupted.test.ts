/** `floor setup` broken off at every kind of write it makes, and run again: the account ends the same. */
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

/** What setup makes undisturbed, and its writes in their order, by operation. */
async function untouched() {
  const account = new Account({ seed: 1 });
  const writes: string[] = [];
  account.watch(({ operation, request }) => {
    if (!/^get$/i.test(request.method)) writes.push(operation);
  });
  await setUpAs(account, "first", policy, { eventCallback: true });
  return { state: await stateOf(account), writes };
}

/** Of many alike, such as the maps of the ledger, the first and the last: those between differ in nothing but their names. */
const ends = (writes: readonly string[]) =>
  writes.flatMap((write, number) =>
    writes.indexOf(write) === number || writes.lastIndexOf(write) === number ? [number] : [],
  );

test.each(["before", "after"] as const)(
  "whichever write is the last, %s it took effect, another run completes the account",
  async (when) => {
    const whole = await untouched();
    const numbers = ends(whole.writes);
    expect(numbers.length).toBeGreaterThan(15);

    for (const number of numbers) {
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
