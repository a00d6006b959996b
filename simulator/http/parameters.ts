/**
 * What a request carries: the query, and a form or JSON. A name that is sent several times is a list.
 * https://www.twilio.com/docs/usage/requests-to-twilio
 */
import type { IncomingMessage } from "node:http";
import { parse } from "node:querystring";
import { badParameter, type Parameters, RestError } from "../kernel/rest";

/** Bytes; Twilio's own limits are all smaller, but for uploads. */
export const LARGEST_BODY = 2 * 1024 * 1024;
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
  // https://www.twilio.com/docs/api/errors/19056
  throw new RestError(415, 19056, "Input request content type is invalid");
}

const EMPTY = Buffer.alloc(0);

/** Reads a body whole; `done` gets undefined where it is larger than so many bytes. */
export function readBody(
  request: IncomingMessage,
  largest: number,
  done: (body: Buffer<ArrayBuffer> | undefined) => void,
): void {
  const { headers } = request;
  if (headers["content-length"] === undefined && headers["transfer-encoding"] === undefined) {
    done(EMPTY);
    return;
  }
  const chunks: Buffer<ArrayBuffer>[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer<ArrayBuffer>) => {
    size += chunk.length;
    if (size <= largest) chunks.push(chunk);
  });
  request.on("end", () => {
    if (size > largest) done(undefined);
    else done(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks));
  });
}
