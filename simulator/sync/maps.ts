/**
 * Sync Map: https://www.twilio.com/docs/sync/api/map-resource
 *
 * Modelled: CreateSyncMap, FetchSyncMap, UpdateSyncMap, DeleteSyncMap, ListSyncMap; found by SID or unique name.
 * A change of an item is a change of its map: a new `revision` and `date_updated`.
 */
import type { Operation } from "../kernel/rest";
import { type ContainerKind, containerOperations } from "./containers";
import type { SyncContext } from "./context";

export const MAPS: ContainerKind<string> = {
  resource: "SyncMap",
  segment: "Maps",
  sidPrefix: "MP",
  webhookPrefix: "Map",
  of: ({ maps }) => maps,
};

export const mapOperations = (context: SyncContext): Operation[] => containerOperations(context, MAPS);
