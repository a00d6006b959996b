/**
 * What is deployed of the functions, as the Serverless API tells it: `twilio-run deploy` makes one service, in it an
 * environment for each suffix, and in that a build. https://www.twilio.com/docs/serverless/api
 */
import type { Twilio } from "twilio";
import { PAGE } from "./session";

/** What `.twilioserverlessrc` calls the service. */
export const SERVICE_NAME = "floorwalker";
/** The environment that `twilio-run deploy` deploys into unless it is told otherwise. */
export const DEFAULT_ENVIRONMENT = "dev";

export type Visibility = "public" | "protected" | "private";

/** A function or an asset of a build. */
export type DeployedFile = {
  /** As in the URL: `/studio/route-contact`. */
  path: string;
  visibility: Visibility;
  /** Of the function or asset, which stays the same from build to build. */
  sid: string;
  /** Of this text of it. */
  versionSid: string;
};

export type Build = {
  sid: string;
  status: string;
  runtime: string;
  createdAt: Date;
  functions: readonly DeployedFile[];
  assets: readonly DeployedFile[];
  /** Package to version. */
  dependencies: Readonly<Record<string, string>>;
};

/** Where an environment is. */
export type Environment = {
  serviceSid: string;
  sid: string;
  /** The suffix of its domain; empty for production. */
  suffix: string;
  /** Origin of the functions. */
  url: string;
  buildSid: string;
};

export type Deployment = { environment: Environment; build: Build };

type Version = {
  sid: string;
  path: string;
  visibility: Visibility;
  function_sid?: string;
  asset_sid?: string;
};

const fileOf = ({ sid, path, visibility, function_sid, asset_sid }: Version): DeployedFile => ({
  path,
  visibility,
  sid: function_sid ?? asset_sid ?? "",
  versionSid: sid,
});

export async function fetchBuild(client: Twilio, serviceSid: string, buildSid: string): Promise<Build> {
  const build = await client.serverless.v1.services(serviceSid).builds(buildSid).fetch();
  const dependencies = (build.dependencies ?? []) as { name: string; version: string }[];
  return {
    sid: build.sid,
    status: build.status,
    runtime: build.runtime,
    createdAt: build.dateCreated,
    functions: (build.functionVersions as Version[]).map(fileOf),
    assets: (build.assetVersions as Version[]).map(fileOf),
    dependencies: Object.fromEntries(dependencies.map(({ name, version }) => [name, version])),
  };
}

/** @param suffix of the environment's domain; empty for production */
export async function findEnvironment(client: Twilio, suffix: string): Promise<Environment | undefined> {
  const { services } = client.serverless.v1;
  const service = (await services.list(PAGE)).find(({ uniqueName }) => uniqueName === SERVICE_NAME);
  if (!service) return undefined;
  const environments = await services(service.sid).environments.list(PAGE);
  const found = environments.find(({ domainSuffix }) => (domainSuffix ?? "") === suffix);
  if (!found?.buildSid) return undefined;
  return {
    serviceSid: service.sid,
    sid: found.sid,
    suffix,
    url: `https://${found.domainName}`,
    buildSid: found.buildSid,
  };
}

/** @returns undefined where nothing is deployed there */
export async function findDeployment(client: Twilio, suffix: string): Promise<Deployment | undefined> {
  const environment = await findEnvironment(client, suffix);
  if (!environment) return undefined;
  return { environment, build: await fetchBuild(client, environment.serviceSid, environment.buildSid) };
}
