/** Lists and their items: https://www.twilio.com/docs/sync/api/list-resource */
import assert from "node:assert/strict";
import type { Behaviour, Stage } from "./behaviour";
import { isGone, isRefused, openSync } from "./sync-stage";

async function openList(stage: Stage, count = 0) {
  const service = await openSync(stage);
  await service.syncLists.create({ uniqueName: "feed" });
  const feed = service.syncLists("feed");
  for (let n = 0; n < count; n++) await feed.syncListItems.create({ data: { n } });
  return { service, feed };
}

export const syncListBehaviours: readonly Behaviour[] = [
  {
    of: ["sync.CreateSyncList", "sync.FetchSyncList"],
    says: "a list is found by SID and by unique name until its CollectionTtl ends",
    async run(stage) {
      const service = await openSync(stage);
      const { sid } = await service.syncLists.create({ uniqueName: "feed", collectionTtl: 60, ttl: 1 });
      await stage.account.clock.advance(59);
      assert.equal((await service.syncLists("feed").fetch()).sid, sid);
      assert.equal((await service.syncLists(sid).fetch()).uniqueName, "feed");
      await stage.account.clock.advance(1);
      await isGone(service.syncLists("feed").fetch());
    },
  },
  {
    of: ["sync.UpdateSyncList"],
    says: "an update of a list's Ttl says when it ends, with its items",
    async run(stage) {
      const { feed } = await openList(stage, 1);
      await feed.update({ ttl: 60 });
      assert.deepEqual((await feed.fetch()).dateExpires, new Date("2026-01-05T00:01:00Z"));
      await stage.account.clock.advance(60);
      await isGone(feed.syncListItems(0).fetch());
    },
  },
  {
    of: ["sync.DeleteSyncList"],
    says: "a deleted list is gone with its items",
    async run(stage) {
      const { service, feed } = await openList(stage, 1);
      await feed.remove();
      await isGone(feed.fetch());
      await isGone(feed.syncListItems(0).fetch());
      assert.deepEqual(await service.syncLists.list(), []);
    },
  },
  {
    of: ["sync.ListSyncList"],
    says: "lists are listed page by page",
    async run(stage) {
      const service = await openSync(stage);
      for (const uniqueName of ["c", "a", "b"]) await service.syncLists.create({ uniqueName });
      const first = await service.syncLists.page({ pageSize: 2 });
      const second = await first.nextPage();
      assert.deepEqual(
        [first, second].map((page) => page?.instances.map(({ uniqueName }) => uniqueName)),
        [["c", "a"], ["b"]],
      );
    },
  },
  {
    of: ["sync.CreateSyncListItem", "sync.FetchSyncListItem"],
    says: "list items are numbered in the order in which they were added",
    async run(stage) {
      const { feed } = await openList(stage, 2);
      const { index } = await feed.syncListItems.create({ data: { by: "ana" } });
      assert.equal(index, 2);
      assert.deepEqual((await feed.syncListItems(2).fetch()).data, { by: "ana" });
    },
  },
  {
    of: ["sync.CreateSyncListItem"],
    says: "a list item is gone when its ItemTtl ends, and its list when the CollectionTtl does",
    async run(stage) {
      const { feed } = await openList(stage);
      await feed.syncListItems.create({ data: {}, itemTtl: 10, ttl: 99, collectionTtl: 20 });
      await stage.account.clock.advance(10);
      await isGone(feed.syncListItems(0).fetch());
      assert.equal((await feed.fetch()).revision, "1");
      await stage.account.clock.advance(10);
      await isGone(feed.fetch());
    },
  },
  {
    of: ["sync.UpdateSyncListItem"],
    says: "an update of a list item replaces its data, and only over the revision it names",
    async run(stage) {
      const { feed } = await openList(stage, 1);
      await feed.syncListItems(0).update({ data: { b: 2 }, ifMatch: "0" });
      await isRefused(feed.syncListItems(0).update({ data: { c: 3 }, ifMatch: "0" }), 412, 54155);
      const { data, revision } = await feed.syncListItems(0).fetch();
      assert.deepEqual([data, revision], [{ b: 2 }, "1"]);
    },
  },
  {
    of: ["sync.DeleteSyncListItem"],
    says: "a deleted list item is gone, and its index is not used again",
    async run(stage) {
      const { feed } = await openList(stage, 2);
      await isRefused(feed.syncListItems(1).remove({ ifMatch: "7" }), 412, 54155);
      await feed.syncListItems(1).remove({ ifMatch: "0" });
      await isGone(feed.syncListItems(1).fetch());
      await feed.syncListItems.create({ data: {} });
      assert.deepEqual(
        (await feed.syncListItems.list()).map(({ index }) => index),
        [0, 2],
      );
    },
  },
  {
    of: ["sync.ListSyncListItem"],
    says: "list items are listed by index, either way, from an index on or after it, page by page",
    async run(stage) {
      const { feed } = await openList(stage, 4);
      const indicesOf = async (by: Parameters<typeof feed.syncListItems.list>[0]) =>
        (await feed.syncListItems.list(by)).map(({ index }) => index).join("");
      assert.equal(await indicesOf({ pageSize: 1 }), "0123");
      assert.equal(await indicesOf({ order: "desc", pageSize: 3 }), "3210");
      assert.equal(await indicesOf({ from: "1" }), "123");
      assert.equal(await indicesOf({ from: "1", bounds: "exclusive" }), "23");
      assert.equal(await indicesOf({ from: "2", order: "desc", bounds: "exclusive", pageSize: 1 }), "10");
    },
  },
];
