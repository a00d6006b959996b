/** What never reaches a function: rules on a request, in the order in which they are asked. */
import type { Visibility } from "../functions/hosted-build";
import { type EdgeRequest, type EdgeResponse, headerOf } from "./exchange";
import { areHeadersTooLarge, REQUEST_LIMIT, sizeOfHeaders } from "./limits";
import { isSigned } from "./signature";

export type RefusalContext = {
  authToken: string;
  /** Undefined where nothing is at the path. */
  visibility: Visibility | undefined;
};

/** What a caller gets in the place of what it asked for. */
export type Outcome = {
  response: EdgeResponse;
  /** Twilio's number for it, where there is one: https://www.twilio.com/docs/api/errors */
  code?: number;
};

type Rule = (request: EdgeRequest, context: RefusalContext) => Outcome | undefined;

export const plain = (status: number, body: string, headers: Record<string, string> = {}): EdgeResponse => ({
  status,
  headers: { "content-type": "text/plain", ...headers },
  body,
});

const METHODS = "GET, POST, OPTIONS";

/** No function ever sees OPTIONS, so that every origin may ask: https://www.twilio.com/docs/serverless/functions-assets/quickstart/cors-preflight */
const PREFLIGHT: EdgeResponse = {
  status: 204,
  headers: {
    "access-control-allow-origin": "*",
    "access-control-allow-headers": "*",
    "access-control-allow-methods": METHODS,
  },
  body: "",
};

const headers: Rule = (request) => {
  if (!areHeadersTooLarge(sizeOfHeaders(request.headers))) return undefined;
  return { response: plain(431, "Request headers or cookies too long"), code: 82008 };
};

const size: Rule = (request) => {
  // Most requests are far from it, and counting bytes costs each of them.
  if (request.body.length * 3 + 16 * 1024 <= REQUEST_LIMIT) return undefined;
  const bytes = Buffer.byteLength(request.body) + sizeOfHeaders(request.headers).bytes;
  return bytes > REQUEST_LIMIT ? { response: plain(413, "the request is larger than 1 MB") } : undefined;
};

const path: Rule = (_request, { visibility }) =>
  visibility === undefined || visibility === "private" ? { response: plain(404, "not found") } : undefined;

const method: Rule = ({ method: name }) => {
  if (name === "OPTIONS") return { response: PREFLIGHT };
  if (name === "GET" || name === "POST") return undefined;
  return { response: plain(405, `only ${METHODS}`, { allow: METHODS }) };
};

const bodyOfGet: Rule = ({ method: name, body }) =>
  name === "GET" && body !== "" ? { response: plain(403, "a GET has no body") } : undefined;

const signature: Rule = (request, { visibility, authToken }) =>
  visibility === "protected" && !isSigned(request, authToken)
    ? { response: plain(403, "the signature is not valid") }
    : undefined;

const json: Rule = (request) => {
  const isJson = headerOf(request, "content-type")?.startsWith("application/json") === true;
  if (!isJson || request.body === "" || isObjectText(request.body)) return undefined;
  return { response: plain(400, "the body is no JSON object or array") };
};

function isObjectText(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null;
  } catch {
    return false;
  }
}

const RULES: readonly Rule[] = [headers, size, path, method, bodyOfGet, signature, json];

/** Why a request gets no further; undefined where it does. */
export function refusalOf(request: EdgeRequest, context: RefusalContext): Outcome | undefined {
  for (const rule of RULES) {
    const refusal = rule(request, context);
    if (refusal) return refusal;
  }
  return undefined;
}
