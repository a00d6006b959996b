/**
 * How large and how long an exchange with a function may be.
 * https://www.twilio.com/docs/serverless/functions-assets/functions/request-flow and, for headers,
 * https://www.twilio.com/docs/serverless/functions-assets/functions/headers-and-cookies/limitations
 */
import type { EdgeHeaders } from "./exchange";

/** Seconds of the account's clock until an invocation has to call back. */
export const TIME_LIMIT = 10;
/** Invocations under way at once, of all services of an account. */
export const CONCURRENCY_LIMIT = 30;
/** Bytes of a request: body, headers and cookies. */
export const REQUEST_LIMIT = 1024 * 1024;
/** Bytes of an answer's body. */
export const RESPONSE_LIMIT = 4 * 1024 * 1024;
/** Bytes of all names and values of headers, cookies among them. */
export const HEADERS_SIZE_LIMIT = 15 * 1024;
export const HEADERS_COUNT_LIMIT = 90;
/** Seconds a cookie may live. */
export const COOKIE_LIMIT = 24 * 3600;

export type HeadersSize = { bytes: number; count: number };

/** Each line of a header with several values counts. */
export function sizeOfHeaders(headers: EdgeHeaders): HeadersSize {
  let bytes = 0;
  let count = 0;
  for (const name in headers) {
    const value = headers[name] ?? "";
    if (typeof value === "string") {
      bytes += name.length + Buffer.byteLength(value);
      count++;
      continue;
    }
    for (const one of value) bytes += name.length + Buffer.byteLength(one);
    count += value.length;
  }
  return { bytes, count };
}

export const areHeadersTooLarge = ({ bytes, count }: HeadersSize): boolean =>
  bytes > HEADERS_SIZE_LIMIT || count > HEADERS_COUNT_LIMIT;
