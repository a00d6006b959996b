/** Streams, services and permissions of Sync, at their edges. */
import { Account } from "../../simulator/account";

async function openService() {
  const account = new Account({ seed: 1 });
  const client = account.client();
  const { sid } = await client.sync.v1.services.create();
  return { account, sid, service: client.sync.v1.services(sid) };
}

const refused = (status: number, code: number) => expect.objectContaining({ status, code });
const dataOf = (bytes: number) => `{"a":"${"x".repeat(bytes - 8)}"}`;

describe("a stream message", () => {
  test.each([
    { what: "data over 4 KiB", data: dataOf(4097), status: 413, code: 54006 },
    { what: "null", data: "null", status: 400, code: 54251 },
    { what: "data that is no JSON", data: "{a", status: 400, code: 54008 },
  ])("is refused with $what: $status, $code", async ({ data, status, code }) => {
    const { service } = await openService();
    await service.syncStreams.create({ uniqueName: "ticker" });

    const answer = service.syncStreams("ticker").streamMessages.create({ data });

    await expect(answer).rejects.toEqual(refused(status, code));
  });

  test("takes 4 KiB to the last, and answers with what was sent", async () => {
    const { service } = await openService();
    await service.syncStreams.create({ uniqueName: "ticker" });

    const { sid, data } = await service.syncStreams("ticker").streamMessages.create({ data: dataOf(4096) });

    expect(sid).toMatch(/^TZ[0-9a-f]{32}$/);
    expect(data).toEqual(JSON.parse(dataOf(4096)));
  });
});

test("an update of a stream without a TTL is refused", async () => {
  const { service } = await openService();
  await service.syncStreams.create({ uniqueName: "ticker" });

  await expect(service.syncStreams("ticker").update()).rejects.toEqual(refused(400, 54010));
});

describe("a service", () => {
  test.each(["hooks.example", "ftp://hooks.example", "https://", `https://hooks.example/${"x".repeat(500)}`])(
    "is refused with the WebhookUrl '%s'",
    async (webhookUrl) => {
      const { service } = await openService();

      await expect(service.update({ webhookUrl })).rejects.toEqual(refused(400, 54051));
    },
  );

  test("forgets its WebhookUrl where it is empty", async () => {
    const { service } = await openService();

    expect(await service.update({ webhookUrl: "" })).toMatchObject({ webhookUrl: null });
  });

  test.each([999, 30_001])("is refused with a debouncing window of %d ms", async (reachabilityDebouncingWindow) => {
    const { service } = await openService();

    await expect(service.update({ reachabilityDebouncingWindow })).rejects.toEqual(refused(400, 20001));
  });
});

describe("a permission", () => {
  const grant = { read: true, write: true, manage: false };

  test("outlives writes to its object, and goes with it", async () => {
    const { service } = await openService();
    await service.documents.create({ uniqueName: "policy" });
    await service.documents("policy").documentPermissions("ana").update(grant);
    await service.documents("policy").update({ data: { a: 1 } });
    expect(await service.documents("policy").documentPermissions("ana").fetch()).toMatchObject(grant);

    await service.documents("policy").remove();
    await service.documents.create({ uniqueName: "policy" });

    const gone = service.documents("policy").documentPermissions("ana").fetch();
    await expect(gone).rejects.toEqual(refused(404, 20404));
  });

  test("does not bind the account's own credentials", async () => {
    const { service } = await openService();
    await service.update({ aclEnabled: true });
    await service.syncMaps.create({ uniqueName: "claims" });
    await service.syncMaps("claims").syncMapPermissions("ana").update({ read: false, write: false, manage: false });

    expect(await service.syncMaps("claims").syncMapItems.create({ key: "a", data: {} })).toMatchObject({ key: "a" });
  });

  test("is refused for an identity of 257 characters", async () => {
    const { service } = await openService();
    await service.syncLists.create({ uniqueName: "feed" });

    const answer = service.syncLists("feed").syncListPermissions("i".repeat(257)).update(grant);

    await expect(answer).rejects.toEqual(refused(400, 54351));
  });

  test.each(["Read", "Write", "Manage"])("is refused without %s", async (missing) => {
    const { account, sid, service } = await openService();
    await service.documents.create({ uniqueName: "policy" });
    const parameters: Record<string, string> = { Read: "true", Write: "true", Manage: "true" };
    delete parameters[missing];

    const { status } = account.handle({
      product: "sync",
      method: "POST",
      path: `/v1/Services/${sid}/Documents/policy/Permissions/ana`,
      parameters,
      headers: {},
      username: account.accountSid,
      password: account.authToken,
      caller: "test",
    });

    expect(status).toBe(400);
  });
});
