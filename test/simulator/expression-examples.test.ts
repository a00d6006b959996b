/** Expressions that Twilio's documentation and public Flex projects show, each with where it stands. */
import { type CompiledExpression, compileExpression, lookUp } from "../../simulator/taskrouter/expression";
import { parseCondition } from "../../simulator/taskrouter/expression/parse";
import { printCondition } from "../../simulator/taskrouter/expression/print";
import pages from "../fixtures/expressions.json";

const examples = pages.flatMap(({ source, examples }) => examples.map((example) => ({ page: source, ...example })));

test.each(examples)("$expression is $value of $scope ($page)", ({ expression, scope, value }) => {
  expect(compileExpression(expression).evaluate((path) => lookUp(scope, path))).toBe(value);
});

test.each(examples)("$expression reads as the same once printed ($page)", ({ expression }) => {
  const ast = parseCondition(expression);

  expect(parseCondition(printCondition(ast))).toEqual(ast);
});

describe("of an expression is known beforehand", () => {
  type Reads = CompiledExpression["reads"];
  const nothing: Reads = { task: false, worker: false, workerChannels: false, workers: false };

  test.each<{ source: string; constant?: boolean; reads?: Partial<Reads>; keys?: unknown[] }>([
    { source: "1==1", constant: true },
    { source: "1 == 0", constant: false },
    { source: "'a' IN ['a', 1]", constant: true },
    { source: "worker.level > 3 OR 1==1", constant: true, keys: [["worker", "level"]] },
    { source: "1==0 AND worker.level > 3", constant: false, keys: [["worker", "level"]] },
    { source: "1==1 AND worker.level > 3", reads: { worker: true }, keys: [["worker", "level"]] },
    { source: "worker.channel.voice.assigned_tasks == 0", reads: { worker: true, workerChannels: true } },
    { source: "workers.available == 0", reads: { workers: true }, keys: [["workers", "available"]] },
    {
      source: "task.language IN [worker.languages[0], 'en']",
      reads: { task: true, worker: true },
      keys: [
        ["task", "language"],
        ["worker", "languages", 0],
      ],
    },
    { source: "level > 3", keys: [["level"]] },
  ])("whether and what it reads: $source", ({ source, constant, reads, keys }) => {
    const compiled = compileExpression(source);

    expect(compiled).toMatchObject({ source, constant, reads: { ...nothing, ...reads } });
    if (keys) expect(compiled.keys).toEqual(keys);
  });
});

test("an expression is compiled once, and again after ten thousand others", () => {
  const first = compileExpression("level == 'once'");

  expect(compileExpression("level == 'once'")).toBe(first);
  for (let number = 0; number < 10_000; number++) compileExpression(`level == ${number}`);
  expect(compileExpression("level == 'once'")).not.toBe(first);
});
