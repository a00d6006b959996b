/** Sync, for the REST API and for reports: https://www.twilio.com/docs/sync/api */
import type { Kernel } from "../kernel/kernel";
import type { Operation } from "../kernel/rest";
import type { Room } from "../kernel/room";
import type { Webhooks } from "../kernel/webhooks";
import type { SyncContext } from "./context";
import { documentOperations } from "./documents";
import { listItemOperations } from "./list-items";
import { listOperations } from "./lists";
import { mapItemOperations } from "./map-items";
import { mapOperations } from "./maps";
import type { Container, Service } from "./model";
import { allNamed } from "./named-records";
import { type Key, takeItems } from "./ordered-items";
import { permissionOperations } from "./permissions";
import { Rates } from "./rates";
import { Services } from "./services";
import { streamMessageOperations } from "./stream-messages";
import { streamOperations } from "./streams";
import { SyncWebhooks } from "./sync-webhooks";

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

export class Sync implements Room {
  readonly operations: readonly Operation[];
  private readonly kernel: Kernel;
  private readonly services: Services;

  constructor(kernel: Kernel, webhooks: Webhooks) {
    this.kernel = kernel;
    this.services = new Services(kernel);
    const context: SyncContext = {
      ...kernel,
      services: this.services,
      rates: new Rates(kernel),
      webhooks: new SyncWebhooks(kernel, webhooks),
    };
    this.operations = [
      ...this.services.operations,
      ...documentOperations(context),
      ...mapOperations(context),
      ...mapItemOperations(context),
      ...listOperations(context),
      ...listItemOperations(context),
      ...streamOperations(context),
      ...streamMessageOperations(context),
      ...permissionOperations(context),
    ];
  }

  /** Opens a service with a unique name, which no REST request can. */
  open(uniqueName: string): ServiceContents {
    return this.contentsOf(this.services.find(uniqueName) ?? this.services.open(uniqueName));
  }

  service(sidOrUniqueName: string): ServiceContents | undefined {
    const service = this.services.find(sidOrUniqueName);
    return service && this.contentsOf(service);
  }

  save(): Map<string, Service> {
    return this.services.save();
  }

  restore(saved: Map<string, Service>): void {
    this.services.restore(saved);
  }

  /** Parsed when read, so that a report on one list does not pay for all. */
  private contentsOf(service: Service): ServiceContents {
    const now = () => this.kernel.clock.now();
    return {
      sid: service.sid,
      friendlyName: service.friendlyName,
      get documents() {
        const documents = allNamed(service.documents, now());
        return documents.map(({ sid, uniqueName, data }) => ({ sid, uniqueName, data: JSON.parse(data) }));
      },
      get maps() {
        return allNamed(service.maps, now()).map((map) => containerContents(map, now));
      },
      get lists() {
        return allNamed(service.lists, now()).map((list) => containerContents(list, now));
      },
    };
  }
}

const containerContents = <K extends Key>(
  { sid, uniqueName, items }: Container<K>,
  now: () => number,
): ContainerContents<K> => ({
  sid,
  uniqueName,
  get items() {
    return takeItems(items, now(), items.keys.length).map(({ key, data, createdAt, updatedAt }) => ({
      key,
      data: JSON.parse(data),
      createdAt,
      updatedAt,
    }));
  },
});
