/** Parameters of the types that Twilio's OpenAPI documents name: enums, SIDs, URLs, HTTP methods, dates. */
import { badParameter, type Parameters, RestError, text } from "./rest";

export type HttpMethod = "GET" | "POST";

/** One of an enum's values, in any case; undefined when it was not sent. */
export function oneOf<Value extends string>(
  parameters: Parameters,
  name: string,
  values: readonly Value[],
): Value | undefined {
  const sent = text(parameters, name);
  if (sent === undefined) return undefined;
  const value = values.find((one) => one.toLowerCase() === sent.toLowerCase());
  if (value === undefined) throw badParameter(`${name} '${sent}' is not one of ${values.join(", ")}`);
  return value;
}

const SID_DIGITS = "[0-9a-fA-F]{32}";

/** A SID of a kind, such as `MG`; empty text counts as not sent. */
export function sidParameter(parameters: Parameters, name: string, prefix: string): string | undefined {
  const sid = text(parameters, name);
  if (sid === undefined || sid === "") return undefined;
  if (!new RegExp(`^${prefix}${SID_DIGITS}$`).test(sid)) throw badParameter(`${name} '${sid}' is not a valid SID`);
  return sid;
}

/** An absolute http or https URL; empty text counts as not sent. @param code Twilio's code for one that is not valid */
export function urlParameter(parameters: Parameters, name: string, code: number): string | undefined {
  const url = text(parameters, name);
  if (url === undefined || url === "") return undefined;
  if (!isWebUrl(url)) throw new RestError(400, code, `${name} is not a valid URL: ${url}`);
  return url;
}

export const isWebUrl = (url: string): boolean => /^https?:\/\//i.test(url) && URL.canParse(url);

export const httpMethod = (parameters: Parameters, name: string): HttpMethod =>
  oneOf(parameters, name, ["GET", "POST"]) ?? "POST";

/** Milliseconds since the epoch. */
export function dateParameter(parameters: Parameters, name: string): number | undefined {
  const value = text(parameters, name);
  if (value === undefined || value === "") return undefined;
  const at = Date.parse(value);
  if (Number.isNaN(at)) throw badParameter(`${name} '${value}' is not a date`);
  return at;
}
