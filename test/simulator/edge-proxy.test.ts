/** The edge in front of functions in a process of their own, as in front of a local twilio-run. */
import { spawnSync } from "node:child_process";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { ROOT } from "../../cli/root";
import { Account } from "../../simulator/account";
import { Edge } from "../../simulator/edge/edge";
import { listenAsEdge } from "../../simulator/edge/listener";
import { proxyTo } from "../../simulator/edge/proxy";
import { assetOf, functionOf } from "../support/edge";

type Received = Pick<IncomingMessage, "method" | "url" | "headers"> & { body: string };

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A process that serves the paths, and what has reached it. */
async function open(answer: (reply: (status: number) => void) => void = (reply) => reply(200)) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on("end", () => {
      const { method, url, headers } = request;
      received.push({ method, url, headers, body });
      answer((status) =>
        response.writeHead(status, { "content-type": "text/plain", "set-cookie": ["a=1", "b=2"] }).end("hello"),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  const account = new Account({ seed: 1, start: new Date("2026-01-05T12:00:00Z") });
  const target = proxyTo({
    account,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    build: {
      functions: [functionOf("/open", ""), functionOf("/door", "", "protected"), functionOf("/lib", "", "private")],
      assets: [assetOf("/logo.png", "public")],
      packages: undefined,
    },
  });
  const listener = await listenAsEdge(new Edge({ account, target }), 0);
  closing.push(listener.close, target.close, () => {
    server.closeAllConnections();
    server.close();
  });
  return { account, received, url: listener.url };
}

test.each([
  { path: "/open", status: 200 },
  { path: "/door", status: 403 },
  { path: "/lib", status: 404 },
  { path: "/nowhere", status: 404 },
])("an unsigned request to $path is answered $status, and what is refused never reaches the process", async (given) => {
  const { received, url } = await open();

  expect((await fetch(url + given.path, { method: "POST" })).status).toBe(given.status);
  expect(received).toHaveLength(given.status === 200 ? 1 : 0);
});

test("what the account signs for the public URL passes, with the time and the name of the account's call", async () => {
  const known: boolean[] = [];
  const { account, received, url } = await open((reply) => {
    known.push(account.webhooks.call(String(received[0]?.headers["i-twilio-simulator-call"])) !== undefined);
    reply(200);
  });

  const answer = await account.webhooks.send({ url: `${url}/door?a=1`, form: { b: "2" } });

  expect(answer).toMatchObject({ status: 200, body: "hello" });
  expect(received).toMatchObject([{ method: "POST", url: "/door?a=1", body: "b=2" }]);
  expect(received[0]?.headers).toMatchObject({ "i-twilio-simulator-time": String(account.clock.now()) });
  expect(known).toEqual([true]);
});

test("a caller from outside holds the account's clock, and the process may wait for it", async () => {
  const { account, received, url } = await open((reply) => {
    const call = account.webhooks.call(String(received[0]?.headers["i-twilio-simulator-call"]));
    call?.after(2500, () => reply(200));
  });
  const began = account.clock.now();

  const answering = fetch(`${url}/open`);
  while (received.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(account.clock.isHeld).toBe(true);
  await account.clock.advance(1);

  expect((await answering).status).toBe(200);
  expect(account.clock.now()).toBe(began + 2500);
  expect(account.clock.isHeld).toBe(false);
});

test("what takes longer than ten seconds of the account's clock is answered 504", async () => {
  const { account, received, url } = await open(() => {
    account.webhooks.call(String(received[0]?.headers["i-twilio-simulator-call"]))?.after(20_000, () => undefined);
  });

  const answering = fetch(`${url}/open`);
  while (received.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await account.clock.advance(10);

  expect((await answering).status).toBe(504);
});

test("what nobody moves the clock for is answered 504 after ten seconds of the machine's", async () => {
  const { url } = await open(() => undefined);

  expect((await fetch(`${url}/open`)).status).toBe(504);
});

test("headers and cookies of the answer come through, and no restricted header reaches the process", async () => {
  const { received, url } = await open();

  const response = await fetch(`${url}/open`, { headers: { "x-forwarded-for": "1", "x-mine": "1" } });

  expect(response.headers.getSetCookie()).toEqual(["a=1; HttpOnly; Secure", "b=2; HttpOnly; Secure"]);
  expect(response.headers.get("x-twilio-function-concurrency")).toBe("1");
  expect(received[0]?.headers["x-mine"]).toBe("1");
  expect(received[0]?.headers["x-forwarded-for"]).toBeUndefined();
});

test.each([
  { preloads: [], address: "::" },
  { preloads: ["--require", "./dist/loopback-only.js"], address: "127.0.0.1" },
])("a server started with $preloads listens at $address", ({ preloads, address }) => {
  const server = `require("http").createServer().listen(0, function () { console.log(this.address().address); this.close(); });`;

  const { stdout } = spawnSync(process.execPath, [...preloads, "-e", server], { cwd: ROOT, encoding: "utf8" });

  expect(stdout.trim()).toBe(address);
});

test("a process that is not there is told of as 502", async () => {
  const account = new Account({ seed: 1 });
  const build = { functions: [functionOf("/open", "")], assets: [], packages: undefined };
  const target = proxyTo({ account, build, url: "http://127.0.0.1:9" });
  const listener = await listenAsEdge(new Edge({ account, target }), 0);
  closing.push(listener.close, target.close);

  const response = await fetch(`${listener.url}/open`);

  expect(response.status).toBe(502);
  expect(await response.text()).toContain("cannot be reached");
});
