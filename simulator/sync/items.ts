/** What map items and list items have in common. */
import type { Kernel } from "../kernel/kernel";
import type { Operation, RestRequest } from "../kernel/rest";
import { type ContainerKind, containerUrl, findContainer } from "./containers";
import { itemPage } from "./item-pages";
import type { Container, Service } from "./model";
import type { Item, Key } from "./ordered-items";
import { noParameters, readData, readRequiredData, readTtl, syncNotFound } from "./parameters";
import { checkIfMatch, etagOf, newStored, renew, revise, toStamps } from "./revisions";
import type { Services } from "./services";

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
  newKey(request: RestRequest, items: Container<K>["items"]): K;
};

type Place<K extends Key> = { service: Service; container: Container<K> };

const DATA_AND_TTLS = ["Data", "Ttl", "ItemTtl", "CollectionTtl"];

export function itemOperations<K extends Key>(
  { clock, accountSid }: Kernel,
  services: Services,
  kind: ItemKind<K>,
): Operation[] {
  const list = `/v1/Services/:ServiceSid/${kind.containers.segment}/:${kind.containerId}/Items`;
  const instance = `${list}/:${kind.keyId}`;
  const placeOf = (request: RestRequest): Place<K> => {
    const service = services.of(request);
    return { service, container: findContainer(kind.containers, service, request, kind.containerId) };
  };
  const find = ({ container }: Place<K>, request: RestRequest): Item<K> => {
    const key = kind.readKey(request.ids[kind.keyId] ?? "");
    const item = key === undefined ? undefined : container.items.find(key);
    if (!item) throw syncNotFound(request);
    return item;
  };
  const toBody =
    ({ service, container }: Place<K>) =>
    (item: Item<K>) => ({
      [kind.keyProperty]: item.key,
      account_sid: accountSid,
      service_sid: service.sid,
      [kind.containerProperty]: container.sid,
      url: `${containerUrl(kind.containers, service, container)}/Items/${encodeURIComponent(item.key)}`,
      data: JSON.parse(item.data),
      ...toStamps(item),
    });
  const reply = (status: number, place: Place<K>, item: Item<K>) => ({
    status,
    body: toBody(place)(item),
    headers: { etag: etagOf(item) },
  });
  const changed = ({ container }: Place<K>, collectionTtl?: number) => {
    renew(container, clock.now(), collectionTtl);
    revise(container, clock.now());
  };

  return [
    {
      name: `Create${kind.resource}`,
      method: "POST",
      path: list,
      parameters: [...kind.parameters, ...DATA_AND_TTLS],
      run: (request) => {
        const place = placeOf(request);
        const key = kind.newKey(request, place.container.items);
        const data = readRequiredData(request.parameters, kind.nullData);
        const ttl = readTtl(request.parameters, "ItemTtl", "Ttl");
        const collectionTtl = readTtl(request.parameters, "CollectionTtl");
        const item = { key, data, ...newStored(clock.now(), ttl) };
        place.container.items.add(item);
        changed(place, collectionTtl);
        return reply(201, place, item);
      },
    },
    {
      name: `List${kind.resource}`,
      method: "GET",
      path: list,
      parameters: ["Order", "From", "Bounds"],
      run: (request) => {
        const place = placeOf(request);
        return itemPage(request, place.container.items, kind.readKey, toBody(place));
      },
    },
    {
      name: `Fetch${kind.resource}`,
      method: "GET",
      path: instance,
      run: (request) => {
        const place = placeOf(request);
        return reply(200, place, find(place, request));
      },
    },
    {
      name: `Update${kind.resource}`,
      method: "POST",
      path: instance,
      parameters: DATA_AND_TTLS,
      run: (request) => {
        const place = placeOf(request);
        const item = find(place, request);
        const data = readData(request.parameters, kind.nullData);
        const ttl = readTtl(request.parameters, "ItemTtl", "Ttl");
        const collectionTtl = readTtl(request.parameters, "CollectionTtl");
        // A CollectionTtl alone is documented as unusable, without a code.
        if (data === undefined && ttl === undefined) throw noParameters();
        checkIfMatch(request, item, kind.revisionMismatch);
        if (data !== undefined) item.data = data;
        renew(item, clock.now(), ttl);
        revise(item, clock.now());
        changed(place, collectionTtl);
        return reply(200, place, item);
      },
    },
    {
      name: `Delete${kind.resource}`,
      method: "DELETE",
      path: instance,
      run: (request) => {
        const place = placeOf(request);
        const item = find(place, request);
        checkIfMatch(request, item, kind.revisionMismatch);
        place.container.items.remove(item.key);
        changed(place);
        return { status: 204 };
      },
    },
  ];
}
