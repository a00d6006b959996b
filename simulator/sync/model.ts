/** The records of Sync, as the account holds them: plain data. Moments are milliseconds since the epoch. */
import type { Named, NamedRecords } from "./named-records";
import type { Key, OrderedItems } from "./ordered-items";

/** What an identity may do with an object. */
export type Permission = { identity: string; read: boolean; write: boolean; manage: boolean };

/** An object that permissions apply to. */
export type Guarded = Named & { permissions: Map<string, Permission> };

/** The data is JSON text, so that nobody can change what is kept. */
export type Document = Guarded & { data: string };

/** A map or a list. */
export type Container<K extends Key> = Guarded & {
  items: OrderedItems<K>;
  /** How many events its items have had. */
  itemEvents: number;
};

export type SyncMap = Container<string>;
export type SyncList = Container<number>;

/** Its messages are gone as soon as they are published. */
export type SyncStream = Named;

export type Service = {
  sid: string;
  /** Read-only in the REST API: only the account itself names a service. */
  uniqueName: string | null;
  createdAt: number;
  updatedAt: number;
  friendlyName: string | null;
  webhookUrl: string | null;
  webhooksFromRestEnabled: boolean;
  aclEnabled: boolean;
  reachabilityWebhooksEnabled: boolean;
  reachabilityDebouncingEnabled: boolean;
  /** Milliseconds. */
  reachabilityDebouncingWindow: number;
  documents: NamedRecords<Document>;
  maps: NamedRecords<SyncMap>;
  lists: NamedRecords<SyncList>;
  streams: NamedRecords<SyncStream>;
};
