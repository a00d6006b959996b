/**
 * Sync List: https://www.twilio.com/docs/sync/api/list-resource
 *
 * Modelled: CreateSyncList, FetchSyncList, UpdateSyncList, DeleteSyncList, ListSyncList; found by SID or unique name.
 * A change of an item is a change of its list: a new `revision` and `date_updated`. Not modelled: permissions, rate
 * limits (20 writes a second on the whole list).
 */
import type { Kernel } from "../kernel/kernel";
import type { Operation } from "../kernel/rest";
import { type ContainerKind, containerOperations } from "./containers";
import type { Services } from "./services";

export const LISTS: ContainerKind<number> = {
  resource: "SyncList",
  segment: "Lists",
  sidPrefix: "ES",
  of: ({ lists }) => lists,
};

export const listOperations = (kernel: Kernel, services: Services): Operation[] =>
  containerOperations(kernel, services, LISTS);
