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

test.each(["/flex-api/v1/Insights/Segments", "/nothing/v1/Things"])(
  "%s is not modelled, and said to be",
  async (path) => {
    const response = await get(path);

    expect(response.status).toBe(501);
    expect(await response.json()).toMatchObject({ message: expect.stringContaining("does not model") });
  },
);

test("an answer has its length and its type, and connections are kept", async () => {
  const response = await get("/taskrouter/v1/Workspaces");
  const body = await response.text();

  expect(Object.fromEntries(response.headers)).toMatchObject({
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    connection: "keep-alive",
  });
});

test("what is not ASCII arrives as it was sent, in full length", async () => {
  const list = `/taskrouter/v1/Workspaces/${workspaceSid()}/TaskQueues`;
  await post(list, { FriendlyName: "Köln – 東京 ☎" });

  const response = await get(list);
  const bytes = Buffer.from(await response.arrayBuffer());

  expect(response.headers.get("content-length")).toBe(String(bytes.length));
  expect(JSON.parse(bytes.toString())).toMatchObject({ task_queues: [{ friendly_name: "Köln – 東京 ☎" }] });
});

test("a name that is sent twice is a list, in the query and in a form", async () => {
  const seen: unknown[] = [];
  server.account().watch(({ request }) => seen.push(request.parameters));

  await get("/taskrouter/v1/Workspaces?A=1&A=2&B=caf%C3%A9+au+lait");
  await fetch(`${server.url}/taskrouter/v1/Workspaces`, {
    method: "POST",
    headers: { authorization: AUTHORIZATION, "content-type": `${FORM}; charset=utf-8` },
    body: "C=1&C=2",
  });

  expect(seen).toEqual([{ A: ["1", "2"], B: "café au lait" }, { C: ["1", "2"] }]);
});

test.each([
  { what: "JSON that is none", type: "application/json", body: "{", status: 400, code: 20001 },
  { what: "JSON that is no object", type: "application/json", body: "1", status: 400, code: 20001 },
  { what: "a form with a broken escape", type: FORM, body: "A=%zz", status: 400, code: 20001 },
  { what: "text", type: "text/plain", body: "hello", status: 415, code: 19056 },
  { what: "more than 2 MB", type: FORM, body: `A=${"a".repeat(2_100_000)}`, status: 413, code: 20001 },
])("$what is refused in Twilio's shape: $status with code $code", async ({ type, body, status, code }) => {
  const response = await fetch(`${server.url}/taskrouter/v1/Workspaces`, {
    method: "POST",
    headers: { authorization: AUTHORIZATION, "content-type": type },
    body,
  });

  expect(response.status).toBe(status);
  const more_info = `https://www.twilio.com/docs/errors/${code}`;
  expect(await response.json()).toEqual({ status, code, more_info, message: expect.any(String) });
});

test("whoever comes without credentials is asked for them", async () => {
  const response = await get("/taskrouter/v1/Workspaces", { authorization: "" });

  expect(response.headers.get("www-authenticate")).toBe('Basic realm="Twilio API"');
});

test.each([
  { accept: "text/html", type: "text/html; charset=utf-8" },
  { accept: "*/*", type: "application/json; charset=utf-8" },
])("whoever opens it with Accept: $accept sees what there is, as $type", async ({ accept, type }) => {
  const response = await fetch(`${server.url}/`, { headers: { accept } });

  expect(response.headers.get("content-type")).toBe(type);
  expect(await response.text()).toContain("POST /_simulator/advance");
});

test("a write over HTTP is there for the next read, and requests are counted by operation", async () => {
  const list = `/taskrouter/v1/Workspaces/${workspaceSid()}/TaskQueues`;
  await post(list, { FriendlyName: "sales", TargetWorkers: "1==1" });

  expect(await (await get(list)).json()).toMatchObject({ task_queues: [{ friendly_name: "sales" }] });
  expect(await (await fetch(`${server.url}/_simulator/requests`)).json()).toMatchObject({
    total: 2,
    byOperation: { "taskrouter.CreateTaskQueue": 1, "taskrouter.ListTaskQueue": 1 },
  });
});

test("the clock stands still until it is advanced", async () => {
  const before = server.account().clock.now();

  const response = await control("advance", { seconds: 30 });

  expect(await response.json()).toMatchObject({ now: new Date(before + 30_000).toISOString() });
  expect(server.account().clock.now()).toBe(before + 30_000);
});

test.each([{}, { seconds: -1 }, { seconds: "30" }])("advancing by %j is refused with what to send", async (body) => {
  const response = await control("advance", body);

  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({
    message: expect.stringContaining("seconds"),
  });
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
  expect(await (await fetch(`${server.url}/_simulator/requests`)).json()).toMatchObject({ total: 0, byOperation: {} });
});

test("a clock on the wall cannot be advanced by hand", async () => {
  const real = await serve({ port: 0, createAccount: () => new Account(), clock: "real" });

  const response = await fetch(`${real.url}/_simulator/advance`, { method: "POST" });
  await real.close();

  expect(response.status).toBe(409);
});
