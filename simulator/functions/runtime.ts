/**
 * What every function finds without requiring it: `Runtime` and `Twilio`.
 * https://www.twilio.com/docs/serverless/functions-assets/client
 */
import { readFileSync } from "node:fs";
import type twilio from "twilio";
import type { HostedBuild } from "./hosted-build";
import type { HostedFiles } from "./hosted-files";
import { FunctionResponse } from "./response";

export type RuntimeOptions = {
  build: HostedBuild;
  files: HostedFiles;
  client: (options?: object) => twilio.Twilio;
};

export function runtimeOf({ build, files, client }: RuntimeOptions): object {
  const secret = build.assets.filter(({ visibility }) => visibility === "private");
  return {
    /** Private assets, with a slash before their names. */
    getAssets: () =>
      Object.fromEntries(
        secret.map(({ path: name }) => {
          const path = files.assetFile(name);
          return [name, { path, open: () => readFileSync(path, "utf8") }];
        }),
      ),
    /** All functions, without it. */
    getFunctions: () =>
      Object.fromEntries(build.functions.map(({ path }) => [path.slice(1), { path: files.functionFile(path) }])),
    getSync: ({ serviceName = "default", ...options }: { serviceName?: string } = {}) => {
      const service = client(options).sync.v1.services(serviceName);
      return Object.assign(service, { maps: service.syncMaps, lists: service.syncLists });
    },
  };
}

/** The `twilio` package's exports, which are loaded when one of them is asked for, and `Response`. */
export function twilioOf(loadPackage: () => unknown): object {
  return new Proxy(
    { Response: FunctionResponse },
    {
      get: (own, name) => Reflect.get(name in own ? own : (loadPackage() as object), name),
      has: (own, name) => name in own || name in (loadPackage() as object),
    },
  );
}
