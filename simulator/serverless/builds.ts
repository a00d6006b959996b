/**
 * Build and Build Status: https://www.twilio.com/docs/serverless/api/resource/build
 *
 * Modelled: all operations; a build takes some seconds of the account's time, as it is asynchronous there; each path is
 * there once; the number of assets; runtimes that are supported. How dependencies become packages is in dependencies.ts.
 */
import { isoSeconds } from "../kernel/kernel";
import { itemOf } from "../kernel/lookup";
import { badParameter, type Operation, type Parameters, page, type RestRequest, text, texts } from "../kernel/rest";
import { type ServerlessContext, serviceOf } from "./context";
import { dependenciesIn, install } from "./dependencies";
import { liveBuildOf } from "./environments";
import { type Build, ORIGIN, type Resource, SERVICES, type Service, type Version } from "./model";
import { ASSETS, FUNCTIONS } from "./resources";
import { urlOfService } from "./services";
import { versionSummary } from "./versions";

const PATH = `${SERVICES}/:ServiceSid/Builds`;
/** Seconds; how long it takes is not documented, only that one is to ask every second. */
const BUILD_SECONDS = 3;
/** https://www.twilio.com/docs/serverless/functions-assets/node-upgrade */
const RUNTIMES = ["node18", "node20", "node22", "node24"];
const STANDARD_RUNTIME = "node22";
/** https://www.twilio.com/docs/serverless/functions-assets/assets#assets-limits */
const MOST_ASSETS = { public: 1000, protected: 1000, private: 50 } as const;

/** What a build is at a moment. */
export const statusOf = ({ builtAt, outcome }: Build, now: number): "building" | Build["outcome"] =>
  now < builtAt ? "building" : outcome;

function runtimeIn(parameters: Parameters): string {
  const runtime = text(parameters, "Runtime") || STANDARD_RUNTIME;
  if (!RUNTIMES.includes(runtime)) throw badParameter(`unsupported runtime: ${runtime}`);
  return runtime;
}

function versionsIn(parameters: Parameters, name: string, resources: ReadonlyMap<string, Resource>): Version[] {
  const all = [...resources.values()];
  return texts(parameters, name).map((sid) => {
    const version = all.map(({ versions }) => versions.get(sid)).find((found) => found !== undefined);
    if (!version) throw badParameter(`${name}: ${sid} is not a version in this service`);
    return version;
  });
}

/** `a.js` and `a.protected.js` have one path, and cannot be in one build. */
function refuseTwice(versions: readonly Version[]): void {
  const seen = new Set<string>();
  for (const { path } of versions) {
    if (seen.has(path)) throw badParameter(`The path ${path} is there more than once in the build`);
    seen.add(path);
  }
}

function refuseMany(assets: readonly Version[]): void {
  for (const [visibility, most] of Object.entries(MOST_ASSETS)) {
    const count = assets.filter((asset) => asset.visibility === visibility).length;
    if (count > most) throw badParameter(`A build has at most ${most} ${visibility} assets, not ${count}`);
  }
}

export function buildOperations(context: ServerlessContext): Operation[] {
  const { kernel } = context;
  const { clock, sids, accountSid } = kernel;

  const toBody = (service: Service, build: Build) => {
    const url = `${urlOfService(service)}/Builds/${build.sid}`;
    const isOver = clock.now() >= build.builtAt;
    return {
      sid: build.sid,
      account_sid: accountSid,
      service_sid: service.sid,
      status: statusOf(build, clock.now()),
      asset_versions: build.assetVersions.map((version) => versionSummary(kernel, service, ASSETS, version)),
      function_versions: build.functionVersions.map((version) => versionSummary(kernel, service, FUNCTIONS, version)),
      dependencies: build.dependencies.map((dependency) => ({ ...dependency })),
      runtime: build.runtime,
      date_created: isoSeconds(build.createdAt),
      date_updated: isoSeconds(isOver ? build.builtAt : build.createdAt),
      url,
      links: { build_status: `${url}/Status` },
    };
  };
  const found = (request: RestRequest) => {
    const service = serviceOf(context, request);
    return { service, build: itemOf(service.builds, request) };
  };
  const create = (service: Service, parameters: Parameters): Build => {
    const functionVersions = versionsIn(parameters, "FunctionVersions", service.functions);
    const assetVersions = versionsIn(parameters, "AssetVersions", service.assets);
    const all = [...functionVersions, ...assetVersions];
    if (all.length === 0) throw badParameter("At least one Function Version or Asset Version is required for Build.");
    refuseTwice(all);
    refuseMany(assetVersions);
    const runtime = runtimeIn(parameters);
    const installation = install(dependenciesIn(text(parameters, "Dependencies")), runtime);
    const now = clock.now();
    return {
      sid: sids.next("ZB"),
      functionVersions,
      assetVersions,
      runtime,
      ...installation,
      createdAt: now,
      builtAt: now + BUILD_SECONDS * 1000,
    };
  };

  return [
    {
      name: "ListBuild",
      method: "GET",
      path: PATH,
      run: (request) => {
        const service = serviceOf(context, request);
        const all = [...service.builds.values()].reverse();
        return page(ORIGIN, request, "builds", all, (build) => toBody(service, build));
      },
    },
    {
      name: "CreateBuild",
      method: "POST",
      path: PATH,
      parameters: ["AssetVersions", "FunctionVersions", "Dependencies", "Runtime"],
      run: (request) => {
        const service = serviceOf(context, request);
        const build = create(service, request.parameters);
        service.builds.set(build.sid, build);
        return { status: 201, body: toBody(service, build) };
      },
    },
    {
      name: "FetchBuild",
      method: "GET",
      path: `${PATH}/:Sid`,
      run: (request) => {
        const { service, build } = found(request);
        return { status: 200, body: toBody(service, build) };
      },
    },
    {
      name: "DeleteBuild",
      method: "DELETE",
      path: `${PATH}/:Sid`,
      run: (request) => {
        const { service, build } = found(request);
        const user = [...service.environments.values()].find((environment) => liveBuildOf(environment) === build);
        if (user) throw badParameter(`The build is live in environment ${user.sid}`);
        service.builds.delete(build.sid);
        return { status: 204 };
      },
    },
    {
      name: "FetchBuildStatus",
      method: "GET",
      path: `${PATH}/:Sid/Status`,
      run: (request) => {
        const { service, build } = found(request);
        const body = {
          sid: build.sid,
          account_sid: accountSid,
          service_sid: service.sid,
          status: statusOf(build, clock.now()),
          url: `${urlOfService(service)}/Builds/${build.sid}/Status`,
        };
        return { status: 200, body };
      },
    },
  ];
}
