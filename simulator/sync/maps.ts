/**
 * Sync Map: https://www.twilio.com/docs/sync/api/map-resource
 *
 * Modelled: CreateSyncMap, FetchSyncMap, UpdateSyncMap, DeleteSyncMap, ListSyncMap; found by SID or unique name.
 * A change of an item is a change of its map: a new `revision` and `date_updated`. Not modelled: permissions, rate
 * limits (20 writes a second on the whole map).
 */
import type { Kernel } from "../kernel/kernel";
import type { Operation } from "../kernel/rest";
import { type ContainerKind, containerOperations } from "./containers";
import type { Services } from "./services";

export const MAPS: ContainerKind<string> = {
  resource: "SyncMap",
  segment: "Maps",
  sidPrefix: "MP",
  of: ({ maps }) => maps,
};

export const mapOperations = (kernel: Kernel, services: Services): Operation[] =>
  containerOperations(kernel, services, MAPS);
