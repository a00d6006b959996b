/** Functions behind the edge, and the two ways to them: within the process, and over HTTP. */
import { createHash } from "node:crypto";
import { request as httpRequest } from "node:http";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks";
import { Account } from "../../simulator/account";
import type { EdgeHeaders } from "../../simulator/edge/exchange";
import { type EdgeListener, listenAsEdge } from "../../simulator/edge/listener";
import { FunctionsHost } from "../../simulator/functions/functions-host";
import type { HostedAsset, HostedFunction, Visibility } from "../../simulator/functions/hosted-build";

export type Sent = {
  path?: string;
  method?: string;
  headers?: EdgeHeaders;
  body?: string;
};

export type Got = { status: number; headers: EdgeHeaders; body: string };

/** One way to the functions. */
export type Way = { origin: string; send: (sent: Sent) => Promise<Got> };

export const FORM = { "content-type": "application/x-www-form-urlencoded" };
export const JSON_TYPE = { "content-type": "application/json" };

const opened: (() => Promise<void> | void)[] = [];

export async function closeAll(): Promise<void> {
  for (const close of opened.splice(0)) await close();
}

export const functionOf = (path: string, body: string, visibility: Visibility = "public"): HostedFunction => ({
  path,
  visibility,
  content: `const remembered = { count: 0 };\nexports.handler = (context, event, callback) => {\n${body}\n};`,
});

export const assetOf = (path: string, visibility: Visibility): HostedAsset => ({
  path,
  visibility,
  content: Buffer.from([0xff, 0x00, 0x41]),
  contentType: "image/png",
});

export async function openEdge(functions: readonly HostedFunction[], assets: readonly HostedAsset[] = []) {
  const account = new Account({ seed: 1, start: new Date("2026-01-05T12:00:00Z") });
  const errors: { path: string; code: number }[] = [];
  const host = new FunctionsHost({
    account,
    build: { functions, assets, packages: undefined },
    environment: {},
    note: (path, code) => errors.push({ path, code }),
  });
  const listener = await listenAsEdge(host.edge, 0);
  opened.push(() => host.close(), listener.close);
  const ways = { "in process": inProcess(host, account), "over HTTP": overHttp(listener) };
  return { account, clock: account.clock, host, errors, ways, to: (name: keyof typeof ways) => ways[name] };
}

function inProcess(host: FunctionsHost, { clock }: Account): Way {
  const origin = "https://floor-1234.twil.io";
  return {
    origin,
    send: async ({ path = "/it", method = "POST", headers = {}, body = "" }) => {
      const call = clock.open();
      const url = new URL(origin + path);
      const answer = await host.edge.respond({ url, method, headers, body, call }).finally(() => call.close());
      return { ...answer, body: textOf(answer.body) };
    },
  };
}

const textOf = (body: string | Uint8Array) => (typeof body === "string" ? body : Buffer.from(body).toString("latin1"));

function overHttp({ url: origin }: EdgeListener): Way {
  return {
    origin,
    send: ({ path = "/it", method = "POST", headers = {}, body = "" }) =>
      new Promise((resolve, reject) => {
        const length = body === "" ? {} : { "content-length": String(Buffer.byteLength(body)) };
        const sent = httpRequest(origin + path, {
          method,
          headers: { ...(headers as Record<string, string | string[]>), ...length },
        });
        sent.once("error", reject).once("response", (response) => {
          const chunks: Buffer[] = [];
          response.on("data", (chunk: Buffer) => chunks.push(chunk));
          response.on("end", () => {
            const text = Buffer.concat(chunks).toString("latin1");
            const received = Object.entries(response.headers).map(([name, value]) => [name, value ?? ""]);
            resolve({ status: response.statusCode ?? 0, headers: Object.fromEntries(received), body: text });
          });
        });
        sent.end(body);
      }),
  };
}

const AUTH_TOKEN = "0".repeat(32);

/** A form as Twilio signs it. */
export function signedForm({ origin }: Way, path: string, form: Record<string, string>, token = AUTH_TOKEN): Sent {
  const signature = getExpectedTwilioSignature(token, origin + path, form);
  const body = new URLSearchParams(form).toString();
  return { path, body, headers: { ...FORM, "x-twilio-signature": signature } };
}

/** JSON as Twilio signs it: the URL holds the body's hash. */
export function signedJson({ origin }: Way, path: string, json: unknown): Sent {
  const body = JSON.stringify(json);
  const signed = `${path}?bodySHA256=${createHash("sha256").update(body).digest("hex")}`;
  const signature = getExpectedTwilioSignature(AUTH_TOKEN, origin + signed, {});
  return { path: signed, body, headers: { ...JSON_TYPE, "x-twilio-signature": signature } };
}
