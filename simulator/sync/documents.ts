/**
 * Sync Document: https://www.twilio.com/docs/sync/api/document-resource
 *
 * Modelled: CreateDocument, FetchDocument, UpdateDocument (with If-Match), DeleteDocument, ListDocument; found by SID
 * or unique name. `data` is replaced whole. A document is gone at the second its TTL ends, where Twilio may take a
 * little longer. Not modelled: permissions, rate limits.
 */
import type { Kernel } from "../kernel/kernel";
import { type Operation, page, type RestRequest } from "../kernel/rest";
import type { Document, Service } from "./model";
import { noParameters, readData, readTtl, readUniqueName, syncNotFound } from "./parameters";
import { checkIfMatch, etagOf, newStored, renew, revise, toStamps } from "./revisions";
import { MAXIMUM_PAGE_SIZE, type Services, SYNC_ORIGIN, serviceUrl } from "./services";

const PATH = "/v1/Services/:ServiceSid/Documents";
const NULL_DATA = 54101;
const REVISION_MISMATCH = 54103;

function find(service: Service, request: RestRequest): Document {
  const document = service.documents.find(request.ids.Sid ?? "");
  if (!document) throw syncNotFound(request);
  return document;
}

export function documentOperations({ clock, sids, accountSid }: Kernel, services: Services): Operation[] {
  const toBody = (service: Service) => (document: Document) => {
    const url = `${serviceUrl(service)}/Documents/${document.sid}`;
    return {
      sid: document.sid,
      unique_name: document.uniqueName,
      account_sid: accountSid,
      service_sid: service.sid,
      url,
      links: { permissions: `${url}/Permissions` },
      data: JSON.parse(document.data),
      ...toStamps(document),
    };
  };
  const reply = (status: number, service: Service, document: Document) => ({
    status,
    body: toBody(service)(document),
    headers: { etag: etagOf(document) },
  });

  return [
    {
      name: "CreateDocument",
      method: "POST",
      path: PATH,
      parameters: ["UniqueName", "Data", "Ttl"],
      run: (request) => {
        const service = services.of(request);
        const uniqueName = readUniqueName(request.parameters);
        const data = readData(request.parameters, NULL_DATA) ?? "{}";
        const ttl = readTtl(request.parameters, "Ttl");
        service.documents.refuseTaken(uniqueName);
        const document = { sid: sids.next("ET"), uniqueName, data, ...newStored(clock.now(), ttl) };
        service.documents.add(document);
        return reply(201, service, document);
      },
    },
    {
      name: "ListDocument",
      method: "GET",
      path: PATH,
      run: (request) => {
        const service = services.of(request);
        const documents = service.documents.all();
        return page(SYNC_ORIGIN, request, "documents", documents, toBody(service), MAXIMUM_PAGE_SIZE);
      },
    },
    {
      name: "FetchDocument",
      method: "GET",
      path: `${PATH}/:Sid`,
      run: (request) => {
        const service = services.of(request);
        return reply(200, service, find(service, request));
      },
    },
    {
      name: "UpdateDocument",
      method: "POST",
      path: `${PATH}/:Sid`,
      parameters: ["Data", "Ttl"],
      run: (request) => {
        const service = services.of(request);
        const document = find(service, request);
        const data = readData(request.parameters, NULL_DATA);
        const ttl = readTtl(request.parameters, "Ttl");
        if (data === undefined && ttl === undefined) throw noParameters();
        checkIfMatch(request, document, REVISION_MISMATCH);
        if (data !== undefined) document.data = data;
        renew(document, clock.now(), ttl);
        revise(document, clock.now());
        return reply(200, service, document);
      },
    },
    {
      name: "DeleteDocument",
      method: "DELETE",
      path: `${PATH}/:Sid`,
      run: (request) => {
        const service = services.of(request);
        service.documents.remove(find(service, request));
        return { status: 204 };
      },
    },
  ];
}
