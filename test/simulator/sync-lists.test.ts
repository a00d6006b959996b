/** Sync lists, the order of items and their pages, through the real client. */
import { Account } from "../../simulator/account";

async function openService() {
  const account = new Account({ seed: 1 });
  const { services } = account.client().sync.v1;
  const { sid } = await services.create();
  const service = services(sid);
  await service.syncLists.create({ uniqueName: "decisions" });
  await service.syncMaps.create({ uniqueName: "workers" });
  return { account, sid, service, decisions: service.syncLists("decisions"), workers: service.syncMaps("workers") };
}

async function openList(length: number) {
  const opened = await openService();
  for (let n = 0; n < length; n++) await opened.decisions.syncListItems.create({ data: { n } });
  return opened;
}

const refused = (status: number, code: number) => expect.objectContaining({ status, code });

test("a list item's index counts from 0 and is never used again", async () => {
  const { decisions } = await openList(3);
  await decisions.syncListItems(2).remove();

  expect(await decisions.syncListItems.create({ data: {} })).toMatchObject({ index: 3 });
  expect((await decisions.syncListItems.list()).map(({ index }) => index)).toEqual([0, 1, 3]);
  await expect(decisions.syncListItems(2).fetch()).rejects.toEqual(refused(404, 20404));
});

test("of two updates of one revision of a list item the second is refused", async () => {
  const { decisions } = await openList(1);
  await decisions.syncListItems(0).update({ data: { n: 1 }, ifMatch: "0" });

  const late = decisions.syncListItems(0).update({ data: { n: 2 }, ifMatch: "0" });

  await expect(late).rejects.toEqual(refused(412, 54155));
  expect(await decisions.syncListItems(0).fetch()).toMatchObject({ data: { n: 1 }, revision: "1" });
});

test("a list item without data is refused", async () => {
  const { decisions } = await openList(0);

  await expect(decisions.syncListItems.create({ data: "null" })).rejects.toEqual(refused(400, 54156));
});

test.each([
  { by: {}, indices: [0, 1, 2, 3, 4] },
  { by: { order: "desc" }, indices: [4, 3, 2, 1, 0] },
  { by: { from: "2" }, indices: [2, 3, 4] },
  { by: { from: "2", bounds: "exclusive" }, indices: [3, 4] },
  { by: { from: "2", order: "desc" }, indices: [2, 1, 0] },
  { by: { from: "2", order: "desc", bounds: "exclusive" }, indices: [1, 0] },
  { by: { from: "9", order: "desc" }, indices: [4, 3, 2, 1, 0] },
  { by: { from: "9" }, indices: [] },
] as const)("list items by $by are $indices, on one page or on three", async ({ by, indices }) => {
  const { decisions } = await openList(5);

  expect((await decisions.syncListItems.list(by)).map(({ index }) => index)).toEqual(indices);
  expect((await decisions.syncListItems.list({ ...by, pageSize: 2 })).map(({ index }) => index)).toEqual(indices);
});

test("map items are in the order of their keys' code units", async () => {
  const { workers } = await openService();
  for (const key of ["b", "é", "10", "B", "9", "a"]) await workers.syncMapItems.create({ key, data: {} });

  expect((await workers.syncMapItems.list()).map(({ key }) => key)).toEqual(["10", "9", "B", "a", "b", "é"]);
  expect((await workers.syncMapItems.list({ from: "A", order: "desc" })).map(({ key }) => key)).toEqual(["9", "10"]);
});

test("a page is followed without a gap or a repetition while items come and go", async () => {
  const { decisions } = await openList(4);
  const first = await decisions.syncListItems.page({ pageSize: 2 });
  await decisions.syncListItems(0).remove();
  await decisions.syncListItems(1).remove();
  await decisions.syncListItems.create({ data: {} });

  const second = await first.nextPage();

  expect(second?.instances.map(({ index }) => index)).toEqual([2, 3]);
  expect((await second?.nextPage())?.instances.map(({ index }) => index)).toEqual([4]);
});

test("a page leads back to the one before it", async () => {
  const { decisions } = await openList(6);
  const first = await decisions.syncListItems.page({ pageSize: 2, from: "1" });
  const third = await (await first.nextPage())?.nextPage();
  expect(third?.instances.map(({ index }) => index)).toEqual([5]);

  const second = await third?.previousPage();

  expect(second?.instances.map(({ index }) => index)).toEqual([3, 4]);
  expect((await second?.previousPage())?.instances.map(({ index }) => index)).toEqual([1, 2]);
  expect(first.previousPageUrl).toBeUndefined();
});

test("a page holds 50 items, or at most 100", async () => {
  const { decisions } = await openList(101);

  expect((await decisions.syncListItems.page()).instances).toHaveLength(50);
  expect((await decisions.syncListItems.page({ pageSize: 1000 })).instances).toHaveLength(100);
});

test("expired items fill no page", async () => {
  const { account, decisions } = await openList(1);
  for (let n = 0; n < 3; n++) await decisions.syncListItems.create({ data: {}, itemTtl: 10 });
  await decisions.syncListItems.create({ data: {} });
  await account.clock.advance(10);

  const { instances, nextPageUrl } = await decisions.syncListItems.page({ pageSize: 2 });

  expect(instances.map(({ index }) => index)).toEqual([0, 4]);
  expect(nextPageUrl).toBeUndefined();
});

test.each([
  { what: "a word as an index", by: { from: "first" }, code: 20001 },
  { what: "an unknown order", by: { order: "up" as "asc" }, code: 20001 },
  { what: "an unknown bound", by: { bounds: "both" as "inclusive" }, code: 20001 },
  { what: "a token of nobody's", by: { pageToken: "7" }, code: 54453 },
])("a list by $what is refused", async ({ by, code }) => {
  const { decisions } = await openList(1);

  await expect(decisions.syncListItems.page(by)).rejects.toEqual(refused(400, code));
});

test("a list expires with its items", async () => {
  const { account, decisions } = await openList(1);
  await decisions.update({ ttl: 5 });
  await account.clock.advance(5);

  await expect(decisions.syncListItems(0).fetch()).rejects.toEqual(refused(404, 20404));
});

test("a report reads what a service holds, and cannot change it", async () => {
  const { account, sid, service, workers } = await openService();
  await service.documents.create({ uniqueName: "policy", data: { wait: 120 } });
  await workers.syncMapItems.create({ key: "bruno", data: { breaks: 1 } });
  await workers.syncMapItems.create({ key: "ana", data: { breaks: 0 } });

  const report = account.sync.service(sid);
  Object.assign(Object(report?.maps[0]?.items[0]?.data), { breaks: 99 });

  expect(report?.documents).toMatchObject([{ uniqueName: "policy", data: { wait: 120 } }]);
  expect(report?.lists).toMatchObject([{ uniqueName: "decisions", items: [] }]);
  expect(report?.maps[0]?.items).toMatchObject([
    { key: "ana", data: { breaks: 0 } },
    { key: "bruno", data: { breaks: 1 } },
  ]);
  expect(account.sync.service("nobody's")).toBeUndefined();
});
