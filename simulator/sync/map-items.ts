/**
 * Sync Map Item: https://www.twilio.com/docs/sync/api/map-item-resource
 *
 * Modelled: CreateSyncMapItem, FetchSyncMapItem, UpdateSyncMapItem and DeleteSyncMapItem (both with If-Match),
 * ListSyncMapItem (Order, From, Bounds; keys by code unit). `data` is replaced whole. An item is gone at the second
 * its TTL ends, and its key is free again. A key that exists is refused with 54208
 * (https://www.twilio.com/docs/api/errors/54208).
 */
import { type Operation, RestError } from "../kernel/rest";
import type { SyncContext } from "./context";
import { type ItemKind, itemOperations } from "./items";
import { MAPS } from "./maps";
import { findItem } from "./ordered-items";
import { readItemKey } from "./parameters";

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
  newKey: ({ parameters }, items, now) => {
    const key = readItemKey(parameters);
    if (findItem(items, key, now)) throw new RestError(409, 54208, "Map Item already exists");
    return key;
  },
};

export const mapItemOperations = (context: SyncContext): Operation[] => itemOperations(context, MAP_ITEMS);
