/** TaskRouter's expression language: https://www.twilio.com/docs/taskrouter/expression-syntax */
import type { Predicate } from "./expression/compile";
import { compileExpression } from "./expression/compiled-expression";

export { type CompiledExpression, compileExpression } from "./expression/compiled-expression";
export { ExpressionError } from "./expression/expression-error";
export { lookUp, type Scope } from "./expression/scope";

export type Expression = Predicate;

/** @throws ExpressionError with the position and what was expected there. */
export const parseExpression = (source: string): Expression => compileExpression(source).evaluate;
