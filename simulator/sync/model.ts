/** The records of Sync, as the account holds them. Moments are milliseconds since the epoch. */
import type { Named, NamedRecords } from "./named-records";
import type { Key, OrderedItems } from "./ordered-items";

/** The data is JSON text, so that nobody can change what is kept. */
export type Document = Named & { data: string };

/** A map or a list. */
export type Container<K extends Key> = Named & { items: OrderedItems<K> };

export type SyncMap = Container<string>;
export type SyncList = Container<number>;

export type Service = {
  sid: string;
  /** Read-only in the REST API: only the account itself names a service. */
  uniqueName: string | null;
  createdAt: number;
  updatedAt: number;
  friendlyName: string | null;
  webhookUrl: string | null;
  aclEnabled: boolean;
  reachabilityWebhooksEnabled: boolean;
  reachabilityDebouncingEnabled: boolean;
  reachabilityDebouncingWindow: number;
  documents: NamedRecords<Document>;
  maps: NamedRecords<SyncMap>;
  lists: NamedRecords<SyncList>;
};
