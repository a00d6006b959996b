/** Requests as each door's own callers send them, with a credential or without. */
import { createHash } from "node:crypto";
import { type Centre, DOORS_ORIGIN, type Knock, scopeOf } from "./centre";
import type { Door } from "./door-list";
import { type Content, rowOf } from "./rows";

const FORM = "application/x-www-form-urlencoded";
const JSON_TYPE = "application/json";

/** A body with its kind; `query` where all of it is in the URL. */
export type Body = { type: string; text: string; query?: string };

const textOf = (value: unknown): string => (typeof value === "string" ? value : (JSON.stringify(value) ?? ""));

/** As a form: lists as fields that come several times. */
export function formOf(content: Content): Body {
  const pairs = Object.entries(content).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : value === undefined ? [] : [value]).map((one) => [name, textOf(one)]),
  );
  return { type: FORM, text: new URLSearchParams(pairs as [string, string][]).toString() };
}

export const jsonOf = (content: unknown): Body => ({ type: JSON_TYPE, text: JSON.stringify(content) });

const queryOf = (content: Content): Body => ({ type: "", text: "", query: `?${formOf(content).text}` });

/** In the first of the kinds that the door takes; `kind` says which where it takes several. */
export function bodyFor({ takes }: Door, content: Content, kind = takes[0]): Body {
  if (kind === "query") return queryOf(content);
  return kind === "form" ? formOf(content) : jsonOf(content);
}

/** Without any credential. */
export function bare({ path }: Door, { type, text, query }: Body): Knock {
  const headers = type === "" ? {} : { "content-type": type };
  return { method: type === "" ? "GET" : "POST", path, headers, body: text, ...(query ? { query } : {}) };
}

/** The parameters of a form, as a signature goes over them: of several of one name the list. */
function parametersOf(text: string): Record<string, string> {
  const form = new URLSearchParams(text);
  const lists = [...new Set(form.keys())].map((name) => [name, form.getAll(name)] as const);
  return Object.fromEntries(lists.map(([name, all]) => [name, (all.length > 1 ? all : all[0]) as string]));
}

/** As Twilio signs: https://www.twilio.com/docs/usage/security#validating-requests */
export function signed(centre: Centre, knock: Knock): Knock {
  const { path, headers, body, query = "" } = knock;
  const isForm = headers["content-type"] === FORM;
  const hash = `bodySHA256=${createHash("sha256").update(body).digest("hex")}`;
  const whole = !isForm && body !== "" ? `${query === "" ? "?" : `${query}&`}${hash}` : query;
  const url = new URL(`${DOORS_ORIGIN}${path}${whole}`).toString();
  const form = isForm ? parametersOf(body) : {};
  return { ...knock, query: whole, headers: { ...headers, "x-twilio-signature": centre.signature(url, form) } };
}

export const withBearer = (knock: Knock, token: string): Knock => ({
  ...knock,
  headers: { ...knock.headers, authorization: `Bearer ${token}` },
});

/** With the field `Token`, where the fields are: in the form, the object or, for want of a body, the query. */
export function withFlexToken(knock: Knock, token: unknown): Knock {
  const { headers, body, query = "" } = knock;
  if (headers["content-type"] === JSON_TYPE) {
    const text = `{"Token":${JSON.stringify(token)}${body.startsWith("{}") ? "" : ","}${body.slice(1)}`;
    return body.startsWith("{") ? { ...knock, body: text } : knock;
  }
  const pairs = [token].flat().map((one) => ["Token", textOf(one)]);
  const field = new URLSearchParams(pairs as [string, string][]).toString();
  if (headers["content-type"] === FORM) return { ...knock, body: body === "" ? field : `${body}&${field}` };
  return { ...knock, query: query === "" ? `?${field}` : `${query}&${field}` };
}

/** With the credential that opens the door to everything it does. */
export async function credentialed(centre: Centre, door: Door, body: Body): Promise<Knock> {
  const knock = bare(door, body);
  if (door.lock.is === "signature") return signed(centre, knock);
  if (door.lock.is === "token") return withBearer(knock, await centre.token(...scopeOf(door)));
  return inFlex(knock, centre.flexToken(door.lock.role ?? "supervisor"));
}

/** What the door decides on, from whom it expects it. */
export const rightRequest = (centre: Centre, door: Door): Promise<Knock> =>
  credentialed(centre, door, bodyFor(door, rowOf(door.path).right(centre)));

/** Of a list, and of what is no object, the token goes into the query: there is no field for it. */
function inFlex(knock: Knock, token: string): Knock {
  const isList = knock.headers["content-type"] === JSON_TYPE && !knock.body.startsWith("{");
  return isList ? { ...knock, query: `?Token=${token}` } : withFlexToken(knock, token);
}
