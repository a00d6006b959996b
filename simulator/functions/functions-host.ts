/**
 * Runs Twilio Functions in this process, on the account's clock: `Date` and the timers a function sees are the
 * account's, so that a pause of half a second takes half a simulated second. What stands between it and its callers is
 * the edge (`simulator/edge`).
 */
import { format } from "node:util";
import type twilio from "twilio";
import { Edge, type EdgeOptions, type Place, type Running } from "../edge/edge";
import type { EdgeRequest, EdgeResponse } from "../edge/exchange";
import type { HostedRequest, WebhookResponse } from "../kernel/webhooks";
import { accountFetch } from "./account-fetch";
import { accountHttps, type Exchange } from "./account-https";
import { accountTime } from "./account-time";
import { eventOf } from "./event";
import type { FunctionsAccount } from "./functions-account";
import type { HostedAsset, HostedBuild, HostedFunction } from "./hosted-build";
import { HostedFiles } from "./hosted-files";
import { Instance } from "./instance";
import { Modules } from "./modules";
import { Packages } from "./packages";
import { replyToHttp } from "./response";
import { runtimeOf, twilioOf } from "./runtime";

export { hostedBuildOf } from "./build-from-folders";

export type LogLevel = "info" | "warn" | "error";

export type FunctionsOptions = {
  account: FunctionsAccount;
  build: HostedBuild;
  /** Environment variables of the service. */
  environment: Readonly<Record<string, string>>;
  /** Which service and environment it is; made up where nothing was deployed. */
  service?: { serviceSid: string; environmentSid: string };
  /** Whether functions get the account's credentials and a client with them, as they do unless it is said otherwise. */
  includeCredentials?: boolean;
  /** Gets what functions print; nothing is printed otherwise. */
  log?: (path: string, line: string, level: LogLevel) => void;
  /** Told of errors that Twilio's debugger would show. */
  note?: EdgeOptions["note"];
};

type Callback = (error: unknown, reply?: unknown) => void;
type Handler = (context: object, event: object, callback: Callback) => unknown;
type TwilioOptions = Parameters<FunctionsAccount["client"]>[1];

const NOT_DEPLOYED = { serviceSid: `ZS${"0".repeat(32)}`, environmentSid: `ZE${"0".repeat(32)}` };

export class FunctionsHost {
  /** What its callers have to get past; `answer` is the way in for those in this process. */
  readonly edge: Edge;
  private readonly functions: ReadonlyMap<string, HostedFunction>;
  private readonly assets: ReadonlyMap<string, HostedAsset>;
  private readonly files: HostedFiles;
  private readonly packages: Packages;
  private readonly instance: Instance;
  private readonly context: object;
  private readonly options: FunctionsOptions;
  /** Another one when an invocation has been terminated: what remembered it is gone with it. */
  private modules: Modules;

  constructor(options: FunctionsOptions) {
    const { account, build } = options;
    this.options = options;
    this.functions = new Map(build.functions.map((hosted) => [hosted.path, hosted]));
    this.assets = new Map(build.assets.map((hosted) => [hosted.path, hosted]));
    this.files = new HostedFiles(build);
    this.packages = new Packages(build.packages);
    this.instance = new Instance(account.clock);
    this.modules = this.openModules();
    this.context = this.sharedContext();
    this.edge = new Edge({
      account,
      target: { find: (path) => this.find(path), begin: (request) => this.begin(request) },
      ...(options.note ? { note: options.note } : {}),
    });
  }

  /** Answers a request as the platform would: give it to `account.webhooks.host`. */
  readonly answer = async (request: HostedRequest): Promise<WebhookResponse> => {
    const { status, headers, body } = await this.edge.respond(request);
    const joined = Object.entries(headers).map(([name, value]) => [name, [value].flat().join(", ")]);
    return { status, headers: Object.fromEntries(joined), body: typeof body === "string" ? body : text(body) };
  };

  /** Removes the files that functions have seen. */
  close(): void {
    this.files.remove();
  }

  private find(path: string): Place | undefined {
    const hosted = this.functions.get(path);
    if (hosted) return { kind: "function", visibility: hosted.visibility };
    const asset = this.assets.get(path);
    return asset && { kind: "asset", visibility: asset.visibility };
  }

  private begin(request: EdgeRequest): Running {
    const path = request.url.pathname;
    const asset = this.functions.has(path) ? undefined : this.assets.get(path);
    if (!asset) return this.invoke(path, request);
    const { contentType, content } = asset;
    const answer = Promise.resolve({ status: 200, headers: { "content-type": contentType }, body: content });
    return { answer, terminate: () => undefined };
  }

  private invoke(path: string, request: EdgeRequest): Running {
    let terminate: (() => void) | undefined;
    const answer = new Promise<EdgeResponse>((resolve) => {
      const invocation = { path, call: request.call, isTerminated: false, fail: (error: unknown) => callback(error) };
      const callback: Callback = (error, reply) => {
        ended();
        if (error) this.options.log?.(path, format(error), "error");
        resolve(this.replyOf(error, reply));
      };
      const ended = this.instance.begin(invocation);
      terminate = () => {
        invocation.isTerminated = true;
        this.modules = this.openModules();
        ended();
      };
      this.instance.run(invocation, () => {
        try {
          const handler = this.handlerOf(path);
          const done = handler(this.contextOf(path, request.url), eventOf(request), callback);
          Promise.resolve(done).catch(callback);
        } catch (error) {
          callback(error);
        }
      });
    });
    return { answer, terminate: () => terminate?.() };
  }

  private replyOf(error: unknown, reply: unknown): EdgeResponse {
    try {
      return replyToHttp(error, reply, this.isTwiml);
    } catch (unsendable) {
      return replyToHttp(unsendable, undefined, this.isTwiml);
    }
  }

  private handlerOf(path: string): Handler {
    const { handler } = this.modules.load(this.files.functionFile(path)) as { handler?: unknown };
    if (typeof handler !== "function") throw new Error(`there is no handler in the function ${path}`);
    return handler as Handler;
  }

  /** What is the same for every invocation is the context's prototype. */
  private contextOf(path: string, url: URL): object {
    return Object.assign(Object.create(this.context) as object, { DOMAIN_NAME: url.host, PATH: path });
  }

  private sharedContext(): object {
    const { account, environment, service = NOT_DEPLOYED, includeCredentials = true } = this.options;
    return {
      ...environment,
      ...(includeCredentials ? { ACCOUNT_SID: account.accountSid, AUTH_TOKEN: account.authToken } : {}),
      SERVICE_SID: service.serviceSid,
      ENVIRONMENT_SID: service.environmentSid,
      getTwilioClient: this.client,
    };
  }

  /** A client of the account, whose requests and answers wait while the instance is frozen. */
  private readonly client = (options: TwilioOptions = {}): twilio.Twilio => {
    this.packages.check("twilio");
    // As the package says it when it is given no credentials.
    if (this.options.includeCredentials === false) throw new Error("username is required");
    const thawed = () => this.instance.thawed();
    return this.options.account.client(() => this.caller, options, { wait: this.wait, thawed });
  };

  private readonly exchange: Exchange = async (request) => {
    await this.instance.thawed();
    const answer = await this.options.account.exchange({ ...request, caller: this.caller }, this.wait);
    await this.instance.thawed();
    return answer;
  };

  private get caller(): string {
    return this.instance.current?.path ?? "nobody";
  }

  /** Waits as the function: the clock may move on to the end of it. */
  private readonly wait = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => this.instance.setTimer(resolve, milliseconds));

  /** Whether a reply is TwiML, made by the package that the build requires. */
  private readonly isTwiml = (reply: object): boolean => {
    const twiml = (this.modules.requiredPackage("twilio") as typeof twilio | undefined)?.twiml;
    if (!twiml) return false;
    return [twiml.VoiceResponse, twiml.MessagingResponse, twiml.FaxResponse].some((kind) => reply instanceof kind);
  };

  private openModules(): Modules {
    const { account, build, environment, log } = this.options;
    const { files, packages, client } = this;
    const print =
      (level: LogLevel) =>
      (...parts: unknown[]) =>
        log?.(this.instance.current?.path ?? "", format(...parts), level);
    // Whatever else is in this process's own environment is nobody's business.
    const ownProcess = Object.create(process, { env: { value: { ...environment } } });
    const scope = {
      Runtime: runtimeOf({ build, files, client }),
      Twilio: twilioOf(() => this.modules.requirePackage("twilio")),
      ...accountTime(account.clock, this.instance),
      fetch: accountFetch(account, this.instance),
      console: {
        ...console,
        ...{ log: print("info"), info: print("info"), debug: print("info") },
        ...{ warn: print("warn"), error: print("error") },
      },
      process: ownProcess,
    };
    const https = accountHttps(this.exchange);
    return new Modules({ files, packages, scope, builtins: { https, process: ownProcess } });
  }
}

const decoder = new TextDecoder();
const text = (content: Uint8Array): string => decoder.decode(content);
