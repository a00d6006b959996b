/** Sync: https://www.twilio.com/docs/sync/api */
import assert from "node:assert/strict";
import type { Behaviour } from "./behaviour";
import { syncListBehaviours } from "./sync-lists";
import { syncMapBehaviours } from "./sync-maps";
import { syncPermissionBehaviours } from "./sync-permissions";
import { isGone, isRefused, openSync } from "./sync-stage";
import { syncStreamBehaviours } from "./sync-streams";
import { syncWebhookBehaviours } from "./sync-webhooks";

const serviceBehaviours: readonly Behaviour[] = [
  {
    of: ["sync.CreateService", "sync.FetchService"],
    says: "a Sync service is found by its SID, with everything it was made with",
    async run({ client }) {
      const settings = {
        friendlyName: "Floor",
        webhookUrl: "https://hooks.example/sync",
        webhooksFromRestEnabled: true,
        aclEnabled: true,
        reachabilityWebhooksEnabled: true,
        reachabilityDebouncingEnabled: true,
        reachabilityDebouncingWindow: 1000,
      };
      const { sid } = await client.sync.v1.services.create(settings);
      const service = await client.sync.v1.services(sid).fetch();
      assert.deepEqual({ ...service.toJSON(), ...settings }, service.toJSON());
    },
  },
  {
    of: ["sync.UpdateService"],
    says: "an update of a Sync service changes what it names and keeps the rest",
    async run(stage) {
      const service = await openSync(stage, { friendlyName: "Floor", reachabilityDebouncingWindow: 1000 });
      await service.update({ aclEnabled: true, reachabilityDebouncingWindow: 30_000 });
      const { friendlyName, aclEnabled, reachabilityDebouncingWindow } = await service.fetch();
      assert.deepEqual([friendlyName, aclEnabled, reachabilityDebouncingWindow], ["Floor", true, 30_000]);
    },
  },
  {
    of: ["sync.DeleteService"],
    says: "a deleted Sync service is gone with all it held",
    async run(stage) {
      const service = await openSync(stage);
      await service.documents.create({ uniqueName: "policy" });
      await service.remove();
      await isGone(service.fetch());
      await isGone(service.documents("policy").fetch());
      assert.deepEqual(await stage.client.sync.v1.services.list(), []);
    },
  },
  {
    of: ["sync.ListService"],
    says: "Sync services are listed page by page",
    async run({ client }) {
      for (const friendlyName of ["a", "b", "c"]) await client.sync.v1.services.create({ friendlyName });
      const first = await client.sync.v1.services.page({ pageSize: 2 });
      const second = await first.nextPage();
      assert.deepEqual(
        [first, second].map((page) => page?.instances.map(({ friendlyName }) => friendlyName)),
        [["a", "b"], ["c"]],
      );
    },
  },
];

const documentBehaviours: readonly Behaviour[] = [
  {
    of: ["sync.CreateDocument", "sync.FetchDocument"],
    says: "a document is found by SID and by unique name, with its data",
    async run(stage) {
      const service = await openSync(stage);
      const { sid } = await service.documents.create({ uniqueName: "policy", data: { wait: 120 } });
      assert.deepEqual((await service.documents("policy").fetch()).data, { wait: 120 });
      assert.equal((await service.documents(sid).fetch()).uniqueName, "policy");
      await isRefused(service.documents.create({ uniqueName: "policy" }), 409, 54301);
    },
  },
  {
    of: ["sync.CreateDocument"],
    says: "a document is gone when its Ttl ends",
    async run(stage) {
      const service = await openSync(stage);
      await service.documents.create({ uniqueName: "lock", ttl: 60 });
      await stage.account.clock.advance(59);
      await service.documents("lock").fetch();
      await stage.account.clock.advance(1);
      await isGone(service.documents("lock").fetch());
    },
  },
  {
    of: ["sync.UpdateDocument"],
    says: "an update of a document replaces its data whole, and only over the revision it names",
    async run(stage) {
      const service = await openSync(stage);
      await service.documents.create({ uniqueName: "pulse", data: { a: 1 } });
      await service.documents("pulse").update({ data: { b: 2 }, ifMatch: "0" });
      await isRefused(service.documents("pulse").update({ data: { c: 3 }, ifMatch: "0" }), 412, 54103);
      const { data, revision } = await service.documents("pulse").fetch();
      assert.deepEqual([data, revision], [{ b: 2 }, "1"]);
    },
  },
  {
    of: ["sync.UpdateDocument"],
    says: "an update of a document's Ttl puts its end off",
    async run(stage) {
      const service = await openSync(stage);
      await service.documents.create({ uniqueName: "lock", ttl: 60 });
      await stage.account.clock.advance(50);
      await service.documents("lock").update({ ttl: 60 });
      await stage.account.clock.advance(59);
      await service.documents("lock").fetch();
      await stage.account.clock.advance(1);
      await isGone(service.documents("lock").fetch());
    },
  },
  {
    of: ["sync.DeleteDocument"],
    says: "a deleted document is gone, and its unique name free",
    async run(stage) {
      const service = await openSync(stage);
      await service.documents.create({ uniqueName: "policy", data: { wait: 120 } });
      await service.documents("policy").remove();
      await isGone(service.documents("policy").fetch());
      assert.deepEqual(await service.documents.list(), []);
      assert.deepEqual((await service.documents.create({ uniqueName: "policy" })).data, {});
    },
  },
  {
    of: ["sync.ListDocument"],
    says: "documents are listed page by page, there and back",
    async run(stage) {
      const service = await openSync(stage);
      for (const uniqueName of ["c", "a", "b"]) await service.documents.create({ uniqueName });
      const first = await service.documents.page({ pageSize: 2 });
      const second = await first.nextPage();
      const names = [first, second, await second?.previousPage()].map((page) =>
        page?.instances.map(({ uniqueName }) => uniqueName),
      );
      assert.deepEqual(names, [["c", "a"], ["b"], ["c", "a"]]);
    },
  },
];

export const syncBehaviours: readonly Behaviour[] = [
  ...serviceBehaviours,
  ...documentBehaviours,
  ...syncMapBehaviours,
  ...syncListBehaviours,
  ...syncStreamBehaviours,
  ...syncPermissionBehaviours,
  ...syncWebhookBehaviours,
];
