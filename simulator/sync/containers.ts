/** What maps and lists have in common: they hold items, and expire with them. */
import type { Operation, RestRequest } from "../kernel/rest";
import type { SyncContext } from "./context";
import { textPage } from "./keyed-pages";
import type { Container, Service } from "./model";
import { addNamed, allNamed, findNamed, type NamedRecords, refuseTaken, removeNamed } from "./named-records";
import { type Key, noItems } from "./ordered-items";
import { noParameters, readTtl, readUniqueName, syncNotFound } from "./parameters";
import { newStored, renew, revise, toStamps } from "./revisions";
import { serviceUrl } from "./services";

export type ContainerKind<K extends Key> = {
  resource: "SyncMap" | "SyncList";
  segment: "Maps" | "Lists";
  sidPrefix: "MP" | "ES";
  /** How a webhook calls it. */
  webhookPrefix: "Map" | "List";
  of(service: Service): NamedRecords<Container<K>>;
};

export function findContainer<K extends Key>(
  kind: ContainerKind<K>,
  service: Service,
  request: RestRequest,
  id: string,
  now: number,
): Container<K> {
  const container = findNamed(kind.of(service), request.ids[id] ?? "", now);
  if (!container) throw syncNotFound(request);
  return container;
}

export const containerUrl = <K extends Key>(kind: ContainerKind<K>, service: Service, { sid }: Container<K>): string =>
  `${serviceUrl(service)}/${kind.segment}/${sid}`;

export function containerOperations<K extends Key>(context: SyncContext, kind: ContainerKind<K>): Operation[] {
  const { clock, sids, accountSid, services, rates, webhooks } = context;
  const list = `/v1/Services/:ServiceSid/${kind.segment}`;
  const find = (service: Service, request: RestRequest) => findContainer(kind, service, request, "Sid", clock.now());
  const toBody = (service: Service) => (container: Container<K>) => {
    const url = containerUrl(kind, service, container);
    return {
      sid: container.sid,
      unique_name: container.uniqueName,
      account_sid: accountSid,
      service_sid: service.sid,
      url,
      links: { items: `${url}/Items`, permissions: `${url}/Permissions` },
      revision: String(container.revision),
      ...toStamps(container),
    };
  };
  const tell = (service: Service, what: "created" | "removed", container: Container<K>) =>
    webhooks.tell(service, `${kind.webhookPrefix.toLowerCase()}_${what}`, kind.webhookPrefix, container, () => ({
      [`${kind.webhookPrefix}Revision`]: container.revision,
    }));

  return [
    {
      name: `Create${kind.resource}`,
      method: "POST",
      path: list,
      parameters: ["UniqueName", "Ttl", "CollectionTtl"],
      run: (request) => {
        const service = services.of(request);
        rates.take("creation", service);
        const uniqueName = readUniqueName(request.parameters);
        const stored = newStored(clock.now(), readTtl(request.parameters, "CollectionTtl", "Ttl"));
        refuseTaken(kind.of(service), uniqueName, clock.now());
        const container: Container<K> = {
          sid: sids.next(kind.sidPrefix),
          uniqueName,
          items: noItems(),
          itemEvents: 0,
          permissions: new Map(),
          ...stored,
        };
        addNamed(kind.of(service), container);
        tell(service, "created", container);
        return { status: 201, body: toBody(service)(container) };
      },
    },
    {
      name: `List${kind.resource}`,
      method: "GET",
      path: list,
      run: (request) => {
        const service = services.of(request);
        const containers = allNamed(kind.of(service), clock.now());
        return textPage(request, kind.segment.toLowerCase(), containers, ({ sid }) => sid, toBody(service));
      },
    },
    {
      name: `Fetch${kind.resource}`,
      method: "GET",
      path: `${list}/:Sid`,
      run: (request) => {
        const service = services.of(request);
        const container = find(service, request);
        rates.take("read", container);
        return { status: 200, body: toBody(service)(container) };
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
        rates.take("write", container);
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
        const container = find(service, request);
        rates.take("write", container);
        removeNamed(kind.of(service), container);
        tell(service, "removed", container);
        return { status: 204 };
      },
    },
  ];
}
