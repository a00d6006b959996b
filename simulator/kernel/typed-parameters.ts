/**
 * Parameters of the types that Twilio's OpenAPI documents name: enums, SIDs, URLs, HTTP methods, moments, durations,
 * JSON. All are undefined where they were not sent; a wrong one is refused with 400 and 20001 where no other code is said.
 */
import { isObject, type Json, parsed } from "./json";
import { badParameter, type Parameters, RestError, text, texts } from "./rest";

export type HttpMethod = "GET" | "POST";

/** One of an enum's values, in any case. */
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

/** `true`, `1` or `yes` for true, and any other value for false: where Twilio's documents say so. */
export function yesIn(parameters: Parameters, name: string): boolean | undefined {
  const value = text(parameters, name);
  return value === undefined ? undefined : ["true", "1", "yes"].includes(value.toLowerCase());
}

/** Values of an enum, in a repeated parameter. */
export function someOf(parameters: Parameters, name: string, values: readonly string[]): string[] | undefined {
  const sent = texts(parameters, name);
  const unknown = sent.find((one) => !values.includes(one));
  if (unknown !== undefined) throw badParameter(`${name} '${unknown}' is not one of ${values.join(", ")}`);
  return sent.length > 0 ? sent : undefined;
}

/** Text that looks like `pattern`. */
export function matching(parameters: Parameters, name: string, pattern: RegExp): string | undefined {
  const value = text(parameters, name);
  if (value !== undefined && !pattern.test(value)) throw badParameter(`${name} '${value}' is not valid`);
  return value;
}

/** Text of at most so many characters. */
export function shortText(parameters: Parameters, name: string, maximum: number): string | undefined {
  const value = text(parameters, name);
  if (value !== undefined && value.length > maximum) throw badParameter(`${name} is longer than ${maximum} characters`);
  return value;
}

const filledText = (parameters: Parameters, name: string): string | undefined => text(parameters, name) || undefined;

export const isSid = (value: unknown, prefix: string): value is string =>
  typeof value === "string" && new RegExp(`^${prefix}[0-9a-fA-F]{32}$`).test(value);

/** A SID of a kind, such as `MG`; empty text counts as not sent. */
export function sidIn(parameters: Parameters, name: string, prefix: string): string | undefined {
  const sid = filledText(parameters, name);
  if (sid !== undefined && !isSid(sid, prefix)) throw badParameter(`${name} '${sid}' is not a valid SID`);
  return sid;
}

export const isWebUrl = (url: string): boolean => /^https?:\/\//i.test(url) && URL.canParse(url);

/** An absolute http or https URL; empty text counts as not sent. @param code Twilio's code for one that is not valid */
export function urlIn(parameters: Parameters, name: string, code: number): string | undefined {
  const url = filledText(parameters, name);
  if (url !== undefined && !isWebUrl(url)) throw new RestError(400, code, `${name} is not a valid URL: ${url}`);
  return url;
}

/** POST where none was sent. */
export const httpMethodIn = (parameters: Parameters, name: string): HttpMethod =>
  oneOf(parameters, name, ["GET", "POST"]) ?? "POST";

/** ISO 8601, as milliseconds since the epoch; empty text counts as not sent. */
export function momentIn(parameters: Parameters, name: string): number | undefined {
  const value = filledText(parameters, name);
  if (value === undefined) return undefined;
  const moment = Date.parse(value);
  if (Number.isNaN(moment)) throw badParameter(`${name} '${value}' is not a date and time`);
  return moment;
}

const DURATION = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** An ISO 8601 duration in seconds; null where it was sent empty, to take it away. */
export function durationIn(parameters: Parameters, name: string, minimum: number): number | null | undefined {
  const value = text(parameters, name);
  if (value === undefined) return undefined;
  if (value === "") return null;
  const [, days, hours, minutes, seconds] = DURATION.exec(value) ?? [];
  const total = [days, hours, minutes, seconds].reduce(
    (sum, part, index) => sum + Number(part ?? 0) * ([86_400, 3600, 60, 1][index] ?? 0),
    0,
  );
  if (total < minimum) throw badParameter(`${name} must be an ISO 8601 duration of ${minimum} seconds or more`);
  return total;
}

/** The object in a parameter of JSON. */
export function objectIn(parameters: Parameters, name: string): Readonly<Json> | undefined {
  const value = parameters[name];
  if (value === undefined || value === null) return undefined;
  const object = typeof value === "string" ? parsed(value) : value;
  if (isObject(object)) return object;
  throw badParameter(`${name} must be a valid JSON object`);
}

/** Only what was sent: an update leaves the rest as it is. */
export const whatWasSent = <Values extends object>(values: Values): Sent<Values> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Sent<Values>;

type Sent<Values> = { [Name in keyof Values]?: Exclude<Values[Name], undefined> };
