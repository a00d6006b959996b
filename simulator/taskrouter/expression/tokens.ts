/** An expression's words. */

export type Token = {
  /** `unclosed` is a string without its second quote, `unknown` a character that means nothing here. */
  kind: "name" | "string" | "number" | "sign" | "unclosed" | "unknown" | "end";
  /** As written, quotes included. */
  text: string;
  /** Characters before it. */
  position: number;
};

const KINDS = ["name", "string", "number", "sign", "unclosed", "unknown"] as const;
/** How many of the kinds can be part of an expression. */
const READABLE = 4;
const TOKEN =
  /\s*(?:([A-Za-z_$][\w$]*)|("[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*')|(-?\d+(?:\.\d+)?)|(==|!=|>=|<=|[<>]-(?!\d)|[=<>()[\],.])|(["'])|(\S))/suy;

/** The last is the end. Behind an unclosed string or an unknown character nothing is read: no expression gets past it. */
export function tokensOf(source: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(source); match; match = TOKEN.exec(source)) {
    const group = match.findIndex((text, index) => index > 0 && text !== undefined);
    const text = match[group] ?? "";
    tokens.push({ kind: KINDS[group - 1] ?? "unknown", text, position: TOKEN.lastIndex - text.length });
    if (group > READABLE) break;
  }
  tokens.push({ kind: "end", text: "", position: source.length });
  return tokens;
}
