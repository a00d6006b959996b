/** Sync through the real client. */
import { Account } from "../../simulator/account";

async function openService() {
  const account = new Account({ seed: 1 });
  const client = account.client();
  const { sid } = await client.sync.v1.services.create({ friendlyName: "Floor" });
  return { account, client, sid, service: client.sync.v1.services(sid) };
}

async function openMap() {
  const opened = await openService();
  await opened.service.syncMaps.create({ uniqueName: "claims" });
  return { ...opened, claims: opened.service.syncMaps("claims") };
}

const refused = (status: number, code: number) => expect.objectContaining({ status, code });
const kib16 = 16 * 1024;
const dataOf = (bytes: number) => `{"a":"${"x".repeat(bytes - 8)}"}`;

test("a service is found by its SID, not by its friendly name", async () => {
  const { client, sid } = await openService();

  expect(await client.sync.v1.services(sid).fetch()).toMatchObject({ sid, friendlyName: "Floor", uniqueName: null });
  await expect(client.sync.v1.services("Floor").fetch()).rejects.toEqual(refused(404, 20404));
});

test("every account has the service named default, which Runtime.getSync() takes", async () => {
  const { client } = await openService();

  await client.sync.v1.services("default").documents.create({ uniqueName: "d", data: { n: 1 } });

  const { sid, uniqueName } = await client.sync.v1.services("default").fetch();
  expect(uniqueName).toBe("default");
  expect((await client.sync.v1.services(sid).documents("d").fetch()).data).toEqual({ n: 1 });
  expect(await client.sync.v1.services.list()).toHaveLength(2);
});

test("a service that the account opens has a unique name", async () => {
  const { account, client } = await openService();

  const { sid } = account.sync.open("floor");

  expect(await client.sync.v1.services("floor").fetch()).toMatchObject({ sid, uniqueName: "floor" });
});

test("an update of a service changes what it names and keeps the rest", async () => {
  const { service } = await openService();

  expect(await service.update({ aclEnabled: true })).toMatchObject({ aclEnabled: true, friendlyName: "Floor" });
  expect(await service.update({ webhooksFromRestEnabled: true })).toMatchObject({ aclEnabled: true });
});

describe("a document", () => {
  test("is found by SID and by unique name, with its data whole", async () => {
    const { service } = await openService();

    const { sid } = await service.documents.create({ uniqueName: "policy", data: { a: [1, { b: null }] } });

    expect(await service.documents("policy").fetch()).toMatchObject({
      sid,
      revision: "0",
      data: { a: [1, { b: null }] },
    });
    expect(await service.documents(sid).fetch()).toMatchObject({ uniqueName: "policy", createdBy: "system" });
  });

  test("is replaced whole, under a new revision", async () => {
    const { service } = await openService();
    await service.documents.create({ uniqueName: "policy", data: { a: 1 } });

    await service.documents("policy").update({ data: { b: 2 } });

    expect(await service.documents("policy").fetch()).toMatchObject({ revision: "1", data: { b: 2 } });
  });

  test("answers its revision as the ETag that If-Match takes", async () => {
    const { service } = await openService();
    await service.documents.create({ uniqueName: "policy", data: {} });
    const { headers } = await service.documents("policy").fetchWithHttpInfo();

    await service.documents("policy").update({ data: { a: 1 }, ifMatch: String(Object(headers).etag) });

    const late = service.documents("policy").update({ data: { a: 2 }, ifMatch: "0" });
    await expect(late).rejects.toEqual(refused(412, 54103));
    const malformed = service.documents("policy").update({ data: { a: 2 }, ifMatch: "yesterday" });
    await expect(malformed).rejects.toEqual(refused(400, 54003));
    expect((await service.documents("policy").fetch()).data).toEqual({ a: 1 });
  });

  test("frees its unique name when it is removed", async () => {
    const { service } = await openService();
    await service.documents.create({ uniqueName: "policy" });
    await expect(service.documents.create({ uniqueName: "policy" })).rejects.toEqual(refused(409, 54301));

    await service.documents("policy").remove();

    await expect(service.documents("policy").fetch()).rejects.toEqual(refused(404, 20404));
    expect(await service.documents.create({ uniqueName: "policy" })).toMatchObject({ data: {} });
  });

  test("is gone when its TTL ends, and a write without a TTL does not put that off", async () => {
    const { account, service } = await openService();
    const { dateExpires } = await service.documents.create({ uniqueName: "lock", ttl: 60 });
    await account.clock.advance(59);
    expect(await service.documents("lock").update({ data: { a: 1 } })).toMatchObject({ dateExpires });

    await account.clock.advance(1);

    await expect(service.documents("lock").fetch()).rejects.toEqual(refused(404, 20404));
    expect(await service.documents.list()).toEqual([]);
    expect(await service.documents.create({ uniqueName: "lock" })).toMatchObject({ dateExpires: null });
  });

  test.each([
    { what: "data over 16 KiB", with: { data: dataOf(kib16 + 1) }, status: 413, code: 54006 },
    { what: "data that is no JSON", with: { data: "{a" }, status: 400, code: 54008 },
    { what: "data that is no object", with: { data: "[1]" }, status: 400, code: 54008 },
    { what: "null", with: { data: "null" }, status: 400, code: 54101 },
    { what: "a TTL of more than a year", with: { ttl: 31_536_001 }, status: 400, code: 54011 },
    { what: "a negative TTL", with: { ttl: -1 }, status: 400, code: 54011 },
    { what: "a unique name of 321 characters", with: { uniqueName: "n".repeat(321) }, status: 400, code: 54302 },
    { what: "a unique name like a SID", with: { uniqueName: `ET${"0".repeat(32)}` }, status: 400, code: 54302 },
  ])("is refused with $what: $status, $code", async ({ with: parameters, status, code }) => {
    const { service } = await openService();

    await expect(service.documents.create(parameters)).rejects.toEqual(refused(status, code));
  });

  test("takes 16 KiB, a year and 320 characters to the last", async () => {
    const { service } = await openService();
    const uniqueName = "n".repeat(320);

    await service.documents.create({ uniqueName, data: dataOf(kib16), ttl: 31_536_000 });

    expect((await service.documents(uniqueName).fetch()).dateExpires).toEqual(new Date("2027-01-05T00:00:00Z"));
  });

  test("is not updated by a request that changes nothing", async () => {
    const { service } = await openService();
    await service.documents.create({ uniqueName: "policy" });

    await expect(service.documents("policy").update()).rejects.toEqual(refused(400, 54010));
  });
});

describe("a map item", () => {
  test("is claimed once: of two creators one is refused", async () => {
    const { claims } = await openMap();

    const results = await Promise.allSettled([
      claims.syncMapItems.create({ key: "WT1", data: { by: "ana" } }),
      claims.syncMapItems.create({ key: "WT1", data: { by: "bruno" } }),
    ]);

    expect(results).toMatchObject([{ status: "fulfilled" }, { status: "rejected", reason: refused(409, 54208) }]);
    expect((await claims.syncMapItems("WT1").fetch()).data).toEqual({ by: "ana" });
  });

  test("of two updates of one revision lets the first through", async () => {
    const { claims } = await openMap();
    await claims.syncMapItems.create({ key: "count", data: { n: 0 } });

    await claims.syncMapItems("count").update({ data: { n: 1 }, ifMatch: "0" });

    const late = claims.syncMapItems("count").update({ data: { n: 1 }, ifMatch: "0" });
    await expect(late).rejects.toEqual(refused(412, 54205));
    await expect(claims.syncMapItems("count").remove({ ifMatch: "0" })).rejects.toEqual(refused(412, 54205));
    expect(await claims.syncMapItems("count").remove({ ifMatch: "1" })).toBe(true);
  });

  test("can be claimed again when its TTL has ended", async () => {
    const { account, claims } = await openMap();
    await claims.syncMapItems.create({ key: "WT1", data: {}, itemTtl: 10, ttl: 99 });
    await account.clock.advance(10);

    expect(await claims.syncMapItems.list()).toEqual([]);
    expect(await claims.syncMapItems.create({ key: "WT1", data: {} })).toMatchObject({ revision: "0" });
  });

  test("goes when its map expires, by the item's CollectionTtl", async () => {
    const { account, claims } = await openMap();
    await claims.syncMapItems.create({ key: "WT1", data: {}, collectionTtl: 10 });
    await account.clock.advance(10);

    await expect(claims.syncMapItems("WT1").fetch()).rejects.toEqual(refused(404, 20404));
    await expect(claims.fetch()).rejects.toEqual(refused(404, 20404));
  });

  test("changes its map's revision with its own", async () => {
    const { claims } = await openMap();
    await claims.syncMapItems.create({ key: "a", data: {} });
    await claims.syncMapItems("a").update({ data: { b: 1 } });

    expect(await claims.fetch()).toMatchObject({ revision: "2" });
  });

  test.each([
    { what: "no key", with: { key: "", data: {} }, code: 54209 },
    { what: "a key of 321 characters", with: { key: "k".repeat(321), data: {} }, code: 54209 },
    { what: "null as data", with: { key: "a", data: "null" }, code: 54206 },
  ])("is refused with $what: $code", async ({ with: parameters, code }) => {
    const { claims } = await openMap();

    await expect(claims.syncMapItems.create(parameters)).rejects.toEqual(refused(400, code));
  });
});
