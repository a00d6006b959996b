import { lookUp, parseExpression } from "../../simulator/taskrouter/expression";
import type { Policy } from "../../src/domain/policy";
import { compileWorkflow, overflowName, taskQueuePlans, taskQueuesOf } from "../../src/domain/workflow";
import { policy, salesQueue } from "../support/policy";

type Target = {
  queue: string;
  expression?: string;
  order_by?: string;
  priority: number;
  skip_if?: string;
  timeout?: number;
};
type Filter = { filter_friendly_name: string; expression: string; targets: Target[] };
type Compiled = { task_routing: { filters: Filter[]; default_filter: { queue: string } } };

const SIDS = { sales: "WQsales", sales_overflow: "WQoverflow", care: "WQcare" };
const compile = (given: Partial<Policy> = {}): Compiled["task_routing"] =>
  (compileWorkflow({ ...policy, ...given }, SIDS) as Compiled).task_routing;
const filterOf = (name: string, given: Partial<Policy> = {}): Filter => {
  const filter = compile(given).filters.find((one) => one.filter_friendly_name === name);
  if (!filter) throw new Error(`no filter ${name}`);
  return filter;
};
const sales = (given: Partial<typeof salesQueue>) => ({
  queues: { ...policy.queues, sales: { ...salesQueue, ...given } },
});
const withoutOverflow = () => {
  const { overflow: _overflow, ...queue } = salesQueue;
  return { queues: { ...policy.queues, sales: queue } };
};

const LAST_WORKER = "worker.sid == task.floor.last_worker";
const BEST = "worker.routing.levels.sales >= 4";
/** That a worker's other channels are idle: what it says is tested below. */
const alone = filterOf("everyone care").targets[0]?.expression ?? "";

test("a queue is those with its skill; its overflow, those with either skill", () => {
  expect(taskQueuePlans(policy)).toEqual([
    { friendlyName: "sales", targetWorkers: "routing.skills HAS 'sales'" },
    {
      friendlyName: "sales_overflow",
      targetWorkers: "(routing.skills HAS 'sales') OR (routing.skills HAS 'care')",
    },
    { friendlyName: "care", targetWorkers: "routing.skills HAS 'care'" },
  ]);
});

test("a queue's contacts wait in its own task queue and in its overflow", () => {
  expect(taskQueuesOf("sales", salesQueue)).toEqual(["sales", overflowName("sales")]);
  expect(Object.entries(policy.queues).map(([name, queue]) => taskQueuesOf(name, queue).length)).toEqual([2, 1]);
});

test("filters come by segment and queue, the known customers' before the others', the unrouted last", () => {
  expect(compile().filters.map((filter) => filter.filter_friendly_name)).toEqual([
    "regulars sales known",
    "regulars sales",
    "regulars care known",
    "regulars care",
    "everyone sales",
    "everyone care",
    "unrouted sales",
    "unrouted care",
  ]);
});

const known = "(floor.segment == 'regulars') AND (floor.queue == 'sales') AND (floor.last_worker != null)";

test("a known customer's contact is held for the last worker, then skips what is not free, then overflows", () => {
  const common = { priority: 9, order_by: "worker.routing.levels.sales DESC" };

  expect(filterOf("regulars sales known")).toEqual({
    filter_friendly_name: "regulars sales known",
    expression: known,
    targets: [
      { queue: "WQsales", expression: `(${LAST_WORKER}) AND ${alone}`, ...common, timeout: 10 },
      { queue: "WQsales", expression: `(${BEST}) AND ${alone}`, ...common, skip_if: "1==1" },
      { queue: "WQsales", expression: alone, ...common, timeout: 30 },
      { queue: "WQoverflow", expression: alone, ...common },
    ],
  });
});

test("a stranger's contact is held for nobody", () => {
  const { targets } = filterOf("regulars sales");

  expect(targets.map(({ timeout, skip_if: skip }) => ({ timeout, skip }))).toEqual([
    { timeout: undefined, skip: "1==1" },
    { timeout: 40, skip: undefined },
    { timeout: undefined, skip: undefined },
  ]);
});

test("a queue without overflow keeps its contacts as long as it takes", () => {
  expect(
    filterOf("everyone sales", withoutOverflow()).targets.map(({ queue, timeout }) => ({ queue, timeout })),
  ).toEqual([
    { queue: "WQsales", timeout: undefined },
    { queue: "WQsales", timeout: undefined },
  ]);
});

test("a queue that says nothing of its best is offered whole at once", () => {
  expect(filterOf("everyone care").targets).toHaveLength(1);
});

const hold = (lastWorker: number, best?: number): Partial<Policy> => ({
  segments: [
    {
      name: "regulars",
      priority: 9,
      steps: [
        { to: "last-worker", hold: lastWorker },
        { to: "best", ...(best ? { hold: best } : {}) },
        { to: "queue" },
      ],
    },
  ],
});

test.each([
  { after: 40, given: hold(10), timeouts: [10, undefined, 30, undefined] },
  { after: 40, given: hold(10, 20), timeouts: [10, 20, 10, undefined] },
  { after: 40, given: hold(19, 20), timeouts: [19, 20, 1, undefined] },
  { after: 40, given: hold(20, 20), timeouts: [20, 20, 1, undefined] },
  { after: 40, given: hold(60), timeouts: [60, undefined, 1, undefined] },
])("overflow after $after s with these steps takes timeouts of $timeouts", ({ after, given, timeouts }) => {
  const { targets } = filterOf("regulars sales known", { ...given, ...sales({ overflow: { after, to: "care" } }) });

  expect(targets.map(({ timeout }) => timeout)).toEqual(timeouts);
});

test.each([{ channels: { voice: {}, chat: {} } }, { channels: { voice: { exclusive: false } } }])(
  "with the channels $channels a worker may do everything at once",
  ({ channels }) => {
    expect(filterOf("everyone care", { channels }).targets[0]).not.toHaveProperty("expression");
  },
);

const idle = { configured_capacity: 1, assigned_tasks: 0, available_capacity_percentage: 100 };
const atWork = { configured_capacity: 2, assigned_tasks: 1, available_capacity_percentage: 50 };
const reserved = { configured_capacity: 2, assigned_tasks: 0, available_capacity_percentage: 50 };
const closed = { configured_capacity: 0, assigned_tasks: 0, available_capacity_percentage: 0 };
const overdrawn = { configured_capacity: 0, assigned_tasks: 1, available_capacity_percentage: 0 };

test.each([
  { may: true, contact: "voice", worker: { voice: idle, chat: idle, sms: idle } },
  { may: false, contact: "voice", worker: { voice: idle, chat: atWork, sms: idle } },
  { may: false, contact: "voice", worker: { voice: idle, chat: idle, sms: atWork } },
  { may: false, contact: "voice", worker: { voice: idle, chat: reserved, sms: idle } },
  { may: true, contact: "voice", worker: { voice: idle, chat: closed, sms: idle } },
  { may: false, contact: "voice", worker: { voice: idle, chat: overdrawn, sms: idle } },
  { may: true, contact: "voice", worker: { voice: atWork, chat: idle, sms: idle } },
  { may: true, contact: "chat", worker: { voice: idle, chat: atWork, sms: atWork } },
  { may: false, contact: "chat", worker: { voice: atWork, chat: idle, sms: idle } },
  { may: true, contact: "chat", worker: { voice: closed, chat: idle, sms: idle } },
])("with calls exclusive, that a worker gets $contact is $may: $worker", ({ may, contact, worker }) => {
  const channels = { voice: { exclusive: true }, chat: {}, sms: {} };
  const expression = filterOf("everyone care", { channels }).targets[0]?.expression ?? "";
  const facts = { task: { floor: { channel: contact } }, worker: { channel: worker } };

  expect(parseExpression(expression)((path) => lookUp(facts, path))).toBe(may);
});

test("a contact without a route waits in its queue like everybody, at no priority", () => {
  expect(filterOf("unrouted sales")).toEqual({
    filter_friendly_name: "unrouted sales",
    expression: "floor.queue == 'sales'",
    targets: [
      { queue: "WQsales", priority: 0, order_by: "worker.routing.levels.sales DESC", timeout: 40 },
      { queue: "WQoverflow", priority: 0, order_by: "worker.routing.levels.sales DESC" },
    ],
  });
});

test("a contact of which nothing is known goes to the first queue", () => {
  expect(compile().default_filter).toEqual({ queue: "WQsales" });
});

test("every expression is one that TaskRouter understands", () => {
  const expressions = [
    ...taskQueuePlans(policy).map(({ targetWorkers }) => targetWorkers),
    ...compile().filters.flatMap(({ expression, targets }) => [
      expression,
      ...targets.flatMap((target) => [target.expression, target.skip_if]),
    ]),
  ].filter((expression) => expression !== undefined);

  expect(expressions.length).toBeGreaterThan(20);
  for (const expression of expressions) expect(() => parseExpression(expression)).not.toThrow();
});

test("a queue that does not exist yet is named", () => {
  expect(() => compileWorkflow(policy, { sales: "WQ1", care: "WQ2" })).toThrow(
    "no task queue 'sales_overflow': create it first",
  );
});
