/**
 * Reads TaskRouter's expression language: https://www.twilio.com/docs/taskrouter/expression-syntax
 *
 * All of it: `== != > >= < <= CONTAINS`, `HAS`, `IN`, `NOT IN`, `AND`, `OR`, parentheses, strings in either quote,
 * numbers, booleans, lists, and keys such as `a.b[0]`; and the other ways of writing `==`, `HAS` and `IN`, which are `=`,
 * `>-` and `<-` (https://www.twilio.com/docs/taskrouter/api/task-queue). Not documented, and read the usual way: AND binds
 * tighter than OR, a backslash in a string takes the next character as it is, negative numbers, `null`, and keywords in any
 * case (which stand in the documentation's own examples). What is not documented otherwise, such as `NOT (...)`, `NOT HAS`
 * and hyphens in keys, is refused.
 */
import { ExpressionError } from "./expression-error";
import { CONSTANTS, type Condition, OPERATORS, type Operator, type Path, type Value } from "./syntax";
import { type Token, tokensOf } from "./tokens";

/** Ours: brackets deeper than this would exhaust the stack. */
const MAXIMUM_DEPTH = 200;

const OPERATOR_BY_WORD: ReadonlyMap<string, Operator> = new Map([
  ...OPERATORS.map((operator) => [operator, operator] as const),
  ["=", "=="] as const,
  [">-", "HAS"] as const,
  ["<-", "IN"] as const,
]);

class Parser {
  private readonly source: string;
  private readonly tokens: readonly Token[];
  private index = 0;
  private depth = 0;

  constructor(source: string) {
    this.source = source;
    this.tokens = tokensOf(source);
  }

  expression(): Condition {
    const condition = this.disjunction();
    this.mustEnd("AND", "OR", "the end");
    return condition;
  }

  onlyKey(): Path {
    const path = this.key();
    this.mustEnd("'.'", "'['", "the end");
    return path;
  }

  private mustEnd(...expected: string[]): void {
    if (this.token().kind !== "end") this.fail(...expected);
  }

  private token(): Token {
    return this.tokens[this.index] ?? { kind: "end", text: "", position: this.source.length };
  }

  private fail(...expected: string[]): never {
    const { position, text, kind } = this.token();
    const isUnclosed = kind === "unclosed";
    const found = kind === "end" ? "the end" : isUnclosed ? "a string without its closing quote" : `'${text}'`;
    throw new ExpressionError(this.source, position, expected, found);
  }

  /** Whether the next word is this one, and if so goes past it. */
  private takes(word: string): boolean {
    const { kind, text } = this.token();
    const isNext = kind !== "string" && text.toUpperCase() === word;
    if (isNext) this.index++;
    return isNext;
  }

  /** What stands inside the bracket that was just taken. */
  private inside<Inner>(read: () => Inner): Inner {
    if (++this.depth > MAXIMUM_DEPTH) this.fail(`at most ${MAXIMUM_DEPTH} brackets within each other`);
    const inner = read();
    this.depth--;
    return inner;
  }

  private disjunction(): Condition {
    return this.joined("or", () => this.joined("and", () => this.comparison()));
  }

  private joined(kind: "and" | "or", read: () => Condition): Condition {
    const first = read();
    const conditions = [first];
    while (this.takes(kind.toUpperCase())) conditions.push(read());
    return conditions.length === 1 ? first : { kind, conditions };
  }

  private comparison(): Condition {
    if (this.takes("(")) {
      return this.inside(() => {
        const inner = this.disjunction();
        if (!this.takes(")")) this.fail("AND", "OR", "')'");
        return inner;
      });
    }
    const left = this.value();
    const operator = this.operator();
    return { kind: "comparison", operator, left, right: this.value() };
  }

  private operator(): Operator {
    if (this.takes("NOT")) {
      if (!this.takes("IN")) this.fail("IN");
      return "NOT IN";
    }
    const { kind, text } = this.token();
    const operator = kind === "string" ? undefined : OPERATOR_BY_WORD.get(text.toUpperCase());
    if (!operator) this.fail("an operator");
    this.index++;
    return operator;
  }

  private value(): Value {
    const { kind, text } = this.token();
    if (kind === "name") return this.nameOrConstant(text);
    if (this.takes("[")) return { kind: "list", items: this.inside(() => this.items()) };
    if (kind === "number") return { kind: "constant", value: this.number() };
    if (kind !== "string") this.fail("a value");
    this.index++;
    return { kind: "constant", value: text.slice(1, -1).replace(/\\(.)/gs, "$1") };
  }

  private nameOrConstant(text: string): Value {
    const constant = CONSTANTS[text.toUpperCase()];
    if (constant === undefined) return { kind: "key", path: this.key() };
    this.index++;
    return { kind: "constant", value: constant };
  }

  private number(): number {
    const number = Number(this.token().text);
    if (!Number.isFinite(number)) this.fail("a number of at most 308 digits");
    this.index++;
    return number;
  }

  private items(): Value[] {
    const items: Value[] = [];
    if (this.takes("]")) return items;
    do items.push(this.value());
    while (this.takes(","));
    if (!this.takes("]")) this.fail("','", "']'");
    return items;
  }

  private key(): Path {
    const path: (string | number)[] = [this.name()];
    for (;;) {
      if (this.takes(".")) path.push(this.name());
      else if (this.takes("[")) path.push(this.listIndex());
      else return path;
    }
  }

  private name(): string {
    const { kind, text } = this.token();
    if (kind !== "name") this.fail("a key");
    this.index++;
    return text;
  }

  private listIndex(): number {
    const { kind, text } = this.token();
    const index = Number(text);
    if (kind !== "number" || text.startsWith("-") || !Number.isSafeInteger(index)) this.fail("an index");
    this.index++;
    if (!this.takes("]")) this.fail("']'");
    return index;
  }
}

/** @throws ExpressionError */
export const parseCondition = (source: string): Condition => new Parser(source).expression();

/** A key alone, as `order_by` and `known_worker_sid` name them. @throws ExpressionError */
export const parseKey = (source: string): Path => new Parser(source).onlyKey();
