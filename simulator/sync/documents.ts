/**
 * Sync Document: https://www.twilio.com/docs/sync/api/document-resource
 *
 * Modelled: CreateDocument, FetchDocument, UpdateDocument (with If-Match), DeleteDocument, ListDocument; found by SID
 * or unique name. `data` is replaced whole. A document is gone at the second its TTL ends, where Twilio may take a
 * little longer.
 */
import type { Operation, RestRequest } from "../kernel/rest";
import type { SyncContext } from "./context";
import { textPage } from "./keyed-pages";
import type { Document, Service } from "./model";
import { addNamed, allNamed, findNamed, refuseTaken, removeNamed } from "./named-records";
import { noParameters, readData, readTtl, readUniqueName, syncNotFound } from "./parameters";
import { checkIfMatch, etagOf, newStored, renew, revise, toStamps } from "./revisions";
import { serviceUrl } from "./services";

const PATH = "/v1/Services/:ServiceSid/Documents";
const NULL_DATA = 54101;
const REVISION_MISMATCH = 54103;

export function findDocument(service: Service, request: RestRequest, id: string, now: number): Document {
  const document = findNamed(service.documents, request.ids[id] ?? "", now);
  if (!document) throw syncNotFound(request);
  return document;
}

export const documentUrl = (service: Service, { sid }: Document): string => `${serviceUrl(service)}/Documents/${sid}`;

export function documentOperations(context: SyncContext): Operation[] {
  const { clock, sids, accountSid, services, rates, webhooks } = context;
  const find = (service: Service, request: RestRequest) => findDocument(service, request, "Sid", clock.now());
  const toBody = (service: Service, document: Document, data: unknown) => {
    const url = documentUrl(service, document);
    return {
      sid: document.sid,
      unique_name: document.uniqueName,
      account_sid: accountSid,
      service_sid: service.sid,
      url,
      links: { permissions: `${url}/Permissions` },
      revision: String(document.revision),
      data,
      ...toStamps(document),
    };
  };
  const reply = (status: number, service: Service, document: Document, data: unknown) => ({
    status,
    body: toBody(service, document, data),
    headers: { etag: etagOf(document) },
  });
  const tell = (service: Service, what: string, document: Document, hasData = true) =>
    webhooks.tell(service, `document_${what}`, "Document", document, () => ({
      DocumentRevision: document.revision,
      DocumentData: hasData ? document.data : undefined,
    }));

  return [
    {
      name: "CreateDocument",
      method: "POST",
      path: PATH,
      parameters: ["UniqueName", "Data", "Ttl"],
      run: (request) => {
        const service = services.of(request);
        rates.take("creation", service);
        const uniqueName = readUniqueName(request.parameters);
        const data = readData(request.parameters, NULL_DATA) ?? { text: "{}", value: {} };
        const stored = newStored(clock.now(), readTtl(request.parameters, "Ttl"));
        refuseTaken(service.documents, uniqueName, clock.now());
        const document: Document = {
          sid: sids.next("ET"),
          uniqueName,
          data: data.text,
          permissions: new Map(),
          ...stored,
        };
        addNamed(service.documents, document);
        tell(service, "created", document);
        return reply(201, service, document, data.value);
      },
    },
    {
      name: "ListDocument",
      method: "GET",
      path: PATH,
      run: (request) => {
        const service = services.of(request);
        const documents = allNamed(service.documents, clock.now());
        const show = (document: Document) => toBody(service, document, JSON.parse(document.data));
        return textPage(request, "documents", documents, ({ sid }) => sid, show);
      },
    },
    {
      name: "FetchDocument",
      method: "GET",
      path: `${PATH}/:Sid`,
      run: (request) => {
        const service = services.of(request);
        const document = find(service, request);
        rates.take("read", document);
        return reply(200, service, document, JSON.parse(document.data));
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
        rates.take("write", document);
        const data = readData(request.parameters, NULL_DATA);
        const ttl = readTtl(request.parameters, "Ttl");
        if (data === undefined && ttl === undefined) throw noParameters();
        checkIfMatch(request, document, REVISION_MISMATCH);
        if (data !== undefined) document.data = data.text;
        renew(document, clock.now(), ttl);
        revise(document, clock.now());
        tell(service, "updated", document);
        return reply(200, service, document, data?.value ?? JSON.parse(document.data));
      },
    },
    {
      name: "DeleteDocument",
      method: "DELETE",
      path: `${PATH}/:Sid`,
      run: (request) => {
        const service = services.of(request);
        const document = find(service, request);
        rates.take("write", document);
        removeNamed(service.documents, document);
        tell(service, "removed", document, false);
        return { status: 204 };
      },
    },
  ];
}
