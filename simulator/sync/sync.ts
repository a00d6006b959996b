/** Sync, for the REST API and for reports: https://www.twilio.com/docs/sync/api */
import type { Kernel } from "../kernel/kernel";
import type { Operation } from "../kernel/rest";
import { documentOperations } from "./documents";
import { listItemOperations } from "./list-items";
import { listOperations } from "./lists";
import { mapItemOperations } from "./map-items";
import { mapOperations } from "./maps";
import type { Container, Service } from "./model";
import type { Key } from "./ordered-items";
import { Services } from "./services";

/** What a service holds at this moment; changing it changes nothing. */
export type ServiceContents = {
  sid: string;
  friendlyName: string | null;
  documents: readonly DocumentContents[];
  maps: readonly ContainerContents<string>[];
  lists: readonly ContainerContents<number>[];
};
export type DocumentContents = { sid: string; uniqueName: string | null; data: unknown };
export type ContainerContents<K extends Key> = {
  sid: string;
  uniqueName: string | null;
  /** In the order of their keys. */
  items: readonly ItemContents<K>[];
};
export type ItemContents<K extends Key> = { key: K; data: unknown; createdAt: number; updatedAt: number };

export class Sync {
  readonly operations: readonly Operation[];
  private readonly services: Services;

  constructor(kernel: Kernel) {
    this.services = new Services(kernel);
    this.operations = [
      ...this.services.operations,
      ...documentOperations(kernel, this.services),
      ...mapOperations(kernel, this.services),
      ...mapItemOperations(kernel, this.services),
      ...listOperations(kernel, this.services),
      ...listItemOperations(kernel, this.services),
    ];
  }

  /** Opens a service with a unique name, which no REST request can: `default` is the one of `Runtime.getSync()`. */
  open(uniqueName: string): ServiceContents {
    return contentsOf(this.services.find(uniqueName) ?? this.services.open(uniqueName));
  }

  service(sidOrUniqueName: string): ServiceContents | undefined {
    const service = this.services.find(sidOrUniqueName);
    return service && contentsOf(service);
  }
}

/** Parsed when read, so that a report on one list does not pay for all. */
const contentsOf = (service: Service): ServiceContents => ({
  sid: service.sid,
  friendlyName: service.friendlyName,
  get documents() {
    return service.documents.all().map(({ sid, uniqueName, data }) => ({ sid, uniqueName, data: JSON.parse(data) }));
  },
  get maps() {
    return service.maps.all().map(containerContents);
  },
  get lists() {
    return service.lists.all().map(containerContents);
  },
});

const containerContents = <K extends Key>({ sid, uniqueName, items }: Container<K>): ContainerContents<K> => ({
  sid,
  uniqueName,
  get items() {
    return items.all().map(({ key, data, createdAt, updatedAt }) => ({
      key,
      data: JSON.parse(data),
      createdAt,
      updatedAt,
    }));
  },
});
