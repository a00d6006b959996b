/** What maps and lists have in common: they hold items, and expire with them. */
import type { Kernel } from "../kernel/kernel";
import { type Operation, page, type RestRequest } from "../kernel/rest";
import type { Container, Service } from "./model";
import type { NamedRecords } from "./named-records";
import { type Key, OrderedItems } from "./ordered-items";
import { noParameters, readTtl, readUniqueName, syncNotFound } from "./parameters";
import { newStored, renew, revise, toStamps } from "./revisions";
import { MAXIMUM_PAGE_SIZE, type Services, SYNC_ORIGIN, serviceUrl } from "./services";

export type ContainerKind<K extends Key> = {
  resource: "SyncMap" | "SyncList";
  segment: "Maps" | "Lists";
  sidPrefix: "MP" | "ES";
  of(service: Service): NamedRecords<Container<K>>;
};

export function findContainer<K extends Key>(
  kind: ContainerKind<K>,
  service: Service,
  request: RestRequest,
  id: string,
): Container<K> {
  const container = kind.of(service).find(request.ids[id] ?? "");
  if (!container) throw syncNotFound(request);
  return container;
}

export const containerUrl = <K extends Key>(kind: ContainerKind<K>, service: Service, { sid }: Container<K>) =>
  `${serviceUrl(service)}/${kind.segment}/${sid}`;

export function containerOperations<K extends Key>(
  { clock, sids, accountSid }: Kernel,
  services: Services,
  kind: ContainerKind<K>,
): Operation[] {
  const list = `/v1/Services/:ServiceSid/${kind.segment}`;
  const find = (service: Service, request: RestRequest) => findContainer(kind, service, request, "Sid");
  const toBody = (service: Service) => (container: Container<K>) => {
    const url = containerUrl(kind, service, container);
    return {
      sid: container.sid,
      unique_name: container.uniqueName,
      account_sid: accountSid,
      service_sid: service.sid,
      url,
      links: { items: `${url}/Items`, permissions: `${url}/Permissions` },
      ...toStamps(container),
    };
  };

  return [
    {
      name: `Create${kind.resource}`,
      method: "POST",
      path: list,
      parameters: ["UniqueName", "Ttl", "CollectionTtl"],
      run: (request) => {
        const service = services.of(request);
        const uniqueName = readUniqueName(request.parameters);
        const ttl = readTtl(request.parameters, "CollectionTtl", "Ttl");
        kind.of(service).refuseTaken(uniqueName);
        const items = new OrderedItems<K>(clock);
        const container = { sid: sids.next(kind.sidPrefix), uniqueName, items, ...newStored(clock.now(), ttl) };
        kind.of(service).add(container);
        return { status: 201, body: toBody(service)(container) };
      },
    },
    {
      name: `List${kind.resource}`,
      method: "GET",
      path: list,
      run: (request) => {
        const service = services.of(request);
        const key = kind.segment.toLowerCase();
        return page(SYNC_ORIGIN, request, key, kind.of(service).all(), toBody(service), MAXIMUM_PAGE_SIZE);
      },
    },
    {
      name: `Fetch${kind.resource}`,
      method: "GET",
      path: `${list}/:Sid`,
      run: (request) => {
        const service = services.of(request);
        return { status: 200, body: toBody(service)(find(service, request)) };
      },
    },
    {
      name: `Update${kind.resource}`,
      method: "POST",
      path: `${list}/:Sid`,
      parameters: ["Ttl", "CollectionTtl"],
      run: (request) => {
        const service = services.of(request);
        const container = find(service, request);
        const ttl = readTtl(request.parameters, "CollectionTtl", "Ttl");
        if (ttl === undefined) throw noParameters();
        renew(container, clock.now(), ttl);
        revise(container, clock.now());
        return { status: 200, body: toBody(service)(container) };
      },
    },
    {
      name: `Delete${kind.resource}`,
      method: "DELETE",
      path: `${list}/:Sid`,
      run: (request) => {
        const service = services.of(request);
        kind.of(service).remove(find(service, request));
        return { status: 204 };
      },
    },
  ];
}
