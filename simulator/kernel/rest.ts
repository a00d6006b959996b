/** The shape of Twilio's REST API: operations, parameters, errors, pages. https://www.twilio.com/docs/usage/api */
import findMyWay from "find-my-way";

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

export function requiredText(parameters: Parameters, name: string): string {
  const value = text(parameters, name);
  if (value === undefined || value === "") throw badParameter(`Missing required parameter ${name} in the post body`);
  return value;
}

/** A whole number in bounds. */
export function integer(parameters: Parameters, name: string, minimum = 0, maximum = 2 ** 31 - 1): number | undefined {
  const value = text(parameters, name);
  if (value === undefined) return undefined;
  const number = Number(value);
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

/** A JSON object in a string parameter. */
export function jsonObject(parameters: Parameters, name: string): string | undefined {
  const value = text(parameters, name);
  if (value === undefined) return undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return value;
  } catch {
    // Falls through to the same refusal: Twilio does not say which of the two it was.
  }
  throw badParameter(`${name} must be a valid JSON object`);
}

/** Every value of a repeated parameter. */
export function texts(parameters: Parameters, name: string): string[] {
  const value = parameters[name];
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

/** Twilio's page of a list: `meta` and the items under `key`. */
export function page<Item>(
  origin: string,
  request: RestRequest,
  key: string,
  items: readonly Item[],
  toBody: (item: Item) => unknown,
  maximumPageSize = 1000,
): RestResponse {
  const size = Math.min(integer(request.parameters, "PageSize", 1) ?? 50, maximumPageSize);
  const number = integer(request.parameters, "Page") ?? 0;
  const url = (at: number) => {
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(request.parameters)) {
      if (name !== "Page" && name !== "PageSize" && name !== "PageToken") query.append(name, String(value));
    }
    query.set("PageSize", String(size));
    query.set("Page", String(at));
    return `${origin}${request.path}?${query}`;
  };
  const meta = {
    page: number,
    page_size: size,
    first_page_url: url(0),
    previous_page_url: number > 0 ? url(number - 1) : null,
    url: url(number),
    next_page_url: items.length > (number + 1) * size ? url(number + 1) : null,
    key,
  };
  return { status: 200, body: { meta, [key]: items.slice(number * size, (number + 1) * size).map(toBody) } };
}

const PAGING = ["PageSize", "Page", "PageToken"];

/** Every parameter an operation knows. */
export const parametersOf = ({ method, parameters = [] }: Operation): readonly string[] =>
  method === "GET" ? [...new Set([...parameters, ...PAGING])] : parameters;

/** An operation's address, whatever its parameters are called. */
const keyOf = ({ method, path }: Operation): string => `${method} ${path.replaceAll(/:\w+/g, ":")}`;

/** What is said to a request that no operation answers, and the name of what was asked for. */
export type Refuse = (method: Method, path: string) => { name: string; error: RestError };

/** Finds the operation for a request and runs it. */
export class Router {
  readonly operations: readonly Operation[];
  private readonly routes = findMyWay({ caseSensitive: true, maxParamLength: 512 });
  private readonly refuse: Refuse;

  /** @param refused operations that are refused by name, where no other of the same path is modelled */
  constructor(operations: readonly Operation[], refuse: Refuse, refused: readonly Operation[] = []) {
    this.operations = operations;
    this.refuse = refuse;
    const modelled = new Set(operations.map(keyOf));
    for (const operation of [...operations, ...refused.filter((one) => !modelled.has(keyOf(one)))]) {
      const known = new Set(parametersOf(operation));
      const check = (parameters: Parameters) => {
        const unknown = Object.keys(parameters).filter((name) => !known.has(name));
        if (unknown.length > 0 && !operation.isJson) {
          throw notModelled(`${unknown.join(", ")} of ${operation.name}`);
        }
      };
      this.routes.on(operation.method, operation.path, () => {}, { operation, check });
    }
  }

  /** The operation's name and its answer; errors become Twilio's error bodies. */
  run(request: Omit<RestRequest, "ids">): { name: string; response: RestResponse } {
    const found = this.routes.find(request.method, request.path);
    if (!found) {
      const { name, error } = this.refuse(request.method, request.path);
      return { name, response: { status: error.status, body: error.toBody() } };
    }
    const { operation, check } = found.store as { operation: Operation; check(parameters: Parameters): void };
    try {
      check(request.parameters);
      return {
        name: operation.name,
        response: operation.run({ ...request, ids: found.params as Record<string, string> }),
      };
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      return { name: operation.name, response: { status: error.status, body: error.toBody() } };
    }
  }
}
