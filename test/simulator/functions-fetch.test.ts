/** `fetch` of a function: what is hosted beside it answers on the account's clock, everything else over the network. */
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Account } from "../../simulator/account";
import { FunctionsHost } from "../../simulator/functions/functions-host";
import type { Host } from "../../simulator/kernel/webhooks";

const ORIGIN = "https://floor.example";
const CRM = "https://crm.example";
const NOON = new Date("2026-01-05T12:00:00Z");
const hosts: FunctionsHost[] = [];
const servers: Server[] = [];
afterAll(() => {
  for (const host of hosts) host.close();
  for (const server of servers) server.close().closeAllConnections();
});

/** Hosts one function, given as the body of its handler, beside a CRM. */
function open(body: string, crm: Host) {
  const account = new Account({ seed: 1, start: NOON });
  const content = `exports.handler = async (context, event, callback) => {\n${body}\n};`;
  const functions = [{ path: "/ask", visibility: "public", content } as const];
  const host = new FunctionsHost({ account, build: { functions, assets: [], packages: undefined }, environment: {} });
  hosts.push(host);
  account.webhooks.host(ORIGIN, host.answer);
  account.webhooks.host(CRM, crm);
  const send = async (url: string) => {
    const answer = account.webhooks.send({ url: `${ORIGIN}/ask`, form: { url } });
    await account.clock.advance(60);
    return (await answer).body;
  };
  return { account, send };
}

const ok = { status: 200, headers: { "x-from": "crm" }, body: "gold" };
const told = `
  const begun = Date.now();
  const say = (what) => callback(null, what + " after " + (Date.now() - begun) / 1000 + " s");`;

test("a receiver beside the account gets method, headers and body, and its answer comes back whole", async () => {
  const requests: unknown[] = [];
  const crm: Host = async ({ url, method, headers, body }) => {
    requests.push([method, url.href, headers["x-key"], headers["host"], body]);
    return ok;
  };
  const { send } = open(
    `const response = await fetch(event.url, { method: "PUT", headers: { "X-Key": "1" }, body: "who?" });
     callback(null, [response.status, response.headers.get("x-from"), await response.text()].join(" "));`,
    crm,
  );

  expect(await send(`${CRM}/customers?id=7`)).toBe("200 crm gold");
  expect(requests).toEqual([["PUT", `${CRM}/customers?id=7`, "1", "crm.example", "who?"]]);
});

test.each([204, 304])("an answer of %i has no body", async (status) => {
  const { send } = open("callback(null, String((await fetch(event.url)).status));", async () => ({ ...ok, status }));

  expect(await send(CRM)).toBe(String(status));
});

const slow: Host = async ({ call }) => {
  await new Promise<void>((resolve) => call.after(4000, resolve));
  return ok;
};

test("a receiver that takes four seconds takes four of the account's", async () => {
  const { send } = open(`${told} await fetch(event.url); say("answered");`, slow);

  expect(await send(CRM)).toBe("answered after 4 s");
});

test("whoever waits no longer than three seconds waits three of the account's", async () => {
  const { send } = open(
    `${told}
     const patience = new AbortController();
     setTimeout(() => patience.abort(), 3000);
     await fetch(event.url, { signal: patience.signal }).catch((error) => say(error.name));`,
    slow,
  );

  expect(await send(CRM)).toBe("AbortError after 3 s");
});

test("a receiver that loses the connection is a failed fetch", async () => {
  const broken: Host = async () => {
    throw new TypeError("fetch failed");
  };
  const { send } = open("await fetch(event.url).catch((error) => callback(null, error.message));", broken);

  expect(await send(CRM)).toBe("fetch failed");
});

test("a server on this machine is asked over the network", async () => {
  const server = createServer((_request, response) => response.end("over the network"));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const { send } = open("callback(null, await (await fetch(event.url)).text());", async () => ok);

  expect(await send(`http://127.0.0.1:${port}/`)).toBe("over the network");
});
