/**
 * Sync List Item: https://www.twilio.com/docs/sync/api/list-item-resource
 *
 * Modelled: CreateSyncListItem, FetchSyncListItem, UpdateSyncListItem and DeleteSyncListItem (both with If-Match),
 * ListSyncListItem (Order, From, Bounds). `data` is replaced whole. Indices count from 0 and are never used again.
 * An item is gone at the second its TTL ends. Not modelled: permissions, rate limits.
 */
import type { Kernel } from "../kernel/kernel";
import type { Operation } from "../kernel/rest";
import { type ItemKind, itemOperations } from "./items";
import { LISTS } from "./lists";
import type { Services } from "./services";

const LIST_ITEMS: ItemKind<number> = {
  resource: "SyncListItem",
  containers: LISTS,
  containerId: "ListSid",
  keyId: "Index",
  containerProperty: "list_sid",
  keyProperty: "index",
  parameters: [],
  nullData: 54156,
  revisionMismatch: 54155,
  readKey: (text) => (/^\d+$/.test(text) ? Number(text) : undefined),
  newKey: (_request, items) => items.added,
};

export const listItemOperations = (kernel: Kernel, services: Services): Operation[] =>
  itemOperations(kernel, services, LIST_ITEMS);
