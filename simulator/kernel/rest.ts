/** The shape of Twilio's REST API: operations, parameters, errors, pages. https://www.twilio.com/docs/usage/api */
import { parsedObject } from "./json";

export type Method = "GET" | "POST" | "DELETE" | "PUT" | "PATCH";

/** Form and query values as they come over the wire: strings, and arrays of strings for repeated names. */
export type Parameters = Readonly<Record<string, unknown>>;

export type RestRequest = {
  method: Method;
  /** Path under the product's host, e.g. `/v1/Workspaces`. */
  path: string;
  /** From the path template. */
  ids: Readonly<Record<string, string>>;
  parameters: Parameters;
  /** Lower-cased names. */
  headers: Readonly<Record<string, string>>;
};

export type RestResponse = { status: number; body?: unknown; headers?: Record<string, string> };

/** A documented limit; beyond it requests are refused with 429 and code 20429, and nothing is done. */
export type Rate = {
  /** Requests in a second of the account's clock. */
  perSecond: number;
  /** Where only some requests count, such as those with a certain parameter. */
  applies?(parameters: Parameters): boolean;
  /** Twilio's name of what is limited, as `Task-List-EvaluateTaskAttributes`. */
  key?: string;
};

/** One operation of Twilio's OpenAPI documents, by its own operationId. */
export type Operation = {
  name: string;
  method: Method;
  /** As Twilio writes it, with `:Name` for a path parameter. */
  path: string;
  /** The parameters this model knows; any other is refused with 501, never ignored. */
  parameters?: readonly string[];
  /** JSON bodies: their keys are not checked here. */
  isJson?: boolean;
  /** What Twilio documents of how often it may be asked for. */
  rate?: Rate;
  run(request: RestRequest): RestResponse;
};

/** A refusal with Twilio's status, code and message. https://www.twilio.com/docs/api/errors */
export class RestError extends Error {
  override readonly name = "RestError";
  readonly status: number;
  readonly code: number;

  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }

  toBody() {
    return {
      code: this.code,
      message: this.message,
      more_info: `https://www.twilio.com/docs/errors/${this.code}`,
      status: this.status,
    };
  }
}

export const notFound = (path: string) => new RestError(404, 20404, `The requested resource ${path} was not found`);
/** https://www.twilio.com/docs/api/errors/20429 */
export const tooManyRequests = () => new RestError(429, 20429, "Too Many Requests");
export const badParameter = (message: string) => new RestError(400, 20001, message);
export const notModelled = (what: string) => new RestError(501, 20501, `the simulated account does not model ${what}`);
export const preconditionFailed = (code: number) =>
  new RestError(412, code, "The revision of the resource does not match the expected revision");

/** A string parameter, or undefined when it was not sent. */
export function text(parameters: Parameters, name: string): string | undefined {
  const value = parameters[name];
  if (value === undefined || value === null) return undefined;
  return String(Array.isArray(value) ? value.at(-1) : value);
}

/** What a parameter was read as, which must have been sent. */
export function required<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw badParameter(`Missing required parameter ${name} in the post body`);
  return value;
}

export const requiredText = (parameters: Parameters, name: string): string =>
  required(text(parameters, name) || undefined, name);

/** Number() reads nothing as 0, and hexadecimal and exponents too. */
const WHOLE_NUMBER = /^[+-]?\d+$/;

/** A whole number in bounds. */
export function integer(parameters: Parameters, name: string, minimum = 0, maximum = 2 ** 31 - 1): number | undefined {
  const value = text(parameters, name);
  if (value === undefined) return undefined;
  const number = WHOLE_NUMBER.test(value) ? Number(value) : Number.NaN;
  if (!Number.isInteger(number) || number < minimum || number > maximum) {
    throw badParameter(`${name} must be a whole number from ${minimum} to ${maximum}, not '${value}'`);
  }
  return number;
}

export function boolean(parameters: Parameters, name: string): boolean | undefined {
  const value = text(parameters, name)?.toLowerCase();
  if (value === undefined) return undefined;
  if (value !== "true" && value !== "false") throw badParameter(`${name} must be true or false, not '${value}'`);
  return value === "true";
}

/** A JSON object in a string parameter, as the text that was sent. */
export function jsonObject(parameters: Parameters, name: string): string | undefined {
  const value = text(parameters, name);
  if (value === undefined) return undefined;
  if (!parsedObject(value)) throw badParameter(`${name} must be a valid JSON object`);
  return value;
}

/** Every value of a repeated parameter. */
export function texts(parameters: Parameters, name: string): string[] {
  const value = parameters[name];
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

const DEFAULT_PAGE_SIZE = 50;

const anchorOf = (item: unknown): string => {
  const sid = typeof item === "object" && item !== null && "sid" in item ? item.sid : undefined;
  return typeof sid === "string" ? sid : "";
};

/** `PT`, where the page began when it was announced, its first resource then, and the one before. */
function tokenOf(items: readonly unknown[], start: number): string {
  return `PT${start}.${anchorOf(items[start])}.${anchorOf(items[start - 1])}`;
}

function startOf(token: string, items: readonly unknown[]): number {
  const [, start, first, before] = /^PT(\d+)\.(\w*)\.(\w*)$/.exec(token) ?? [];
  if (start === undefined) throw badParameter("PageToken is not one of this list's");
  if (first && anchorOf(items[Number(start)]) === first) return Number(start);
  const ofFirst = first ? items.findIndex((item) => anchorOf(item) === first) : -1;
  if (ofFirst >= 0) return ofFirst;
  const ofBefore = before ? items.findIndex((item) => anchorOf(item) === before) : -1;
  return ofBefore >= 0 ? ofBefore + 1 : Number(start);
}

/** The list's own parameters, as they stand before the page in its addresses. */
function filtersIn(parameters: Parameters): string {
  const names = Object.keys(parameters).filter(
    (name) => name !== "Page" && name !== "PageSize" && name !== "PageToken",
  );
  // Most lists have none, and the machinery of addresses costs more than all else of a page.
  if (names.length === 0) return "";
  const query = new URLSearchParams(
    names.flatMap((name) => texts(parameters, name).map((value): [string, string] => [name, value])),
  );
  return `${query}&`;
}

/**
 * Twilio's page of a list: `meta` and the items under `key`.
 *
 * A page's token holds its place by the resources around it, not by counting: what is created or deleted between two
 * pages makes nothing come twice and nothing be left out. How Twilio's own tokens are made is not documented.
 */
export function page<Item>(
  origin: string,
  request: RestRequest,
  key: string,
  items: readonly Item[],
  toBody: (item: Item) => unknown,
  maximumPageSize = 1000,
): RestResponse {
  const { parameters } = request;
  const size = Math.min(integer(parameters, "PageSize", 1) ?? DEFAULT_PAGE_SIZE, maximumPageSize);
  const number = integer(parameters, "Page") ?? 0;
  const token = text(parameters, "PageToken");
  const start = token === undefined ? number * size : startOf(token, items);
  const stem = `${origin}${request.path}?${filtersIn(parameters)}PageSize=${size}&Page=`;
  const url = (at: number, from: number) =>
    from <= 0 ? `${stem}${at}` : `${stem}${at}&PageToken=${tokenOf(items, from)}`;
  const meta = {
    page: number,
    page_size: size,
    first_page_url: `${stem}0`,
    previous_page_url: number > 0 ? url(number - 1, start - size) : null,
    url: token === undefined ? `${stem}${number}` : `${stem}${number}&PageToken=${token}`,
    next_page_url: items.length > start + size ? url(number + 1, start + size) : null,
    key,
  };
  return { status: 200, body: { meta, [key]: items.slice(start, start + size).map(toBody) } };
}
