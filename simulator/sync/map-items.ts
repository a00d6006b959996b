/**
 * Sync Map Item: https://www.twilio.com/docs/sync/api/map-item-resource
 *
 * Modelled: CreateSyncMapItem, FetchSyncMapItem, UpdateSyncMapItem and DeleteSyncMapItem (both with If-Match),
 * ListSyncMapItem (Order, From, Bounds; keys by code unit). `data` is replaced whole. An item is gone at the second
 * its TTL ends, and its key is free again. Not modelled: permissions, rate limits.
 */
import type { Kernel } from "../kernel/kernel";
import { type Operation, RestError } from "../kernel/rest";
import { type ItemKind, itemOperations } from "./items";
import { MAPS } from "./maps";
import { readItemKey } from "./parameters";
import type { Services } from "./services";

const MAP_ITEMS: ItemKind<string> = {
  resource: "SyncMapItem",
  containers: MAPS,
  containerId: "MapSid",
  keyId: "Key",
  containerProperty: "map_sid",
  keyProperty: "key",
  parameters: ["Key"],
  nullData: 54206,
  revisionMismatch: 54205,
  readKey: (text) => text,
  newKey: ({ parameters }, items) => {
    const key = readItemKey(parameters);
    if (items.find(key)) throw new RestError(409, 54208, "Map Item already exists");
    return key;
  },
};

export const mapItemOperations = (kernel: Kernel, services: Services): Operation[] =>
  itemOperations(kernel, services, MAP_ITEMS);
