/**
 * Behaviours of conversations under the default service and under one of their own:
 * https://www.twilio.com/docs/conversations/api#using-the-shortened-base-url
 */
import assert from "node:assert/strict";
import type { RestResponse } from "../../simulator/kernel/rest";
import type { Behaviour, Stage } from "./behaviour";

export const CUSTOMER = "+15550100001";
export const CENTRE = "+15550100002";
export const TOLD = { "x-twilio-webhook-enabled": "true" };

export type Body = Record<string, unknown>;
export type Scene = Stage & {
  /** Under which the scope's conversations are. */
  base: string;
  post(path: string, parameters?: Body, headers?: Readonly<Record<string, string>>): Body;
  get(path: string): Body;
  list(path: string, key: string): Body[];
  /** Of a refusal. */
  code(response: RestResponse): unknown;
};

export type Scoped = Omit<Behaviour, "of" | "run"> & { of: readonly string[]; run(scene: Scene): Promise<void> | void };

export function sceneOf(stage: Stage, base: string): Scene {
  const bodyOf = (response: RestResponse): Body => {
    assert(response.status < 300, JSON.stringify(response.body));
    return response.body as Body;
  };
  const get = (path: string) => bodyOf(stage.request("GET", `${base}${path}`));
  return {
    ...stage,
    base,
    post: (path, parameters, headers) => bodyOf(stage.request("POST", `${base}${path}`, parameters, headers)),
    get,
    list: (path, key) => get(path)[key] as Body[],
    code: ({ body }) => (body as { code: unknown }).code,
  };
}

export const sidOf = (body: Body): string => String(body["sid"]);
export const column = (bodies: readonly Body[], name: string) => bodies.map((body) => body[name]);

export const conversation = ({ post }: Scene, given: Body = {}): string =>
  `/Conversations/${sidOf(post("/Conversations", given))}`;

export const binding = { "MessagingBinding.Address": CUSTOMER, "MessagingBinding.ProxyAddress": CENTRE };

const ORIGIN = "https://conversations.twilio.com/v1";

/** The same behaviours in both scopes. */
export const inBothScopes = (scoped: readonly Scoped[]): readonly Behaviour[] =>
  scoped.flatMap(({ of, says, run }) => [
    {
      of: of.map((name) => `conversations.${name.replace("_", "")}`),
      says,
      run: (stage: Stage) => run(sceneOf(stage, ORIGIN)),
    },
    {
      of: of.map((name) => `conversations.${name.replace("_", "Service")}`),
      says: `in a service of its own: ${says}`,
      run: (stage: Stage) => {
        const { body } = stage.request("POST", `${ORIGIN}/Services`, { FriendlyName: "Second" });
        return run(sceneOf(stage, `${ORIGIN}/Services/${(body as { sid: string }).sid}`));
      },
    },
  ]);
