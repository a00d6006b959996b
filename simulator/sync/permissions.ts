/**
 * Permissions of documents, lists and maps: https://www.twilio.com/docs/sync/api/document-permission-resource
 *
 * Modelled: UpdateDocumentPermission, FetchDocumentPermission, ListDocumentPermission, DeleteDocumentPermission, and the
 * same of SyncList and SyncMap. They are kept and shown, and forbid nobody anything: they apply to SDKs with an
 * identity in their token, and nothing of the account connects to Sync as one. A permission with nothing but false,
 * which is documented to mean the same as none, is shown until it is deleted. They are listed by identity.
 */
import { boolean, type Operation, type RestRequest, requiredText } from "../kernel/rest";
import { containerUrl, findContainer } from "./containers";
import type { SyncContext } from "./context";
import { documentUrl, findDocument } from "./documents";
import { textPage } from "./keyed-pages";
import { LISTS } from "./lists";
import { MAPS } from "./maps";
import type { Guarded, Permission, Service } from "./model";
import { readIdentity, syncNotFound } from "./parameters";

type GuardedKind<Item extends Guarded> = {
  resource: "Document" | "SyncList" | "SyncMap";
  segment: "Documents" | "Lists" | "Maps";
  /** The path parameter, as Twilio names it. */
  id: "DocumentSid" | "ListSid" | "MapSid";
  /** What the property of a response is called. */
  property: "document_sid" | "list_sid" | "map_sid";
  find(service: Service, request: RestRequest, now: number): Item;
  url(service: Service, item: Item): string;
};

export const permissionOperations = (context: SyncContext): Operation[] => [
  ...operationsOf(context, {
    resource: "Document",
    segment: "Documents",
    id: "DocumentSid",
    property: "document_sid",
    find: (service, request, now) => findDocument(service, request, "DocumentSid", now),
    url: documentUrl,
  }),
  ...operationsOf(context, {
    resource: "SyncList",
    segment: "Lists",
    id: "ListSid",
    property: "list_sid",
    find: (service, request, now) => findContainer(LISTS, service, request, "ListSid", now),
    url: (service, list) => containerUrl(LISTS, service, list),
  }),
  ...operationsOf(context, {
    resource: "SyncMap",
    segment: "Maps",
    id: "MapSid",
    property: "map_sid",
    find: (service, request, now) => findContainer(MAPS, service, request, "MapSid", now),
    url: (service, map) => containerUrl(MAPS, service, map),
  }),
];

function operationsOf<Item extends Guarded>(context: SyncContext, kind: GuardedKind<Item>): Operation[] {
  const { clock, accountSid, services, rates } = context;
  const list = `/v1/Services/:ServiceSid/${kind.segment}/:${kind.id}/Permissions`;
  const enter = (request: RestRequest) => {
    const service = services.of(request);
    const item = kind.find(service, request, clock.now());
    rates.take("permission", item);
    const toBody = (permission: Permission) => ({
      account_sid: accountSid,
      service_sid: service.sid,
      [kind.property]: item.sid,
      ...permission,
      url: `${kind.url(service, item)}/Permissions/${encodeURIComponent(permission.identity)}`,
    });
    return { permissions: item.permissions, toBody };
  };
  const find = (permissions: Guarded["permissions"], request: RestRequest): Permission => {
    const permission = permissions.get(readIdentity(request));
    if (!permission) throw syncNotFound(request);
    return permission;
  };

  return [
    {
      name: `List${kind.resource}Permission`,
      method: "GET",
      path: list,
      run: (request) => {
        const { permissions, toBody } = enter(request);
        const ascending = [...permissions.values()].sort((a, b) => (a.identity < b.identity ? -1 : 1));
        return textPage(request, "permissions", ascending, ({ identity }) => identity, toBody);
      },
    },
    {
      name: `Fetch${kind.resource}Permission`,
      method: "GET",
      path: `${list}/:Identity`,
      run: (request) => {
        const { permissions, toBody } = enter(request);
        return { status: 200, body: toBody(find(permissions, request)) };
      },
    },
    {
      name: `Update${kind.resource}Permission`,
      method: "POST",
      path: `${list}/:Identity`,
      parameters: ["Read", "Write", "Manage"],
      run: (request) => {
        const { permissions, toBody } = enter(request);
        const permission: Permission = {
          identity: readIdentity(request),
          read: readFlag(request, "Read"),
          write: readFlag(request, "Write"),
          manage: readFlag(request, "Manage"),
        };
        permissions.set(permission.identity, permission);
        return { status: 200, body: toBody(permission) };
      },
    },
    {
      name: `Delete${kind.resource}Permission`,
      method: "DELETE",
      path: `${list}/:Identity`,
      run: (request) => {
        const { permissions } = enter(request);
        permissions.delete(find(permissions, request).identity);
        return { status: 204 };
      },
    },
  ];
}

function readFlag({ parameters }: RestRequest, name: string): boolean {
  requiredText(parameters, name);
  return boolean(parameters, name) === true;
}
