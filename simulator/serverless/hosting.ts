/**
 * What is deployed answers: each environment's live build under its domain name.
 *
 * A host is opened when it is first asked for something, and again when another build is deployed, a variable has
 * another value, or the service gives its credentials no more: modules begin anew then, and nobody has to say so. Whose host it is, is found in the state at each
 * request, so that a snapshot brings its deployments with it.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import type { FunctionsHost, FunctionsOptions } from "../functions/functions-host";
import type { HostedBuild } from "../functions/hosted-build";
import type { Host, WebhookResponse } from "../kernel/webhooks";
import type { ServerlessContext } from "./context";
import { addLog } from "./logs";
import type { Build, Deployment, Environment, LogLevel, Service } from "./model";
import { valuesOf } from "./variables";

/** Runs a build; the account does, for functions are its clients. */
export type OpenHost = (deployed: Omit<FunctionsOptions, "account">) => FunctionsHost;

const ORIGIN_OF_FUNCTIONS = /^https:\/\/[^/]+\.twil\.io$/;
const NOTHING: WebhookResponse = {
  status: 404,
  headers: { "content-type": "text/plain" },
  body: "nothing is deployed here",
};

/** What is open, and what it was opened with, as text. */
type Opened = { host: FunctionsHost; given: string };
type Live = { service: Service; environment: Environment; deployment: Deployment; build: Build };

/** What of a build can be hosted. */
export function hostedBuildOf({ functionVersions, assetVersions, packages }: Build): HostedBuild {
  const decoder = new TextDecoder();
  return {
    functions: functionVersions.map(({ path, visibility, content }) => ({
      path,
      visibility,
      content: decoder.decode(content),
    })),
    assets: assetVersions.map(({ path, visibility, content, contentType }) => ({
      path,
      visibility,
      content,
      contentType,
    })),
    packages,
  };
}

export class Hosting {
  private readonly context: ServerlessContext;
  private readonly open: OpenHost;
  private readonly opened = new WeakMap<Deployment, Opened>();
  /** The SID of the request whose code is running. */
  private readonly requests = new AsyncLocalStorage<string>();

  constructor(context: ServerlessContext, open: OpenHost) {
    this.context = context;
    this.open = open;
  }

  /** Who answers for an origin, `https://floor-1001-dev.twil.io`: each of Twilio's is the account's own. */
  hostOf(origin: string): Host | undefined {
    if (!ORIGIN_OF_FUNCTIONS.test(origin)) return undefined;
    return (request) => this.handOver(origin, (host) => host.answer(request)) ?? Promise.resolve(NOTHING);
  }

  /** Passes a request to what is deployed at an origin; undefined where nothing is. */
  handOver<Answer>(origin: string, pass: (host: FunctionsHost) => Answer): Answer | undefined {
    const live = this.liveAt(origin);
    if (!live) return undefined;
    const host = this.opening(live);
    return this.requests.run(this.context.kernel.sids.next("RQ"), () => pass(host));
  }

  private liveAt(origin: string): Live | undefined {
    for (const service of this.context.state.services.values()) {
      for (const environment of service.environments.values()) {
        const deployment = environment.deployments.at(-1);
        if (!deployment?.build || `https://${environment.domainName}` !== origin) continue;
        return { service, environment, deployment, build: deployment.build };
      }
    }
    return undefined;
  }

  private opening(live: Live): FunctionsHost {
    const { service, environment, deployment, build } = live;
    const { includeCredentials } = service;
    const variables = valuesOf(environment);
    const given = JSON.stringify([includeCredentials, variables]);
    const known = this.opened.get(deployment);
    if (known?.given === given) return known.host;
    const host = this.open({
      build: hostedBuildOf(build),
      service: { serviceSid: service.sid, environmentSid: environment.sid },
      environment: variables,
      includeCredentials,
      log: (path, line, level) => this.note(live, path, line, level),
      note: (path, _code, message) => this.note(live, path, message, "error"),
    });
    this.opened.set(deployment, { host, given });
    return host;
  }

  private note({ environment, deployment, build }: Live, path: string, message: string, level: LogLevel): void {
    const { clock, sids } = this.context.kernel;
    addLog(environment, {
      sid: sids.next("NO"),
      buildSid: build.sid,
      deploymentSid: deployment.sid,
      functionSid: build.functionVersions.find((version) => version.path === path)?.resourceSid ?? "",
      requestSid: this.requests.getStore() ?? "",
      level,
      message,
      createdAt: clock.now(),
    });
  }
}
