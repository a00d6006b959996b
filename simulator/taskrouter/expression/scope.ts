/** Where an expression's keys are looked up. */
import type { Path } from "./syntax";

/** What is at a path; null where there is nothing. */
export type Scope = (path: Path) => unknown;

/** Follows a path through plain JSON from a step on; null where it ends early. */
export function lookUp(root: unknown, path: Path, from = 0): unknown {
  let value: unknown = root;
  for (let index = from; index < path.length; index++) {
    const key = path[index];
    if (typeof value !== "object" || value === null || key === undefined || !Object.hasOwn(value, key)) return null;
    value = (value as Record<string, unknown>)[key];
  }
  return value ?? null;
}
