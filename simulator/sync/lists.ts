/**
 * Sync List: https://www.twilio.com/docs/sync/api/list-resource
 *
 * Modelled: CreateSyncList, FetchSyncList, UpdateSyncList, DeleteSyncList, ListSyncList; found by SID or unique name.
 * A change of an item is a change of its list: a new `revision` and `date_updated`.
 */
import type { Operation } from "../kernel/rest";
import { type ContainerKind, containerOperations } from "./containers";
import type { SyncContext } from "./context";

export const LISTS: ContainerKind<number> = {
  resource: "SyncList",
  segment: "Lists",
  sidPrefix: "ES",
  webhookPrefix: "List",
  of: ({ lists }) => lists,
};

export const listOperations = (context: SyncContext): Operation[] => containerOperations(context, LISTS);
