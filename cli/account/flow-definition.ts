/**
 * The flows in the folder `studio`: definitions as Studio exports them, with `[[...]]` where an account has something of
 * its own.
 *
 * | placeholder | becomes |
 * |---|---|
 * | `[[functions_url]]` | the origin of the functions |
 * | `[[service_sid]]`, `[[environment_sid]]` | of the deployment; null for functions that are not deployed |
 * | `[[function_sid:/studio/route-contact]]` | of that function; null for functions that are not deployed |
 * | `[[workflow_sid]]` | the workflow of floor.yaml |
 * | `[[task_channel_sid:voice]]` | a channel of floor.yaml |
 * | `[[first_queue]]` | the first queue of floor.yaml |
 *
 * https://www.twilio.com/docs/studio/rest-api/v2/schemas
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Policy } from "../../src/domain/policy";
import type { Deployment } from "./deployment";
import type { Routing } from "./routing";
import { AccountError } from "./session";

/** What flows are filled in with. */
export type Surroundings = {
  policy: Policy;
  routing: Routing;
  functionsUrl: string;
  deployment: Deployment | undefined;
};

export type FlowFile = { name: string; text: string };

/** @param folder with a file `<name>.json` for each flow */
export function readFlowFiles(folder: string): FlowFile[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .map((file) => ({ name: file.replace(/\.json$/, ""), text: readFileSync(join(folder, file), "utf8") }));
}

const PLACEHOLDER = /\[\[([a-z_]+)(?::([^\]]+))?\]\]/g;

/** The task channels of a flow that the policy does not have: such a flow is for another floor. */
export function channelsMissing({ text }: FlowFile, { channels }: Policy): string[] {
  const named = [...text.matchAll(PLACEHOLDER)].flatMap(([, kind, name = ""]) =>
    kind === "task_channel_sid" ? [name] : [],
  );
  return [...new Set(named)].filter((name) => !Object.hasOwn(channels, name));
}

/** Undefined for what does not exist, null for what is not deployed. */
function standsFor(kind: string, name: string, { policy, routing, functionsUrl, deployment }: Surroundings) {
  switch (kind) {
    case "functions_url":
      return functionsUrl;
    case "service_sid":
      return deployment?.environment.serviceSid ?? null;
    case "environment_sid":
      return deployment?.environment.sid ?? null;
    case "function_sid":
      return deployment ? deployment.build.functions.find(({ path }) => path === name)?.sid : null;
    case "workflow_sid":
      return routing.workflowSid;
    case "task_channel_sid":
      return routing.taskChannelSids[name];
    case "first_queue":
      return Object.keys(policy.queues)[0];
    default:
      return undefined;
  }
}

/**
 * The definition as an account takes it.
 * @throws AccountError naming every placeholder that stands for nothing here
 */
export function fillIn({ name, text }: FlowFile, surroundings: Surroundings): object {
  const unknown = new Set<string>();
  const fill = (value: string): string | null => {
    let isNothing = false;
    const filled = value.replace(PLACEHOLDER, (placeholder: string, kind: string, of = "") => {
      const found = standsFor(kind, of, surroundings);
      if (found === undefined) unknown.add(placeholder);
      isNothing ||= found === null;
      return found ?? "";
    });
    return isNothing ? null : filled;
  };
  const definition = JSON.parse(text, (_key, value: unknown) =>
    typeof value === "string" ? fill(value) : value,
  ) as object;
  if (unknown.size > 0) {
    const names = [...unknown].join(", ");
    throw new AccountError(
      `studio/${name}.json has ${names}, which is not in floor.yaml or not deployed: correct it, or \`npm run deploy\``,
    );
  }
  return definition;
}
