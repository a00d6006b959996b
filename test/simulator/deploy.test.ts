/** The project, deployed by the unmodified `twilio-run deploy`, and asked at its URLs. */

import { readFileSync, writeFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { getExpectedTwilioSignature } from "twilio/lib/webhooks/webhooks";
import { setUp } from "../../cli/setup";
import { Account } from "../../simulator/account";
import { Deployment } from "../support/deployment";
import { CUSTOMER_KEY, policy } from "../support/floor";
import { GRACE } from "../support/people";

/** A build takes three seconds of the account's time. */
const TIMES = 10;
const PATIENCE = 120_000;

let account: Account;
let deployment: Deployment;
let variables: Readonly<Record<string, string>>;
let domain: string;

beforeAll(async () => {
  account = new Account({ seed: 1, start: new Date("2026-01-05T12:00:00Z") });
  const applied = await setUp(
    account.client(() => "test"),
    policy,
    { functionsUrl: "https://floor.example" },
  );
  variables = { ...applied.variables, CUSTOMER_KEY };
  deployment = await Deployment.open(account, TIMES);
  await deploy();
  domain = await deployment.domainName();
}, PATIENCE);
afterAll(() => deployment.close());

async function deploy(): Promise<void> {
  const { exitCode, printed } = await deployment.deploy(variables);
  if (exitCode !== 0) throw new Error(printed);
}

type Answer = { status: number; body: string };

/** A POST over HTTP to the server of the account, with the domain name in the Host header. */
function post(path: string, form: Record<string, string>, isSigned = true): Promise<Answer> {
  const signature = getExpectedTwilioSignature(account.authToken, `https://${domain}${path}`, form);
  const headers = {
    host: domain,
    "content-type": "application/x-www-form-urlencoded",
    ...(isSigned ? { "x-twilio-signature": signature } : {}),
  };
  return new Promise((resolve, reject) => {
    const sent = httpRequest(new URL(path, deployment.url), { method: "POST", headers }, (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => {
        body += chunk.toString();
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    });
    sent.once("error", reject).end(new URLSearchParams(form).toString());
  });
}

const uploads = () =>
  Object.entries(account.requests.summary((caller) => caller === "process").byOperation)
    .filter(([operation]) => operation.startsWith("serverless-upload."))
    .reduce((sum, [, count]) => sum + count, 0);

const contact = { channel: "voice", queue: "regular", from: GRACE.from, customer: GRACE.customer };

test("a deployed function answers at its URL, knows its variables, and reads the account", async () => {
  const { status, body } = await post("/studio/route-contact", contact);

  expect(status).toBe(200);
  expect(JSON.parse(body)).toMatchObject({ because: "first-contact", attributes: { floor: { queue: "regular" } } });
});

test("its doors are locked as they are at Twilio", async () => {
  expect((await post("/studio/route-contact", contact, false)).status).toBe(403);
  expect((await post("/lib.js", {})).status).toBe(404);
  expect((await post("/no-such-function", {})).status).toBe(404);
});

test(
  "a second deployment of an unchanged tree uploads all of it again",
  async () => {
    const before = uploads();

    await deploy();

    expect(before).toBeGreaterThan(5);
    expect(uploads()).toBe(2 * before);
  },
  PATIENCE,
);

test(
  "what is added to the tree is there when it has been deployed",
  async () => {
    const code = "exports.handler = (context, event, callback) => callback(null, 'open');";
    writeFileSync(join(deployment.folder, "dist/functions/door.js"), code);

    const before = await post("/door", {});
    await deploy();
    const after = await post("/door", {});

    expect([before.status, after.status, after.body]).toEqual([404, 200, "open"]);
  },
  PATIENCE,
);

test(
  "a build is promoted to another environment, where the same functions are at another domain",
  async () => {
    const { exitCode } = await deployment.promote("stage");

    const url = `https://${domain.replace("-dev.", "-stage.")}/studio/route-contact`;
    const { status } = await account.webhooks.send({ url, form: contact });
    expect([exitCode, status]).toEqual([0, 200]);
  },
  PATIENCE,
);

test(
  "a runtime handler that Twilio does not know stops the deployment, and what is live stays",
  async () => {
    const file = join(deployment.folder, "package.json");
    const text = readFileSync(file, "utf8");
    writeFileSync(file, text.replace('"@twilio/runtime-handler": "2.0.3"', '"@twilio/runtime-handler": "2.1.0"'));

    const { exitCode, printed } = await deployment.deploy(variables);
    writeFileSync(file, text);

    expect(exitCode).toBe(1);
    expect(printed).toContain("20001");
    expect(printed.replaceAll(/\s*│?\s+/g, " ")).toContain(
      "No matching version found for @twilio/runtime-handler@2.1.0",
    );
    expect((await post("/studio/route-contact", contact)).status).toBe(200);
  },
  PATIENCE,
);

test(
  "a failed upload is reported, and nothing is deployed",
  async () => {
    // Not a 5xx: `twilio-run` would try that again for half a minute.
    const refused = { status: 403, body: { status: 403, code: 20403, message: "Forbidden" } };
    const handle = account.handle.bind(account);
    account.handle = (request) => (request.product === "serverless-upload" ? refused : handle(request));
    const before = account.requests.summary(() => true).byOperation["serverless.CreateDeployment"];

    const { exitCode } = await deployment.deploy(variables);
    account.handle = handle;

    expect(exitCode).toBe(1);
    expect(account.requests.summary(() => true).byOperation["serverless.CreateDeployment"]).toBe(before);
  },
  PATIENCE,
);
