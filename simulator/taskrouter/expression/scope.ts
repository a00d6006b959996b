/** Where an expression's keys are looked up. */
import type { Path } from "./syntax";

/** What is at a path; null where there is nothing. */
export type Scope = (path: Path) => unknown;

/** What every object has without holding it. Asking here is quicker than asking the object. */
const INHERITED: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));

/** Follows a path through plain JSON from a step on, names into objects and numbers into lists; null where it ends. */
export function lookUp(root: unknown, path: Path, from = 0): unknown {
  let value: unknown = root;
  for (let index = from; index < path.length; index++) {
    if (typeof value !== "object" || value === null) return null;
    const step = path[index];
    if (Array.isArray(value)) value = typeof step === "number" ? value[step] : null;
    else if (typeof step === "string") value = property(value, step);
    else return null;
  }
  return value ?? null;
}

function property(object: object, name: string): unknown {
  return INHERITED.has(name) && !Object.hasOwn(object, name) ? null : (object as Record<string, unknown>)[name];
}
