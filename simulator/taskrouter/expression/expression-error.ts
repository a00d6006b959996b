/** Says where a text stops being an expression, what could stand there, and what does. */
export class ExpressionError extends Error {
  override readonly name = "ExpressionError";
  /** Characters before it, in UTF-16 units; the text's length at its end. */
  readonly position: number;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly expected: readonly string[];
  readonly found: string;

  constructor(source: string, position: number, expected: readonly string[], found: string) {
    const before = source.slice(0, position).split("\n");
    const line = before.length;
    const column = (before.at(-1)?.length ?? 0) + 1;
    const where = source.includes("\n") ? `line ${line}, ${column}` : String(column);
    super(`at ${where}: expected ${alternatives(expected)}, found ${found}`);
    this.position = position;
    this.line = line;
    this.column = column;
    this.expected = expected;
    this.found = found;
  }
}

const alternatives = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
