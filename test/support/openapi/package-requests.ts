/** Every request that the `twilio` package can make of the products served here, found by calling all of its methods. */
import twilio from "twilio";
import type { DocumentedOperation } from "./documents";
import { documentedFor } from "./validator";

/** Names of the query and of the form, by the operation they are sent to. */
export type PackageRequests = ReadonlyMap<DocumentedOperation, ReadonlySet<string>>;

type Sent = { method: string; uri: string; params?: object; data?: object | string };
type Version = { [name: string]: unknown };

const SID = `XX${"0".repeat(32)}`;
/** Of the client itself, never sent. */
const NOT_SENT = ["limit", "callback", "done", "then"];

/** Options of any method, all of them given. */
const everything: object = new Proxy(
  {},
  { get: (_, name) => (typeof name === "symbol" || NOT_SENT.includes(name) ? undefined : "1") },
);

/** Lists and contexts know their version and their path; a list is a function that gives the context of one of its resources. */
const isResource = (value: unknown): value is Version =>
  ((typeof value === "object" && value !== null) || typeof value === "function") &&
  "_version" in value &&
  "_uri" in value;

const METHODS = ["create", "page", "fetch", "update", "remove"];

function propertiesOf(value: object): string[] {
  const names = new Set<string>();
  for (let at: unknown = value; at !== null && at !== Object.prototype && at !== Function.prototype; ) {
    for (const name of Object.getOwnPropertyNames(at)) names.add(name);
    at = Object.getPrototypeOf(at);
  }
  return [...names].filter((name) => !["constructor", "caller", "callee", "arguments"].includes(name));
}

/** Answers are empty, so that few can be read: the request is all that is wanted. */
async function attempt(method: () => unknown): Promise<void> {
  try {
    await method();
  } catch {
    // Seen already.
  }
}

async function visit(resource: Version, seen: Set<string>): Promise<void> {
  const address = `${typeof resource} ${String(resource["_uri"])}`;
  // Lists of things that there is one of have no path; what is in them has.
  if (resource["_uri"] !== "" && seen.has(address)) return;
  seen.add(address);
  for (const name of METHODS) {
    const method = resource[name];
    if (typeof method === "function") await attempt(() => method.call(resource, everything));
  }
  for (const inner of inside(resource)) await visit(inner, seen);
}

/** A list's context, and the lists under it. */
function inside(resource: Version): Version[] {
  const lists = propertiesOf(resource)
    .map((name) => (METHODS.includes(name) ? undefined : resource[name]))
    .filter(isResource);
  if (typeof resource !== "function") return lists;
  const list = resource as (...sids: string[]) => unknown;
  const context = list(...Array.from({ length: list.length }, () => SID));
  return isResource(context) ? [...lists, context] : lists;
}

export async function packageRequests(): Promise<PackageRequests> {
  const requests = new Map<DocumentedOperation, Set<string>>();
  const request = ({ method, uri, params = {}, data = {} }: Sent) => {
    const { hostname, pathname, searchParams } = new URL(uri);
    const operation = documentedFor(hostname.split(".")[0] ?? "", method, pathname);
    if (operation) {
      const names = requests.get(operation) ?? new Set<string>();
      for (const name of [...searchParams.keys(), ...Object.keys(params), ...Object.keys(data)]) names.add(name);
      requests.set(operation, names);
    }
    return Promise.resolve({ statusCode: 200, body: {}, headers: {} });
  };
  const client = twilio(`AC${SID.slice(2)}`, SID, { httpClient: { request } as never });
  const { taskrouter, sync, events, flexApi, conversations, studio, api } = client;
  for (const version of [
    taskrouter.v1,
    sync.v1,
    events.v1,
    flexApi.v1,
    flexApi.v2,
    conversations.v1,
    studio.v2,
    api.v2010,
  ]) {
    const resources = propertiesOf(version).map((name) => (version as unknown as Version)[name]);
    const seen = new Set<string>();
    for (const resource of resources.filter(isResource)) await visit(resource, seen);
  }
  return requests;
}
