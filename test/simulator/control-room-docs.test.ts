/** Every example of docs/control-room.md, in its order, against one server. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../cli/root";
import { Account } from "../../simulator/account";
import { type SimulatorServer, serve } from "../../simulator/server";

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

let server: SimulatorServer;

beforeAll(async () => {
  server = await serve({
    port: 0,
    clock: "virtual",
    createAccount: () => {
      const account = new Account({ seed: 1 });
      const workspace = `/v1/Workspaces/${account.taskRouter.workspace.sid}`;
      const post = (path: string, parameters: object) =>
        account.handle({
          ...{ product: "taskrouter", method: "POST", path: `${workspace}/${path}`, headers: {}, caller: "setup" },
          parameters: { ...parameters },
          username: account.accountSid,
          password: account.authToken,
        }).body as { sid: string };
      const queue = post("TaskQueues", { FriendlyName: "all" });
      const configuration = JSON.stringify({ task_routing: { default_filter: { queue: queue.sid } } });
      post("Workflows", { FriendlyName: "all", Configuration: configuration });
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
