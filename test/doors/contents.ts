/** What comes with a good credential and is refused all the same: for its method, its size, its kind or its form. */
import type { Centre } from "./centre";
import type { Door } from "./door-list";
import type { Hostile } from "./hostile";
import { rowOf, type Scene } from "./rows";
import { type Body, bodyFor, credentialed, jsonOf, rightRequest } from "./sending";

const MEGABYTE = 1024 * 1024;
/** Far deeper than anything anybody has to say. */
const DEPTH = 1000;

/** A body of the door's own kind, or of JSON where it takes several. */
const kindOf = ({ takes }: Door): string =>
  ["json", "form", "json-array"].find((kind) => takes.includes(kind)) ?? "query";

/** The check of a credential that was not checked lately: signatures need none. */
const checksOf = ({ lock }: Door): 0 | 1 => (lock.is === "signature" ? 0 : 1);

type Sent = (centre: Centre, door: Door) => Body;

/** Refused before a function runs: the platform's answer. */
const atTheEdge = (what: string, status: number, send: Hostile["send"]): Hostile => ({ what, status, checks: 0, send });

const behindTheLock = (door: Door, what: string, status: number, body: Sent): Hostile => ({
  what,
  status,
  checks: checksOf(door),
  send: (centre, of) => credentialed(centre, of, body(centre, of)),
});

const METHODS: readonly Hostile[] = ["PUT", "PATCH", "DELETE", "HEAD"].map((method) =>
  atTheEdge(`${method} in the place of POST`, 405, async (centre, door) => ({
    ...(await rightRequest(centre, door)),
    method,
  })),
);

const EDGE: readonly Hostile[] = [
  ...METHODS,
  atTheEdge("a body over 1 MB", 413, (centre, door) =>
    credentialed(centre, door, { type: "application/json", text: JSON.stringify({ a: "a".repeat(MEGABYTE) }) }),
  ),
  atTheEdge("headers over 15 kB", 431, async (centre, door) => {
    const knock = await rightRequest(centre, door);
    return { ...knock, headers: { ...knock.headers, "x-more": "a".repeat(16 * 1024) } };
  }),
  atTheEdge("malformed JSON", 400, (centre, door) =>
    credentialed(centre, door, { type: "application/json", text: '{"a":' }),
  ),
  atTheEdge("JSON that is neither object nor array", 400, (centre, door) =>
    credentialed(centre, door, { type: "application/json", text: '"a"' }),
  ),
];

/** Bodies of a kind this door does not take. */
function otherKinds(door: Door): Hostile[] {
  const refused = (what: string, type: string, text: string) => behindTheLock(door, what, 415, () => ({ type, text }));
  const kinds = [
    refused("text", "text/plain", "a=1"),
    refused("XML", "application/xml", "<a/>"),
    refused("a file", "multipart/form-data; boundary=a", "--a--"),
    refused("JSON under another name", "application/json+other", "{}"),
  ];
  if (!door.takes.includes("form")) {
    kinds.push(refused("a form where none is expected", "application/x-www-form-urlencoded", "a=1"));
  }
  if (!door.takes.some((kind) => kind.startsWith("json"))) {
    kinds.push(refused("JSON where none is expected", "application/json", "{}"));
  }
  if (!door.takes.includes("query")) {
    kinds.push(
      behindTheLock(door, "no body, everything in the query", 415, () => ({ type: "", text: "", query: "?a=1" })),
    );
  }
  return kinds;
}

/** Text of JSON nested so deep, which nobody should have to write as an object. */
const nested = `${'{"a":'.repeat(DEPTH)}1${"}".repeat(DEPTH)}`;

/** What is wrong with the form of what is said, in the kind that the door takes. */
function badForms(door: Door): Hostile[] {
  const refused = (what: string, body: Sent) => behindTheLock(door, what, 400, body);
  if (kindOf(door) === "query") {
    return ["__proto__", "constructor", "prototype", "0"].map((name) =>
      refused(`a field called ${name}`, () => ({ type: "", text: "", query: `?${name}=1` })),
    );
  }
  const listOf = (text: string) => (door.takes.includes("json-array") ? `[${text}]` : text);
  const json =
    (text: string): Sent =>
    () => ({ type: "application/json", text: listOf(text) });
  if (kindOf(door) === "form") {
    return ["__proto__", "constructor", "0"].map((name) =>
      refused(`a field called ${name}`, () => ({ type: "application/x-www-form-urlencoded", text: `${name}=1` })),
    );
  }
  return [
    refused("a list where an object is expected, or an object where a list is", () =>
      jsonOf(door.takes.includes("json-array") ? { a: 1 } : [{ a: 1 }]),
    ),
    refused("an object nested a thousand deep", json(nested)),
    refused("a field called __proto__", json('{"__proto__":{"isAdmin":true}}')),
    refused("a field called constructor", json('{"constructor":{"prototype":{"isAdmin":true}}}')),
    refused("a field called prototype, inside another", json('{"a":{"b":[{"prototype":1}]}}')),
  ];
}

/** Fields that reach past the door, beside what is right. */
function reachingFields(door: Door): Hostile[] {
  const beside = (query: string) => (centre: Centre, of: Door) => {
    const body = bodyFor(of, rowOf(of.path).right(centre));
    return credentialed(centre, of, {
      ...body,
      query: body.query && body.query !== "?" ? `${body.query}&${query}` : `?${query}`,
    });
  };
  return [
    {
      what: "a field called __proto__ in the query, beside what is right",
      status: 400,
      checks: checksOf(door),
      send: beside("__proto__=1"),
    },
    {
      // It hides the headers: there is no token in them then, or no kind.
      what: "a field called request, beside what is right",
      status: door.lock.is === "token" ? 401 : 415,
      checks: door.lock.is === "flex" ? 1 : 0,
      send: beside("request=1"),
    },
  ];
}

/** Doors that look at what is said: each field wrong in turn, and all of them missing. */
export function wrongFields(scene: Scene, door: Door): Hostile[] {
  const { right: rightOf, others = [], needsNothing } = rowOf(door.path);
  const content = rightOf(scene);
  const isList = Array.isArray(content);
  const fields = (isList ? content[0] : content) as Readonly<Record<string, unknown>>;
  const kind = kindOf(door);
  const sent = (changed: object): Body =>
    bodyFor(door, isList ? [changed] : (changed as Record<string, unknown>), kind);
  if (Object.keys(fields).length === 0) return [];
  const swapped = kind === "form" ? "an empty text" : "a list of objects";
  const value = kind === "form" ? "" : [{}, {}];
  return [
    ...(needsNothing ? [] : [behindTheLock(door, "no fields at all", 400, () => sent({}))]),
    ...Object.keys(fields).flatMap((name) =>
      others.includes(name)
        ? []
        : behindTheLock(door, `${swapped} for ${name}`, 400, () => sent({ ...fields, [name]: value })),
    ),
  ];
}

/** A token that may only ask, where it would act. */
function tooMuch(door: Door): Hostile[] {
  if (door.lock.is !== "token" || !door.lock.anyOf.includes("propose-capacity")) return [];
  const send = async (centre: Centre, of: Door) => {
    const knock = await rightRequest(centre, of);
    const token = await centre.token("propose-capacity");
    return { ...knock, headers: { ...knock.headers, authorization: `Bearer ${token}` } };
  };
  return [{ what: "a change, from a token that may only propose", status: 403, checks: 1, send }];
}

/** Everything that this door refuses whoever sends it. */
export const hostileContents = (scene: Scene, door: Door): readonly Hostile[] => [
  ...EDGE,
  ...otherKinds(door),
  ...badForms(door),
  ...reachingFields(door),
  ...wrongFields(scene, door),
  ...tooMuch(door),
];
