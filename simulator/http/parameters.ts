/**
 * What a request carries: the query, and a form or JSON. A name that is sent several times is a list.
 * https://www.twilio.com/docs/usage/requests-to-twilio
 */
import type { IncomingMessage } from "node:http";
import { parse } from "node:querystring";
import { badParameter, notModelled, type Parameters, RestError } from "../kernel/rest";

/** Bytes; Twilio's own limits are all smaller. */
const LARGEST_BODY = 2 * 1024 * 1024;
const NOTHING: Parameters = Object.freeze({});
const NO_LIMIT = { maxKeys: 0 };

const BROKEN_ESCAPE = /%(?![0-9a-f]{2})/i;

/** @throws RestError where an escape is broken */
export function formOf(text: string): Parameters {
  if (text === "") return NOTHING;
  if (text.includes("%") && BROKEN_ESCAPE.test(text)) throw badParameter("The request is malformed: a broken %-escape");
  return parse(text, "&", "=", NO_LIMIT) as Parameters;
}

function jsonOf(text: string): Parameters {
  if (text === "") return NOTHING;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    throw badParameter(`The request is malformed: ${error instanceof Error ? error.message : "not JSON"}`);
  }
  if (typeof parsed !== "object" || parsed === null) throw badParameter("The request is malformed: no JSON object");
  return { ...parsed };
}

/** @throws RestError for what is malformed, or of a type that Twilio does not take */
export function bodyOf(text: string, contentType: string | undefined): Parameters {
  if (text === "") return NOTHING;
  if (contentType === undefined || contentType.startsWith("application/x-www-form-urlencoded")) return formOf(text);
  if (/^application\/([\w.-]+\+)?json/i.test(contentType)) return jsonOf(text);
  if (contentType.startsWith("multipart/form-data")) throw notModelled("multipart/form-data");
  // https://www.twilio.com/docs/api/errors/19056
  throw new RestError(415, 19056, "Input request content type is invalid");
}

/** Reads a body whole; `done` gets undefined where it is too large. */
export function readBody(request: IncomingMessage, done: (text: string | undefined) => void): void {
  const { headers } = request;
  if (headers["content-length"] === undefined && headers["transfer-encoding"] === undefined) {
    done("");
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    size += chunk.length;
    if (size <= LARGEST_BODY) chunks.push(chunk);
  });
  request.on("end", () => {
    if (size > LARGEST_BODY) done(undefined);
    else done(chunks.length === 1 ? chunks[0]?.toString() : Buffer.concat(chunks).toString());
  });
}
