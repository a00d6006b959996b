/**
 * `Twilio.Response`, and how a Function's reply becomes HTTP: https://www.twilio.com/docs/serverless/functions-assets/functions/invocation
 *
 * As on the platform, a body under the exact header `Content-Type: application/json` is encoded by the runtime: a body
 * that is JSON text already arrives encoded twice.
 */
import type { WebhookResponse } from "../kernel/webhooks";

export class FunctionResponse {
  private statusCode = 200;
  private body: unknown = null;
  private readonly headers: Record<string, string> = {};

  setStatusCode(statusCode: number): this {
    this.statusCode = statusCode;
    return this;
  }

  setBody(body: unknown): this {
    this.body = body;
    return this;
  }

  appendHeader(name: string, value: string): this {
    this.headers[name] = value;
    return this;
  }

  setHeaders(headers: Readonly<Record<string, string>>): this {
    Object.assign(this.headers, headers);
    return this;
  }

  toHttp(): WebhookResponse {
    const isJson = this.headers["Content-Type"]?.startsWith("application/json") === true;
    const hasBody = this.statusCode !== 204;
    const body = isJson ? JSON.stringify(this.body) : this.body === null ? "" : String(this.body);
    const headers = Object.fromEntries(
      Object.entries(this.headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    return { status: this.statusCode, headers, body: hasBody ? body : "" };
  }
}

/** What `callback(error, reply)` sends. */
export function replyToHttp(error: unknown, reply: unknown): WebhookResponse {
  if (error) {
    // An error of the function need not be an instance of this file's Error: it may come from another realm.
    const message = typeof error === "object" && "message" in error ? String(error.message) : String(error);
    return { status: 500, headers: { "content-type": "application/json" }, body: JSON.stringify({ message }) };
  }
  if (reply instanceof FunctionResponse) return reply.toHttp();
  if (typeof reply === "string") return { status: 200, headers: { "content-type": "text/plain" }, body: reply };
  if (reply === undefined || reply === null) return { status: 200, headers: {}, body: "" };
  return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(reply) };
}
