/** What TaskRouter takes and refuses in a request: https://www.twilio.com/docs/taskrouter/api */
import { Account } from "../../simulator/account";
import { stageOf } from "../behaviours/behaviour";
import { openQueue } from "../behaviours/taskrouter-scene";

/** What a client is answered to a form under the workspace, whatever TypeScript thinks of it. */
async function open(...people: readonly string[]) {
  const account = new Account({ seed: 1 });
  const opened = await openQueue(stageOf(account), ...people);
  const { sid } = account.taskRouter.workspace;
  const send = async (path: string, data: Record<string, string>, method: "get" | "post" = "post") => {
    const uri = `https://taskrouter.twilio.com/v1/Workspaces/${sid}${path}`;
    const sent = method === "post" ? { data } : { params: data };
    const { statusCode, body } = await account.client().request({ method, uri, ...sent });
    return { status: statusCode, ...(typeof body === "object" ? body : {}) } as Record<string, unknown>;
  };
  return { account, ...opened, send };
}

const refused = { status: 400, code: 20001 };

test.each([
  { what: "a task on a channel there is not", path: "/Tasks", data: { TaskChannel: "fax" } },
  { what: "a task from before 1900", path: "/Tasks", data: { VirtualStartTime: "1899-12-31T23:59:59Z" } },
  { what: "a priority of nothing", path: "/Tasks", data: { Priority: "" } },
  { what: "a hexadecimal priority", path: "/Tasks", data: { Priority: "0x10" } },
  { what: "a timeout with an exponent", path: "/Tasks", data: { Timeout: "1e3" } },
  { what: "an event callback that is no URL", path: "", data: { EventCallbackUrl: "hooks" } },
  { what: "a workspace with a name of 65 characters", path: "", data: { FriendlyName: "x".repeat(65) } },
])("$what is refused", async ({ path, data }) => {
  const { send } = await open();

  expect(await send(path, data as Record<string, string>)).toMatchObject(refused);
});

test.each(["DateCreated:asc,VirtualStartTime:desc", "constructor:asc", "Age:asc"])(
  "tasks are not listed in the order %s",
  async (order) => {
    const { send } = await open();

    expect(await send("/Tasks", { Ordering: order }, "get")).toMatchObject(refused);
  },
);

test.each([
  "DateCreated:asc",
  "VirtualStartTime:desc",
  "Priority:desc,DateCreated:asc",
  "Priority:desc,VirtualStartTime",
])("tasks are listed in the order %s", async (order) => {
  const { send } = await open();

  expect(await send("/Tasks", { Ordering: order }, "get")).toMatchObject({ status: 200, tasks: [] });
});

test.each([
  { value: "true", is: true },
  { value: "1", is: true },
  { value: "Yes", is: true },
  { value: "false", is: false },
  { value: "on", is: false },
])("$value says $is of an activity's availability and of a task that ignores capacity", async ({ value, is }) => {
  const { send, workers } = await open("maria");

  const activity = await send("/Activities", { FriendlyName: "Training", Available: value });
  const task = await send("/Tasks", { RoutingTarget: workers[0]?.sid ?? "", IgnoreCapacity: value });

  expect([activity["available"], task["ignore_capacity"]]).toEqual([is, is]);
});

test("a queue with an empty TargetWorkers has no workers until it gets an expression", async () => {
  const { workspace, queue, contact, workers, wait } = await open("maria");
  await workspace.taskQueues(queue.sid).update({ targetWorkers: "" });
  const figures = () => workspace.taskQueues(queue.sid).realTimeStatistics().fetch();

  const { sid, assignmentStatus } = await contact();

  expect(assignmentStatus).toBe("pending");
  expect((await figures()).totalEligibleWorkers).toBe(0);
  const queues = await workspace.taskQueues.list({ workerSid: workers[0]?.sid ?? "" });
  expect(queues.map((one) => one.sid)).not.toContain(queue.sid);
  await workspace.taskQueues(queue.sid).update({ targetWorkers: "1==1" });
  await wait();
  expect((await workspace.tasks(sid).fetch()).assignmentStatus).toBe("reserved");
  expect((await figures()).totalEligibleWorkers).toBe(1);
});
