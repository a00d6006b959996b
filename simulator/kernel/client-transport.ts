/** What the `twilio` package hands to its transport, as a request to the account. */
import type { AccountRequest } from "./account-request";

export type ClientRequest = {
  method: string;
  uri: string;
  username?: string;
  password?: string;
  headers?: Record<string, string>;
  params?: object;
  /** An object, or JSON text. */
  data?: object | string;
};

/** `https://product.twilio.com/path?query`: the package has made it, so that it need not be parsed with care. */
const CLIENT_URI = /^https:\/\/([^./]+)[^/]*([^?]*)(?:\?(.*))?$/;

export function requestOfClient(request: ClientRequest, caller: string): AccountRequest {
  const [, product = "", path = "", query] = CLIENT_URI.exec(request.uri) ?? [];
  return {
    product,
    method: request.method,
    path,
    parameters: {
      ...(query ? Object.fromEntries(new URLSearchParams(query)) : {}),
      ...onTheWire(request.params),
      ...(isJson(request) ? asJson(request.data) : onTheWire(request.data)),
    },
    headers: meaningfulOf(request.headers),
    username: request.username,
    password: request.password,
    caller,
  };
}

const isJson = ({ headers }: ClientRequest): boolean =>
  headers?.["Content-Type"]?.startsWith("application/json") === true;

/** A body of JSON as the other end would read it. */
const asJson = (data: object | string = {}): Record<string, unknown> =>
  JSON.parse(typeof data === "string" ? data : JSON.stringify(data)) as Record<string, unknown>;

/** Of the client's headers only these mean anything here. */
const HEADERS = ["If-Match", "X-Twilio-Webhook-Enabled", "Flex-Metadata"] as const;

const meaningfulOf = (headers: Record<string, string> = {}): Record<string, string> => {
  const found: Record<string, string> = {};
  for (const name of HEADERS) if (headers[name] !== undefined) found[name.toLowerCase()] = headers[name];
  return found;
};

/** Values as a form or a query would carry them: text, and lists of text; what is undefined is not sent. */
function onTheWire(values: object | string | undefined): Record<string, unknown> {
  const sent: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values ?? {})) {
    if (value !== undefined) sent[name] = Array.isArray(value) ? value.map(String) : String(value);
  }
  return sent;
}
