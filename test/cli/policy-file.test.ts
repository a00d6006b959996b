/** floor.yaml is read whole or refused whole: every problem at once, with its line. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PolicyError, parsePolicy, policyJsonSchema, readPolicy } from "../../cli/policy-file";
import { ROOT } from "../../cli/root";

const text = readFileSync(join(ROOT, "floor.yaml"), "utf8");
const lines = text.split("\n");

/** The number of the first line that begins so. */
function lineOf(beginning: string): number {
  const index = lines.findIndex((line) => line.trimStart().startsWith(beginning));
  if (index < 0) throw new Error(`no line begins with ${beginning}`);
  return index + 1;
}

/** floor.yaml with some of its lines changed: from beginning to replacement. */
const changed = (changes: Readonly<Record<string, string>>): string =>
  Object.entries(changes)
    .reduce((lines, [beginning, line]) => lines.with(lineOf(beginning) - 1, line), lines)
    .join("\n");

function problemsOf(policy: string): readonly string[] {
  try {
    parsePolicy(policy, "floor.yaml");
  } catch (error) {
    if (error instanceof PolicyError) return error.problems;
    throw error;
  }
  return [];
}

test("the policy that comes with the project is valid", () => {
  expect(problemsOf(text)).toEqual([]);
  expect(Object.keys(readPolicy(join(ROOT, "floor.yaml")).queues)).toEqual(["regular", "new", "stock", "internet"]);
});

test("what the file leaves out has its default", () => {
  const { webhooks, quality } = parsePolicy(
    `${text}\nwebhooks: { url: "https://qa.example.com/floorwalker" }\n`,
    "floor.yaml",
  );

  expect(webhooks).toEqual({
    url: "https://qa.example.com/floorwalker",
    ...{ deadline: 5, attempts: 12, firstPause: 30, longestPause: 21_600 },
  });
  expect(quality?.patience).toBe(900);
});

test.each([
  { line: "version:", given: "version: 2", problem: "version: " },
  { line: "hours:", given: "hours: { opens: 07:30, closes: '25:00' }", problem: "hours.closes: must be a time of day" },
  {
    line: "hours:",
    given: "hours: { opens: 8, closes: '9:00' }",
    problem: "hours.opens: must be a time of day in quotes",
  },
  {
    line: "hours:",
    given: "hours: { opens: '08:00', closes: '08:00' }",
    problem: "hours.closes: must be after it opens (08:00)",
  },
  {
    line: "stock: { levels",
    given: "  stock: { levels: { from: 0, to: 5 } }",
    problem: "skills.stock.levels.from: must be from 1 to 10",
  },
  { line: "alerts:", given: "alerts: { clearBelow: 1.01 }", problem: "alerts.clearBelow: must be from 0 to 1" },
  { line: "alerts:", given: "alerts: { clearbelow: 0.5 }", problem: "alerts.clearbelow: is not known here" },
  { line: "alerts:", given: "alerts: {}", problem: "alerts.clearBelow: is missing" },
  { line: "history:", given: "history: { days: 0 }", problem: "history.days: must be from 1 to 365 days" },
  { line: "maximum:", given: "  maximum: 0", problem: "capacity.maximum: must be at least 1" },
  { line: "maximum:", given: "  maximum: 2.5", problem: "capacity.maximum: must be a whole number" },
  { line: "maximum:", given: "  maximum: many", problem: "capacity.maximum: " },
  { line: "channel:", given: "  channel: fax", problem: "capacity.channel: no channel 'fax' (there is: voice, chat)" },
  {
    line: "- { to: last-worker",
    given: "      - { to: anybody }",
    problem: "segments.0.steps.0.to: must be last-worker, best or queue",
  },
  {
    line: "- { to: last-worker",
    given: "      - { to: last-worker, hold: 0.5 }",
    problem: "segments.0.steps.0.hold: must be whole seconds",
  },
  { line: "escalated:", given: "  Escalated: { label: x }", problem: "dispositions.Escalated: must be lower-case" },
])("line $line changed to '$given' is refused: $problem", ({ line, given, problem }) => {
  const problems = problemsOf(changed({ [line]: given }));

  expect(problems).toContainEqual(expect.stringContaining(`floor.yaml:${lineOf(line)}: ${problem}`));
});

test("everything that is wrong is said at once, in the order of the lines", () => {
  const changes = {
    "hours:": "hours: { opens: '07:00', closes: 'late' }",
    "maximum:": "  maximum: 0",
    "alerts:": "alerts: { clearBelow: 2 }",
    "history:": "history: { days: 30, weeks: 4 }",
  };

  const numbers = problemsOf(changed(changes)).map((problem) => Number(problem.split(":")[1]));

  expect(numbers).toEqual(Object.keys(changes).map(lineOf));
});

test("parts that do not fit together are all named", () => {
  const problems = problemsOf(
    changed({
      "channel:": "  channel: fax",
      "- { names: [eva]": "  - { names: [ana], skills: { magic: 1 }, capacity: { fax: 1 } }",
    }),
  );

  expect(problems.map((problem) => problem.replace(/^floor\.yaml:\d+: /, ""))).toEqual([
    expect.stringContaining("capacity.channel: no channel 'fax'"),
    expect.stringContaining("roster: worker 'ana' is there twice"),
    expect.stringContaining("skills.magic: no skill 'magic'"),
    expect.stringContaining("capacity.fax: no channel 'fax'"),
  ]);
});

test("a part that is missing is named at the line of what it is missing from", () => {
  const withoutLimit = lines.filter((_, index) => index + 1 !== lineOf("longestWait:")).join("\n");

  expect(problemsOf(withoutLimit)).toEqual([
    `floor.yaml:${lineOf("regular: #") + 1}: queues.regular.longestWait: is missing`,
  ]);
});

test("a file that is no YAML is refused with the line", () => {
  expect(problemsOf("version: 1\nhours: { opens: '07:00'\nskills: {}\n")).toContainEqual(
    expect.stringMatching(/^floor\.yaml:[23]: /),
  );
});

test.each(["", "# nothing\n", "[]", "policy"])("'%s' is no policy", (given) => {
  expect(problemsOf(given).length).toBeGreaterThan(0);
});

test("a key that stands twice is refused", () => {
  expect(problemsOf(`${text}\nalerts: { clearBelow: 0.1 }\n`)).toEqual([expect.stringContaining("unique")]);
});

test("a file that is not there is named, with what to do", () => {
  expect(() => readPolicy("/nowhere/floor.yaml")).toThrow(
    new PolicyError(["/nowhere/floor.yaml: cannot be read; give another file with --policy"]),
  );
});

test("the addresses that docs/deploy.md shows can be written into floor.yaml", () => {
  const [, addresses = ""] =
    /```yaml\n(addresses:[\s\S]+?)```/.exec(readFileSync(join(ROOT, "docs/deploy.md"), "utf8")) ?? [];
  const given = text.replace(/^addresses:\n(?: .*\n)+/m, () => addresses);

  expect(given).toContain(addresses);
  expect(addresses).toContain("studio: inbound-message");
  expect(problemsOf(given)).toEqual([]);
});

test("the schema for editors is in step with the code", () => {
  const committed = JSON.parse(readFileSync(join(ROOT, "floor.schema.json"), "utf8"));

  expect(committed).toEqual(JSON.parse(JSON.stringify(policyJsonSchema())));
});
