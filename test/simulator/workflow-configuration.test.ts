/** Workflow configurations: those that Twilio's documentation and public Flex projects show, and any other. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { Account } from "../../simulator/account";
import { RestError } from "../../simulator/kernel/rest";
import { compileExpression } from "../../simulator/taskrouter/expression";
import {
  parseWorkflowConfiguration,
  printConfiguration,
  type WorkflowConfiguration,
} from "../../simulator/taskrouter/workflow-configuration";

const FOLDER = join(__dirname, "../fixtures/workflows");
type Example = { name: string; source: string; text: string };

const examples: Example[] = readdirSync(FOLDER).map((file) => {
  const { source, configuration } = JSON.parse(readFileSync(join(FOLDER, file), "utf8"));
  return { name: file.replace(".json", ""), source, text: JSON.stringify(configuration, null, 1) };
});
const queue = (number: number) => `WQ${String(number).padStart(32, "0")}`;
const QUEUES = new Set([1, 2, 3].map(queue));
const read = (text: string) => parseWorkflowConfiguration(text, (sid) => QUEUES.has(sid));
const example = (name: string) => read(examples.find((one) => one.name === name)?.text ?? "");
const routed = (task_routing: unknown) => JSON.stringify({ task_routing });

test("the examples are there, each with the page it stands on", () => {
  expect(examples.length).toBeGreaterThanOrEqual(20);
  expect(examples.filter(({ source }) => !URL.canParse(source))).toEqual([]);
});

describe.each(examples)("the example $name", ({ text }) => {
  test("reads as the same once printed", () => {
    expect(read(printConfiguration(read(text)))).toEqual(read(text));
  });

  test("is plain data", () => {
    expect(structuredClone(read(text))).toEqual(read(text));
  });

  test("is accepted by the account, and shown as it was sent", async () => {
    const account = new Account({ seed: 1 });
    const workspace = account.client().taskrouter.v1.workspaces(account.taskRouter.workspace.sid);
    let configuration = text;
    for (const sid of QUEUES) {
      const created = await workspace.taskQueues.create({ friendlyName: sid });
      configuration = configuration.replaceAll(sid, created.sid);
    }

    const workflow = await workspace.workflows.create({ friendlyName: "Contacts", configuration });

    expect((await workspace.workflows(workflow.sid).fetch()).configuration).toBe(configuration);
  });
});

const target = {
  priority: undefined,
  timeout: undefined,
  expression: undefined,
  skipIf: undefined,
  orderBy: [],
  knownWorker: undefined,
};

test.each<{ name: string; says: WorkflowConfiguration }>([
  { name: "simple-default", says: { filters: [], defaultQueueSid: queue(3) } },
  { name: "old-default", says: { filters: [], defaultQueueSid: queue(1) } },
  {
    name: "simple-escalation",
    says: {
      defaultQueueSid: queue(3),
      filters: [
        {
          friendlyName: "Prioritizing Filter",
          expression: "1==1",
          targets: [
            { ...target, queueSid: queue(3), priority: 1, timeout: 300 },
            { ...target, queueSid: queue(3), priority: 10 },
          ],
        },
      ],
    },
  },
  {
    name: "known-agent-with-expression",
    says: {
      defaultQueueSid: undefined,
      filters: [
        {
          friendlyName: "sample workflow filter",
          expression: "category == 'some_category'",
          targets: [
            {
              ...target,
              queueSid: queue(1),
              priority: 100,
              timeout: 10,
              expression: "worker.activity_name in ['Generally Available', 'High Value Tasks']",
              knownWorker: { key: "sid", path: ["agent_sid"] },
            },
            {
              ...target,
              queueSid: queue(2),
              priority: 20,
              expression: "worker.activity_name in ['Generally Available']",
            },
          ],
        },
      ],
    },
  },
  {
    name: "skipping",
    says: {
      defaultQueueSid: undefined,
      filters: [
        {
          friendlyName: "Sales filter",
          expression: "type == 'Sales'",
          targets: [
            {
              ...target,
              queueSid: queue(1),
              priority: 1,
              expression: "task.subSection == worker.specializedSubField",
              skipIf: "workers.available == 0",
              orderBy: [{ path: ["english_level"], direction: 1 }],
            },
            { ...target, queueSid: queue(2), priority: 1 },
          ],
        },
      ],
    },
  },
])("the example $name says what it says", ({ name, says }) => {
  expect(example(name)).toEqual(says);
});

test.each([
  { name: "known-agent-by-name", knownWorker: { key: "friendlyName", path: ["agent_friendly_name"] } },
  { name: "flex-park-and-resume", knownWorker: { key: "sid", path: ["originalRouting", "workerSid"] } },
])("the example $name names its known worker by $knownWorker", ({ name, knownWorker }) => {
  expect(example(name).filters[0]?.targets[0]).toMatchObject({ knownWorker });
});

test("an empty target has the queue of the one before it and nothing else of it", () => {
  expect(example("flex-park-and-resume").filters[0]?.targets[1]).toEqual({ ...target, queueSid: queue(2) });
});

test.each([
  { by: "worker.finance ASC, worker.support DESC", paths: [["finance"], ["support"]], directions: [1, -1] },
  { by: "worker.level", paths: [["level"]], directions: [1] },
  { by: " worker.routing.levels.x  desc ", paths: [["routing", "levels", "x"]], directions: [-1] },
  { by: "worker.levels[1] asc", paths: [["levels", 1]], directions: [1] },
])("'$by' orders by $paths", ({ by, paths, directions }) => {
  const { filters } = read(routed({ filters: [{ targets: [{ queue: queue(1), order_by: by }] }] }));

  const orderBy = paths.map((path, index) => ({ path, direction: directions[index] }));
  expect(filters[0]?.targets[0]?.orderBy).toEqual(orderBy);
});

test.each([
  { given: { filter_friendly_name: "a", friendly_name: "b" }, name: "a" },
  { given: { friendly_name: "b" }, name: "b" },
  { given: {}, name: undefined },
  { given: { filter_friendly_name: "" }, name: undefined },
])("a filter of $given is called $name", ({ given, name }) => {
  expect(read(routed({ filters: [{ ...given, targets: [] }] })).filters[0]?.friendlyName).toBe(name);
});

describe("a configuration is refused", () => {
  const second = (given: object) =>
    routed({ filters: [{ friendly_name: "VIP", targets: [{ queue: queue(1) }, given] }] });

  test.each([
    {
      problem: "Invalid expression in target 2 of filter 'VIP', at line 2, 11: expected an operator",
      text: second({ expression: "task.vip == true\nAND worker" }),
    },
    {
      problem:
        "Invalid expression in order_by of target 2 of filter 'VIP', at 15: expected '.', '[' or the end, found '-'",
      text: second({ order_by: "worker.english-level DESC" }),
    },
    {
      problem: "order_by of target 2 of filter 'VIP' must name worker attributes",
      text: second({ order_by: "worker" }),
    },
    {
      problem: "order_by of target 2 of filter 'VIP' must end in ASC or DESC, not 'DESC ASC'",
      text: second({ order_by: "worker.level DESC ASC" }),
    },
    {
      problem: "Invalid expression in known_worker_sid of target 2 of filter 'VIP', at 1: expected a key",
      text: second({ known_worker_sid: "'task.agent_sid'" }),
    },
    { problem: "timeout of target 2 of filter 'VIP' must be a whole number from 1", text: second({ timeout: "0x10" }) },
    { problem: "Configuration must be at most 1038576 bytes long", text: `${routed({})}${" ".repeat(1_038_559)}` },
  ])("$problem", ({ problem, text }) => {
    expect(() => read(text)).toThrow(problem);
  });

  test("from the first byte over the limit", () => {
    expect(read(`${routed({})}${" ".repeat(1_038_557)}`)).toEqual({ filters: [], defaultQueueSid: undefined });
    expect(() => read(`${routed({})}${" ".repeat(1_038_556)}é`)).toThrow("at most 1038576 bytes");
  });
});

const name = fc.stringMatching(/^[a-z_$][\w$]{0,6}$/).filter((word) => !/^(true|false|null)$/i.test(word));
const path = fc
  .tuple(
    fc.oneof(name, fc.constantFrom("true", "task", "worker")),
    fc.array(fc.oneof(name, fc.nat()), { maxLength: 3 }),
  )
  .map(([first, rest]) => [first, ...rest]);
const expression = fc.constantFrom(
  ...examples.flatMap(({ text }) =>
    read(text).filters.flatMap((filter) => [filter, ...filter.targets].map((one) => one.expression ?? "1==1")),
  ),
);
const configuration: fc.Arbitrary<WorkflowConfiguration> = fc.record({
  defaultQueueSid: fc.option(fc.constantFrom(...QUEUES), { nil: undefined }),
  filters: fc.array(
    fc.record({
      friendlyName: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
      expression,
      targets: fc.array(
        fc.record({
          queueSid: fc.constantFrom(...QUEUES),
          priority: fc.option(fc.nat(), { nil: undefined }),
          timeout: fc.option(fc.integer({ min: 1, max: 86_400 }), { nil: undefined }),
          expression: fc.option(expression, { nil: undefined }),
          skipIf: fc.option(expression, { nil: undefined }),
          orderBy: fc.array(fc.record({ path, direction: fc.constantFrom(1 as const, -1 as const) }), { maxLength: 3 }),
          knownWorker: fc.option(fc.record({ key: fc.constantFrom("sid" as const, "friendlyName" as const), path }), {
            nil: undefined,
          }),
        }),
        { maxLength: 3 },
      ),
    }),
    { maxLength: 3 },
  ),
});

test("what is printed reads as the same, whatever it says", () => {
  fc.assert(
    fc.property(configuration, (given) => {
      expect(read(printConfiguration(given))).toEqual(given);
    }),
    { numRuns: 1000 },
  );
});

test("any text is a configuration whose expressions compile, or is refused with 400", () => {
  const pieces = fc.constantFrom("", '"', "{", "}", ",", "worker", "'", "==", "[", "null", "7", "WQ");
  const mutated = fc.tuple(configuration, fc.nat(), fc.nat({ max: 4 }), pieces).map(([given, at, cut, put]) => {
    const text = printConfiguration(given);
    const start = at % text.length;
    return text.slice(0, start) + put + text.slice(start + cut);
  });
  const strange = fc.jsonValue().map((value) => routed({ filters: [{ targets: [value] }], default_filter: value }));

  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json(), mutated, strange), (text) => {
      try {
        for (const filter of read(text).filters) {
          const sources = filter.targets.flatMap((one) => [one.expression ?? "1==1", one.skipIf ?? "1==1"]);
          for (const source of [filter.expression, ...sources]) compileExpression(source);
        }
      } catch (error) {
        if (!(error instanceof RestError)) throw error;
        expect(error).toMatchObject({ status: 400, code: 20001 });
      }
    }),
    { numRuns: 2000 },
  );
});
