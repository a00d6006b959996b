/** What the Serverless API holds: https://www.twilio.com/docs/serverless/api */
import type { Visibility } from "../functions/hosted-build";

export const ORIGIN = "https://serverless.twilio.com";
/** Where versions are uploaded: https://www.twilio.com/docs/serverless/api/resource/function-version */
export const SERVICES = "/v1/Services";

export type Version = {
  sid: string;
  /** The function or asset it is a version of. */
  resourceSid: string;
  /** As in the URL: `/studio/route-contact`. */
  path: string;
  visibility: Visibility;
  content: Uint8Array;
  /** As it was uploaded; assets are served with it. */
  contentType: string;
  /** Milliseconds since the epoch, as the other moments. */
  createdAt: number;
};

/** A function or an asset: a name for its versions. */
export type Resource = {
  sid: string;
  friendlyName: string;
  versions: Map<string, Version>;
  createdAt: number;
  updatedAt: number;
};

export type Dependency = { name: string; version: string };

export type BuildOutcome = "completed" | "failed";

export type Build = {
  sid: string;
  functionVersions: readonly Version[];
  assetVersions: readonly Version[];
  /** As they were asked for, and what every build has besides. */
  dependencies: readonly Dependency[];
  /** The exact version of each that was installed. */
  packages: Readonly<Record<string, string>>;
  runtime: string;
  createdAt: number;
  /** Until then it is `building`. */
  builtAt: number;
  outcome: BuildOutcome;
};

export type Variable = { sid: string; key: string; value: string; createdAt: number; updatedAt: number };

export type Deployment = {
  sid: string;
  /** Null where the environment's build was taken away. */
  build: Build | null;
  createdAt: number;
};

export type LogLevel = "info" | "warn" | "error";

export type Log = {
  sid: string;
  buildSid: string;
  deploymentSid: string;
  functionSid: string;
  requestSid: string;
  level: LogLevel;
  message: string;
  createdAt: number;
};

export type Environment = {
  sid: string;
  uniqueName: string;
  domainSuffix: string | null;
  domainName: string;
  variables: Map<string, Variable>;
  /** The last one is live. */
  deployments: Deployment[];
  /** In the order in which they were printed. */
  logs: Log[];
  createdAt: number;
  updatedAt: number;
};

export type Service = {
  sid: string;
  uniqueName: string;
  friendlyName: string;
  includeCredentials: boolean;
  uiEditable: boolean;
  /** What its environments' domain names begin with. */
  domainBase: string;
  functions: Map<string, Resource>;
  assets: Map<string, Resource>;
  builds: Map<string, Build>;
  environments: Map<string, Environment>;
  createdAt: number;
  updatedAt: number;
};

/** By SID. */
export type ServerlessState = { services: Map<string, Service> };
