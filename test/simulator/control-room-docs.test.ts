/** Every example of docs/control-room.md, in its order, against one server. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../cli/root";
import { Account } from "../../simulator/account";
import { type SimulatorServer, serve } from "../../simulator/server";
import { definitionOf, widget } from "../support/flows";

type Example = { method: string; path: string; body: string | undefined; status: number; answer: object };

const text = readFileSync(join(ROOT, "docs/control-room.md"), "utf8");

const examples = [...text.matchAll(/```http\n([A-Z]+) (\S+)\n([\s\S]*?)\n?\n(\d{3})\n([\s\S]*?)\n```/g)].map(
  ([, method = "", path = "", body, status, answer = ""]): Example => ({
    method,
    path,
    body: body || undefined,
    status: Number(status),
    answer: JSON.parse(answer) as object,
  }),
);

/** A workflow, and a number with a flow that sends to it. */
function setUp(account: Account): void {
  const post = (product: string, path: string, parameters: object) =>
    account.handle({
      ...{ product, method: "POST", path, headers: {}, caller: "setup", parameters: { ...parameters } },
      ...{ username: account.accountSid, password: account.authToken },
    }).body as { sid: string; webhook_url: string };
  const workspace = `/v1/Workspaces/${account.taskRouter.workspace.sid}`;
  const queue = post("taskrouter", `${workspace}/TaskQueues`, { FriendlyName: "all" });
  const configuration = JSON.stringify({ task_routing: { default_filter: { queue: queue.sid } } });
  const workflow = post("taskrouter", `${workspace}/Workflows`, { FriendlyName: "all", Configuration: configuration });
  const definition = definitionOf(widget("flex", "send-to-flex", { workflow: workflow.sid, channel: "voice" }));
  const flow = { FriendlyName: "Front door", Status: "published", Definition: JSON.stringify(definition) };
  const { webhook_url: url } = post("studio", "/v2/Flows", flow);
  const numbers = `/2010-04-01/Accounts/${account.accountSid}/IncomingPhoneNumbers.json`;
  post("api", numbers, { PhoneNumber: "+15550100200", VoiceUrl: url, SmsUrl: url });
}

let server: SimulatorServer;

beforeAll(async () => {
  server = await serve({
    port: 0,
    clock: "virtual",
    createAccount: () => {
      const account = new Account({ seed: 1 });
      setUp(account);
      account.requests.clear();
      return account;
    },
  });
});

afterAll(() => server.close());

test("there are examples of every page", () => {
  const pages = new Set(examples.map(({ path }) => path.replace("/_simulator/", "")));

  expect([...pages].sort()).toEqual(
    ["advance", "clock", "contacts", "faults", "requests", "reset", "snapshot", "switches"].sort(),
  );
});

test.each(examples)(
  "$method $path $body is answered $status as documented",
  async ({ method, path, body, ...expected }) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(server.url + path, { method, ...(body ? { body, headers } : {}) });

    expect(response.status).toBe(expected.status);
    expect(await response.json()).toMatchObject(expected.answer);
  },
);
