/**
 * Function and Asset, names for their versions: https://www.twilio.com/docs/serverless/api/resource/function,
 * https://www.twilio.com/docs/serverless/api/resource/asset
 *
 * Modelled: all operations. A build keeps the versions it was made of, also when what they are versions of is deleted.
 */
import { isoSeconds } from "../kernel/kernel";
import { itemOf } from "../kernel/lookup";
import { type Operation, type Parameters, page, type RestRequest, required, requiredText } from "../kernel/rest";
import { type ServerlessContext, serviceOf } from "./context";
import { ORIGIN, type Resource, SERVICES, type Service } from "./model";
import { friendlyNameIn, urlOfService } from "./services";

/** What functions and assets do not have in common: what they are called. */
export type Kind = { name: "Function" | "Asset"; list: "functions" | "assets" };

export const FUNCTIONS: Kind = { name: "Function", list: "functions" };
export const ASSETS: Kind = { name: "Asset", list: "assets" };

export const pathOf = ({ name }: Kind): string => `${SERVICES}/:ServiceSid/${name}s`;

export const urlOfResource = (service: Service, { name }: Kind, resourceSid: string): string =>
  `${urlOfService(service)}/${name}s/${resourceSid}`;

const requiredName = (parameters: Parameters): string => {
  requiredText(parameters, "FriendlyName");
  return required(friendlyNameIn(parameters), "FriendlyName");
};

export function resourceOperations(context: ServerlessContext, kind: Kind): Operation[] {
  const { clock, sids, accountSid } = context.kernel;
  const { name, list } = kind;

  const toBody = (service: Service, resource: Resource) => {
    const url = urlOfResource(service, kind, resource.sid);
    return {
      sid: resource.sid,
      account_sid: accountSid,
      service_sid: service.sid,
      friendly_name: resource.friendlyName,
      date_created: isoSeconds(resource.createdAt),
      date_updated: isoSeconds(resource.updatedAt),
      url,
      links: { [`${name.toLowerCase()}_versions`]: `${url}/Versions` },
    };
  };
  const found = (request: RestRequest) => {
    const service = serviceOf(context, request);
    return { service, resource: itemOf(service[list], request) };
  };

  return [
    {
      name: `List${name}`,
      method: "GET",
      path: pathOf(kind),
      run: (request) => {
        const service = serviceOf(context, request);
        return page(ORIGIN, request, list, [...service[list].values()], (resource) => toBody(service, resource));
      },
    },
    {
      name: `Create${name}`,
      method: "POST",
      path: pathOf(kind),
      parameters: ["FriendlyName"],
      run: (request) => {
        const service = serviceOf(context, request);
        const friendlyName = requiredName(request.parameters);
        const now = clock.now();
        const sid = sids.next("ZH");
        const resource: Resource = { sid, friendlyName, versions: new Map(), createdAt: now, updatedAt: now };
        service[list].set(sid, resource);
        return { status: 201, body: toBody(service, resource) };
      },
    },
    {
      name: `Fetch${name}`,
      method: "GET",
      path: `${pathOf(kind)}/:Sid`,
      run: (request) => {
        const { service, resource } = found(request);
        return { status: 200, body: toBody(service, resource) };
      },
    },
    {
      name: `Update${name}`,
      method: "POST",
      path: `${pathOf(kind)}/:Sid`,
      parameters: ["FriendlyName"],
      run: (request) => {
        const { service, resource } = found(request);
        resource.friendlyName = requiredName(request.parameters);
        resource.updatedAt = clock.now();
        return { status: 200, body: toBody(service, resource) };
      },
    },
    {
      name: `Delete${name}`,
      method: "DELETE",
      path: `${pathOf(kind)}/:Sid`,
      run: (request) => {
        const { service, resource } = found(request);
        service[list].delete(resource.sid);
        return { status: 204 };
      },
    },
  ];
}
