/** How often Sync may be asked: https://www.twilio.com/docs/sync/limits */
import { Account } from "../../simulator/account";

async function openService() {
  const account = new Account({ seed: 1 });
  const client = account.client();
  const { sid } = await client.sync.v1.services.create();
  return { account, service: client.sync.v1.services(sid) };
}

const refused = (status: number, code: number) => expect.objectContaining({ status, code });

describe("limits", () => {
  test("reads and writes of one document are counted apart", async () => {
    const { service } = await openService();
    await service.documents.create({ uniqueName: "pulse" });
    for (let n = 0; n < 200; n++) await service.documents("pulse").update({ data: { n } });

    await expect(service.documents("pulse").update({ data: {} })).rejects.toEqual(refused(429, 54009));
    expect((await service.documents("pulse").fetch()).data).toEqual({ n: 199 });
  });

  test("a list is read 200 times at once, and 20 times a second later", async () => {
    const { account, service } = await openService();
    await service.syncLists.create({ uniqueName: "feed" });
    const read = () => service.syncLists("feed").syncListItems.page();
    for (let n = 0; n < 200; n++) await read();
    await expect(read()).rejects.toEqual(refused(429, 54009));

    await account.clock.advance(1);

    for (let n = 0; n < 20; n++) await read();
    await expect(read()).rejects.toEqual(refused(429, 54009));
  });

  test("writes to one map leave another alone", async () => {
    const { service } = await openService();
    for (const uniqueName of ["one", "other"]) await service.syncMaps.create({ uniqueName });
    for (let n = 0; n < 200; n++) await service.syncMaps("one").syncMapItems.create({ key: `${n}`, data: {} });

    expect(await service.syncMaps("other").syncMapItems.create({ key: "0", data: {} })).toMatchObject({ key: "0" });
  });

  test("the permissions of an object are asked for 800 times at once", async () => {
    const { service } = await openService();
    await service.documents.create({ uniqueName: "pulse" });
    const { documentPermissions } = service.documents("pulse");
    for (let n = 0; n < 800; n++) await documentPermissions.page();

    await expect(documentPermissions.page()).rejects.toEqual(refused(429, 54009));
  });

  test("a service gets 200 new objects at once", async () => {
    const { service } = await openService();
    for (let n = 0; n < 100; n++) {
      await service.documents.create();
      await service.syncStreams.create();
    }

    await expect(service.syncLists.create()).rejects.toEqual(refused(429, 54009));
  });
});
