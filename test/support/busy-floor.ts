/** A busy contact centre in a simulated account, and things that may happen in it: for tests over random histories. */
import fc from "fast-check";
import { Account } from "../../simulator/account";
import type { RestResponse } from "../../simulator/kernel/rest";
import type { Workspace } from "../../simulator/taskrouter/model";

/** A request under a workspace, or seconds that go by, or a transfer. Numbers choose among what there is. */
export type Step =
  | { kind: "request"; path: string; parameters: Readonly<Record<string, string>>; method?: "DELETE" }
  | { kind: "reservation"; nth: number; parameters: Readonly<Record<string, string>> }
  | { kind: "task"; nth: number; parameters: Readonly<Record<string, string>>; method?: "DELETE" }
  | { kind: "newTask"; workflow: number; parameters: Readonly<Record<string, string>> }
  | { kind: "worker"; nth: number; activity: number; parameters: Readonly<Record<string, string>> }
  | { kind: "capacity"; nth: number; capacity: number }
  | { kind: "transfer"; nth: number; to: number; mode: "WARM" | "COLD" }
  | { kind: "wait"; seconds: number };

export const START = new Date("2026-01-05T12:00:00Z");

const post = (account: Account, path: string, parameters: object, method = "POST"): RestResponse =>
  account.handle({
    product: "taskrouter",
    method,
    path,
    parameters: Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)])),
    headers: {},
    username: account.accountSid,
    password: account.authToken,
    caller: "test",
  });

const sidOf = ({ body }: RestResponse): string => (body as { sid: string }).sid;

/** Twelve workers, two queues (one LIFO, one that reserves two), three workflows, and a second workspace. */
export function openBusyFloor(): Account {
  const account = new Account({ seed: 7, start: START });
  const { workspace } = account.taskRouter;
  const base = `/v1/Workspaces/${workspace.sid}`;
  const queues = [
    { FriendlyName: "cards", TargetWorkers: "level > 0", TaskOrder: "LIFO" },
    { FriendlyName: "loans", TargetWorkers: "level > 1", MaxReservedWorkers: 2 },
  ].map((given) => sidOf(post(account, `${base}/TaskQueues`, given)));
  const [cards = "", loans = ""] = queues;
  const filters = [
    {
      expression: "type == 'card'",
      targets: [
        { queue: cards, timeout: 20, known_worker_friendly_name: "task.agent", skip_if: "workers.available == 0" },
        { queue: cards, timeout: 60, order_by: "worker.level DESC" },
        { queue: loans, timeout: 300, priority: 5 },
      ],
    },
    { expression: "type != 'letter'", targets: [{ queue: loans, timeout: 90 }] },
  ];
  for (const [index, routing] of [
    { filters, default_filter: { queue: cards } },
    { filters: [], default_filter: { queue: loans } },
    { filters: filters.slice(1) },
  ].entries()) {
    post(account, `${base}/Workflows`, {
      FriendlyName: `way ${index}`,
      Configuration: JSON.stringify({ task_routing: routing }),
      TaskReservationTimeout: 15 + index * 30,
    });
  }
  const available = [...workspace.activities.values()].find(({ friendlyName }) => friendlyName === "Available");
  for (let index = 0; index < 12; index++) {
    post(account, `${base}/Workers`, {
      FriendlyName: `worker ${index}`,
      Attributes: JSON.stringify({ level: index % 4 }),
      ...(index % 3 === 0 ? {} : { ActivitySid: available?.sid }),
    });
  }
  post(account, "/v1/Workspaces", { FriendlyName: "another", Template: "FIFO" });
  return account;
}

const nth = <Item>(items: Iterable<Item>, index: number): Item | undefined => {
  const all = [...items];
  return all[index % Math.max(1, all.length)];
};

/** Does one step; what was answered. A step about something there is not does nothing. */
export async function take(account: Account, step: Step): Promise<RestResponse | undefined> {
  const { workspace, engine } = account.taskRouter;
  const base = `/v1/Workspaces/${workspace.sid}`;
  switch (step.kind) {
    case "wait":
      await account.clock.advance(step.seconds);
      return undefined;
    case "request":
      return post(account, `${base}${step.path}`, step.parameters, step.method);
    case "newTask":
      return newTask(account, step.workflow, step.parameters);
    case "task": {
      const task = nth(workspace.tasks.values(), step.nth);
      return task && post(account, `${base}/Tasks/${task.sid}`, step.parameters, step.method);
    }
    case "reservation": {
      const open = [...workspace.tasks.values()].flatMap(({ reservations }) => reservations);
      const reservation = nth(open, step.nth);
      const path = `${base}/Tasks/${reservation?.task.sid}/Reservations/${reservation?.sid}`;
      return reservation && post(account, path, step.parameters);
    }
    case "worker": {
      const worker = nth(workspace.workers.values(), step.nth);
      const activity = nth(workspace.activities.values(), step.activity);
      return post(account, `${base}/Workers/${worker?.sid}`, { ...step.parameters, ActivitySid: activity?.sid });
    }
    case "capacity": {
      const worker = nth(workspace.workers.values(), step.nth);
      return post(account, `${base}/Workers/${worker?.sid}/Channels/default`, { Capacity: step.capacity });
    }
    case "transfer": {
      const open = [...workspace.tasks.values()].flatMap(({ reservations }) => reservations);
      const initiator = nth(
        open.filter(({ status, task }) => status === "accepted" && task.transfer?.status !== "initiated"),
        step.nth,
      );
      const people = [...workspace.workers.values()].filter(({ activity }) => activity.available);
      const goals = [...people, ...workspace.queues.values(), ...workspace.workflows.values()];
      const to = nth(goals, step.to)?.sid;
      if (initiator && to) engine.transfers.start(initiator, to, step.mode);
      return undefined;
    }
  }
}

/** In the workspace that was added, too. */
function newTask(account: Account, workflow: number, parameters: object): RestResponse {
  const spaces = [...account.taskRouter.workspaces()];
  const ways = spaces.flatMap(({ sid, workflows }) => [...workflows.keys()].map((way) => ({ sid, way })));
  const { sid, way } = nth(ways, workflow) ?? { sid: "", way: "" };
  return post(account, `/v1/Workspaces/${sid}/Tasks`, { ...parameters, WorkflowSid: way });
}

/** Everything that can be read: events in words of all workspaces, and REST lists. */
export function readAll(account: Account): string {
  const pages = ["Tasks", "Workers", "TaskQueues", "Workflows", "Activities", "Statistics", "Workers/Statistics"];
  const read = ({ sid }: Workspace) =>
    pages.map((page) => post(account, `/v1/Workspaces/${sid}/${page}`, {}, "GET").body);
  const events = account.taskRouter.log.all().map(({ sid, type, at, data, more, description }) => {
    return { sid, type, at, data, more, description };
  });
  return JSON.stringify([account.taskRouter.workspaces().map(read), events]);
}

const index = fc.nat({ max: 40 });
const attributes = fc
  .record({ type: fc.constantFrom("card", "loan", "letter"), agent: fc.constantFrom("worker 1", "worker 5", "nobody") })
  .map((value) => JSON.stringify(value));

/** Many contacts, few changes of the floor itself. */
export const someStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("newTask" as const),
      workflow: index,
      parameters: fc.record({
        Attributes: attributes,
        Priority: fc.constantFrom("0", "0", "3"),
        Timeout: fc.constantFrom("86400", "40"),
        TaskChannel: fc.constantFrom("default", "default", "voice"),
      }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant("reservation" as const),
      nth: index,
      parameters: fc.constantFrom("accepted", "accepted", "rejected", "wrapping", "completed").map((status) => ({
        ReservationStatus: status,
      })),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("task" as const),
      nth: index,
      parameters: fc.constantFrom<Record<string, string>[]>(
        { AssignmentStatus: "canceled", Reason: "hung up" },
        { AssignmentStatus: "wrapping" },
        { AssignmentStatus: "completed" },
        { Priority: "9" },
        { VirtualStartTime: "2026-01-05T11:59:00Z" },
      ),
    }),
  },
  { weight: 1, arbitrary: index.map((nth): Step => ({ kind: "task", nth, parameters: {}, method: "DELETE" })) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("worker" as const),
      nth: index,
      activity: index,
      parameters: fc.constantFrom<Record<string, string>[]>(
        {},
        { Attributes: `{"level":3}` },
        { RejectPendingReservations: "true" },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant("capacity" as const), nth: index, capacity: fc.nat({ max: 3 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("transfer" as const),
      nth: index,
      to: index,
      mode: fc.constantFrom("WARM" as const, "COLD" as const),
    }),
  },
  { weight: 6, arbitrary: fc.nat({ max: 70 }).map((seconds): Step => ({ kind: "wait", seconds })) },
);
