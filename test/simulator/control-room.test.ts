/** What the control room does to the account. */
import { createServer, request as plainRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { Account } from "../../simulator/account";
import { type SimulatorServer, serve } from "../../simulator/server";
import { publishFlow, widget } from "../support/flows";

const SID = `AC${"0".repeat(32)}`;
const AUTHORIZATION = `Basic ${Buffer.from(`${SID}:${"0".repeat(32)}`).toString("base64")}`;
const JSON_TYPE = { "content-type": "application/json" };

let server: SimulatorServer;

beforeEach(async () => {
  server = await serve({ port: 0, createAccount: () => new Account({ seed: 1 }), clock: "virtual" });
});

afterEach(() => server.close());

const control = (method: string, page: string, body?: object | string) =>
  fetch(`${server.url}/_simulator/${page}`, {
    method,
    ...(body === undefined ? {} : { headers: JSON_TYPE, body: typeof body === "string" ? body : JSON.stringify(body) }),
  });

const workspaceOf = () => {
  const account = server.account();
  return account.client().taskrouter.v1.workspaces(account.taskRouter.workspace.sid);
};

async function addWorkflow(friendlyName: string): Promise<string> {
  const workspace = workspaceOf();
  const queue = await workspace.taskQueues.create({ friendlyName });
  const configuration = JSON.stringify({ task_routing: { default_filter: { queue: queue.sid } } });
  return (await workspace.workflows.create({ friendlyName, configuration })).sid;
}

const addFlow = (workflow: string) =>
  publishFlow(server.account().client(), widget("flex", "send-to-flex", { workflow, channel: "voice" }));

const wall = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

describe("the clock", () => {
  test("goes with the wall at the speed it is set to, from where it was", async () => {
    await control("POST", "advance", { seconds: 60 });
    const before = server.account().clock.now();

    await control("PUT", "clock", { mode: { times: 1000 } });
    await wall(200);
    const { now } = (await (await control("PUT", "clock", { mode: "virtual" })).json()) as { now: string };

    const seconds = (Date.parse(now) - before) / 1000;
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThan(20_000);
  });

  test("stands still again when it is virtual again", async () => {
    await control("PUT", "clock", { mode: "real" });
    await control("PUT", "clock", { mode: "virtual" });
    const before = server.account().clock.now();

    await wall(50);

    expect(server.account().clock.now()).toBe(before);
  });

  test("is not run for ever by what repeats for ever", async () => {
    const { clock } = server.account();
    const again = () => void clock.after(1, again);
    again();

    const response = await control("POST", "advance", { untilIdle: true, maximumEvents: 50 });

    expect(await response.json()).toMatchObject({ events: 50, isIdle: false });
  });

  test("of another process's is not touched", async () => {
    const other = await serve({ port: 0, createAccount: () => new Account(), clock: "elsewhere" });

    const response = await fetch(`${other.url}/_simulator/clock`, {
      method: "PUT",
      headers: JSON_TYPE,
      body: '{"mode":"real"}',
    });
    await other.close();

    expect(response.status).toBe(409);
  });
});

describe("a customer", () => {
  test("who calls is a task in hand of the workflow, with what the flow knew", async () => {
    const workflowSid = await addWorkflow("sales");

    const call = { do: "call", from: "+15550100123", attributes: { language: "de" }, priority: 7 };
    const { taskSid } = (await (await control("POST", "contacts", call)).json()) as { taskSid: string };

    const task = await workspaceOf().tasks(taskSid).fetch();
    expect(task).toMatchObject({
      workflowSid,
      taskChannelUniqueName: "voice",
      priority: 7,
      assignmentStatus: "pending",
    });
    expect(JSON.parse(task.attributes)).toEqual({ from: "+15550100123", channelType: "voice", language: "de" });
  });

  test("who texts comes by the channel of text messages", async () => {
    await addWorkflow("sales");

    const text = await control("POST", "contacts", { do: "text", from: "+15550100123" });

    const { taskSid } = (await text.json()) as { taskSid: string };
    expect(await workspaceOf().tasks(taskSid).fetch()).toMatchObject({ taskChannelUniqueName: "sms" });
  });

  test("who hangs up is gone, and cannot hang up again", async () => {
    await addWorkflow("sales");
    const call = await control("POST", "contacts", { do: "call", from: "+15550100123" });
    const { taskSid } = (await call.json()) as { taskSid: string };

    await control("POST", "contacts", { do: "hang-up", taskSid });
    const again = await control("POST", "contacts", { do: "hang-up", taskSid });

    expect(await workspaceOf().tasks(taskSid).fetch()).toMatchObject({
      assignmentStatus: "canceled",
      reason: "hangup",
    });
    expect(again.status).toBe(409);
  });

  test("who calls a number reaches its flow, and leaves it by hanging up", async () => {
    const account = server.account();
    const { sid, webhookUrl } = await addFlow(await addWorkflow("sales"));
    await account.client().incomingPhoneNumbers.create({ phoneNumber: "+15550100200", voiceUrl: webhookUrl });

    const call = await control("POST", "contacts", { do: "call", from: "+15550100123", to: "+15550100200" });
    const { callSid } = (await call.json()) as { callSid: string };
    await control("POST", "advance", { seconds: 1 });
    const [task] = await workspaceOf().tasks.list();
    await control("POST", "contacts", { do: "hang-up", callSid });
    const again = await control("POST", "contacts", { do: "hang-up", callSid });
    await control("POST", "advance", { seconds: 1 });

    const [execution] = await account.client().studio.v2.flows(sid).executions.list();
    expect(JSON.parse(task?.attributes ?? "{}")).toMatchObject({ call_sid: callSid, from: "+15550100123" });
    expect(
      (
        await workspaceOf()
          .tasks(task?.sid ?? "")
          .fetch()
      ).assignmentStatus,
    ).toBe("canceled");
    expect(execution?.status).toBe("ended");
    expect(again.status).toBe(409);
  });

  test("who texts a number is heard by the flow that waits for it", async () => {
    const account = server.account();
    const { sid, webhookUrl } = await addFlow(await addWorkflow("sales"));
    await account.client().incomingPhoneNumbers.create({ phoneNumber: "+15550100200", smsUrl: webhookUrl });

    const text = { do: "text", from: "+15550100123", to: "+15550100200", body: "Hello there" };
    const { messageSid } = (await (await control("POST", "contacts", text)).json()) as { messageSid: string };

    const [execution] = await account.client().studio.v2.flows(sid).executions.list();
    expect(execution?.contactChannelAddress).toBe("+15550100123");
    expect(await account.client().messages(messageSid).fetch()).toMatchObject({ body: "Hello there" });
  });

  test("who texts an address that makes conversations writes in one", async () => {
    const { conversations } = server.account().client();
    const address = { type: "sms", address: "+15550100200", "autoCreation.enabled": true } as const;
    await conversations.v1.addressConfigurations.create({ ...address, "autoCreation.type": "default" });

    const text = await control("POST", "contacts", { do: "text", from: "+15550100123", to: "+15550100200" });

    const { conversationSid } = (await text.json()) as { conversationSid: string };
    const [message] = await conversations.v1.conversations(conversationSid).messages.list();
    expect(message).toMatchObject({ author: "+15550100123", body: "Hello" });
  });

  test("who calls a number that is not set up is a task, and that is said", async () => {
    await addWorkflow("sales");

    const call = await control("POST", "contacts", { do: "call", from: "+15550100123", to: "+15550100200" });

    expect(await call.json()).toMatchObject({ because: expect.stringContaining("+15550100200") });
  });

  test("needs a workflow named where there are several", async () => {
    const [sales, service] = [await addWorkflow("sales"), await addWorkflow("service")];

    const call = { do: "call", from: "+15550100123" };
    const vague = await control("POST", "contacts", call);
    const exact = await control("POST", "contacts", { ...call, workflowSid: service });

    expect(await vague.json()).toMatchObject({ message: expect.stringContaining(sales) });
    expect(exact.status).toBe(201);
  });

  test.each([
    { body: { do: "call", from: "+15550100123", channel: "pigeon" }, status: 400 },
    { body: { do: "hang-up", taskSid: "WT1" }, status: 404 },
    { body: { do: "hang-up", callSid: "CA1" }, status: 404 },
    { body: { do: "hang-up" }, status: 400 },
    { body: { do: "sing", from: "+15550100123" }, status: 400 },
    { body: {}, status: 400 },
  ])("who does $body is refused: $status", async ({ body, status }) => {
    await addWorkflow("sales");

    expect((await control("POST", "contacts", body)).status).toBe(status);
  });
});

describe("a fault that is set", () => {
  const rest = (path: string) => fetch(`${server.url}${path}`, { headers: { authorization: AUTHORIZATION } });

  test("meets requests over HTTP until it is ended", async () => {
    const rule = { kind: "status", operation: "taskrouter.*", status: 429, retryAfter: 3 };
    await control("PUT", "faults", { requests: [rule] });
    const during = await rest("/taskrouter/v1/Workspaces");
    await control("DELETE", "faults");

    expect(during.status).toBe(429);
    expect(during.headers.get("retry-after")).toBe("3");
    expect((await rest("/taskrouter/v1/Workspaces")).status).toBe(200);
  });

  test("is counted", async () => {
    await control("PUT", "faults", { requests: [{ kind: "status", operation: "*", status: 500 }] });
    await rest("/taskrouter/v1/Workspaces");

    expect(await (await control("GET", "faults")).json()).toMatchObject({
      requests: { counts: { total: 1, byOperation: { "taskrouter.ListWorkspace": 1 } } },
    });
  });

  test.each([
    { kind: "reset", when: "before" },
    { kind: "outage", as: "refused" },
  ])("breaks the connection: $kind", async (rule) => {
    await control("PUT", "faults", { requests: [{ ...rule, operation: "taskrouter.*" }] });

    await expect(rest("/taskrouter/v1/Workspaces")).rejects.toThrow("fetch failed");
  });

  test("of events is passed on to where events are delivered", async () => {
    const rules = [{ duplicated: { rate: 0.5, copies: 1 } }];

    const put = await control("PUT", "faults", { events: { rules } });
    const ended = await control("DELETE", "faults");

    expect(await put.json()).toMatchObject({ events: { settings: { rules }, counts: { duplicated: 0 } } });
    expect(await ended.json()).toMatchObject({ events: { settings: { rules: [] } } });
  });

  test("of events that cannot be is refused, with what is wrong", async () => {
    const response = await control("PUT", "faults", { events: { rules: [{ dropped: { rate: 2 } }] } });

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ problems: [expect.stringContaining("rules.0.dropped.rate")] });
  });

  test("delays a function in another process on the account's clock, which goes on meanwhile", async () => {
    const before = server.account().clock.now();
    let toldTime: string | null = null;
    const callee = createServer((received, response) => {
      const call = String(received.headers["i-twilio-simulator-call"]);
      const headers = { authorization: AUTHORIZATION, "i-twilio-simulator-call": call };
      void fetch(`${server.url}/taskrouter/v1/Workspaces`, { headers }).then((answer) => {
        toldTime = answer.headers.get("i-twilio-simulator-time");
        response.writeHead(204).end();
      });
    });
    await new Promise<void>((resolve) => callee.listen(0, "127.0.0.1", () => resolve()));
    const { port } = callee.address() as AddressInfo;
    await control("PUT", "faults", { requests: [{ kind: "latency", operation: "*", min: 5, max: 5 }] });

    const sent = server.account().webhooks.send({ url: `http://127.0.0.1:${port}/`, form: {} });
    await control("POST", "advance", { seconds: 1 });
    const { status } = await sent;
    callee.close();

    expect(status).toBe(204);
    expect(toldTime).toBe(String(before + 5000));
  });
});

describe("a snapshot", () => {
  test("is gone on from, here and in another process", async () => {
    await workspaceOf().workers.create({ friendlyName: "maria" });
    await control("PUT", "switches", { largePageSize: "clipped" });
    await control("POST", "advance", { seconds: 90 });
    const snapshot = await (await control("GET", "snapshot")).text();
    await control("POST", "reset");

    const response = await control("PUT", "snapshot", snapshot);

    expect(await response.json()).toEqual({ now: "2026-01-05T00:01:30.000Z" });
    expect(server.account().switches.largePageSize).toBe("clipped");
    expect(await (await control("GET", "snapshot")).text()).toBe(snapshot);
  });

  test("waits for calls in flight: 409, with what to do", async () => {
    const call = server.account().clock.open();

    const [read, written] = [await control("GET", "snapshot"), await control("PUT", "snapshot", "[]")];
    call.close();

    expect([read.status, written.status]).toEqual([409, 409]);
    expect(await read.json()).toMatchObject({ message: expect.stringContaining("/_simulator/advance") });
  });

  test.each([
    { what: "is none", broken: () => "hello" },
    { what: "is of another version", broken: (text: string) => text.replace('"version"', '"edition"') },
    { what: "lacks a part of the account", broken: (text: string) => text.replace('"studio"', '"radio"') },
  ])("that $what is refused, and the account stays as it was", async ({ broken }) => {
    const empty = server.account().snapshot();
    await server.account().client().sync.v1.services.create({ friendlyName: "Floor" });
    await control("POST", "advance", { seconds: 5 });
    const before = server.account().snapshot();

    const response = await control("PUT", "snapshot", broken(empty));

    expect(response.status).toBe(400);
    expect(server.account().snapshot()).toBe(before);
  });
});

test("requests are told apart by who made them", async () => {
  await fetch(`${server.url}/taskrouter/v1/Workspaces`, { headers: { authorization: AUTHORIZATION } });
  await server
    .account()
    .client(() => "/operations/tick")
    .sync.v1.services.list();

  const all = await (await control("GET", "requests")).json();
  const ofTick = await (await control("GET", "requests?caller=/operations/tick")).json();

  expect(all).toMatchObject({ total: 2, byCaller: { http: { total: 1 }, "/operations/tick": { total: 1 } } });
  expect(ofTick).toEqual({ total: 1, byOperation: { "sync.ListService": 1 } });
});

/** As a browser, or whoever else, would send it: `fetch` does not let these headers be set. */
const statusOf = (headers: Record<string, string>) =>
  new Promise<number | undefined>((resolve, reject) => {
    plainRequest(`${server.url}/_simulator/reset`, { method: "POST", headers }, (response) =>
      resolve(response.resume().statusCode),
    )
      .on("error", reject)
      .end();
  });

test.each([
  { who: "a name that was made to mean this machine", headers: { host: "rebound.example:4010" } },
  { who: "a page of another site", headers: { origin: "https://evil.example" } },
  { who: "a page of another site, by its own word", headers: { "sec-fetch-site": "cross-site" } },
  { who: "a page at another port", headers: { "sec-fetch-site": "same-site" } },
])("the control room is closed to $who", async ({ headers }) => {
  await control("POST", "advance", { seconds: 1 });

  expect(await statusOf(headers)).toBe(403);
  expect(server.account().clock.now()).toBe(Date.parse("2026-01-05T00:00:01Z"));
});

test.each([{ host: "localhost:4010" }, { host: "[::1]:4010" }, { "sec-fetch-site": "same-origin" }])(
  "the control room is open to %j",
  async (headers) => {
    expect(await statusOf(headers)).toBe(200);
  },
);

test.each([
  { body: "{", status: 400 },
  { body: '{"seconds": 1, "minutes": 2}', status: 400 },
  { body: '{"seconds": 1e300}', status: 400 },
])("the body $body is refused with its problems", async ({ body, status }) => {
  const response = await control("POST", "advance", body);

  expect(response.status).toBe(status);
  expect(await response.json()).toEqual({ message: expect.any(String), problems: [expect.any(String)] });
});
