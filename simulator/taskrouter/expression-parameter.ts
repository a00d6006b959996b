/** Expressions that a request carries. */
import { badParameter, type Parameters, text } from "../kernel/rest";
import { compileExpression, ExpressionError } from "./expression";

/** The expression's text, which is sure to compile; undefined when none was sent. @throws RestError 400 with the position */
export function expressionIn(parameters: Parameters, name: string): string | undefined {
  const source = text(parameters, name);
  if (source === undefined) return undefined;
  try {
    compileExpression(source);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw badParameter(`Invalid ${name}, ${error.message}: ${source}`);
  }
  return source;
}
