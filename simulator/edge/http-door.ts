/** The way over HTTP to what is behind an edge. */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Call } from "../kernel/clock";
import { CALL_HEADER } from "../kernel/headers";
import type { Edge } from "./edge";
import type { EdgeHeaders, EdgeRequest, EdgeResponse } from "./exchange";
import { REQUEST_LIMIT, TIME_LIMIT } from "./limits";

/**
 * Answers a request as the edge does; the account's clock stands still meanwhile.
 *
 * @param origin `https://floor-1234.twil.io`: with the path it is the URL that callers know and Twilio signs
 */
export function answerAsEdge(edge: Edge, origin: string, request: IncomingMessage, response: ServerResponse): void {
  readBody(request, (body) => {
    const { call, isOurs } = callOf(edge, request);
    // Nobody may be moving the account's clock, and a caller from outside is not to wait for ever; the account itself
    // gives up on a callee by its own rules, and a busy machine is not to change what happens in its day.
    const patience = isOurs ? setTimeout(() => edge.expire(call), TIME_LIMIT * 1000) : undefined;
    const end = () => {
      clearTimeout(patience);
      if (isOurs) call.close();
    };
    edge
      .respond(requestOf(origin, request, body, call))
      .finally(end)
      .then(
        (answer) => send(response, answer),
        (error: unknown) => send(response, failure(error)),
      );
  });
}

/** The account's own call, where it is the account that calls; otherwise one for as long as this takes. */
function callOf({ account }: Edge, { headers }: IncomingMessage): { call: Call; isOurs: boolean } {
  const named = account.webhooks.call(String(headers[CALL_HEADER] ?? ""));
  return named ? { call: named, isOurs: false } : { call: account.clock.open(), isOurs: true };
}

function requestOf(
  origin: string,
  { url, method, rawHeaders }: IncomingMessage,
  body: Buffer,
  call: Call,
): EdgeRequest {
  return {
    // Twilio's own paths begin with one slash; two would be a host.
    url: new URL(`${origin}${(url ?? "/").replace(/^\/*/, "/")}`),
    method: method ?? "GET",
    headers: headersOf(rawHeaders),
    body: body.toString(),
    call,
  };
}

/** A header that comes several times is a list, as for functions: Node's own would keep one, or join them. */
function headersOf(raw: readonly string[]): EdgeHeaders {
  const headers: Record<string, string | string[]> = {};
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? "").toLowerCase();
    const value = raw[at + 1] ?? "";
    const known = headers[name];
    headers[name] = known === undefined ? value : [known, value].flat();
  }
  return headers;
}

/** A body of as many bytes as are allowed, or of a few more, which the edge refuses. */
function readBody(request: IncomingMessage, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  request.on("data", (chunk: Buffer) => {
    if (size <= REQUEST_LIMIT) chunks.push(chunk);
    size += chunk.length;
  });
  request.on("end", () => done(Buffer.concat(chunks)));
}

function send(response: ServerResponse, { status, headers, body }: EdgeResponse): void {
  if (response.destroyed) return;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const content = typeof body === "string" ? Buffer.from(body) : body;
  if (status !== 204) response.setHeader("content-length", content.length);
  response.writeHead(status).end(content);
}

const failure = (error: unknown): EdgeResponse => ({
  status: 502,
  headers: { "content-type": "text/plain" },
  body: `the functions cannot be reached: ${error instanceof Error ? error.message : String(error)}`,
});
