/**
 * Environment: https://www.twilio.com/docs/serverless/api/resource/environment
 *
 * Modelled: all operations, and domain names as https://www.twilio.com/docs/serverless/api#understanding-domains shows
 * them: the service's unique name, four digits, and the suffix where there is one.
 */
import { isoSeconds } from "../kernel/kernel";
import { type Operation, type Parameters, page, RestError, requiredText, text } from "../kernel/rest";
import { matching, shortText } from "../kernel/typed-parameters";
import { environmentOf, type ServerlessContext, serviceOf } from "./context";
import { type Environment, ORIGIN, SERVICES, type Service } from "./model";
import { urlOfService } from "./services";

const PATH = `${SERVICES}/:ServiceSid/Environments`;
const LONGEST_UNIQUE_NAME = 100;
const LONGEST_SUFFIX = 16;
const SUFFIX = /^[a-zA-Z0-9-]+$/;

export const urlOfEnvironment = (service: Service, { sid }: Environment): string =>
  `${urlOfService(service)}/Environments/${sid}`;

/** What is live there. */
export const liveBuildOf = ({ deployments }: Environment) => deployments.at(-1)?.build ?? null;

function suffixIn(parameters: Parameters): string | null {
  if (!text(parameters, "DomainSuffix")) return null;
  shortText(parameters, "DomainSuffix", LONGEST_SUFFIX);
  return matching(parameters, "DomainSuffix", SUFFIX) ?? null;
}

function refuseTaken({ environments }: Service, name: string, suffix: string | null): void {
  for (const { uniqueName, domainSuffix } of environments.values()) {
    if (uniqueName === name) throw new RestError(409, 20001, `Environment with UniqueName '${name}' already exists`);
    if (domainSuffix === suffix) {
      throw new RestError(409, 20001, `Environment with DomainSuffix '${suffix ?? ""}' already exists`);
    }
  }
}

export function environmentOperations(context: ServerlessContext): Operation[] {
  const { clock, sids, accountSid } = context.kernel;

  const toBody = (service: Service, environment: Environment) => {
    const url = urlOfEnvironment(service, environment);
    return {
      sid: environment.sid,
      account_sid: accountSid,
      service_sid: service.sid,
      build_sid: liveBuildOf(environment)?.sid ?? null,
      unique_name: environment.uniqueName,
      domain_suffix: environment.domainSuffix,
      domain_name: environment.domainName,
      date_created: isoSeconds(environment.createdAt),
      date_updated: isoSeconds(environment.updatedAt),
      url,
      links: { variables: `${url}/Variables`, deployments: `${url}/Deployments`, logs: `${url}/Logs` },
    };
  };

  return [
    {
      name: "ListEnvironment",
      method: "GET",
      path: PATH,
      run: (request) => {
        const service = serviceOf(context, request);
        const all = [...service.environments.values()];
        return page(ORIGIN, request, "environments", all, (environment) => toBody(service, environment));
      },
    },
    {
      name: "CreateEnvironment",
      method: "POST",
      path: PATH,
      // Twilio's own toolkit sends a FriendlyName, which no environment has.
      parameters: ["UniqueName", "DomainSuffix", "FriendlyName"],
      run: (request) => {
        const service = serviceOf(context, request);
        const uniqueName = requiredText(request.parameters, "UniqueName");
        shortText(request.parameters, "UniqueName", LONGEST_UNIQUE_NAME);
        const domainSuffix = suffixIn(request.parameters);
        refuseTaken(service, uniqueName, domainSuffix);
        const now = clock.now();
        const host = domainSuffix === null ? service.domainBase : `${service.domainBase}-${domainSuffix.toLowerCase()}`;
        const environment: Environment = {
          sid: sids.next("ZE"),
          uniqueName,
          domainSuffix,
          domainName: `${host}.twil.io`,
          variables: new Map(),
          deployments: [],
          logs: [],
          createdAt: now,
          updatedAt: now,
        };
        service.environments.set(environment.sid, environment);
        return { status: 201, body: toBody(service, environment) };
      },
    },
    {
      name: "FetchEnvironment",
      method: "GET",
      path: `${PATH}/:Sid`,
      run: (request) => {
        const { service, environment } = environmentOf(context, request, "Sid");
        return { status: 200, body: toBody(service, environment) };
      },
    },
    {
      name: "DeleteEnvironment",
      method: "DELETE",
      path: `${PATH}/:Sid`,
      run: (request) => {
        const { service, environment } = environmentOf(context, request, "Sid");
        service.environments.delete(environment.sid);
        return { status: 204 };
      },
    },
  ];
}
