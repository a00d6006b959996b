/** What every operation of the account shares: credentials, refusals, pages, counts. */
import twilio from "twilio";
import { Account } from "../../simulator/account";
import { stageOf } from "../behaviours/behaviour";

const refused = (status: number, code: number) => expect.objectContaining({ status, code });

function open() {
  const account = new Account({ seed: 1 });
  const workspaceSid = account.taskRouter.workspace.sid;
  return { account, workspaceSid, workspace: account.client().taskrouter.v1.workspaces(workspaceSid) };
}

test.each([
  { what: "a wrong token", username: `AC${"0".repeat(32)}`, password: "f".repeat(32) },
  { what: "another account", username: `AC${"f".repeat(32)}`, password: "0".repeat(32) },
])("$what is refused: 401", async ({ username, password }) => {
  const { account, workspaceSid } = open();
  const { httpClient } = account.client();

  const client = twilio(username, password, { httpClient });

  await expect(client.taskrouter.v1.workspaces(workspaceSid).fetch()).rejects.toEqual(refused(401, 20003));
  expect(account.requests.summary().total).toBe(0);
});

const raw = ({ account }: ReturnType<typeof open>, product: string, method: string, path: string) => {
  const { accountSid: username, authToken: password } = account;
  return account.handle({ product, method, path, parameters: {}, headers: {}, username, password, caller: "x" });
};

test.each([
  { product: "flex-api", method: "POST", path: "/v1/Insights/Session", named: "flex-api.CreateInsightsSession" },
  {
    product: "api",
    method: "DELETE",
    path: "/2010-04-01/Accounts/AC1/Recordings/RE1.json",
    named: "api.DeleteRecording",
  },
])("$named is not modelled, and the refusal says so: 501", ({ product, method, path, named }) => {
  expect(raw(open(), product, method, path)).toMatchObject({
    status: 501,
    body: {
      status: 501,
      code: 20501,
      message: `the simulated account does not model ${named}`,
      more_info: "https://www.twilio.com/docs/errors/20501",
    },
  });
});

test.each([
  { what: "a path that Twilio does not have", method: "GET", path: "/v1/Nothing", status: 404, code: 20404 },
  { what: "a method that a path does not have", method: "PUT", path: "/v1/Workspaces", status: 405, code: 20004 },
])("$what is refused as Twilio refuses it: $status", ({ method, path, status, code }) => {
  expect(raw(open(), "taskrouter", method, path)).toMatchObject({ status, body: { status, code } });
});

test("a product that is not modelled is named", async () => {
  const { account } = open();

  const fetched = account.client().video.v1.rooms("room").fetch();

  await expect(fetched).rejects.toThrow("the simulated account does not model video");
});

test("parameters that are not modelled are named with their operation, and nothing is done", async () => {
  const { account, workspace } = open();
  const { sid } = await workspace.workers.create({ friendlyName: "maria" });
  const url = `https://taskrouter.twilio.com/v1/Workspaces/${account.taskRouter.workspace.sid}/Workers/${sid}`;

  const { status, body } = stageOf(account).request("POST", url, { FriendlyName: "lara", ShoeSize: "38" });

  expect({ status, body }).toMatchObject({ status: 501, body: { code: 20501 } });
  expect(JSON.stringify(body)).toContain("does not model ShoeSize of UpdateWorker");
  expect(await workspace.workers.list()).toMatchObject([{ friendlyName: "maria" }]);
});

test("a resource that is not there, or is another workspace's, is not found: 404", async () => {
  const { account, workspace } = open();
  const elsewhere = account.client().taskrouter.v1.workspaces(`WS${"f".repeat(32)}`);

  await expect(workspace.tasks(`WT${"f".repeat(32)}`).fetch()).rejects.toEqual(refused(404, 20404));
  await expect(elsewhere.workers.list()).rejects.toEqual(refused(404, 20404));
});

describe("a list of five", () => {
  async function openFive() {
    const opened = open();
    const names = ["maria", "jon", "lara", "ana", "bo"];
    for (const friendlyName of names) await opened.workspace.workers.create({ friendlyName });
    const requests = () => opened.account.requests.summary().byOperation["taskrouter.ListWorker"];
    return { ...opened, names, requests };
  }

  test("comes whole in pages of two, one request each", async () => {
    const { workspace, names, requests } = await openFive();

    const workers = await workspace.workers.list({ pageSize: 2 });

    expect(workers.map(({ friendlyName }) => friendlyName)).toEqual(names);
    expect(requests()).toBe(3);
  });

  test("comes only as far as its limit", async () => {
    const { workspace, names, requests } = await openFive();

    const workers = await workspace.workers.list({ pageSize: 2, limit: 3 });

    expect(workers.map(({ friendlyName }) => friendlyName)).toEqual(names.slice(0, 3));
    expect(requests()).toBe(2);
  });

  test("keeps its filters from page to page, and ends where a page is just full", async () => {
    const { workspace, requests } = await openFive();

    const workers = await workspace.workers.list({ available: "false", activityName: "Offline", pageSize: 5 });

    expect(workers).toHaveLength(5);
    expect(requests()).toBe(1);
    expect(await workspace.workers.list({ available: "true", pageSize: 2 })).toEqual([]);
    expect(await workspace.workers.list({ activityName: "Offline", pageSize: 2 })).toHaveLength(5);
  });

  test.each([
    { gone: ["maria"], next: ["lara", "ana"] },
    { gone: ["jon"], next: ["lara", "ana"] },
    { gone: ["lara"], next: ["ana", "bo"] },
    { gone: ["maria", "lara"], next: ["ana", "bo"] },
  ])("goes on with $next on its second page when $gone has gone meanwhile", async ({ gone, next }) => {
    const { workspace } = await openFive();
    const first = await workspace.workers.page({ pageSize: 2 });

    for (const friendlyName of gone) {
      const [{ sid } = { sid: "" }] = await workspace.workers.list({ friendlyName });
      await workspace.workers(sid).remove();
    }

    expect((await first.nextPage())?.instances.map(({ friendlyName }) => friendlyName)).toEqual(next);
  });

  test("can be turned forward and back", async () => {
    const { workspace } = await openFive();

    const first = await workspace.workers.page({ pageSize: 2 });
    const second = await first.nextPage();
    const again = await second?.previousPage();

    expect(second?.instances.map(({ friendlyName }) => friendlyName)).toEqual(["lara", "ana"]);
    expect(again?.instances.map(({ friendlyName }) => friendlyName)).toEqual(["maria", "jon"]);
    expect(first.previousPageUrl).toBeUndefined();
  });

  test.each([{ pageSize: 0 }, { pageSize: -1 }, { pageSize: 1.5 }])("is refused by $pageSize", async ({ pageSize }) => {
    const { account, workspaceSid } = await openFive();

    const request = account.client().request({
      method: "get",
      uri: `https://taskrouter.twilio.com/v1/Workspaces/${workspaceSid}/Workers?PageSize=${pageSize}`,
    });

    await expect(request).resolves.toMatchObject({ statusCode: 400 });
  });
});

test("requests are counted by operation and by who asks", async () => {
  const { account, workspace, workspaceSid } = open();
  const tick = account.client(() => "/operations/tick").taskrouter.v1.workspaces(workspaceSid);
  await workspace.workers.create({ friendlyName: "maria" });
  await tick.workers.list();
  await tick.workers.list();
  await tick
    .tasks(`WT${"f".repeat(32)}`)
    .fetch()
    .catch(() => undefined);

  const byTick = { "taskrouter.FetchTask": 1, "taskrouter.ListWorker": 2 };
  expect(account.requests.summary((caller) => caller.startsWith("/"))).toEqual({ total: 3, byOperation: byTick });
  expect(account.requests.summary()).toEqual({ total: 4, byOperation: { "taskrouter.CreateWorker": 1, ...byTick } });
});
