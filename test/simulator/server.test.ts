import { createServer, type IncomingMessage, request } from "node:http";
import type { AddressInfo } from "node:net";
import { Account } from "../../simulator/account";
import { type SimulatorServer, serve } from "../../simulator/server";

const SID = `AC${"0".repeat(32)}`;
const AUTHORIZATION = `Basic ${Buffer.from(`${SID}:${"0".repeat(32)}`).toString("base64")}`;
const FORM = "application/x-www-form-urlencoded";

let server: SimulatorServer;

beforeEach(async () => {
  server = await serve({ port: 0, createAccount: () => new Account({ seed: 1 }), clock: "virtual" });
});

afterEach(() => server.close());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(server.url + path, { headers: { authorization: AUTHORIZATION, ...headers } });

const post = (path: string, body: Record<string, string>) =>
  fetch(server.url + path, {
    method: "POST",
    headers: { authorization: AUTHORIZATION, "content-type": FORM },
    body: new URLSearchParams(body).toString(),
  });

const control = (path: string, body?: object) =>
  fetch(`${server.url}/_simulator/${path}`, {
    method: "POST",
    ...(body ? { headers: { "content-type": "application/json" }, body: JSON.stringify(body) } : {}),
  });

const workspaceSid = () => server.account().taskRouter.workspace.sid;

/** A service of somebody's own, with the requests it got. */
async function listener(answer: (received: IncomingMessage, reply: (status: number) => void) => void) {
  const requests: string[] = [];
  const http = createServer((received, response) => {
    let body = "";
    received.on("data", (chunk: Buffer) => {
      body += chunk.toString();
    });
    received.on("end", () => {
      requests.push(body);
      answer(received, (status) => response.writeHead(status).end());
    });
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", () => resolve()));
  const { port } = http.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/events`, requests, close: () => http.close() };
}

test("the product comes from the first part of the path", async () => {
  const response = await get("/taskrouter/v1/Workspaces");

  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ workspaces: [{ sid: workspaceSid() }] });
});

test("the product comes from the Host header", async () => {
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const headers = { host: "taskrouter.twilio.com", authorization: AUTHORIZATION };
    request(`${server.url}/v1/Workspaces`, { headers }, (response) => resolve(response.resume().statusCode))
      .on("error", reject)
      .end();
  });

  expect(status).toBe(200);
});

test.each([
  { what: "no credentials", headers: { authorization: "" }, status: 401, code: 20003 },
  { what: "a wrong token", headers: { authorization: "Basic QUM6eA==" }, status: 401, code: 20003 },
])("$what gets $status with code $code", async ({ headers, status, code }) => {
  const response = await get("/taskrouter/v1/Workspaces", headers);

  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ code, status });
});

test.each(["/taskrouter/v1/Nothing", "/nothing/v1/Things"])("%s is not modelled, and said to be", async (path) => {
  const response = await get(path);

  expect(response.status).toBe(501);
  expect(await response.json()).toMatchObject({ message: expect.stringContaining("does not model") });
});

test("a write over HTTP is there for the next read, and requests are counted by operation", async () => {
  const list = `/taskrouter/v1/Workspaces/${workspaceSid()}/TaskQueues`;
  await post(list, { FriendlyName: "sales", TargetWorkers: "1==1" });

  expect(await (await get(list)).json()).toMatchObject({ task_queues: [{ friendly_name: "sales" }] });
  expect(await (await fetch(`${server.url}/_simulator/requests`)).json()).toEqual({
    total: 2,
    byOperation: { "taskrouter.CreateTaskQueue": 1, "taskrouter.ListTaskQueue": 1 },
  });
});

test("the clock stands still until it is advanced", async () => {
  const before = server.account().clock.now();

  const response = await control("advance", { seconds: 30 });

  expect(await response.json()).toEqual({ now: new Date(before + 30_000).toISOString() });
  expect(server.account().clock.now()).toBe(before + 30_000);
});

test.each([{}, { seconds: -1 }, { seconds: "30" }])("advancing by %j is refused with what to send", async (body) => {
  const response = await control("advance", body);

  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ message: 'send {"seconds": number} as JSON, 0 or more' });
});

test("advance answers when a called webhook has", async () => {
  const consumer = await listener((_request, reply) => setImmediate(() => reply(204)));
  const workspace = `/taskrouter/v1/Workspaces/${workspaceSid()}`;
  await post(workspace, { EventCallbackUrl: consumer.url, EventsFilter: "worker.created" });
  await post(`${workspace}/Workers`, { FriendlyName: "ana" });
  expect(consumer.requests).toEqual([]);

  await control("advance", { seconds: 0 });
  consumer.close();

  expect(consumer.requests).toHaveLength(1);
  expect(Object.fromEntries(new URLSearchParams(consumer.requests[0]))).toMatchObject({
    EventType: "worker.created",
    WorkerName: "ana",
  });
});

test("a called function's timer is on the account's clock, and fires before advance answers", async () => {
  const callee = await listener((received, reply) => {
    const call = received.headers["i-twilio-simulator-call"];
    void control("wait", { call, milliseconds: 2500 }).then(() => reply(204));
  });
  const workspace = `/taskrouter/v1/Workspaces/${workspaceSid()}`;
  await post(workspace, { EventCallbackUrl: callee.url, EventsFilter: "worker.created" });
  await post(`${workspace}/Workers`, { FriendlyName: "ana" });
  const before = server.account().clock.now();

  await control("advance", { seconds: 1 });
  callee.close();

  expect(server.account().clock.now()).toBe(before + 2500);
  expect(server.account().events.pending).toBe(0);
});

test("a reset begins again", async () => {
  await post(`/taskrouter/v1/Workspaces/${workspaceSid()}/TaskQueues`, { FriendlyName: "sales" });
  await control("advance", { seconds: 60 });

  await control("reset");

  expect(server.account().taskRouter.workspace.queues.size).toBe(0);
  expect(await (await fetch(`${server.url}/_simulator/requests`)).json()).toEqual({ total: 0, byOperation: {} });
});

test("a clock on the wall cannot be advanced by hand", async () => {
  const real = await serve({ port: 0, createAccount: () => new Account(), clock: "real" });

  const response = await fetch(`${real.url}/_simulator/advance`, { method: "POST" });
  await real.close();

  expect(response.status).toBe(409);
});
