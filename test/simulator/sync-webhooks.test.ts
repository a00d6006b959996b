/** What Sync tells of writes, and what a snapshot keeps of it all. */
import { validateRequest } from "twilio/lib/webhooks/webhooks";
import { Account } from "../../simulator/account";
import type { HostedRequest, WebhookResponse } from "../../simulator/kernel/webhooks";

const HOOKS = "https://hooks.example";
const OK: WebhookResponse = { status: 200, headers: {}, body: "" };

async function openService() {
  const account = new Account({ seed: 1 });
  const client = account.client();
  const { sid } = await client.sync.v1.services.create({ webhookUrl: `${HOOKS}/sync`, webhooksFromRestEnabled: true });
  return { account, sid, service: client.sync.v1.services(sid) };
}

function listen(account: Account, answer: () => WebhookResponse = () => OK): HostedRequest[] {
  const told: HostedRequest[] = [];
  account.webhooks.host(HOOKS, async (request) => {
    told.push(request);
    return answer();
  });
  return told;
}

const formOf = ({ body }: HostedRequest) => Object.fromEntries(new URLSearchParams(body));

describe("a webhook", () => {
  test("is signed with the account's token", async () => {
    const { account, service } = await openService();
    const told = listen(account);

    await service.documents.create({ uniqueName: "policy" });
    await account.clock.advance(0);

    const [request] = told;
    const signature = request?.headers["x-twilio-signature"] ?? "";
    const form = request ? formOf(request) : {};
    expect(validateRequest(account.authToken, signature, `${HOOKS}/sync`, form)).toBe(true);
  });

  test("that fails is not sent again, and stops nothing", async () => {
    const { account, service } = await openService();
    const told = listen(account, () => {
      throw new Error("out of order");
    });

    await service.documents.create({ uniqueName: "policy" });
    await account.clock.untilIdle();

    expect(told).toHaveLength(1);
    expect(await service.documents("policy").fetch()).toMatchObject({ uniqueName: "policy" });
  });

  test("tells nothing of a write that is refused", async () => {
    const { account, service } = await openService();
    const told = listen(account);
    await service.documents.create({ uniqueName: "policy" });
    await service.documents.create({ uniqueName: "policy" }).catch(() => undefined);
    await service
      .documents("policy")
      .update({ data: {}, ifMatch: "7" })
      .catch(() => undefined);

    await account.clock.advance(0);

    expect(told.map((request) => formOf(request)["EventType"])).toEqual(["document_created"]);
  });
});

test("a restored account goes on as the one it was taken of, with a webhook that was still to be sent", async () => {
  const { account, sid, service } = await openService();
  await service.documents.create({ uniqueName: "pulse", data: { a: 1 }, ttl: 60 });
  await service.documents("pulse").documentPermissions("ana").update({ read: true, write: false, manage: false });
  await service.syncMaps.create({ uniqueName: "claims" });
  await service.syncMaps("claims").syncMapItems.create({ key: "WT1", data: { by: "ana" }, itemTtl: 30 });
  await service.syncLists.create({ uniqueName: "feed" });
  await service.syncLists("feed").syncListItems.create({ data: { n: 0 } });
  await service.syncStreams.create({ uniqueName: "ticker" });
  const copy = new Account();
  copy.restore(account.snapshot());

  const goOn = async (onward: Account) => {
    const told = listen(onward);
    const again = onward.client().sync.v1.services(sid);
    await again.syncLists("feed").syncListItems.create({ data: { n: 1 } });
    await again.documents("pulse").update({ data: { b: 2 } });
    await onward.clock.advance(40);
    return {
      told: told.map(formOf),
      service: await again.fetch(),
      pulse: await again.documents("pulse").fetch(),
      permissions: await again.documents("pulse").documentPermissions.list(),
      claims: await again.syncMaps("claims").syncMapItems.list(),
      feed: await again.syncLists("feed").syncListItems.list(),
      streams: await again.syncStreams.list(),
      report: onward.sync.service(sid)?.lists[0]?.items,
    };
  };

  const expected = await goOn(account);
  expect(expected.claims).toEqual([]);
  expect(expected.told).toHaveLength(7);
  expect(JSON.stringify(await goOn(copy))).toBe(JSON.stringify(expected));
});
