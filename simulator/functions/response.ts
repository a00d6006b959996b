/**
 * `Twilio.Response`, and how a Function's reply becomes HTTP: https://www.twilio.com/docs/serverless/functions-assets/functions/invocation
 *
 * As on the platform, a body under the exact header `Content-Type: application/json` is encoded by the runtime: a body
 * that is JSON text already arrives encoded twice.
 */
import type { EdgeResponse } from "../edge/exchange";

type HeaderValue = string | readonly string[];

const COOKIES = "Set-Cookie";

export class FunctionResponse {
  private statusCode = 200;
  private body: unknown = null;
  private headers: Record<string, HeaderValue> = {};

  constructor(given: { statusCode?: number; body?: unknown; headers?: Record<string, HeaderValue> } = {}) {
    if (given.statusCode) this.statusCode = given.statusCode;
    if (given.body) this.body = given.body;
    if (given.headers) this.setHeaders(given.headers);
  }

  setStatusCode(statusCode: number): this {
    this.statusCode = statusCode;
    return this;
  }

  setBody(body: unknown): this {
    this.body = body;
    return this;
  }

  /** A header that is there already gets one value more. */
  appendHeader(name: string, value: HeaderValue): this {
    const key = name.toLowerCase() === COOKIES.toLowerCase() ? COOKIES : name;
    const present = this.headers[key];
    this.headers[key] = present === undefined ? value : [present, value].flat();
    return this;
  }

  setHeaders(headers: Readonly<Record<string, HeaderValue>>): this {
    this.headers = {};
    for (const [name, value] of Object.entries(headers)) this.appendHeader(name, value);
    return this;
  }

  setCookie(name: string, value: string, attributes: readonly string[] = []): this {
    return this.appendHeader(COOKIES, [`${name}=${value}`, ...attributes].join(";"));
  }

  removeCookie(name: string): this {
    const others = [this.headers[COOKIES] ?? []].flat().filter((cookie) => !cookie.startsWith(`${name}=`));
    this.headers[COOKIES] = [...others, `${name}=;Max-Age=0`];
    return this;
  }

  toHttp(): EdgeResponse {
    const headers = Object.fromEntries(
      Object.entries(this.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    if (this.statusCode === 204) return { status: 204, headers, body: "" };
    const isJson = [this.headers["Content-Type"] ?? ""].flat()[0]?.startsWith("application/json") === true;
    if (isJson) return { status: this.statusCode, headers, body: JSON.stringify(this.body) };
    if (typeof this.body !== "object" || this.body === null) {
      return { status: this.statusCode, headers, body: String(this.body ?? "") };
    }
    if (this.body instanceof Uint8Array) return { status: this.statusCode, headers, body: this.body };
    return {
      status: this.statusCode,
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(this.body),
    };
  }
}

const answer = (status: number, type: string, body: string): EdgeResponse => ({
  status,
  headers: { "content-type": type },
  body,
});

/** What `callback(error, reply)` sends. */
export function replyToHttp(error: unknown, reply: unknown, isTwiml: (reply: object) => boolean): EdgeResponse {
  if (error) {
    // An error of the function need not be an instance of this file's Error: it may come from another realm.
    const message = typeof error === "object" && "message" in error ? String(error.message) : String(error);
    return answer(500, "application/json", JSON.stringify({ message }));
  }
  if (reply instanceof FunctionResponse) return reply.toHttp();
  if (typeof reply === "string") return answer(200, "text/plain", reply);
  if (reply === undefined || reply === null) return { status: 200, headers: {}, body: "" };
  if (typeof reply === "object" && isTwiml(reply)) return answer(200, "text/xml", String(reply));
  return answer(200, "application/json", JSON.stringify(reply));
}
