/**
 * TaskRouter's expression language: https://www.twilio.com/docs/taskrouter/expression-syntax
 *
 * Modelled: `== != > >= < <= CONTAINS`, `HAS`, `IN`, `NOT IN`, `AND`, `OR`, parentheses, strings in either quote,
 * numbers, booleans, null, lists, and keys such as `a.b[0]`. A missing key is null. A scalar operator on a list and a
 * list operator on a scalar are false, never an error. Not documented, and read here the usual way: AND binds tighter
 * than OR, keywords in any case, a single `=` for `==`.
 */

/** Looks up a key; a missing one is null. */
export type Scope = (path: readonly (string | number)[]) => unknown;

export type Expression = (scope: Scope) => boolean;

/** Says where and what was expected. */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
  readonly position: number;

  constructor(position: number, expected: string, found: string) {
    super(`at ${position + 1}: expected ${expected}, found ${found}`);
    this.position = position;
  }
}

/** Ours: deeper ones would exhaust the stack. */
const MAXIMUM_DEPTH = 200;

type Value = (scope: Scope) => unknown;
type Token = { kind: "name" | "string" | "number" | "sign" | "end"; text: string; position: number };

const TOKEN =
  /\s*(?:([A-Za-z_$][\w$]*)|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(-?\d+(?:\.\d+)?)|(==|!=|>=|<=|[=<>()[\],.]))/y;

function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  let end = 0;
  for (let match = TOKEN.exec(source); match; match = TOKEN.exec(source)) {
    const [whole, name, string, number, sign] = match;
    const text = name ?? string ?? number ?? sign ?? "";
    const kind = name ? "name" : string ? "string" : number ? "number" : "sign";
    tokens.push({ kind, text, position: end + whole.length - text.length });
    end += whole.length;
  }
  const rest = source.slice(end);
  if (rest.trim() !== "") {
    throw new ExpressionError(source.length - rest.trimStart().length, "a value or an operator", `'${rest.trim()[0]}'`);
  }
  tokens.push({ kind: "end", text: "", position: source.length });
  return tokens;
}

const isList = Array.isArray;
const isComparable = (a: unknown, b: unknown) =>
  typeof a === typeof b && (typeof a === "number" || typeof a === "string");

type Operator = (left: unknown, right: unknown) => boolean;

const ordered =
  (holds: (a: number | string, b: number | string) => boolean): Operator =>
  (a, b) =>
    isComparable(a, b) && holds(a as number, b as number);

const OPERATORS: Readonly<Record<string, Operator>> = {
  "==": (a, b) => !isList(a) && !isList(b) && a === b,
  "!=": (a, b) => !isList(a) && !isList(b) && a !== b,
  ">": ordered((a, b) => a > b),
  ">=": ordered((a, b) => a >= b),
  "<": ordered((a, b) => a < b),
  "<=": ordered((a, b) => a <= b),
  CONTAINS: (a, b) => typeof a === "string" && typeof b === "string" && a.includes(b),
  HAS: (a, b) => isList(a) && a.includes(b),
  IN: (a, b) => isList(b) && !isList(a) && b.includes(a),
  "NOT IN": (a, b) => isList(b) && !isList(a) && !b.includes(a),
};

const LITERALS: Readonly<Record<string, unknown>> = { TRUE: true, FALSE: false, NULL: null };

class Parser {
  private readonly tokens: Token[];
  private index = 0;
  private depth = 0;

  constructor(source: string) {
    this.tokens = tokensOf(source);
  }

  parse(): Expression {
    const expression = this.disjunction();
    if (this.token().kind !== "end") this.fail("AND, OR or the end");
    return expression;
  }

  private token(): Token {
    const token = this.tokens[this.index];
    if (!token) throw new ExpressionError(0, "an expression", "nothing");
    return token;
  }

  private fail(expected: string): never {
    const { position, text, kind } = this.token();
    throw new ExpressionError(position, expected, kind === "end" ? "the end" : `'${text}'`);
  }

  private enter(): void {
    if (++this.depth > MAXIMUM_DEPTH) this.fail(`at most ${MAXIMUM_DEPTH} brackets within each other`);
  }

  private takes(word: string): boolean {
    const token = this.token();
    const isMatch = token.kind !== "string" && token.text.toUpperCase() === word;
    if (isMatch) this.index++;
    return isMatch;
  }

  private disjunction(): Expression {
    const first = this.conjunction();
    const all = [first];
    while (this.takes("OR")) all.push(this.conjunction());
    return all.length === 1 ? first : (scope) => all.some((one) => one(scope));
  }

  private conjunction(): Expression {
    const first = this.comparison();
    const all = [first];
    while (this.takes("AND")) all.push(this.comparison());
    return all.length === 1 ? first : (scope) => all.every((one) => one(scope));
  }

  private comparison(): Expression {
    if (this.takes("(")) {
      this.enter();
      const inner = this.disjunction();
      if (!this.takes(")")) this.fail("')'");
      this.depth--;
      return inner;
    }
    const left = this.value();
    const operator = this.operator();
    const right = this.value();
    return (scope) => operator(left(scope), right(scope));
  }

  private operator(): Operator {
    const word = this.token().text.toUpperCase();
    if (word === "NOT") {
      this.index++;
      if (!this.takes("IN")) this.fail("IN");
      return OPERATORS["NOT IN"] ?? this.fail("an operator");
    }
    const operator = this.token().kind === "string" ? undefined : OPERATORS[word === "=" ? "==" : word];
    if (!operator) this.fail("an operator");
    this.index++;
    return operator;
  }

  private value(): Value {
    const token = this.token();
    if (token.kind === "name") return this.key();
    if (this.takes("[")) return this.list();
    if (token.kind !== "string" && token.kind !== "number") this.fail("a value");
    this.index++;
    const value = token.kind === "number" ? Number(token.text) : token.text.slice(1, -1).replace(/\\(.)/g, "$1");
    return () => value;
  }

  private list(): Value {
    const items: Value[] = [];
    this.enter();
    if (!this.takes("]")) {
      do items.push(this.value());
      while (this.takes(","));
      if (!this.takes("]")) this.fail("']'");
    }
    this.depth--;
    return (scope) => items.map((item) => item(scope));
  }

  private key(): Value {
    const first = this.token().text;
    this.index++;
    const word = first.toUpperCase();
    if (Object.hasOwn(LITERALS, word)) return () => LITERALS[word];
    const path: (string | number)[] = [first];
    for (;;) {
      if (this.takes(".")) path.push(this.segment("name"));
      else if (this.takes("[")) {
        path.push(Number(this.segment("number")));
        if (!this.takes("]")) this.fail("']'");
      } else return (scope) => scope(path);
    }
  }

  private segment(kind: "name" | "number"): string {
    const token = this.token();
    if (token.kind !== kind) this.fail(kind === "name" ? "a key" : "an index");
    this.index++;
    return token.text;
  }
}

/** @throws ExpressionError with the position and what was expected there. */
export function parseExpression(source: string): Expression {
  return new Parser(source).parse();
}

/** Follows a path through plain JSON; null where it ends early. */
export function lookUp(root: unknown, path: readonly (string | number)[], from = 0): unknown {
  let value: unknown = root;
  for (let index = from; index < path.length; index++) {
    const key = path[index];
    if (typeof value !== "object" || value === null || key === undefined || !Object.hasOwn(value, key)) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return value ?? null;
}
