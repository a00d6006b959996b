/** What map items and list items have in common. */
import { resourceNotFound } from "../kernel/lookup";
import type { Operation, RestRequest } from "../kernel/rest";
import { type ContainerKind, containerUrl, findContainer } from "./containers";
import type { SyncContext } from "./context";
import { keyedPage } from "./keyed-pages";
import type { Container, Service } from "./model";
import { addItem, findItem, type Item, type Key, removeItem, takeItems } from "./ordered-items";
import { noParameters, readData, readRequiredData, readTtl } from "./parameters";
import { checkIfMatch, etagOf, newStored, renew, revise, toStamps } from "./revisions";

export type ItemKind<K extends Key> = {
  resource: "SyncMapItem" | "SyncListItem";
  containers: ContainerKind<K>;
  /** The path parameters, as Twilio names them. */
  containerId: "MapSid" | "ListSid";
  keyId: "Key" | "Index";
  /** What the properties of a response are called. */
  containerProperty: "map_sid" | "list_sid";
  keyProperty: "key" | "index";
  /** What CreateSync…Item takes besides the data and the TTLs. */
  parameters: readonly string[];
  nullData: number;
  revisionMismatch: number;
  readKey(text: string): K | undefined;
  newKey(request: RestRequest, items: Container<K>["items"], now: number): K;
};

type Place<K extends Key> = { service: Service; container: Container<K> };

const DATA_AND_TTLS = ["Data", "Ttl", "ItemTtl", "CollectionTtl"];

export function itemOperations<K extends Key>(context: SyncContext, kind: ItemKind<K>): Operation[] {
  const { clock, accountSid, services, rates, webhooks } = context;
  const { webhookPrefix, segment } = kind.containers;
  const list = `/v1/Services/:ServiceSid/${segment}/:${kind.containerId}/Items`;
  const instance = `${list}/:${kind.keyId}`;
  const event = `${webhookPrefix.toLowerCase()}_item`;
  const enter = (request: RestRequest, what: "read" | "write"): Place<K> => {
    const service = services.of(request);
    const container = findContainer(kind.containers, service, request, kind.containerId, clock.now());
    rates.take(what, container);
    return { service, container };
  };
  const find = ({ container }: Place<K>, request: RestRequest): Item<K> => {
    const key = kind.readKey(request.ids[kind.keyId] ?? "");
    const item = key === undefined ? undefined : findItem(container.items, key, clock.now());
    if (!item) throw resourceNotFound(request);
    return item;
  };
  const toBody = ({ service, container }: Place<K>, item: Item<K>, data: unknown) => ({
    [kind.keyProperty]: item.key,
    account_sid: accountSid,
    service_sid: service.sid,
    [kind.containerProperty]: container.sid,
    url: `${containerUrl(kind.containers, service, container)}/Items/${encodeURIComponent(item.key)}`,
    revision: String(item.revision),
    data,
    ...toStamps(item),
  });
  const reply = (status: number, place: Place<K>, item: Item<K>, data: unknown) => ({
    status,
    body: toBody(place, item, data),
    headers: { etag: etagOf(item) },
  });
  const changed = (
    { service, container }: Place<K>,
    what: "added" | "updated" | "removed",
    item: Item<K>,
    collectionTtl?: number,
  ) => {
    renew(container, clock.now(), collectionTtl);
    revise(container, clock.now());
    container.itemEvents++;
    webhooks.tell(service, `${event}_${what}`, webhookPrefix, container, () => ({
      EventId: container.itemEvents,
      [`Item${kind.keyId}`]: item.key,
      ItemRevision: item.revision,
      ItemData: what === "removed" ? undefined : item.data,
    }));
  };

  return [
    {
      name: `Create${kind.resource}`,
      method: "POST",
      path: list,
      parameters: [...kind.parameters, ...DATA_AND_TTLS],
      run: (request) => {
        const place = enter(request, "write");
        const now = clock.now();
        const key = kind.newKey(request, place.container.items, now);
        const data = readRequiredData(request.parameters, kind.nullData);
        const ttl = readTtl(request.parameters, "ItemTtl", "Ttl");
        const collectionTtl = readTtl(request.parameters, "CollectionTtl");
        const item: Item<K> = { key, data: data.text, ...newStored(now, ttl) };
        addItem(place.container.items, item);
        changed(place, "added", item, collectionTtl);
        return reply(201, place, item, data.value);
      },
    },
    {
      name: `List${kind.resource}`,
      method: "GET",
      path: list,
      parameters: ["Order", "From", "Bounds"],
      run: (request) => {
        const place = enter(request, "read");
        return keyedPage<K, Item<K>>(request, {
          property: "items",
          keyOf: ({ key }) => key,
          readKey: kind.readKey,
          take: (count, direction, start) => takeItems(place.container.items, clock.now(), count, direction, start),
          toBody: (item) => toBody(place, item, JSON.parse(item.data)),
        });
      },
    },
    {
      name: `Fetch${kind.resource}`,
      method: "GET",
      path: instance,
      run: (request) => {
        const place = enter(request, "read");
        const item = find(place, request);
        return reply(200, place, item, JSON.parse(item.data));
      },
    },
    {
      name: `Update${kind.resource}`,
      method: "POST",
      path: instance,
      parameters: DATA_AND_TTLS,
      run: (request) => {
        const place = enter(request, "write");
        const item = find(place, request);
        const data = readData(request.parameters, kind.nullData);
        const ttl = readTtl(request.parameters, "ItemTtl", "Ttl");
        const collectionTtl = readTtl(request.parameters, "CollectionTtl");
        // A CollectionTtl alone is documented as unusable, without a code.
        if (data === undefined && ttl === undefined) throw noParameters();
        checkIfMatch(request, item, kind.revisionMismatch);
        if (data !== undefined) item.data = data.text;
        renew(item, clock.now(), ttl);
        revise(item, clock.now());
        changed(place, "updated", item, collectionTtl);
        return reply(200, place, item, data?.value ?? JSON.parse(item.data));
      },
    },
    {
      name: `Delete${kind.resource}`,
      method: "DELETE",
      path: instance,
      run: (request) => {
        const place = enter(request, "write");
        const item = find(place, request);
        checkIfMatch(request, item, kind.revisionMismatch);
        removeItem(place.container.items, item.key);
        changed(place, "removed", item);
        return { status: 204 };
      },
    },
  ];
}
