/** Maps and their items: https://www.twilio.com/docs/sync/api/map-resource */
import assert from "node:assert/strict";
import type { Behaviour, Stage } from "./behaviour";
import { isGone, isRefused, openSync } from "./sync-stage";

async function openMap(stage: Stage, keys: readonly string[] = []) {
  const service = await openSync(stage);
  await service.syncMaps.create({ uniqueName: "claims" });
  const claims = service.syncMaps("claims");
  for (const key of keys) await claims.syncMapItems.create({ key, data: { key } });
  return { service, claims };
}

export const syncMapBehaviours: readonly Behaviour[] = [
  {
    of: ["sync.CreateSyncMap", "sync.FetchSyncMap"],
    says: "a map is found by SID and by unique name until its CollectionTtl ends",
    async run(stage) {
      const service = await openSync(stage);
      const { sid } = await service.syncMaps.create({ uniqueName: "claims", collectionTtl: 60, ttl: 1 });
      await stage.account.clock.advance(59);
      assert.equal((await service.syncMaps("claims").fetch()).sid, sid);
      assert.equal((await service.syncMaps(sid).fetch()).uniqueName, "claims");
      await stage.account.clock.advance(1);
      await isGone(service.syncMaps("claims").fetch());
    },
  },
  {
    of: ["sync.UpdateSyncMap"],
    says: "an update of a map's Ttl says when it ends, with its items",
    async run(stage) {
      const { claims } = await openMap(stage, ["a"]);
      await claims.update({ ttl: 60 });
      assert.deepEqual((await claims.fetch()).dateExpires, new Date("2026-01-05T00:01:00Z"));
      await stage.account.clock.advance(60);
      await isGone(claims.syncMapItems("a").fetch());
    },
  },
  {
    of: ["sync.DeleteSyncMap"],
    says: "a deleted map is gone with its items",
    async run(stage) {
      const { service, claims } = await openMap(stage, ["a"]);
      await claims.remove();
      await isGone(claims.fetch());
      await isGone(claims.syncMapItems("a").fetch());
      assert.deepEqual(await service.syncMaps.list(), []);
    },
  },
  {
    of: ["sync.ListSyncMap"],
    says: "maps are listed page by page",
    async run(stage) {
      const service = await openSync(stage);
      for (const uniqueName of ["c", "a", "b"]) await service.syncMaps.create({ uniqueName });
      const first = await service.syncMaps.page({ pageSize: 2 });
      const second = await first.nextPage();
      assert.deepEqual(
        [first, second].map((page) => page?.instances.map(({ uniqueName }) => uniqueName)),
        [["c", "a"], ["b"]],
      );
    },
  },
  {
    of: ["sync.CreateSyncMapItem", "sync.FetchSyncMapItem"],
    says: "of two creators of one map item the second is refused, and the first one's data stays",
    async run(stage) {
      const { claims } = await openMap(stage);
      await claims.syncMapItems.create({ key: "WT1", data: { by: "ana" } });
      await isRefused(claims.syncMapItems.create({ key: "WT1", data: { by: "bruno" } }), 409, 54208);
      assert.deepEqual((await claims.syncMapItems("WT1").fetch()).data, { by: "ana" });
    },
  },
  {
    of: ["sync.CreateSyncMapItem"],
    says: "a map item is gone when its ItemTtl ends, and its map when the CollectionTtl does",
    async run(stage) {
      const { claims } = await openMap(stage);
      await claims.syncMapItems.create({ key: "a", data: {}, itemTtl: 10, ttl: 99, collectionTtl: 20 });
      await stage.account.clock.advance(10);
      await isGone(claims.syncMapItems("a").fetch());
      assert.equal((await claims.fetch()).revision, "1");
      await stage.account.clock.advance(10);
      await isGone(claims.fetch());
    },
  },
  {
    of: ["sync.UpdateSyncMapItem"],
    says: "an update of a map item replaces its data, and only over the revision it names",
    async run(stage) {
      const { claims } = await openMap(stage, ["a"]);
      await claims.syncMapItems("a").update({ data: { b: 2 }, ifMatch: "0" });
      await isRefused(claims.syncMapItems("a").update({ data: { c: 3 }, ifMatch: "0" }), 412, 54205);
      const { data, revision } = await claims.syncMapItems("a").fetch();
      assert.deepEqual([data, revision], [{ b: 2 }, "1"]);
    },
  },
  {
    of: ["sync.DeleteSyncMapItem"],
    says: "a deleted map item is gone, and its key free",
    async run(stage) {
      const { claims } = await openMap(stage, ["a"]);
      await isRefused(claims.syncMapItems("a").remove({ ifMatch: "7" }), 412, 54205);
      await claims.syncMapItems("a").remove({ ifMatch: "0" });
      await isGone(claims.syncMapItems("a").fetch());
      assert.deepEqual(await claims.syncMapItems.list(), []);
      await claims.syncMapItems.create({ key: "a", data: {} });
    },
  },
  {
    of: ["sync.ListSyncMapItem"],
    says: "map items are listed by key, either way, from a key on or after it, page by page",
    async run(stage) {
      const { claims } = await openMap(stage, ["c", "a", "d", "b"]);
      const keysOf = async (by: Parameters<typeof claims.syncMapItems.list>[0]) =>
        (await claims.syncMapItems.list(by)).map(({ key }) => key).join("");
      assert.equal(await keysOf({ pageSize: 1 }), "abcd");
      assert.equal(await keysOf({ order: "desc", pageSize: 3 }), "dcba");
      assert.equal(await keysOf({ from: "b" }), "bcd");
      assert.equal(await keysOf({ from: "b", bounds: "exclusive" }), "cd");
      assert.equal(await keysOf({ from: "c", order: "desc", bounds: "exclusive", pageSize: 1 }), "ba");
    },
  },
  {
    of: ["sync.CreateSyncMapItem"],
    says: "a map takes 20 writes a second and a burst of ten seconds' worth, whatever its items",
    async run(stage) {
      const { claims } = await openMap(stage);
      for (let n = 0; n < 200; n++) await claims.syncMapItems.create({ key: `${n}`, data: {} });
      await isRefused(claims.syncMapItems("0").update({ data: {} }), 429, 54009);
      await stage.account.clock.advance(1);
      for (let n = 0; n < 20; n++) await claims.syncMapItems(`${n}`).update({ data: {} });
      await isRefused(claims.syncMapItems.create({ key: "next", data: {} }), 429, 54009);
    },
  },
];
