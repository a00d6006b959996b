/** Clients nobody has touched, in processes of their own, which believe to speak with Twilio. */
import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request as plainRequest } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect as secureConnect, type TLSSocket } from "node:tls";
import { promisify } from "node:util";
import { ROOT } from "../../cli/root";
import { Account } from "../../simulator/account";
import { type AccountProxy, serveProxy } from "../../simulator/any-client/proxy";
import { type SimulatorServer, serve } from "../../simulator/server";

const folder = mkdtempSync(join(tmpdir(), "floorwalker-any-client-"));
const ca = join(folder, "ca.pem");
let server: SimulatorServer;
let proxy: AccountProxy;

beforeAll(async () => {
  server = await serve({ port: 0, createAccount: () => new Account({ seed: 1 }), clock: "virtual" });
  proxy = await serveProxy({ port: 0, listener: server.listener });
  writeFileSync(ca, proxy.certificate);
});

afterAll(async () => {
  await proxy.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a script beside the project's packages; what it prints is JSON. */
async function run(script: string): Promise<unknown> {
  const { accountSid, authToken } = server.account();
  const env = {
    ...process.env,
    HTTP_PROXY: proxy.url,
    NODE_EXTRA_CA_CERTS: ca,
    ACCOUNT_SID: accountSid,
    AUTH_TOKEN: authToken,
    WORKSPACE_SID: server.account().taskRouter.workspace.sid,
  };
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", script], { cwd: ROOT, env });
  return JSON.parse(stdout);
}

/** Asks the proxy for a connection. */
function connectTo(
  host: string,
  { url } = proxy,
): Promise<{ status: number | undefined; socket: TLSSocket | undefined }> {
  return new Promise((resolve, reject) => {
    const request = plainRequest(url, { method: "CONNECT", path: `${host}:443` });
    request.on("error", reject).on("response", ({ statusCode }) => resolve({ status: statusCode, socket: undefined }));
    request.on("connect", ({ statusCode }, plain) => {
      if (statusCode !== 200) {
        plain.destroy();
        resolve({ status: statusCode, socket: undefined });
        return;
      }
      const socket = secureConnect({ socket: plain, servername: host, ca: proxy.certificate }, () =>
        resolve({ status: statusCode, socket }),
      );
      socket.on("error", reject);
    });
    request.end();
  });
}

test("the twilio package writes and reads the account through HTTP_PROXY", async () => {
  const printed = await run(`
    const client = require("twilio")(process.env.ACCOUNT_SID, process.env.AUTH_TOKEN);
    const { workers } = client.taskrouter.v1.workspaces(process.env.WORKSPACE_SID);
    (async () => {
      const { sid } = await workers.create({ friendlyName: "maria" });
      const found = await workers.list({ friendlyName: "maria" });
      const refused = await client.sync.v1.services("IS" + "f".repeat(32)).fetch().catch(({ status, code }) => ({ status, code }));
      console.log(JSON.stringify({ sid, found: found.map((worker) => worker.sid), refused }));
    })();
  `);

  const [worker] = server.account().taskRouter.workspace.workers.keys();
  expect(printed).toEqual({ sid: worker, found: [worker], refused: { status: 404, code: 20404 } });
});

test("the engine of twilio-cli lists, creates and follows pages", async () => {
  const printed = await run(`
    const { services: { TwilioApi: { TwilioApiClient }, CliRequestClient, logging: { logger } } } = require("@twilio/cli-core");
    const { ACCOUNT_SID, AUTH_TOKEN, WORKSPACE_SID } = process.env;
    const httpClient = new CliRequestClient("api:taskrouter", logger);
    const api = new TwilioApiClient(ACCOUNT_SID, AUTH_TOKEN, { httpClient });
    const at = { domain: "taskrouter", path: "/v1/Workspaces/{WorkspaceSid}/TaskQueues", pathParams: { WorkspaceSid: WORKSPACE_SID } };
    (async () => {
      for (const FriendlyName of ["a", "b", "c"]) await api.create({ ...at, data: { FriendlyName } });
      const queues = await api.list({ ...at, data: { PageSize: 2 } });
      console.log(JSON.stringify(queues.map(({ friendlyName }) => friendlyName)));
    })();
  `);

  expect(printed).toEqual(["a", "b", "c"]);
  expect(server.account().requests.summary().byOperation["taskrouter.ListTaskQueue"]).toBe(2);
});

test.each(["taskrouter.twilio.com", "taskrouter.dublin.ie1.twilio.com"])(
  "%s is shown with a certificate of its own name",
  async (host) => {
    const { socket } = await connectTo(host);

    const certificate = socket?.getPeerCertificate();
    expect(socket?.authorized).toBe(true);
    socket?.destroy();
    expect(certificate?.subjectaltname).toBe(`DNS:${host}`);
  },
);

test.each(["example.com", "twilio.com.example.com", "eviltwilio.com"])(
  "a connection to %s is refused",
  async (host) => {
    expect(await connectTo(host)).toEqual({ status: 403, socket: undefined });
  },
);

test("connections elsewhere are let through where that is asked for", async () => {
  const elsewhere = createServer((_request, response) => response.end("elsewhere"));
  await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", () => resolve()));
  const { port } = elsewhere.address() as AddressInfo;
  const open = await serveProxy({ port: 0, listener: server.listener, isOpen: true });

  const text = await new Promise<string>((resolve, reject) => {
    const request = plainRequest(open.url, { method: "CONNECT", path: `127.0.0.1:${port}` });
    request.on("error", reject).on("connect", (_response, socket) => {
      let received = "";
      socket.on("data", (chunk: Buffer) => {
        received += chunk.toString();
      });
      socket.on("end", () => resolve(received));
      socket.write("GET / HTTP/1.1\r\nHost: elsewhere\r\nConnection: close\r\n\r\n");
    });
    request.end();
  });
  await open.close();
  elsewhere.close();

  expect(text).toContain("elsewhere");
});

test("the authority's key is nowhere but in the process", () => {
  expect(proxy.certificate).toContain("BEGIN CERTIFICATE");
  expect(proxy.certificate).not.toContain("PRIVATE KEY");
});

test("whoever opens the proxy in a browser is told what it is", async () => {
  const response = await fetch(proxy.url);

  expect(response.status).toBe(405);
  expect(await response.text()).toContain("HTTPS_PROXY");
});
