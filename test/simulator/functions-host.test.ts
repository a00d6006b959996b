/** Functions as the platform runs them, written to a folder by the test. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Account, type AccountOptions } from "../../simulator/account";
import { hostedBuildOf } from "../../simulator/functions/build-from-folders";
import { FunctionsHost } from "../../simulator/functions/functions-host";
import type { WebhookRequest } from "../../simulator/kernel/webhooks";

const ORIGIN = "https://floor.example";
const NOON = new Date("2026-01-05T12:00:00Z");
const folders: string[] = [];
const hosts: FunctionsHost[] = [];
afterAll(() => {
  for (const host of hosts) host.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Hosts functions given as file name and the body of their handler. */
function open(functions: Readonly<Record<string, string>>, options: AccountOptions = {}) {
  const root = mkdtempSync(join(tmpdir(), "functions-host-"));
  folders.push(root);
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  write("assets/greeting.private.txt", "hello");
  write("assets/poster.txt", "for everybody");
  write("assets/count.private.js", "exports.next = (() => { let count = 0; return () => ++count; })();");
  for (const [file, body] of Object.entries(functions)) {
    write(`functions/${file}`, `exports.handler = (context, event, callback) => {\n${body}\n};`);
  }
  const account = new Account({ seed: 1, start: NOON, ...options });
  const printed: string[] = [];
  const host = new FunctionsHost({
    account,
    build: hostedBuildOf({ functionsFolder: join(root, "functions"), assetsFolder: join(root, "assets") }),
    environment: { QUEUE: "loans" },
    log: (path, line) => printed.push(`${path} ${line}`),
  });
  hosts.push(host);
  account.webhooks.host(ORIGIN, host.answer);
  const send = (path: string, request: Omit<WebhookRequest, "url"> = { form: {} }) =>
    account.webhooks.send({ url: `${ORIGIN}${path}`, ...request });
  return { account, clock: account.clock, send, printed };
}

const ok = `callback(null, "ok");`;

test.each([
  { file: "open.js", path: "/open", isSigned: false, status: 200 },
  { file: "studio/route.protected.js", path: "/studio/route", isSigned: true, status: 200 },
  { file: "studio/route.protected.js", path: "/studio/route", isSigned: false, status: 403 },
  { file: "helper.private.js", path: "/helper", isSigned: true, status: 404 },
  { file: "open.js", path: "/open.js", isSigned: true, status: 404 },
  { file: "open.js", path: "/closed", isSigned: true, status: 404 },
])("$path of $file, signed: $isSigned, answers $status", async ({ file, path, isSigned, status }) => {
  const { send } = open({ [file]: ok });

  for (const body of [{ form: { b: "2", a: "1" } }, { json: [{ a: 1 }] }]) {
    expect((await send(path, { ...body, isSigned })).status).toBe(status);
  }
});

test("a signature made with another token, or none of its own, does not open a protected function", async () => {
  const { send } = open({ "door.protected.js": ok });

  const forged = { "x-twilio-signature": "bm90IGEgc2lnbmF0dXJl" };

  expect((await send("/door", { form: {}, headers: forged, isSigned: false })).status).toBe(403);
  expect((await send("/door", { json: {}, headers: forged, isSigned: false })).status).toBe(403);
});

describe("the event", () => {
  const echo = { "echo.js": "callback(null, event);" };

  test("holds query and form, and the headers the platform lets through", async () => {
    const { send } = open(echo);
    const hidden = { "i-twilio-idempotency-token": "1", "x-forwarded-for": "1", "x-amzn-trace-id": "1", via: "1" };

    const { body } = await send("/echo?a=query&b=query", {
      form: { b: "form" },
      headers: { ...hidden, "x-mine": "1" },
    });

    const { request, ...parameters } = JSON.parse(body);
    expect(parameters).toEqual({ a: "query", b: "form" });
    expect(Object.keys(request.headers).sort()).toEqual(
      ["content-type", "host", "user-agent", "x-mine", "x-twilio-signature"].sort(),
    );
  });

  test("holds a JSON array under the keys 0, 1 and so on, and a JSON object under its own", async () => {
    const { send } = open(echo);

    expect(JSON.parse((await send("/echo", { json: ["a", { b: 1 }] })).body)).toMatchObject({
      "0": "a",
      "1": { b: 1 },
    });
    expect(JSON.parse((await send("/echo", { json: { a: { b: [1] } } })).body)).toMatchObject({ a: { b: [1] } });
  });
});

test("the context holds the service's variables, its credentials and a client of the account", async () => {
  const { account, send } = open({
    "who.js": `context.getTwilioClient().taskrouter.v1.workspaces.list().then(([workspace]) => callback(null, {
      queue: context.QUEUE, domain: context.DOMAIN_NAME, path: context.PATH, name: workspace.friendlyName }));`,
  });

  const { body } = await send("/who");

  const expected = { queue: "loans", domain: "floor.example", path: "/who", name: "Flex Task Assignment" };
  expect(JSON.parse(body)).toEqual(expected);
  expect(account.requests.summary((caller) => caller === "/who").total).toBe(1);
});

describe("the answer", () => {
  const json = `const response = new Twilio.Response(); response.appendHeader("Content-Type", "application/json");`;
  const problem = (message: string) => ({ status: 500, type: "application/json", body: JSON.stringify({ message }) });

  test.each([
    { of: `callback(null, "text");`, status: 200, type: "text/plain", body: "text" },
    { of: `callback(null, '{"a":1}');`, status: 200, type: "text/plain", body: '{"a":1}' },
    { of: "callback(null, { a: 1 });", status: 200, type: "application/json", body: '{"a":1}' },
    { of: "callback(null, [1]);", status: 200, type: "application/json", body: "[1]" },
    { of: "callback();", status: 200, type: undefined, body: "" },
    {
      of: `${json} callback(null, response.setBody({ a: 1 }));`,
      status: 200,
      type: "application/json",
      body: '{"a":1}',
    },
    {
      of: `${json} callback(null, response.setBody('{"a":1}'));`,
      status: 200,
      type: "application/json",
      body: '"{\\"a\\":1}"',
    },
    { of: `${json} callback(null, response);`, status: 200, type: "application/json", body: "null" },
    { of: `${json} callback(null, response.setStatusCode(204));`, status: 204, type: "application/json", body: "" },
    {
      of: `callback(null, new Twilio.Response().setStatusCode(418).setBody("tea"));`,
      status: 418,
      type: undefined,
      body: "tea",
    },
    { of: `callback("no");`, ...problem("no") },
    { of: `callback(new Error("no"));`, ...problem("no") },
    { of: `throw new Error("thrown");`, ...problem("thrown") },
    { of: `return Promise.reject(new Error("rejected"));`, ...problem("rejected") },
    { of: `return (async () => { await null; throw new Error("late"); })();`, ...problem("late") },
    { of: `callback(null, "first"); callback(null, "second");`, status: 200, type: "text/plain", body: "first" },
  ])("of $of is $status $type $body", async ({ of, status, type, body }) => {
    const { send } = open({ "answer.js": of });

    const { headers, ...answer } = await send("/answer");

    expect(answer).toEqual({ status, body });
    expect(headers["content-type"]).toBe(type);
  });
});

describe("time", () => {
  test("is the account's: Date, and pauses that take no real time", async () => {
    const { clock, send } = open({
      "slow.js": `const began = new Date();
        setTimeout(() => callback(null, [began.toISOString(), new Date(Date.now()).toISOString(), new Date(0).getTime()]), 1500);`,
    });
    await clock.advance(60);

    const answer = send("/slow");
    await clock.advance(2);

    expect(JSON.parse((await answer).body)).toEqual(["2026-01-05T12:01:00.000Z", "2026-01-05T12:01:01.500Z", 0]);
    expect(clock.now()).toBe(NOON.getTime() + 62_000);
  });

  test("of a canceled pause does not pass", async () => {
    const { clock, send } = open({
      "race.js": `const timer = setTimeout(() => callback(null, "late"), 5000);
        Promise.resolve().then(() => { clearTimeout(timer); clearTimeout(undefined); callback(null, "early"); });`,
    });

    const answer = send("/race");
    await clock.advance(1);

    expect((await answer).body).toBe("early");
    expect(clock.now()).toBe(NOON.getTime() + 1000);
  });

  test.each([
    { functionSeconds: 0.25, pause: 0, answersAt: 250 },
    { functionSeconds: 0.25, pause: 100, answersAt: 250 },
    { functionSeconds: 0.25, pause: 400, answersAt: 400 },
    { functionSeconds: 0, pause: 0, answersAt: 0 },
  ])("of a function with $functionSeconds s and a pause of $pause ms is $answersAt ms", async (given) => {
    const { functionSeconds, pause, answersAt } = given;
    const { clock, send } = open(
      { "wait.js": `setTimeout(() => callback(null, "ok"), ${pause});` },
      { functionSeconds },
    );

    const answeredAt = send("/wait").then(() => clock.now() - NOON.getTime());
    await clock.advance(1);

    expect(await answeredAt).toBe(answersAt);
  });
});

test("modules stay warm from call to call, also the private asset that two functions share", async () => {
  const count = `const { next } = require(Runtime.getAssets()["/count.js"].path); callback(null, String(next()));`;
  const { send } = open({ "one.js": count, "two.js": count });

  const answers = [await send("/one"), await send("/two"), await send("/one")];

  expect(answers.map(({ body }) => body)).toEqual(["1", "2", "3"]);
});

test("private assets can be opened, public ones are not among them", async () => {
  const { send } = open({
    "assets.js": `const assets = Runtime.getAssets(); callback(null, [Object.keys(assets).sort(), assets["/greeting.txt"].open()]);`,
  });

  expect(JSON.parse((await send("/assets")).body)).toEqual([["/count.js", "/greeting.txt"], "hello"]);
});

test("what a function prints is told with its path", async () => {
  const { send, printed } = open({ "talk.js": `console.log("a", 1); console.error("b"); callback();` });

  await send("/talk");

  expect(printed).toEqual(["/talk a 1", "/talk b"]);
});
