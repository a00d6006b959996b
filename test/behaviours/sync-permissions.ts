/** Permissions of documents, lists and maps: https://www.twilio.com/docs/sync/api/sync-permissions */
import assert from "node:assert/strict";
import type { Behaviour, Stage } from "./behaviour";
import { isGone, openSync } from "./sync-stage";

type Permission = { identity: string; read: boolean; write: boolean; manage: boolean };
type Grant = Omit<Permission, "identity">;

/** Of one object, whatever its kind. */
type Permissions = {
  (
    identity: string,
  ): { update(grant: Grant): Promise<unknown>; fetch(): Promise<Permission>; remove(): Promise<unknown> };
  list(by: { pageSize: number }): Promise<readonly Permission[]>;
};

type Kind = { what: string; resource: string; open(stage: Stage): Promise<Permissions> };

const KINDS: readonly Kind[] = [
  {
    what: "document",
    resource: "Document",
    async open(stage) {
      const service = await openSync(stage);
      await service.documents.create({ uniqueName: "policy" });
      return service.documents("policy").documentPermissions;
    },
  },
  {
    what: "list",
    resource: "SyncList",
    async open(stage) {
      const service = await openSync(stage);
      await service.syncLists.create({ uniqueName: "feed" });
      return service.syncLists("feed").syncListPermissions;
    },
  },
  {
    what: "map",
    resource: "SyncMap",
    async open(stage) {
      const service = await openSync(stage);
      await service.syncMaps.create({ uniqueName: "claims" });
      return service.syncMaps("claims").syncMapPermissions;
    },
  },
];

const behavioursOf = ({ what, resource, open }: Kind): readonly Behaviour[] => [
  {
    of: [`sync.Update${resource}Permission`, `sync.Fetch${resource}Permission`],
    says: `an identity may do with a ${what} what it was last permitted`,
    async run(stage) {
      const permissions = await open(stage);
      await isGone(permissions("ana").fetch());
      await permissions("ana").update({ read: true, write: true, manage: true });
      await permissions("ana").update({ read: true, write: false, manage: true });
      const { identity, read, write, manage } = await permissions("ana").fetch();
      assert.deepEqual({ identity, read, write, manage }, { identity: "ana", read: true, write: false, manage: true });
    },
  },
  {
    of: [`sync.List${resource}Permission`],
    says: `the permissions of a ${what} are listed page by page`,
    async run(stage) {
      const permissions = await open(stage);
      const grant = { read: true, write: false, manage: false };
      for (const identity of ["carla", "ana", "bruno"]) await permissions(identity).update(grant);
      const listed = await permissions.list({ pageSize: 2 });
      assert.deepEqual(
        listed.map(({ identity }) => identity),
        ["ana", "bruno", "carla"],
      );
    },
  },
  {
    of: [`sync.Delete${resource}Permission`],
    says: `a deleted permission of a ${what} is gone`,
    async run(stage) {
      const permissions = await open(stage);
      await permissions("ana").update({ read: true, write: true, manage: true });
      await permissions("ana").remove();
      await isGone(permissions("ana").fetch());
      assert.deepEqual(await permissions.list({ pageSize: 2 }), []);
    },
  },
];

export const syncPermissionBehaviours: readonly Behaviour[] = KINDS.flatMap(behavioursOf);
