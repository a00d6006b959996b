/**
 * Sync Stream: https://www.twilio.com/docs/sync/api/stream-resource
 *
 * Modelled: CreateSyncStream, FetchSyncStream, UpdateSyncStream, DeleteSyncStream, ListSyncStream; found by SID or unique
 * name. A stream is gone at the second its TTL ends.
 */
import type { Operation, RestRequest } from "../kernel/rest";
import type { SyncContext } from "./context";
import { textPage } from "./keyed-pages";
import type { Service, SyncStream } from "./model";
import { addNamed, allNamed, findNamed, refuseTaken, removeNamed } from "./named-records";
import { noParameters, readTtl, readUniqueName, syncNotFound } from "./parameters";
import { newStored, renew, revise, toStamps } from "./revisions";
import { serviceUrl } from "./services";

const PATH = "/v1/Services/:ServiceSid/Streams";

export function findStream(service: Service, request: RestRequest, id: string, now: number): SyncStream {
  const stream = findNamed(service.streams, request.ids[id] ?? "", now);
  if (!stream) throw syncNotFound(request);
  return stream;
}

export function streamOperations({ clock, sids, accountSid, services, rates }: SyncContext): Operation[] {
  const find = (service: Service, request: RestRequest) => findStream(service, request, "Sid", clock.now());
  const toBody = (service: Service) => (stream: SyncStream) => {
    const url = `${serviceUrl(service)}/Streams/${stream.sid}`;
    return {
      sid: stream.sid,
      unique_name: stream.uniqueName,
      account_sid: accountSid,
      service_sid: service.sid,
      url,
      links: { messages: `${url}/Messages` },
      ...toStamps(stream),
    };
  };

  return [
    {
      name: "CreateSyncStream",
      method: "POST",
      path: PATH,
      parameters: ["UniqueName", "Ttl"],
      run: (request) => {
        const service = services.of(request);
        rates.take("creation", service);
        const uniqueName = readUniqueName(request.parameters);
        const stored = newStored(clock.now(), readTtl(request.parameters, "Ttl"));
        refuseTaken(service.streams, uniqueName, clock.now());
        const stream: SyncStream = { sid: sids.next("TO"), uniqueName, ...stored };
        addNamed(service.streams, stream);
        return { status: 201, body: toBody(service)(stream) };
      },
    },
    {
      name: "ListSyncStream",
      method: "GET",
      path: PATH,
      run: (request) => {
        const service = services.of(request);
        const streams = allNamed(service.streams, clock.now());
        return textPage(request, "streams", streams, ({ sid }) => sid, toBody(service));
      },
    },
    {
      name: "FetchSyncStream",
      method: "GET",
      path: `${PATH}/:Sid`,
      run: (request) => {
        const service = services.of(request);
        const stream = find(service, request);
        rates.take("read", stream);
        return { status: 200, body: toBody(service)(stream) };
      },
    },
    {
      name: "UpdateSyncStream",
      method: "POST",
      path: `${PATH}/:Sid`,
      parameters: ["Ttl"],
      run: (request) => {
        const service = services.of(request);
        const stream = find(service, request);
        rates.take("write", stream);
        const ttl = readTtl(request.parameters, "Ttl");
        if (ttl === undefined) throw noParameters();
        renew(stream, clock.now(), ttl);
        revise(stream, clock.now());
        return { status: 200, body: toBody(service)(stream) };
      },
    },
    {
      name: "DeleteSyncStream",
      method: "DELETE",
      path: `${PATH}/:Sid`,
      run: (request) => {
        const service = services.of(request);
        const stream = find(service, request);
        rates.take("write", stream);
        removeNamed(service.streams, stream);
        return { status: 204 };
      },
    },
  ];
}
