/**
 * `https` for a function's modules and packages: requests to `*.twilio.com` reach the account in this process, on its
 * clock; all others leave by Node's.
 */

import { IncomingMessage, type RequestOptions } from "node:http";
import https from "node:https";
import { Socket } from "node:net";
import { Writable } from "node:stream";
import { urlToHttpOptions } from "node:url";
import { credentialsOf } from "../http/credentials";
import { jsonOf } from "../http/json-text";
import { bodyOf, formOf } from "../http/parameters";
import { productOfHost } from "../http/product-host";
import type { AccountRequest } from "../kernel/account-request";
import { RestError, type RestResponse } from "../kernel/rest";

/** Answers a request to the account. */
export type Exchange = (request: Omit<AccountRequest, "caller">) => Promise<RestResponse>;

type OnResponse = (response: IncomingMessage) => void;
type Given = [RequestOptions | string | URL, (RequestOptions | OnResponse)?, OnResponse?];

/** Node's module with its `request` and `get` in the account's hands. */
export function accountHttps(exchange: Exchange): typeof https {
  const request = (...given: Given): unknown => {
    const options = optionsOf(given);
    const product = productOfHost(options.hostname ?? options.host ?? "");
    if (product === undefined) return (https.request as (...all: unknown[]) => unknown)(...given);
    const onResponse = given.find((argument) => typeof argument === "function");
    return new RequestToAccount(options, product, exchange, onResponse);
  };
  const get = (...given: Given): unknown => (request(...given) as Writable).end();
  return { ...https, request, get } as typeof https;
}

function optionsOf([first, second]: Given): RequestOptions {
  const given = typeof first === "string" || first instanceof URL ? urlToHttpOptions(new URL(first)) : first;
  return typeof second === "object" ? { ...given, ...second } : given;
}

/** As much of Node's `ClientRequest` as clients of REST APIs use. */
class RequestToAccount extends Writable {
  private readonly sent: Record<string, string> = {};
  private readonly chunks: Buffer[] = [];
  private readonly options: RequestOptions;
  private readonly product: string;
  private readonly exchange: Exchange;

  constructor(options: RequestOptions, product: string, exchange: Exchange, onResponse: OnResponse | undefined) {
    super();
    this.options = options;
    this.product = product;
    this.exchange = exchange;
    for (const [name, value] of Object.entries(options.headers ?? {})) this.setHeader(name, String(value));
    if (options.auth) this.setHeader("authorization", `Basic ${Buffer.from(options.auth).toString("base64")}`);
    if (onResponse) this.once("response", onResponse);
  }

  setHeader(name: string, value: string): this {
    this.sent[name.toLowerCase()] = value;
    return this;
  }

  getHeader(name: string): string | undefined {
    return this.sent[name.toLowerCase()];
  }

  removeHeader(name: string): void {
    delete this.sent[name.toLowerCase()];
  }

  flushHeaders(): void {
    // They go with the body.
  }

  setTimeout(): this {
    return this;
  }

  setNoDelay(): this {
    return this;
  }

  setSocketKeepAlive(): this {
    return this;
  }

  abort(): void {
    this.destroy();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.chunks.push(chunk);
    done();
  }

  override _final(done: () => void): void {
    done();
    this.answer().then(
      (response) => {
        if (!this.destroyed) this.emit("response", messageOf(response));
      },
      (error: Error) => this.destroy(error),
    );
  }

  private async answer(): Promise<RestResponse> {
    try {
      return await this.exchange(this.request());
    } catch (error) {
      if (error instanceof RestError) return { status: error.status, body: error.toBody() };
      throw error;
    }
  }

  /** @throws RestError where it is malformed */
  private request(): Omit<AccountRequest, "caller"> {
    const [path = "/", query = ""] = (this.options.path ?? "/").split("?");
    const body = bodyOf(Buffer.concat(this.chunks).toString(), this.sent["content-type"]);
    return {
      product: this.product,
      method: this.options.method ?? "GET",
      path,
      parameters: { ...formOf(query), ...body },
      headers: this.sent,
      ...credentialsOf(this.sent["authorization"]),
    };
  }
}

function messageOf({ status, body, headers }: RestResponse): IncomingMessage {
  const message = new IncomingMessage(new Socket());
  message.statusCode = status;
  message.headers = { "content-type": "application/json", ...headers };
  message.complete = true;
  if (body !== undefined) message.push(body instanceof Uint8Array || typeof body === "string" ? body : jsonOf(body));
  message.push(null);
  return message;
}
