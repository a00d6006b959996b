/** What every operation of the account shares: credentials, refusals, pages, counts. */
import twilio from "twilio";
import { Account, type AccountRequest } from "../../simulator/account";

const refused = (status: number, code: number) => expect.objectContaining({ status, code });

function open() {
  const account = new Account({ seed: 1 });
  const workspaceSid = account.taskRouter.workspace.sid;
  return { account, workspaceSid, workspace: account.client().taskrouter.v1.workspaces(workspaceSid) };
}

const requestOf = (account: Account, { method = "GET", path = "/", parameters = {} }: Partial<AccountRequest>) => ({
  ...{ product: "taskrouter", method, path, parameters, headers: {}, caller: "test" },
  username: account.accountSid,
  password: account.authToken,
});

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

test.each([
  { method: "DELETE", path: "/v1/Workspaces/WS1", named: "DELETE /v1/Workspaces/WS1" },
  { method: "GET", path: "/v1/Nothing", named: "GET /v1/Nothing" },
])("$named is not modelled, and the refusal says so: 501", ({ method, path, named }) => {
  const { account } = open();
  const { accountSid: username, authToken: password } = account;

  const request = { product: "taskrouter", method, path, parameters: {}, headers: {}, username, password, caller: "x" };

  expect(account.handle(request)).toMatchObject({
    status: 501,
    body: {
      status: 501,
      code: 20501,
      message: `the simulated account does not model ${named}`,
      more_info: "https://www.twilio.com/docs/errors/20501",
    },
  });
});

test("a product that is not modelled is named", async () => {
  const { account } = open();

  const fetched = account.client().video.v1.rooms("room").fetch();

  await expect(fetched).rejects.toThrow("the simulated account does not model video");
});

test("parameters that are not modelled are named with their operation, and nothing is done", async () => {
  const { workspace } = open();

  const created = workspace.workers
    .create({ friendlyName: "maria" })
    .then(({ sid }) => workspace.workers(sid).update({ friendlyName: "lara", rejectPendingReservations: true }));

  await expect(created).rejects.toEqual(refused(501, 20501));
  await expect(created).rejects.toThrow("does not model RejectPendingReservations of UpdateWorker");
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

test.each(["PUT", "PATCH"])("%s of a path that has other methods is not allowed: 405", (method) => {
  const { account } = open();

  const answer = account.handle(requestOf(account, { method, path: "/v1/Workspaces" }));

  expect(answer).toMatchObject({ status: 405, body: { status: 405, code: 20004 } });
});

test("every answer has an id of its own", () => {
  const { account } = open();

  const answers = [1, 2].map(() => account.handle(requestOf(account, { path: "/v1/Workspaces" })));

  const ids = answers.map(({ headers }) => headers?.["twilio-request-id"]);
  expect(ids).toEqual([`RQ${"0".repeat(31)}1`, `RQ${"0".repeat(31)}2`]);
});

test("a page larger than 1000 is refused with 20007, unless the switch says otherwise", () => {
  const list = { path: "/v1/Workspaces", parameters: { PageSize: "1001" } };
  const standard = new Account();
  const lenient = new Account({ switches: { largePageSize: "clipped" } });

  const refusedList = standard.handle(requestOf(standard, list));
  const clippedList = lenient.handle(requestOf(lenient, list));

  expect(refusedList).toMatchObject({ status: 400, body: { code: 20007 } });
  expect(clippedList).toMatchObject({ status: 200, body: { meta: { page_size: 1000 } } });
});

describe("a page's token", () => {
  async function openFirstPage() {
    const opened = open();
    for (const friendlyName of ["maria", "jon", "lara", "ana"]) await opened.workspace.workers.create({ friendlyName });
    return { ...opened, first: await opened.workspace.workers.page({ pageSize: 2 }) };
  }

  const names = (page: { instances: { friendlyName: string }[] } | undefined) =>
    page?.instances.map(({ friendlyName }) => friendlyName);

  test("keeps its place when a resource is created behind it", async () => {
    const { workspace, first } = await openFirstPage();

    await workspace.workers.create({ friendlyName: "bo" });

    expect(names(await first.nextPage())).toEqual(["lara", "ana"]);
    expect(names(await (await first.nextPage())?.nextPage())).toEqual(["bo"]);
  });

  test("keeps its place when what came before it is gone", async () => {
    const { account, first } = await openFirstPage();

    for (const { sid } of first.instances) account.taskRouter.workspace.workers.delete(sid);

    expect(names(await first.nextPage())).toEqual(["lara", "ana"]);
  });

  test("of no list's making is refused", () => {
    const { account, workspaceSid } = open();
    const path = `/v1/Workspaces/${workspaceSid}/Workers`;

    const answer = account.handle(requestOf(account, { path, parameters: { Page: "1", PageToken: "PT" } }));

    expect(answer).toMatchObject({ status: 400, body: { code: 20001 } });
  });

  test("is not needed for a page beyond the end, which is empty", async () => {
    const { workspace } = await openFirstPage();

    const beyond = await workspace.workers.page({ pageSize: 2, pageNumber: 9 });

    expect(names(beyond)).toEqual([]);
    expect(beyond.nextPageUrl).toBeUndefined();
  });
});
