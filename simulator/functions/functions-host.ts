/**
 * Runs built Twilio Functions in this process, on the account's clock: `Date` and the timers a function sees are the
 * account's, so that a pause of half a second takes half a simulated second.
 *
 * Modelled: the folder as URLs, `.protected` behind a valid X-Twilio-Signature, `.private` not found, context, event,
 * `Runtime.getAssets()` with private assets, `Twilio.Response`, warm modules. Not modelled: limits of time, size and
 * concurrency, CORS, public assets.
 */
import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative, sep } from "node:path";
import { compileFunction } from "node:vm";
import { validateRequest, validateRequestWithBody } from "twilio/lib/webhooks/webhooks";
import type { Account } from "../account";
import type { Call, Timer } from "../kernel/clock";
import type { HostedRequest, WebhookResponse } from "../kernel/webhooks";
import { FunctionResponse, replyToHttp } from "./response";

export type FunctionsOptions = {
  account: Account;
  functionsFolder: string;
  /** None, where it is left out. */
  assetsFolder?: string;
  /** Environment variables of the service. */
  environment: Readonly<Record<string, string>>;
  /** Gets what functions print; nothing is printed otherwise. */
  log?: (path: string, line: string) => void;
};

type Callback = (error: unknown, reply?: unknown) => void;
type Handler = (context: object, event: object, callback: Callback) => unknown;
type FunctionFile = { file: string; visibility: "public" | "protected" | "private" };
type Invocation = { path: string; call: Call };
type ModuleScope = Record<string, unknown>;

/** Not seen by functions: prefixes and whole names, as in `checks/restricted-headers.js` of @twilio/runtime-handler. */
const HIDDEN_HEADERS =
  /^((i-twilio-|i-t-|ot-|x-amz|x-forwarded-|x-accel-).*|via|referer|transfer-encoding|proxy-authorization|proxy-authenticate|x-real-ip|connection|proxy-connection|expect|trailer|upgrade)$/;

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** `/studio/route-contact` to its file. */
function functionsIn(folder: string): Map<string, FunctionFile> {
  const scripts = filesUnder(folder).filter((file) => file.endsWith(".js"));
  return new Map(
    scripts.map((file) => {
      const name = relative(folder, file).split(sep).join("/").replace(/\.js$/, "");
      const suffix = /\.(protected|private)$/.exec(name)?.[1];
      const visibility = suffix === "protected" || suffix === "private" ? suffix : "public";
      return [`/${name.replace(/\.(protected|private)$/, "")}`, { file, visibility }];
    }),
  );
}

/** `/lib.js` to its file: private assets only, as on the platform. */
function privateAssetsIn(folder: string): Map<string, string> {
  return new Map(
    filesUnder(folder)
      .filter((file) => /\.private\.[^.]+$/.test(file))
      .map((file) => [`/${relative(folder, file).split(sep).join("/").replace(".private.", ".")}`, file]),
  );
}

export class FunctionsHost {
  private readonly functions: Map<string, FunctionFile>;
  private readonly modules = new Map<string, ModuleScope>();
  private readonly invocations = new AsyncLocalStorage<Invocation>();
  private readonly scope: ModuleScope;
  private readonly service: object;
  private readonly options: FunctionsOptions;

  constructor(options: FunctionsOptions) {
    this.options = options;
    this.functions = functionsIn(options.functionsFolder);
    this.service = this.serviceOf(options);
    this.scope = this.scopeOf(options.assetsFolder === undefined ? new Map() : privateAssetsIn(options.assetsFolder));
  }

  /** Answers a request as the platform would: give it to `account.webhooks.host`. */
  readonly answer = async (request: HostedRequest): Promise<WebhookResponse> => {
    const path = request.url.pathname;
    const found = this.functions.get(path);
    if (!found || found.visibility === "private") return { status: 404, headers: {}, body: "not found" };
    if (found.visibility === "protected" && !this.isSigned(request)) {
      return { status: 403, headers: {}, body: "invalid signature" };
    }
    return this.invocations.run({ path, call: request.call }, () => this.invoke(path, found.file, request));
  };

  private invoke(path: string, file: string, request: HostedRequest): Promise<WebhookResponse> {
    return new Promise((resolve) => {
      const callback: Callback = (error, reply) => resolve(replyToHttp(error, reply));
      try {
        const { handler } = this.load(file)["exports"] as { handler: Handler };
        const done = handler(this.contextOf(path, request.url), eventOf(request), callback);
        Promise.resolve(done).catch(callback);
      } catch (error) {
        callback(error);
      }
    });
  }

  /** What is the same for every invocation is the context's prototype. */
  private contextOf(path: string, url: URL): object {
    return Object.assign(Object.create(this.service) as object, { DOMAIN_NAME: url.host, PATH: path });
  }

  private serviceOf({ account, environment }: FunctionsOptions): object {
    return {
      ...environment,
      ACCOUNT_SID: account.accountSid,
      AUTH_TOKEN: account.authToken,
      SERVICE_SID: `ZS${"0".repeat(32)}`,
      ENVIRONMENT_SID: `ZE${"0".repeat(32)}`,
      getTwilioClient: (options = {}) =>
        account.client(() => this.invocations.getStore()?.path ?? "nobody", options, {
          wait: (milliseconds) => this.pause(milliseconds),
        }),
    };
  }

  private isSigned({ url, headers, body }: HostedRequest): boolean {
    const { authToken } = this.options.account;
    const signature = headers["x-twilio-signature"] ?? "";
    if (headers["content-type"]?.startsWith("application/json")) {
      return validateRequestWithBody(authToken, signature, url.toString(), body);
    }
    return validateRequest(authToken, signature, url.toString(), Object.fromEntries(new URLSearchParams(body)));
  }

  /** Loads a module once, with the account's time in the place of the machine's. */
  private load(file: string): ModuleScope {
    const loaded = this.modules.get(file);
    if (loaded) return loaded;
    const module: ModuleScope = { exports: {} };
    this.modules.set(file, module);
    const nodeRequire = createRequire(file);
    const require = (id: string) => {
      const resolved = id.startsWith("/") || id.startsWith(".") ? nodeRequire.resolve(id) : undefined;
      return resolved?.endsWith(".js") ? this.load(resolved)["exports"] : nodeRequire(id);
    };
    const scope: ModuleScope = { ...this.scope, module, exports: module["exports"], require };
    compileFunction(readFileSync(file, "utf8"), Object.keys(scope), { filename: file })(...Object.values(scope));
    return module;
  }

  private scopeOf(assets: ReadonlyMap<string, string>): ModuleScope {
    const { account, log } = this.options;
    const { clock } = account;
    const asset = (path: string) => ({ path, open: () => readFileSync(path, "utf8") });
    const print = (...parts: unknown[]) => log?.(this.invocations.getStore()?.path ?? "", parts.map(String).join(" "));
    class AccountDate extends Date {
      constructor(...given: unknown[]) {
        if (given.length === 0) super(clock.now());
        else super(...(given as [number]));
      }
      static override now(): number {
        return clock.now();
      }
    }
    return {
      Runtime: { getAssets: () => Object.fromEntries([...assets].map(([name, path]) => [name, asset(path)])) },
      Twilio: { Response: FunctionResponse },
      Date: AccountDate,
      setTimeout: (run: () => void, milliseconds = 0) => this.setTimer(run, milliseconds),
      clearTimeout: (timer: Timer | undefined) => timer?.cancel(),
      console: { log: print, info: print, warn: print, error: print, debug: print },
    };
  }

  /** Waits as the function: the clock may move on to the end of it. */
  private pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => this.setTimer(resolve, milliseconds));
  }

  private setTimer(run: () => void, milliseconds: number): Timer {
    const invocation = this.invocations.getStore();
    const bound = AsyncResource.bind(run);
    return invocation
      ? invocation.call.after(milliseconds, bound)
      : this.options.account.clock.after(milliseconds / 1000, bound);
  }
}

function eventOf({ url, headers, body }: HostedRequest): object {
  const isJson = headers["content-type"]?.startsWith("application/json") === true;
  const parsed: unknown = isJson ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
  const visible = Object.entries(headers).filter(([name]) => !HIDDEN_HEADERS.test(name));
  return {
    request: { headers: Object.fromEntries(visible), cookies: {} },
    ...Object.fromEntries(url.searchParams),
    // A JSON array arrives under the keys "0", "1", ...
    ...(parsed as object),
  };
}
