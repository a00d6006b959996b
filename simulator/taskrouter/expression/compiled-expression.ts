/** Expressions ready to be evaluated, kept by their text: records and snapshots hold the text alone. */
import { compileCondition, type Predicate } from "./compile";
import { parseCondition } from "./parse";
import type { Condition, Path, Value } from "./syntax";

export type CompiledExpression = {
  /** As written. */
  source: string;
  ast: Condition;
  /** Every key that stands in it, in its order. */
  keys: readonly Path[];
  /** Which of the documents that a target's expressions and `skip_if` tell apart by prefix it can read. */
  reads: {
    task: boolean;
    worker: boolean;
    /** `worker.channel.*`: what changes with every reservation. */
    workerChannels: boolean;
    /** `workers.*`: counts by activity. */
    workers: boolean;
  };
  /** What it always is, where no key can make a difference. */
  constant: boolean | undefined;
  /** Never throws where the scope does not. */
  evaluate: Predicate;
};

/** Far more than the queues and workflows of one account hold. */
const CAPACITY = 10_000;

const kept = new Map<string, CompiledExpression>();

/** @throws ExpressionError */
export function compileExpression(source: string): CompiledExpression {
  const known = kept.get(source);
  if (known) return known;
  const compiled = compiledOf(source);
  if (kept.size >= CAPACITY) forgetOldest();
  kept.set(source, compiled);
  return compiled;
}

function forgetOldest(): void {
  for (const source of kept.keys()) {
    kept.delete(source);
    return;
  }
}

function compiledOf(source: string): CompiledExpression {
  const ast = parseCondition(source);
  const compiled = compileCondition(ast);
  const constant = typeof compiled === "boolean" ? compiled : undefined;
  const keys: Path[] = [];
  collectFromCondition(ast, keys);
  const readsFrom = (root: string) => constant === undefined && keys.some((path) => path[0] === root);
  return {
    source,
    ast,
    keys,
    reads: {
      task: readsFrom("task"),
      worker: readsFrom("worker"),
      workerChannels: readsFrom("worker") && keys.some((path) => path[0] === "worker" && path[1] === "channel"),
      workers: readsFrom("workers"),
    },
    constant,
    evaluate: typeof compiled === "boolean" ? () => compiled : compiled,
  };
}

function collectFromCondition(condition: Condition, keys: Path[]): void {
  if (condition.kind === "comparison") {
    collectFromValue(condition.left, keys);
    collectFromValue(condition.right, keys);
  } else {
    for (const one of condition.conditions) collectFromCondition(one, keys);
  }
}

function collectFromValue(value: Value, keys: Path[]): void {
  if (value.kind === "key") keys.push(value.path);
  if (value.kind === "list") for (const item of value.items) collectFromValue(item, keys);
}
