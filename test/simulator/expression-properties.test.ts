/** What holds for every expression of TaskRouter's language, and for every text that is none. */
import fc from "fast-check";
import { compileCondition } from "../../simulator/taskrouter/expression/compile";
import { compileExpression } from "../../simulator/taskrouter/expression/compiled-expression";
import { ExpressionError } from "../../simulator/taskrouter/expression/expression-error";
import { parseCondition, parseKey } from "../../simulator/taskrouter/expression/parse";
import { printCondition, printKey } from "../../simulator/taskrouter/expression/print";
import { lookUp, type Scope } from "../../simulator/taskrouter/expression/scope";
import { type Condition, OPERATORS, type Path, type Value } from "../../simulator/taskrouter/expression/syntax";

const WORDS = "a b worker task channel and OR in Not HAS contains $x _1 __proto__ constructor toString length".split(
  " ",
);
const name = fc.oneof(fc.constantFrom(...WORDS), fc.stringMatching(/^[A-Za-z_$][\w$]{0,8}$/));
const firstName = name.filter((word) => !/^(true|false|null)$/i.test(word));
const laterStep = fc.oneof(name, fc.constantFrom("true", "NULL"), fc.nat(), fc.constant(Number.MAX_SAFE_INTEGER));
const path: fc.Arbitrary<Path> = fc
  .tuple(firstName, fc.array(laterStep, { maxLength: 4 }))
  .map(([first, rest]) => [first, ...rest]);

const nasty = fc.constantFrom(
  "",
  "'",
  '"',
  "\\",
  "\\'",
  "it's",
  "a\nb",
  "\u2028",
  "\ud800",
  "😀",
  "AND",
  ")",
  "[",
  "\\\\",
);
const text = fc.oneof(nasty, fc.string(), fc.string({ unit: "binary" }));
const number = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 5e-324),
);
const constant = fc
  .oneof(text, number, fc.boolean(), fc.constant(null))
  .map((value) => ({ kind: "constant" as const, value }));
const key = path.map((steps) => ({ kind: "key" as const, path: steps }));

const { value, condition } = fc.letrec<{ value: Value; condition: Condition }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    constant,
    key,
    fc.record({ kind: fc.constant("list" as const), items: fc.array(tie("value"), { maxLength: 4 }) }),
  ),
  condition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.record({
      kind: fc.constant("comparison" as const),
      operator: fc.constantFrom(...OPERATORS),
      left: tie("value"),
      right: tie("value"),
    }),
    fc.record({
      kind: fc.constantFrom("and" as const, "or" as const),
      conditions: fc.array(tie("condition"), { minLength: 2, maxLength: 4 }),
    }),
  ),
}));

const scopeOf =
  (document: unknown): Scope =>
  (steps) =>
    lookUp(document, steps);

/** Documents that hold what the expression asks for, so that it meets lists, objects and scalars at its keys. */
const documentFor = (given: Condition): fc.Arbitrary<unknown> => {
  const keys = compileExpression(printCondition(given)).keys;
  const found = fc.oneof(fc.constantFrom<unknown[]>(null, true, 0, 5, "a", [], ["a", 5, null], {}), fc.jsonValue());
  return fc.array(found, { minLength: keys.length, maxLength: keys.length }).map((values) => {
    const byKey = new Map(keys.map((steps, index) => [printKey(steps), values[index]]));
    return byKey;
  });
};
const scopeOfMap =
  (byKey: unknown): Scope =>
  (steps) =>
    byKey instanceof Map ? byKey.get(printKey(steps)) : undefined;

test("what is printed reads as the same, whatever it says", () => {
  fc.assert(
    fc.property(condition, (given) => {
      expect(parseCondition(printCondition(given))).toEqual(given);
    }),
    { numRuns: 2000 },
  );
});

test("a printed key reads as the same", () => {
  fc.assert(
    fc.property(path, (steps) => {
      expect(parseKey(printKey(steps))).toEqual(steps);
    }),
    { numRuns: 1000 },
  );
});

test("no document makes an expression throw", () => {
  fc.assert(
    fc.property(condition, fc.jsonValue(), (given, document) => {
      expect(typeof compileExpression(printCondition(given)).evaluate(scopeOf(document))).toBe("boolean");
    }),
    { numRuns: 2000 },
  );
});

type Compare = (left: unknown, right: unknown) => boolean;

const areTexts = (left: unknown, right: unknown) => typeof left === "string" && typeof right === "string";
const areOrdered = (left: unknown, right: unknown) =>
  areTexts(left, right) || (typeof left === "number" && typeof right === "number");
const isSame: Compare = (left, right) => left === right && (left === null || typeof left !== "object");

/** The documentation's rules once more, as plainly as they can be said. */
const RULES: Readonly<Record<(typeof OPERATORS)[number], Compare>> = {
  "==": isSame,
  "!=": (left, right) => {
    const isListComparedWithScalar = (isList(left) || isList(right)) && left !== null && right !== null;
    return !isListComparedWithScalar && !isSame(left, right);
  },
  ">": (left, right) => areOrdered(left, right) && compareOf(left, right) > 0,
  ">=": (left, right) => areOrdered(left, right) && compareOf(left, right) >= 0,
  "<": (left, right) => areOrdered(left, right) && compareOf(left, right) < 0,
  "<=": (left, right) => areOrdered(left, right) && compareOf(left, right) <= 0,
  CONTAINS: (left, right) => areTexts(left, right) && String(left).includes(String(right)),
  HAS: (left, right) => isIn(right, left) === true,
  IN: (left, right) => isIn(left, right) === true,
  "NOT IN": (left, right) => isIn(left, right) === false,
};

/** Negative where the first is the lesser. */
function compareOf(left: unknown, right: unknown): number {
  if (typeof left === "number") return left - Number(right);
  return left === right ? 0 : String(left) < String(right) ? -1 : 1;
}

function reference(given: Condition, scope: Scope): boolean {
  if (given.kind === "comparison") {
    return RULES[given.operator](resolve(given.left, scope), resolve(given.right, scope));
  }
  const answers = given.conditions.map((one) => reference(one, scope));
  return given.kind === "and" ? !answers.includes(false) : answers.includes(true);
}

const isList: (value: unknown) => value is unknown[] = Array.isArray;

function resolve(given: Value, scope: Scope): unknown {
  if (given.kind === "constant") return given.value;
  return given.kind === "key" ? (scope(given.path) ?? null) : given.items.map((item) => resolve(item, scope));
}

function isIn(item: unknown, list: unknown): boolean | undefined {
  const isScalar = item === null || typeof item !== "object";
  return isScalar && isList(list) ? list.some((one) => one === item) : undefined;
}

test("an expression answers as the documented rules do, and as its own printed form", () => {
  const pair = condition.chain((given) => fc.tuple(fc.constant(given), documentFor(given)));

  fc.assert(
    fc.property(pair, ([given, document]) => {
      const scope = scopeOfMap(document);
      const compiled = compileCondition(given);
      const answer = typeof compiled === "boolean" ? compiled : compiled(scope);

      expect(answer).toBe(reference(given, scope));
      expect(compileExpression(printCondition(given)).evaluate(scope)).toBe(answer);
    }),
    { numRuns: 3000 },
  );
});

test("an expression reads no key that it does not name, and a constant one none at all", () => {
  fc.assert(
    fc.property(condition, (given) => {
      const { keys, constant: known, evaluate } = compileExpression(printCondition(given));
      const named = new Set(keys.map(printKey));
      const read = new Set<string>();
      const answer = evaluate((steps) => {
        read.add(printKey(steps));
        return null;
      });

      expect([...read].filter((one) => !named.has(one))).toEqual([]);
      if (known !== undefined) expect({ answer, read: read.size }).toEqual({ answer: known, read: 0 });
    }),
    { numRuns: 1000 },
  );
});

/** Text made of the language's own words, so that much of it nearly parses and some of it does. */
const nearly = fc
  .array(
    fc.constantFrom(
      ..."a b.c d[0] 'x' \"y\" 1 -2.5 true null == != = > <= CONTAINS HAS IN NOT AND OR ( ) [ ] , . ! '".split(" "),
    ),
  )
  .map((words) => words.join(" "));
/** A correct one with a piece cut out and another put in. */
const mutated = fc
  .tuple(condition, fc.nat(), fc.nat({ max: 3 }), fc.oneof(fc.constant(""), nearly, fc.string({ maxLength: 3 })))
  .map(([given, at, cut, put]) => {
    const source = printCondition(given);
    const start = at % (source.length + 1);
    return source.slice(0, start) + put + source.slice(start + cut);
  });
const bytes = fc.uint8Array({ maxLength: 40 }).map((given) => Buffer.from(given).toString("latin1"));

test("any text has a value or an error whose position lies in it", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.string({ unit: "binary" }), bytes, nearly, mutated), (source) => {
      try {
        return typeof compileExpression(source).evaluate(() => null) === "boolean";
      } catch (error) {
        if (!(error instanceof ExpressionError)) throw error;
        expect(error.expected.length).toBeGreaterThan(0);
        expect(source.split("\n")[error.line - 1]?.length).toBeGreaterThanOrEqual(error.column - 1);
        return error.position >= 0 && error.position <= source.length;
      }
    }),
    { numRuns: 3000 },
  );
});

test("any list or key on its own is refused, for it is no condition", () => {
  fc.assert(
    fc.property(value, (given) => {
      const [source] = printCondition({ kind: "comparison", operator: "==", left: given, right: given }).split(" == ");
      expect(() => compileExpression(source ?? "")).toThrow(ExpressionError);
    }),
  );
});
