/** Documented limits of operations, and what TaskRouter tells of them. */
import { Account } from "../../simulator/account";
import { Clock } from "../../simulator/kernel/clock";
import { RateLimits } from "../../simulator/kernel/rate-limit";
import { notFound, type Operation } from "../../simulator/kernel/rest";
import { Router } from "../../simulator/kernel/router";
import { standardSwitches } from "../../simulator/kernel/switches";

const listTask: Operation = {
  name: "ListTask",
  method: "GET",
  path: "/v1/Tasks",
  parameters: ["EvaluateTaskAttributes"],
  rate: {
    perSecond: 3,
    applies: (parameters) => "EvaluateTaskAttributes" in parameters,
    key: "Task-List-EvaluateTaskAttributes",
  },
  run: () => ({ status: 200, body: {} }),
};

function open(product = "taskrouter") {
  const clock = new Clock(new Date("2026-01-05T12:00:00Z"));
  const router = new Router([listTask], {
    product,
    limits: new RateLimits(clock),
    switches: standardSwitches(),
    refuse: (_method, path) => ({ name: "unknown", error: notFound(path) }),
    refused: [],
  });
  const ask = (parameters = {}) =>
    router.run({ method: "GET", path: "/v1/Tasks", parameters, headers: {} }, "RQ1").response;
  return { clock, plain: () => ask(), evaluate: () => ask({ EvaluateTaskAttributes: "a == 1" }) };
}

test("beyond its limit an operation is refused with 429, and may be asked again when the bucket has filled", async () => {
  const { clock, evaluate } = open();

  const statuses = [1, 2, 3, 4].map(() => evaluate().status);
  await clock.advance(1);

  expect(statuses).toEqual([200, 200, 200, 429]);
  expect(evaluate().status).toBe(200);
});

test("the refusal is Twilio's, with when to come again", () => {
  const { evaluate } = open();
  for (const _ of [1, 2, 3]) evaluate();

  expect(evaluate()).toMatchObject({ body: { code: 20429, status: 429 }, headers: { "retry-after": "1" } });
});

test("requests without the limited parameter are neither counted nor refused", () => {
  const { plain, evaluate } = open();

  const statuses = Array.from({ length: 10 }, () => plain().status);

  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(evaluate().headers).toMatchObject({ "x-rate-limit-remaining": "2" });
});

test("TaskRouter tells the limit, what is left of it, and its name", () => {
  const { evaluate } = open();

  expect(evaluate().headers).toMatchObject({
    "x-rate-limit-limit": "3",
    "x-rate-limit-remaining": "2",
    "x-rate-limit-config": "Task-List-EvaluateTaskAttributes",
  });
});

test("an operation without a limit of its own has one that is told", async () => {
  const account = new Account();
  const workspace = account.client().taskrouter.v1.workspaces(account.taskRouter.workspace.sid);

  const { headers } = await workspace.fetchWithHttpInfo();

  expect(headers).toMatchObject({ "x-rate-limit-limit": "50", "x-rate-limit-config": "Workspace-Fetch" });
});

test("other products tell nothing of limits", () => {
  const { evaluate } = open("sync");

  expect(evaluate().headers).not.toHaveProperty("x-rate-limit-limit");
});
