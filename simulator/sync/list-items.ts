/**
 * Sync List Item: https://www.twilio.com/docs/sync/api/listitem-resource
 *
 * Modelled: CreateSyncListItem, FetchSyncListItem, UpdateSyncListItem and DeleteSyncListItem (both with If-Match),
 * ListSyncListItem (Order, From, Bounds). `data` is replaced whole. Indices count from 0 and are never used again.
 * An item is gone at the second its TTL ends.
 */
import type { Operation } from "../kernel/rest";
import type { SyncContext } from "./context";
import { type ItemKind, itemOperations } from "./items";
import { LISTS } from "./lists";

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

export const listItemOperations = (context: SyncContext): Operation[] => itemOperations(context, LIST_ITEMS);
