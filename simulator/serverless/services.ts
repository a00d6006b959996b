/**
 * Service: https://www.twilio.com/docs/serverless/api/resource/service
 *
 * Modelled: all operations, by SID or unique name, and the limit of 50. `UiEditable` is kept and has no effect;
 * `IncludeCredentials` decides what functions are given.
 */
import { isoSeconds } from "../kernel/kernel";
import {
  badParameter,
  boolean,
  type Operation,
  type Parameters,
  page,
  RestError,
  required,
  requiredText,
} from "../kernel/rest";
import { matching, shortText, whatWasSent } from "../kernel/typed-parameters";
import { type ServerlessContext, serviceOf } from "./context";
import { ORIGIN, SERVICES, type Service } from "./model";

/** https://www.twilio.com/docs/serverless/functions-assets/functions#functions-limits */
const MAXIMUM_SERVICES = 50;
/** It becomes the first part of host names. */
const UNIQUE_NAME = /^[a-zA-Z0-9][a-zA-Z0-9-]*$/;
const LONGEST_UNIQUE_NAME = 50;
const LONGEST_FRIENDLY_NAME = 255;
/** The four digits of a domain name, counted from here. */
const FIRST_DOMAIN = 1000;
const DOMAINS = 9000;

export const urlOfService = ({ sid }: Pick<Service, "sid">): string => `${ORIGIN}${SERVICES}/${sid}`;

/** A name for people, of a service, function or asset. */
export const friendlyNameIn = (parameters: Parameters): string | undefined =>
  shortText(parameters, "FriendlyName", LONGEST_FRIENDLY_NAME);

function uniqueNameIn(parameters: Parameters): string {
  requiredText(parameters, "UniqueName");
  shortText(parameters, "UniqueName", LONGEST_UNIQUE_NAME);
  return required(matching(parameters, "UniqueName", UNIQUE_NAME), "UniqueName");
}

export function serviceOperations(context: ServerlessContext): Operation[] {
  const { clock, sids, accountSid } = context.kernel;

  const toBody = (service: Service) => {
    const url = urlOfService(service);
    return {
      sid: service.sid,
      account_sid: accountSid,
      friendly_name: service.friendlyName,
      unique_name: service.uniqueName,
      include_credentials: service.includeCredentials,
      ui_editable: service.uiEditable,
      domain_base: service.domainBase,
      date_created: isoSeconds(service.createdAt),
      date_updated: isoSeconds(service.updatedAt),
      url,
      links: {
        environments: `${url}/Environments`,
        functions: `${url}/Functions`,
        assets: `${url}/Assets`,
        builds: `${url}/Builds`,
      },
    };
  };

  const refuseTaken = (uniqueName: string) => {
    const { services } = context.state;
    if ([...services.values()].some((service) => service.uniqueName === uniqueName)) {
      throw new RestError(409, 20001, `Service with UniqueName '${uniqueName}' already exists`);
    }
    if (services.size >= MAXIMUM_SERVICES) throw badParameter(`An account has at most ${MAXIMUM_SERVICES} services`);
  };

  return [
    {
      name: "ListService",
      method: "GET",
      path: SERVICES,
      run: (request) => page(ORIGIN, request, "services", [...context.state.services.values()], toBody),
    },
    {
      name: "CreateService",
      method: "POST",
      path: SERVICES,
      parameters: ["UniqueName", "FriendlyName", "IncludeCredentials", "UiEditable"],
      run: ({ parameters }) => {
        const uniqueName = uniqueNameIn(parameters);
        const friendlyName = required(friendlyNameIn(parameters), "FriendlyName");
        const includeCredentials = boolean(parameters, "IncludeCredentials") ?? true;
        const uiEditable = boolean(parameters, "UiEditable") ?? false;
        refuseTaken(uniqueName);
        const now = clock.now();
        const digits = FIRST_DOMAIN + (sids.count("serverless domain") % DOMAINS);
        const service: Service = {
          sid: sids.next("ZS"),
          uniqueName,
          friendlyName,
          includeCredentials,
          uiEditable,
          domainBase: `${uniqueName.toLowerCase()}-${digits}`,
          functions: new Map(),
          assets: new Map(),
          builds: new Map(),
          environments: new Map(),
          createdAt: now,
          updatedAt: now,
        };
        context.state.services.set(service.sid, service);
        return { status: 201, body: toBody(service) };
      },
    },
    {
      name: "FetchService",
      method: "GET",
      path: `${SERVICES}/:Sid`,
      run: (request) => ({ status: 200, body: toBody(serviceOf(context, request, "Sid")) }),
    },
    {
      name: "UpdateService",
      method: "POST",
      path: `${SERVICES}/:Sid`,
      parameters: ["FriendlyName", "IncludeCredentials", "UiEditable"],
      run: (request) => {
        const service = serviceOf(context, request, "Sid");
        const changes = whatWasSent({
          friendlyName: friendlyNameIn(request.parameters),
          includeCredentials: boolean(request.parameters, "IncludeCredentials"),
          uiEditable: boolean(request.parameters, "UiEditable"),
        });
        Object.assign(service, changes, { updatedAt: clock.now() });
        return { status: 200, body: toBody(service) };
      },
    },
    {
      name: "DeleteService",
      method: "DELETE",
      path: `${SERVICES}/:Sid`,
      run: (request) => {
        context.state.services.delete(serviceOf(context, request, "Sid").sid);
        return { status: 204 };
      },
    },
  ];
}
