/**
 * Function Version, its Content, and Asset Version: https://www.twilio.com/docs/serverless/api/resource/function-version,
 * https://www.twilio.com/docs/serverless/api/resource/asset-version
 *
 * They are read here, and written by uploads.ts.
 */
import { isoSeconds, type Kernel } from "../kernel/kernel";
import { itemOf } from "../kernel/lookup";
import { type Operation, page, type RestRequest } from "../kernel/rest";
import { type ServerlessContext, serviceOf } from "./context";
import { ORIGIN, type Resource, type Service, type Version } from "./model";
import { FUNCTIONS, type Kind, pathOf, urlOfResource } from "./resources";

export const versionsPathOf = (kind: Kind): string => `${pathOf(kind)}/:${kind.name}Sid/Versions`;

/** The function or asset whose versions a path is about. */
export function resourceOf(context: ServerlessContext, request: RestRequest, { name, list }: Kind): Resource {
  return itemOf(serviceOf(context, request)[list], request, `${name}Sid`);
}

const urlOf = (service: Service, kind: Kind, version: Version): string =>
  `${urlOfResource(service, kind, version.resourceSid)}/Versions/${version.sid}`;

/** A version within a build: without addresses. */
export const versionSummary = ({ accountSid }: Kernel, service: Service, { name }: Kind, version: Version) => ({
  sid: version.sid,
  account_sid: accountSid,
  service_sid: service.sid,
  [`${name.toLowerCase()}_sid`]: version.resourceSid,
  path: version.path,
  visibility: version.visibility,
  date_created: isoSeconds(version.createdAt),
});

export function versionBody(kernel: Kernel, service: Service, kind: Kind, version: Version) {
  const url = urlOf(service, kind, version);
  const links = kind === FUNCTIONS ? { links: { function_version_content: `${url}/Content` } } : {};
  return { ...versionSummary(kernel, service, kind, version), url, ...links };
}

export function versionOperations(context: ServerlessContext, kind: Kind): Operation[] {
  const path = versionsPathOf(kind);
  const key = `${kind.name.toLowerCase()}_versions`;
  return [
    {
      name: `List${kind.name}Version`,
      method: "GET",
      path,
      run: (request) => {
        const service = serviceOf(context, request);
        // The latest first.
        const all = [...resourceOf(context, request, kind).versions.values()].reverse();
        return page(ORIGIN, request, key, all, (version) => versionBody(context.kernel, service, kind, version));
      },
    },
    {
      name: `Fetch${kind.name}Version`,
      method: "GET",
      path: `${path}/:Sid`,
      run: (request) => {
        const version = itemOf(resourceOf(context, request, kind).versions, request);
        return { status: 200, body: versionBody(context.kernel, serviceOf(context, request), kind, version) };
      },
    },
  ];
}

export function contentOperation(context: ServerlessContext): Operation {
  return {
    name: "FetchFunctionVersionContent",
    method: "GET",
    path: `${versionsPathOf(FUNCTIONS)}/:Sid/Content`,
    run: (request) => {
      const service = serviceOf(context, request);
      const version = itemOf(resourceOf(context, request, FUNCTIONS).versions, request);
      const body = {
        sid: version.sid,
        account_sid: context.kernel.accountSid,
        service_sid: service.sid,
        function_sid: version.resourceSid,
        content: Buffer.from(version.content).toString(),
        url: `${urlOf(service, FUNCTIONS, version)}/Content`,
      };
      return { status: 200, body };
    },
  };
}
