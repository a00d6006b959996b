/** Parameters in one of Twilio's formats: SIDs, moments, JSON, durations. A wrong one is refused with 400 and 20001. */
import { badParameter, type Parameters, text } from "./rest";

/** A parameter that looks like `pattern`, or undefined when it was not sent. */
export function matching(parameters: Parameters, name: string, pattern: RegExp): string | undefined {
  const value = text(parameters, name);
  if (value !== undefined && !pattern.test(value)) throw badParameter(`${name} '${value}' is not valid`);
  return value;
}

export const isSid = (value: unknown, prefix: string): value is string =>
  typeof value === "string" && new RegExp(`^${prefix}[0-9a-fA-F]{32}$`).test(value);

/** A SID of a kind, such as `WT`. */
export const sidIn = (parameters: Parameters, name: string, prefix: string): string | undefined =>
  matching(parameters, name, new RegExp(`^${prefix}[0-9a-fA-F]{32}$`));

/** One of the words of an enum. */
export function oneOf<Word extends string>(
  parameters: Parameters,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const value = text(parameters, name);
  const word = words.find((one) => one === value);
  if (value !== undefined && word === undefined) throw badParameter(`${name} must be one of ${words.join(", ")}`);
  return word;
}

/** ISO 8601, as milliseconds since the epoch. */
export function momentIn(parameters: Parameters, name: string): number | undefined {
  const value = text(parameters, name);
  if (value === undefined) return undefined;
  const moment = Date.parse(value);
  if (Number.isNaN(moment)) throw badParameter(`${name} '${value}' is not a date and time`);
  return moment;
}

/** Text of at most so many characters. */
export function shortText(parameters: Parameters, name: string, maximum: number): string | undefined {
  const value = text(parameters, name);
  if (value !== undefined && value.length > maximum) throw badParameter(`${name} is longer than ${maximum} characters`);
  return value;
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
export function objectIn(parameters: Parameters, name: string): Readonly<Record<string, unknown>> | undefined {
  const value = parameters[name];
  if (value === undefined || value === null) return undefined;
  const parsed = typeof value === "string" ? parsedOrNothing(value) : value;
  if (isObject(parsed)) return parsed;
  throw badParameter(`${name} must be a valid JSON object`);
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function parsedOrNothing(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
