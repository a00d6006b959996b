/** What the platform gives to a function besides the request: files, packages, the account's host, the environment. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../cli/root";
import { Account } from "../../simulator/account";
import { FunctionsHost } from "../../simulator/functions/functions-host";
import type { HostedAsset, HostedBuild } from "../../simulator/functions/hosted-build";

const ORIGIN = "https://floor-1234.twil.io";
const hosts: FunctionsHost[] = [];
afterAll(() => {
  for (const host of hosts) host.close();
});

const asset = (path: string, visibility: HostedAsset["visibility"], content: string, contentType = "text/plain") => ({
  ...{ path, visibility, contentType },
  content: Buffer.from(content),
});

/** Hosts a build whose one function, /it, has this handler's body. */
function open(body: string, given: Partial<HostedBuild> = {}) {
  const account = new Account({ seed: 1, start: new Date("2026-01-05T12:00:00Z") });
  const build: HostedBuild = {
    functions: [
      { path: "/it", visibility: "public", content: `exports.handler = (context, event, callback) => {\n${body}\n};` },
      { path: "/lib/sum", visibility: "private", content: "exports.sum = (a, b) => a + b;" },
    ],
    assets: [
      asset("/texts/greeting.txt", "private", "hello"),
      asset("/double.js", "private", "exports.double = (a) => 2 * a;"),
    ],
    packages: undefined,
    ...given,
  };
  const host = new FunctionsHost({ account, build, environment: { QUEUE: "loans" } });
  hosts.push(host);
  account.webhooks.host(ORIGIN, host.answer);
  const send = (path = "/it") => account.webhooks.send({ url: `${ORIGIN}${path}`, form: {} });
  return { account, host, send };
}

const versionOf = (name: string) =>
  (JSON.parse(readFileSync(join(ROOT, "node_modules", name, "package.json"), "utf8")) as { version: string }).version;

test.each([
  { what: "a private asset by Runtime", body: `Runtime.getAssets()["/texts/greeting.txt"].open()`, is: "hello" },
  {
    what: "a private asset by its path",
    body: `require("fs").readFileSync(Runtime.getAssets()["/texts/greeting.txt"].path, "utf8")`,
    is: "hello",
  },
  { what: "a private asset as a module", body: `require(Runtime.getAssets()["/double.js"].path).double(21)`, is: 42 },
  {
    what: "a private function as a module",
    body: `require(Runtime.getFunctions()["lib/sum"].path).sum(20, 22)`,
    is: 42,
  },
  { what: "the names of all functions", body: `Object.keys(Runtime.getFunctions())`, is: ["it", "lib/sum"] },
  { what: "variables of the service as the process's", body: "process.env", is: { QUEUE: "loans" } },
  {
    what: "the sids of what it is deployed to",
    body: "[context.SERVICE_SID.slice(0, 2), context.ENVIRONMENT_SID.slice(0, 2)]",
    is: ["ZS", "ZE"],
  },
])("a function has $what", async ({ body, is }) => {
  const { send } = open(`callback(null, [${body}]);`);

  expect(JSON.parse((await send()).body)).toEqual([is]);
});

test("files are gone when the host is closed", async () => {
  const { host, send } = open(`callback(null, Runtime.getAssets()["/double.js"].path);`);
  const { body: path } = await send();
  expect(readFileSync(path, "utf8")).toContain("double");

  host.close();

  expect(() => readFileSync(path)).toThrow("ENOENT");
});

describe("a deployed build", () => {
  const requiring = (name: string) => `callback(null, typeof require("${name}"));`;

  test.each([
    { name: "valibot", packages: { valibot: versionOf("valibot") }, body: "object" },
    { name: "twilio/lib/jwt/AccessToken", packages: { twilio: `^${versionOf("twilio")}` }, body: "function" },
    { name: "node:crypto", packages: {}, body: "object" },
    { name: "valibot", packages: undefined, body: "object" },
  ])("may require $name where it asks for $packages", async ({ name, packages, body }) => {
    expect(await open(requiring(name), { packages }).send()).toMatchObject({ status: 200, body });
  });

  test.each([
    { name: "valibot", packages: {}, says: "the build does not ask for it" },
    { name: "axios", packages: { twilio: versionOf("twilio") }, says: "the build does not ask for it" },
    {
      name: "valibot",
      packages: { valibot: "0.0.1" },
      says: `asks for 0.0.1, and ${versionOf("valibot")} is installed here`,
    },
    { name: "not-there", packages: { "not-there": "1.0.0" }, says: "asks for 1.0.0, and none is installed here" },
    { name: "not-there", packages: undefined, says: "it is not installed here" },
  ])("fails where it requires $name and asks for $packages", async ({ name, packages, says }) => {
    const { status, body } = await open(requiring(name), { packages }).send();

    expect(status).toBe(500);
    expect(JSON.parse(body).message).toMatch(`Cannot find module '${name}'`);
    expect(JSON.parse(body).message).toContain(says);
  });

  test("has no client where it does not ask for twilio", async () => {
    const { send } = open(`context.getTwilioClient(); callback();`, { packages: {} });

    expect(await send()).toMatchObject({ status: 500 });
  });
});

describe("requests to Twilio that are no client's", () => {
  const ask = (how: string) => `
    const headers = { authorization: "Basic " + Buffer.from(context.ACCOUNT_SID + ":" + context.AUTH_TOKEN).toString("base64") };
    const url = "https://taskrouter.twilio.com/v1/Workspaces";
    ${how}`;
  const read = `(response) => { let text = ""; response.setEncoding("utf8"); response.on("data", (part) => { text += part; });
    response.on("end", () => callback(null, [response.statusCode, JSON.parse(text)])); }`;

  test.each([
    { of: "https.get", how: `require("https").get(url, { headers }, ${read});` },
    {
      of: "node:https.request",
      how: `const { request } = require("node:https");
        request({ hostname: "taskrouter.twilio.com", path: "/v1/Workspaces", headers }, ${read}).end();`,
    },
    {
      of: "the package's own client",
      how: `require("twilio")(context.ACCOUNT_SID, context.AUTH_TOKEN).taskrouter.v1.workspaces.list()
        .then((workspaces) => callback(null, [200, { workspaces: workspaces.map(({ friendlyName }) => ({ friendly_name: friendlyName })) }]), callback);`,
    },
  ])("reach the account: of $of", async ({ how }) => {
    const { account, send } = open(ask(how));

    const [status, { workspaces }] = JSON.parse((await send()).body);

    expect(status).toBe(200);
    expect(workspaces).toMatchObject([{ friendly_name: "Flex Task Assignment" }]);
    expect(account.requests.summary((caller) => caller === "/it").total).toBe(1);
  });

  test("are refused as Twilio refuses them", async () => {
    const { send } = open(ask(`require("https").get(url, ${read});`));

    expect(JSON.parse((await send()).body)).toEqual([401, expect.objectContaining({ code: 20003 })]);
  });

  test("validate a Flex token with Twilio's own package", async () => {
    const { send } = open(`
      require("twilio-flex-token-validator").validator("no token", context.ACCOUNT_SID, context.AUTH_TOKEN)
        .then(() => callback(null, "valid"), (why) => callback(null, "refused: " + why));`);

    expect((await send()).body).toMatch(/^refused: /);
  });
});

test.each([
  { of: "Twilio", body: "new Twilio.twiml.VoiceResponse()" },
  { of: "the package", body: `new (require("twilio").twiml.VoiceResponse)()` },
])("TwiML of $of is sent as XML", async ({ body }) => {
  const { send } = open(`const twiml = ${body}; twiml.say("hello"); callback(null, twiml);`);

  expect(await send()).toMatchObject({
    status: 200,
    headers: { "content-type": "text/xml" },
    body: expect.stringContaining("<Response><Say>hello</Say></Response>"),
  });
});

test("Runtime.getSync is a Sync service of the account", async () => {
  const { send } = open(`context.getTwilioClient().sync.v1.services.create().then(async ({ sid }) => {
    await Runtime.getSync({ serviceName: sid }).maps.create({ uniqueName: "floor" });
    callback(null, (await Runtime.getSync({ serviceName: sid }).maps.list()).map(({ uniqueName }) => uniqueName));
  }).catch(callback);`);

  expect((await send()).body).toBe('["floor"]');
});
