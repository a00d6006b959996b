/** TaskRouter's expression language. */
import fc from "fast-check";
import { compileExpression, ExpressionError, lookUp } from "../../simulator/taskrouter/expression";
import { tokensOf } from "../../simulator/taskrouter/expression/tokens";

const maria = {
  name: "maria",
  level: 5,
  levelAsText: "5",
  vip: true,
  nothing: null,
  skills: ["billing", "loans"],
  routing: { skills: ["billing"], levels: { english: 3 } },
  calls: [{ sid: "CA1" }, { sid: "CA2" }],
};

const evaluate = (source: string, attributes: unknown = maria) =>
  compileExpression(source).evaluate((path) => lookUp(attributes, path));

test.each([
  // Comparisons
  ["name == 'maria'", true],
  ['name == "maria"', true],
  ["name = 'maria'", true],
  ["name != 'maria'", false],
  ["level > 4", true],
  ["level > 5", false],
  ["level >= 5", true],
  ["level < 5", false],
  ["level <= 5", true],
  ["level > -1.5", true],
  ["level == 5.0", true],
  ["vip == true", true],
  ["vip == FALSE", false],
  ["name CONTAINS 'ari'", true],
  ["name CONTAINS 'ana'", false],
  ["name > 'lara'", true],
  ["'it\\'s' == \"it's\"", true],
  // Lists
  ["skills HAS 'billing'", true],
  ["skills HAS 'cards'", false],
  ["'loans' IN skills", true],
  ["'cards' IN skills", false],
  ["'cards' NOT IN skills", true],
  ["'loans' NOT IN skills", false],
  ["name IN ['maria', 'jon']", true],
  ["name in []", false],
  ["name not in []", true],
  ["['a', level] HAS 5", true],
  ["skills >- 'billing'", true],
  ["skills >-'cards'", false],
  ["'loans' <- skills", true],
  ["'cards'<-skills", false],
  ["level >-1", true],
  ["level <-1", false],
  ["name IN [level, name]", true],
  ["name NOT IN [level, missing]", true],
  // Keys
  ["routing.levels.english >= 3", true],
  ["routing.skills[0] == 'billing'", true],
  ["calls[1].sid == 'CA2'", true],
  ["calls[2].sid == null", true],
  ["skills.length == null", true],
  ["routing[0] == null", true],
  // What is missing is null
  ["missing == null", true],
  ["missing.deeper[3] == null", true],
  ["nothing == null", true],
  ["missing != true", true],
  ["missing != null", false],
  ["missing > 0", false],
  ["missing HAS 'x'", false],
  ["'x' NOT IN missing", false],
  ["missing CONTAINS 'x'", false],
  ["missing NOT IN skills", true],
  ["missing == missing", true],
  // A list or an object is not null, as the documentation's own filter on a list needs it
  ["skills != null", true],
  ["null != skills", true],
  ["skills == null", false],
  ["routing != null", true],
  ["routing == null", false],
  // Kinds that do not go together are false
  ["levelAsText > 4", false],
  ["levelAsText == 5", false],
  ["skills == 'billing'", false],
  ["skills != 'billing'", false],
  ["name HAS 'm'", false],
  ["'m' IN name", false],
  ["skills CONTAINS 'billing'", false],
  ["skills IN [skills]", false],
  ["skills NOT IN ['billing']", false],
  ["skills HAS skills", false],
  ["routing == routing", false],
  ["routing != 'x'", true],
  ["routing IN calls", false],
  ["vip > false", false],
  ["vip == 1", false],
  ["vip != 1", true],
  ["level != '5'", true],
  ["level CONTAINS 5", false],
  ["[1] == [1]", false],
  ["5 IN [['5', 5]]", false],
  // AND binds tighter than OR; parentheses bind tighter than both
  ["1==1", true],
  ["1==0", false],
  ["1==1 OR 1==0 AND 1==0", true],
  ["(1==1 OR 1==0) AND 1==0", false],
  ["1==0 and 1==0 or 1==1", true],
  ["((vip==true))", true],
])("%s is %p for maria", (source, value) => {
  expect(evaluate(source)).toBe(value);
});

test("an attribute may be called what every object inherits", () => {
  const attributes = JSON.parse(`{"constructor":"a","__proto__":{"toString":"b"}}`);

  expect(evaluate("constructor == 'a' AND __proto__.toString == 'b'", attributes)).toBe(true);
  expect(evaluate("__proto__ == null AND __proto__.constructor == null", {})).toBe(true);
});

test("what a list holds by inheritance is no attribute", () => {
  expect(evaluate("constructor == null AND skills.map == null AND name.length == null")).toBe(true);
});

test.each([
  { source: "", position: 0, message: "at 1: expected a value, found the end" },
  { source: "  ", position: 2, message: "at 3: expected a value, found the end" },
  { source: "level", position: 5, message: "at 6: expected an operator, found the end" },
  { source: "level >", position: 7, message: "at 8: expected a value, found the end" },
  { source: "level 5", position: 6, message: "at 7: expected an operator, found '5'" },
  { source: "level ! = 5", position: 6, message: "at 7: expected an operator, found '!'" },
  { source: "full-name == 'x'", position: 4, message: "at 5: expected an operator, found '-'" },
  { source: "😀 == 1", position: 0, message: "at 1: expected a value, found '😀'" },
  { source: "name == 'x", position: 8, message: "at 9: expected a value, found a string without its closing quote" },
  { source: "(vip == true", position: 12, message: "at 13: expected AND, OR or ')', found the end" },
  { source: "vip == true)", position: 11, message: "at 12: expected AND, OR or the end, found ')'" },
  { source: "vip == true\nAND name", position: 20, message: "at line 2, 9: expected an operator, found the end" },
  { source: "name IN ['a' 'b']", position: 13, message: "at 14: expected ',' or ']', found ''b''" },
  { source: "skills NOT HAS 'x'", position: 11, message: "at 12: expected IN, found 'HAS'" },
  { source: "NOT (vip == true)", position: 4, message: "at 5: expected an operator, found '('" },
  { source: "name 'HAS' 5", position: 5, message: "at 6: expected an operator, found ''HAS''" },
  { source: "calls[first] == 1", position: 6, message: "at 7: expected an index, found 'first'" },
  { source: "calls[-1] == 1", position: 6, message: "at 7: expected an index, found '-1'" },
  { source: "calls[1.5] == 1", position: 6, message: "at 7: expected an index, found '1.5'" },
  { source: "routing.'levels' == 1", position: 8, message: "at 9: expected a key, found ''levels''" },
  { source: "level == 1e5", position: 10, message: "at 11: expected AND, OR or the end, found 'e5'" },
  { source: "vip == true AND", position: 15, message: "at 16: expected a value, found the end" },
])("'$source' is refused $message", ({ source, position, message }) => {
  const error = errorOf(source);

  expect(error).toMatchObject({ name: "ExpressionError", position, message });
});

test("a refusal says line, column and every word that could stand there", () => {
  expect(errorOf("(vip == true\n  level > 4)")).toMatchObject({
    position: 15,
    line: 2,
    column: 3,
    expected: ["AND", "OR", "')'"],
    found: "'level'",
  });
});

test.each([
  { source: "level ! == 5", words: ["level", "!", ""] },
  { source: `name == 'x "y" z`, words: ["name", "==", "'", ""] },
])("behind what no expression gets past nothing is read: $source", ({ source, words }) => {
  expect(tokensOf(source).map(({ text }) => text)).toEqual(words);
});

test("a number too great to hold is refused", () => {
  expect(errorOf(`level < ${"9".repeat(400)}`)).toMatchObject({ position: 8 });
});

test.each([
  { what: "brackets within each other", source: `${"(".repeat(100_000)}1==1` },
  { what: "lists within each other", source: `1 IN ${"[".repeat(100_000)}` },
])("a hundred thousand $what are refused, not a crash", ({ source }) => {
  expect(errorOf(source)).toBeInstanceOf(ExpressionError);
});

test.each(["AND", "OR"])("a hundred thousand conditions joined by %s have a value", (word) => {
  const source = Array.from({ length: 100_000 }, () => (word === "AND" ? "1==1" : "1==0")).join(` ${word} `);

  expect(evaluate(source)).toBe(word === "AND");
});

function errorOf(source: string): unknown {
  try {
    return compileExpression(source).evaluate(() => null);
  } catch (error) {
    return error;
  }
}

const condition = fc.tuple(
  fc.constantFrom("name", "level", "skills", "missing", "'maria'", "5", "true", "null", "['billing', 5]"),
  fc.constantFrom("==", "!=", ">", "<=", "CONTAINS", "HAS", "IN", "NOT IN"),
  fc.constantFrom("name", "level", "routing.skills", "'billing'", "0", "null", "[]"),
);
const conditions = condition.map((parts) => parts.join(" "));

test("AND, OR and parentheses obey the laws of logic", () => {
  fc.assert(
    fc.property(conditions, conditions, conditions, (a, b, c) => {
      const [left, middle, right] = [evaluate(a), evaluate(b), evaluate(c)];

      expect(evaluate(`${a} AND ${b}`)).toBe(left && middle);
      expect(evaluate(`${a} OR ${b}`)).toBe(left || middle);
      expect(evaluate(`${a} OR ${b} AND ${c}`)).toBe(left || (middle && right));
      expect(evaluate(`(${a} OR ${b}) AND ${c}`)).toBe((left || middle) && right);
      expect(evaluate(`${a} AND (${b} OR ${c})`)).toBe(evaluate(`${a} AND ${b} OR ${a} AND ${c}`));
      expect(evaluate(`((${a}))`)).toBe(left);
    }),
  );
});

test("IN and NOT IN of a list are opposites, and HAS is IN turned round", () => {
  const value = fc.constantFrom("name", "level", "'billing'", "missing", "7");

  fc.assert(
    fc.property(value, (one) => {
      expect(evaluate(`${one} NOT IN skills`)).toBe(!evaluate(`${one} IN skills`));
      expect(evaluate(`skills HAS ${one}`)).toBe(evaluate(`${one} IN skills`));
    }),
  );
});
