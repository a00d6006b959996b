/**
 * Twilio's own paths over HTTP, by nothing but Node: what a request costs here is paid by every call of a test or a day.
 *
 * The product comes from the Host header (`taskrouter.twilio.com`) or from the first part of the path
 * (`/taskrouter/v1/...`).
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Account } from "../account";
import { ConnectionError } from "../chaos/connection-error";
import type { AccountRequest } from "../kernel/account-request";
import { CALL_HEADER, CALLER_HEADER, TIME_HEADER } from "../kernel/headers";
import { type Parameters, RestError, type RestResponse } from "../kernel/rest";
import { credentialsOf } from "./credentials";
import { jsonOf } from "./json-text";
import { formDataOf, isMultipart, LARGEST_UPLOAD } from "./multipart";
import { bodyOf, formOf, LARGEST_BODY, readBody } from "./parameters";
import { productOfHost } from "./product-host";

/** What is asked for, and of which product. */
type Address = { product: string; path: string; query: string };

/** The address of a request to Twilio; undefined for any other. */
function addressOf({ headers, url = "/" }: IncomingMessage, account: Account): Address | undefined {
  const question = url.indexOf("?");
  const path = question < 0 ? url : url.slice(0, question);
  const query = question < 0 ? "" : url.slice(question + 1);
  const product = productOfHost(headers.host ?? "");
  if (product !== undefined) return { product, path, query };
  const slash = path.indexOf("/", 1);
  const first = slash < 0 ? path.slice(1) : path.slice(1, slash);
  return account.has(first) ? { product: first, path: slash < 0 ? "/" : path.slice(slash), query } : undefined;
}

function parametersOf(query: Parameters, body: Parameters): Parameters {
  for (const _name in query) return { ...query, ...body };
  return body;
}

export function send(response: ServerResponse, { status, body, headers }: RestResponse): void {
  // As one list of names and values: Node takes it as it is.
  const lines: (string | number)[] = [];
  for (const name in headers) lines.push(name, headers[name] ?? "");
  if (body === undefined) {
    response.writeHead(status, lines as string[]).end();
    return;
  }
  const contentType = headers?.["content-type"];
  const isRaw = body instanceof Uint8Array || (typeof body === "string" && contentType !== undefined);
  const sent = isRaw ? body : jsonOf(body);
  const length = typeof sent === "string" ? Buffer.byteLength(sent) : sent.length;
  if (contentType === undefined) lines.push("content-type", "application/json");
  lines.push("content-length", length);
  response.writeHead(status, lines as string[]);
  // Text of ASCII alone is the same in Latin-1, which Node writes without looking at each character.
  if (typeof sent === "string" && length === sent.length) response.end(sent, "latin1");
  else response.end(sent);
}

function sendError(response: ServerResponse, error: unknown): void {
  if (error instanceof ConnectionError) {
    response.socket?.destroy();
    return;
  }
  const message = `the simulated account failed: ${error instanceof Error ? error.message : String(error)}`;
  const refusal = error instanceof RestError ? error : new RestError(500, 20500, message);
  send(response, { status: refusal.status, body: refusal.toBody() });
}

/** Answers the request; false where it is none to Twilio. */
export function answerAsTwilio(account: Account, request: IncomingMessage, response: ServerResponse): boolean {
  const address = addressOf(request, account);
  if (!address) return false;
  const contentType = request.headers["content-type"];
  if (isMultipart(contentType)) answerUpload(account, address, { request, response, contentType });
  else answerForm(account, address, request, response);
  return true;
}

const tooLarge = (largest: number) =>
  new RestError(413, 20001, `The request is larger than ${largest / (1024 * 1024)} MB`);

function answerForm(account: Account, address: Address, request: IncomingMessage, response: ServerResponse): void {
  readBody(request, LARGEST_BODY, (body) => {
    try {
      if (body === undefined) throw tooLarge(LARGEST_BODY);
      const parameters = bodyOf(body.toString(), request.headers["content-type"]);
      exchange(account, requestOf(address, request, parameters), response);
    } catch (error) {
      sendError(response, error);
    }
  });
}

type Upload = { request: IncomingMessage; response: ServerResponse; contentType: string };

function answerUpload(account: Account, address: Address, { request, response, contentType }: Upload): void {
  const answer = async (body: Buffer<ArrayBuffer> | undefined) => {
    if (body === undefined) throw tooLarge(LARGEST_UPLOAD);
    exchange(account, requestOf(address, request, await formDataOf(body, contentType)), response);
  };
  readBody(request, LARGEST_UPLOAD, (body) => {
    answer(body).catch((error: unknown) => sendError(response, error));
  });
}

function requestOf({ product, path, query }: Address, request: IncomingMessage, body: Parameters): AccountRequest {
  // Only Set-Cookie is ever a list, and no request has it.
  const headers = request.headers as Record<string, string>;
  const { username, password } = credentialsOf(headers["authorization"]);
  return {
    product,
    path,
    method: request.method ?? "GET",
    parameters: parametersOf(formOf(query), body),
    headers,
    username,
    password,
    caller: headers[CALLER_HEADER] ?? "http",
  };
}

/** A function that waits for a late answer waits for the clock, which may go on; its process is told the time then. */
function exchange(account: Account, request: AccountRequest, response: ServerResponse): void {
  const call = account.webhooks.call(request.headers[CALL_HEADER] ?? "");
  const wait = call && ((milliseconds: number) => new Promise<void>((resolve) => call.after(milliseconds, resolve)));
  const answer = account.exchange(request, wait);
  if (!(answer instanceof Promise)) {
    send(response, answer);
    return;
  }
  answer.then(
    ({ headers, ...rest }) =>
      send(response, { ...rest, headers: { ...headers, [TIME_HEADER]: String(account.clock.now()) } }),
    (error: unknown) => sendError(response, error),
  );
}
