/** What a service tells its WebhookUrl: https://www.twilio.com/docs/sync/webhooks */
import assert from "node:assert/strict";
import type { Behaviour } from "./behaviour";
import { formOf, openSync, openToldSync } from "./sync-stage";

export const syncWebhookBehaviours: readonly Behaviour[] = [
  {
    of: ["sync.CreateDocument", "sync.UpdateDocument", "sync.DeleteDocument"],
    says: "a service tells of each write to a document by REST, with its data and revision",
    async run(stage) {
      const { service, told } = await openToldSync(stage);
      await service.documents.create({ uniqueName: "policy", data: { a: 1 } });
      await service.documents("policy").update({ data: { b: 2 } });
      await service.documents("policy").remove();
      await stage.account.clock.advance(0);
      const shown = told.map(formOf).map((form) => [form["EventType"], form["DocumentRevision"], form["DocumentData"]]);
      assert.deepEqual(shown, [
        ["document_created", "0", '{"a":1}'],
        ["document_updated", "1", '{"b":2}'],
        ["document_removed", "1", undefined],
      ]);
      assert.equal(told.map(formOf)[0]?.["DocumentUniqueName"], "policy");
    },
  },
  {
    of: ["sync.CreateSyncMap", "sync.CreateSyncMapItem", "sync.UpdateSyncMapItem", "sync.DeleteSyncMapItem"],
    says: "a service tells of each write to a map and its items by REST, the items' events in sequence",
    async run(stage) {
      const { service, told } = await openToldSync(stage);
      const { sid } = await service.syncMaps.create({ uniqueName: "claims" });
      const claims = service.syncMaps("claims");
      await claims.syncMapItems.create({ key: "WT1", data: { a: 1 } });
      await claims.syncMapItems("WT1").update({ data: { b: 2 } });
      await claims.syncMapItems("WT1").remove();
      await claims.remove();
      await stage.account.clock.advance(0);
      const forms = told.map(formOf);
      assert.deepEqual(
        forms.map((form) => [form["EventType"], form["EventId"], form["ItemKey"], form["ItemData"]]),
        [
          ["map_created", undefined, undefined, undefined],
          ["map_item_added", "1", "WT1", '{"a":1}'],
          ["map_item_updated", "2", "WT1", '{"b":2}'],
          ["map_item_removed", "3", "WT1", undefined],
          ["map_removed", undefined, undefined, undefined],
        ],
      );
      assert.ok(forms.every((form) => form["MapSid"] === sid && form["MapUniqueName"] === "claims"));
    },
  },
  {
    of: ["sync.CreateSyncList", "sync.CreateSyncListItem", "sync.UpdateSyncListItem", "sync.DeleteSyncListItem"],
    says: "a service tells of each write to a list and its items by REST, the items' events in sequence",
    async run(stage) {
      const { service, told } = await openToldSync(stage);
      const { sid } = await service.syncLists.create({});
      const feed = service.syncLists(sid);
      await feed.syncListItems.create({ data: { a: 1 } });
      await feed.syncListItems(0).update({ data: { b: 2 } });
      await feed.syncListItems(0).remove();
      await feed.remove();
      await stage.account.clock.advance(0);
      const forms = told.map(formOf);
      assert.deepEqual(
        forms.map((form) => [form["EventType"], form["EventId"], form["ItemIndex"], form["ItemData"]]),
        [
          ["list_created", undefined, undefined, undefined],
          ["list_item_added", "1", "0", '{"a":1}'],
          ["list_item_updated", "2", "0", '{"b":2}'],
          ["list_item_removed", "3", "0", undefined],
          ["list_removed", undefined, undefined, undefined],
        ],
      );
      assert.ok(forms.every((form) => form["ListSid"] === sid && form["ListUniqueName"] === undefined));
    },
  },
  {
    of: ["sync.CreateService", "sync.UpdateService"],
    says: "a service tells of writes by REST only while WebhooksFromRestEnabled is true",
    async run(stage) {
      const told = stage.listen("https://hooks.example");
      const service = await openSync(stage, { webhookUrl: "https://hooks.example/sync" });
      await service.documents.create({ uniqueName: "before" });
      await service.update({ webhooksFromRestEnabled: true });
      await service.documents.create({ uniqueName: "meanwhile" });
      await service.update({ webhooksFromRestEnabled: false });
      await service.documents.create({ uniqueName: "after" });
      await stage.account.clock.advance(0);
      assert.deepEqual(
        told.map((request) => formOf(request)["DocumentUniqueName"]),
        ["meanwhile"],
      );
    },
  },
];
