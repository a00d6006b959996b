/** Finds the operation for a request, and answers as Twilio's REST API does. https://www.twilio.com/docs/usage/api */
import findMyWay from "find-my-way";
import type { RateLimits } from "./rate-limit";
import {
  type Method,
  notModelled,
  type Operation,
  type Parameters,
  RestError,
  type RestRequest,
  type RestResponse,
  tooManyRequests,
} from "./rest";
import type { Switches } from "./switches";

export type RouterOptions = {
  /** The first part of the host's name; limits are counted under it. */
  product: string;
  limits: RateLimits;
  switches: Switches;
  refuse: Refuse;
  /** Operations that are refused by name, where no other of the same path is modelled. */
  refused: readonly Operation[];
};

/** What is said to a request that no operation answers, and the name of what was asked for. */
export type Refuse = (method: Method, path: string) => { name: string; error: RestError };

/** An operation as the router knows it. */
type Route = {
  operation: Operation;
  /** By product and OpenAPI operationId. */
  fullName: string;
  known: ReadonlySet<string>;
  /** Those of every answer, for each anew. */
  headersOf: (requestId: string) => Record<string, string>;
};

const PAGING = ["PageSize", "Page", "PageToken"];
const MAXIMUM_PAGE_SIZE = 1000;
/**
 * What https://www.twilio.com/docs/events/event-types/taskrouter/ratelimit shows for an operation without a limit of
 * its own; it is told, and never reached.
 */
const SHOWN_LIMIT = "50";

/** `ListTask` as `Task-List`, in the way of https://www.twilio.com/en-us/changelog/taskrouter-endpoint-rate-limit-correction */
const resourceKey = (name: string): string => name.replace(/^(List|Create|Fetch|Update|Delete)(.+)$/, "$2-$1");

/** Every response of TaskRouter carries these, says its OpenAPI document. */
const rateHeaders = (limit: string, remaining: string, key: string): Record<string, string> => ({
  "x-rate-limit-limit": limit,
  "x-rate-limit-remaining": remaining,
  "x-rate-limit-config": key,
});

/** An answer takes none of the account's time. */
export const identified = (requestId: string): Record<string, string> => ({
  "twilio-request-id": requestId,
  "twilio-request-duration": "0.000",
});

/** Written out as one: what is put together of two objects is put together anew for each answer. */
const identifiedWithRates = (key: string) => (requestId: string) => ({
  "twilio-request-id": requestId,
  "twilio-request-duration": "0.000",
  "x-rate-limit-limit": SHOWN_LIMIT,
  "x-rate-limit-remaining": SHOWN_LIMIT,
  "x-rate-limit-config": key,
});

/** Every parameter an operation knows. */
export const parametersOf = ({ method, parameters = [] }: Operation): readonly string[] =>
  method === "GET" ? [...new Set([...parameters, ...PAGING])] : parameters;

/** An operation's address, whatever its parameters are called. */
const keyOf = ({ method, path }: Operation): string => `${method} ${path.replaceAll(/:\w+/g, ":")}`;

const refusal = (error: RestError): RestResponse => ({ status: error.status, body: error.toBody() });

export class Router {
  private readonly routes = findMyWay({ caseSensitive: true, maxParamLength: 512 });
  private readonly options: RouterOptions;
  readonly operations: readonly Operation[];

  constructor(operations: readonly Operation[], options: RouterOptions) {
    this.options = options;
    this.operations = operations;
    const modelled = new Set(operations.map(keyOf));
    for (const operation of [...operations, ...options.refused.filter((one) => !modelled.has(keyOf(one)))]) {
      const known = new Set(parametersOf(operation));
      const hasRates = options.product === "taskrouter";
      const headersOf = hasRates ? identifiedWithRates(resourceKey(operation.name)) : identified;
      const route: Route = { operation, fullName: `${options.product}.${operation.name}`, known, headersOf };
      this.routes.on(operation.method, operation.path, () => {}, route);
    }
  }

  /** The operation a request is for, by product and operationId. */
  nameOf(method: Method, path: string): string | undefined {
    return (this.routes.find(method, path)?.store as Route | undefined)?.fullName;
  }

  /**
   * The operation's name and its answer; errors become Twilio's error bodies.
   *
   * @param requestId in the answer's headers: https://www.twilio.com/docs/usage/rest-api-best-practices
   */
  run(request: Omit<RestRequest, "ids">, requestId: string): { name: string; response: RestResponse } {
    const found = this.routes.find(request.method, request.path);
    if (!found) {
      const { name, error } = this.options.refuse(request.method, request.path);
      const { status, body } = refusal(error);
      return { name: `${this.options.product}.${name}`, response: { status, body, headers: identified(requestId) } };
    }
    const { operation, fullName, known, headersOf } = found.store as Route;
    const limited = operation.rate ? this.countAgainst(fullName, operation, request.parameters) : undefined;
    const answer = limited?.refusal ?? this.answer(operation, known, request, found.params);
    const all = headersOf(requestId);
    if (limited?.headers) Object.assign(all, limited.headers);
    if (answer.headers) Object.assign(all, answer.headers);
    return { name: fullName, response: { status: answer.status, body: answer.body, headers: all } };
  }

  /** What a read would answer now; neither counted nor limited. */
  look(request: Omit<RestRequest, "ids">): RestResponse | undefined {
    const found = this.routes.find("GET", request.path);
    if (!found) return undefined;
    const { operation, known } = found.store as Route;
    return this.answer(operation, known, request, found.params);
  }

  private answer(
    operation: Operation,
    known: ReadonlySet<string>,
    request: Omit<RestRequest, "ids">,
    ids: Record<string, string | undefined>,
  ): RestResponse {
    try {
      this.check(operation, known, request.parameters);
      const { method, path, parameters, headers } = request;
      return operation.run({ method, path, ids: ids as Record<string, string>, parameters, headers });
    } catch (error) {
      if (!(error instanceof RestError)) throw error;
      return refusal(error);
    }
  }

  private check(operation: Operation, known: ReadonlySet<string>, parameters: Parameters): void {
    if (operation.isJson) return;
    let unknown: string[] | undefined;
    for (const name in parameters) {
      if (!known.has(name)) {
        unknown ??= [];
        unknown.push(name);
      }
    }
    if (unknown) throw notModelled(`${unknown.join(", ")} of ${operation.name}`);
    if (Number(parameters["PageSize"]) > MAXIMUM_PAGE_SIZE && this.options.switches.largePageSize === "refused") {
      // https://www.twilio.com/docs/api/errors/20007
      throw new RestError(400, 20007, "Page size too large");
    }
  }

  private countAgainst(
    fullName: string,
    { name, rate }: Operation,
    parameters: Parameters,
  ): { refusal?: RestResponse; headers?: Record<string, string> } {
    if (!rate || rate.applies?.(parameters) === false) return {};
    const key = rate.key ?? resourceKey(name);
    const isTaken = this.options.limits.take(fullName, rate.perSecond);
    const remaining = Math.floor(this.options.limits.remaining(fullName) ?? 0);
    const headers =
      this.options.product === "taskrouter" ? rateHeaders(String(rate.perSecond), String(remaining), key) : {};
    if (isTaken) return { headers };
    return { headers, refusal: { ...refusal(tooManyRequests()), headers: { "retry-after": "1" } } };
  }
}
