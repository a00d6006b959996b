/**
 * A handler's `event`: query and body together, and `request` with headers and cookies.
 * https://www.twilio.com/docs/serverless/functions-assets/functions/invocation#event-parameter
 */
import { parse } from "node:querystring";
import { type EdgeRequest, headerOf } from "../edge/exchange";

/** Node takes a thousand parameters unless it is told otherwise. */
const NO_LIMIT = { maxKeys: 0 };

/** Parameters that come several times are lists; a JSON array arrives under the keys "0", "1", and so on. */
export function eventOf(request: EdgeRequest): object {
  const { url, headers } = request;
  return {
    request: { headers, cookies: cookiesOf(headerOf(request, "cookie") ?? "") },
    ...parse(url.search.slice(1), "&", "=", NO_LIMIT),
    ...bodyOf(request),
  };
}

function bodyOf(request: EdgeRequest): object {
  const type = headerOf(request, "content-type") ?? "";
  if (request.body === "") return {};
  if (type.startsWith("application/json")) return JSON.parse(request.body) as object;
  if (type.startsWith("application/x-www-form-urlencoded")) return parse(request.body, "&", "=", NO_LIMIT);
  return {};
}

function cookiesOf(header: string): Record<string, string> {
  const pairs = header.split(";").map((pair) => pair.split("="));
  return Object.fromEntries(
    pairs.flatMap(([name = "", ...value]) => (name.trim() === "" ? [] : [[name.trim(), decoded(value.join("="))]])),
  );
}

function decoded(value: string): string {
  const text = value.trim().replace(/^"(.*)"$/, "$1");
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
