/**
 * Makes functions of expressions. What they answer, by the documentation: a missing key is null; a scalar operator with
 * a list and a list operator without one are false, never an error. Not documented, and taken so: values of different
 * kinds are unequal and neither is the greater; a list or an object is never equal to anything, though unlike null, as
 * the documentation's `preferred_agents != null` of a list needs it
 * (https://www.twilio.com/docs/taskrouter/lifecycle-task-workflows-and-assignment).
 */
import type { Scope } from "./scope";
import type { Condition, Operator, Scalar, Value } from "./syntax";

export type Predicate = (scope: Scope) => boolean;

/** A function, or what it would always answer. */
export type Compiled = Predicate | boolean;

const isList: (value: unknown) => value is readonly unknown[] = Array.isArray;
const isScalar = (value: unknown): value is Scalar => typeof value !== "object" || value === null;

type Comparison = (left: unknown, right: unknown) => boolean;

const ordered =
  (holds: (a: number | string, b: number | string) => boolean): Comparison =>
  (a, b) => {
    if (typeof a === "number" && typeof b === "number") return holds(a, b);
    return typeof a === "string" && typeof b === "string" && holds(a, b);
  };

const equals: Comparison = (a, b) => a === b && isScalar(a);

const SCALAR_OPERATORS: Readonly<Record<Exclude<Operator, "HAS" | "IN" | "NOT IN">, Comparison>> = {
  "==": equals,
  "!=": (a, b) => {
    if (isList(a)) return b === null;
    if (isList(b)) return a === null;
    return !equals(a, b);
  },
  ">": ordered((a, b) => a > b),
  ">=": ordered((a, b) => a >= b),
  "<": ordered((a, b) => a < b),
  "<=": ordered((a, b) => a <= b),
  CONTAINS: (a, b) => typeof a === "string" && typeof b === "string" && a.includes(b),
};

type Read = (scope: Scope) => unknown;

/** Stands for a list where it matters only that it is one. */
const SOME_LIST: readonly unknown[] = [];

function readOf(value: Value): Read {
  if (value.kind === "list") return () => SOME_LIST;
  if (value.kind === "constant") return () => value.value;
  const { path } = value;
  return (scope) => scope(path) ?? null;
}

/** Whether a list holds a value; undefined where it is no list. */
type Holds = (scope: Scope, item: Scalar) => boolean | undefined;

function holdsOf(list: Value): Holds {
  if (list.kind === "constant") return () => undefined;
  if (list.kind === "key") {
    const { path } = list;
    return (scope, item) => {
      const value = scope(path);
      return isList(value) ? value.includes(item) : undefined;
    };
  }
  const constants = new Set<unknown>(list.items.flatMap((item) => (item.kind === "constant" ? [item.value] : [])));
  const reads = list.items.filter(({ kind }) => kind === "key").map(readOf);
  return (scope, item) => {
    if (constants.has(item)) return true;
    for (const read of reads) if (equals(read(scope), item)) return true;
    return false;
  };
}

/** Whether a value is in a list, or is not; false where either is not what it should be. */
function membership(item: Value, list: Value, wanted: boolean): Predicate {
  const read = readOf(item);
  const holds = holdsOf(list);
  return (scope) => {
    const value = read(scope);
    return isScalar(value) && holds(scope, value) === wanted;
  };
}

function comparison({ operator, left, right }: Extract<Condition, { kind: "comparison" }>): Predicate {
  if (operator === "HAS") return membership(right, left, true);
  if (operator === "IN" || operator === "NOT IN") return membership(left, right, operator === "IN");
  const compare = SCALAR_OPERATORS[operator];
  const readLeft = readOf(left);
  if (right.kind !== "constant") {
    const readRight = readOf(right);
    return (scope) => compare(readLeft(scope), readRight(scope));
  }
  const { value } = right;
  return (scope) => compare(readLeft(scope), value);
}

/** Without an array method: those would make a function for every evaluation. */
function anyOf(tests: readonly Predicate[], wanted: boolean): Predicate {
  const [first, second] = tests;
  if (first && second && tests.length === 2) {
    return wanted ? (scope) => first(scope) || second(scope) : (scope) => first(scope) && second(scope);
  }
  return (scope) => {
    for (const test of tests) if (test(scope) === wanted) return wanted;
    return !wanted;
  };
}

function joined(kind: "and" | "or", conditions: readonly Condition[]): Compiled {
  /** What one of them decides the whole by. */
  const decisive = kind === "or";
  const compiled = conditions.map(compileCondition);
  if (compiled.includes(decisive)) return decisive;
  const tests = compiled.filter((one) => typeof one === "function");
  const [only] = tests;
  if (!only) return !decisive;
  return tests.length === 1 ? only : anyOf(tests, decisive);
}

const hasKeys = (value: Value): boolean => (value.kind === "list" ? value.items.some(hasKeys) : value.kind === "key");
const NOTHING: Scope = () => null;

export function compileCondition(condition: Condition): Compiled {
  if (condition.kind !== "comparison") return joined(condition.kind, condition.conditions);
  const test = comparison(condition);
  return hasKeys(condition.left) || hasKeys(condition.right) ? test : test(NOTHING);
}
