/**
 * Functions in a process of their own, a local `twilio-run`, as what is behind an edge. The account's time and the
 * call's name go with each request, so that the process goes by the account's clock (`simulator/redirect.ts`).
 */
import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import type { Account } from "../account";
import type { HostedBuild } from "../functions/hosted-build";
import { CALL_HEADER, TIME_HEADER } from "../kernel/headers";
import type { EdgeTarget, Place, Running } from "./edge";
import type { EdgeHeaders, EdgeRequest, EdgeResponse } from "./exchange";

export type ProxyOptions = {
  account: Account;
  /** What the process serves: the edge asks it for visibilities. */
  build: HostedBuild;
  /** Where the process listens, on loopback: `http://127.0.0.1:54321`. */
  url: string;
};

/** Of the connection and not of the answer. */
const OF_THE_CONNECTION = ["connection", "keep-alive", "transfer-encoding", "content-length"];

export function proxyTo({ account, build, url }: ProxyOptions): EdgeTarget & { close: () => void } {
  const agent = new Agent({ keepAlive: true });
  const places = new Map<string, Place>([
    ...build.assets.map(({ path, visibility }) => [path, { kind: "asset", visibility }] as const),
    ...build.functions.map(({ path, visibility }) => [path, { kind: "function", visibility }] as const),
  ]);
  return {
    find: (path) => places.get(path),
    begin: (request) => forward(account, agent, url, request),
    close: () => agent.destroy(),
  };
}

function forward(account: Account, agent: Agent, url: string, request: EdgeRequest): Running {
  const { webhooks, clock } = account;
  const { url: publicUrl, method, headers, body, call } = request;
  const name = webhooks.nameOf(call);
  const sent = {
    ...(headers as Record<string, string | string[]>),
    // A body in chunks has been put together.
    ...(body === "" ? {} : { "content-length": String(Buffer.byteLength(body)) }),
    [TIME_HEADER]: String(clock.now()),
    [CALL_HEADER]: name,
  };
  const outbound = httpRequest(new URL(`${publicUrl.pathname}${publicUrl.search}`, url), {
    method,
    agent,
    headers: sent,
  });
  const answer = new Promise<EdgeResponse>((resolve, reject) => {
    outbound.once("error", reject);
    outbound.once("response", (message) => read(message, resolve));
    outbound.end(body);
  });
  return { answer, terminate: () => void outbound.destroy() };
}

function read(message: IncomingMessage, done: (response: EdgeResponse) => void): void {
  const chunks: Buffer[] = [];
  message.on("data", (chunk: Buffer) => chunks.push(chunk));
  message.on("end", () =>
    done({ status: message.statusCode ?? 0, headers: headersOf(message), body: Buffer.concat(chunks) }),
  );
}

const headersOf = ({ headers }: IncomingMessage): EdgeHeaders =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || OF_THE_CONNECTION.includes(name) ? [] : [[name, value]],
    ),
  );
