/**
 * What a caller has sent, fit to be read by a schema: refused as a whole where it is of another kind than the door
 * takes. A Function sees neither the method nor the body as it came, only query and body merged, and the headers.
 */
import { BadRequestError, UnsupportedMediaTypeError } from "./errors";
import { headerOf } from "./request-headers";
import type { FunctionEvent } from "./runtime";
import { shownName } from "./shown-name";

/** How a door's callers send: a form, a JSON object, a JSON array, or nothing but a query. */
export type Taken = "form" | "json" | "json-array" | "query";

const KINDS: Readonly<Record<string, readonly Taken[]>> = {
  "application/x-www-form-urlencoded": ["form"],
  "application/json": ["json", "json-array"],
};

/** Deeper than anything a caller of ours has to say. */
const DEEPEST = 12;
/** Names that are no data, wherever they stand: they reach for what all objects have in common. */
const RESERVED = ["__proto__", "constructor", "prototype"];

function checkKind(event: FunctionEvent, takes: readonly Taken[]): void {
  const [type = ""] = (headerOf(event, "content-type") ?? "").toLowerCase().split(";");
  const kinds = type.trim() === "" ? (["query"] as const) : (KINDS[type.trim()] ?? []);
  if (!kinds.some((kind) => takes.includes(kind))) throw new UnsupportedMediaTypeError();
}

function problemsOf(value: unknown, path: string, depth: number): string[] {
  if (typeof value !== "object" || value === null) return [];
  if (depth > DEEPEST) return [`${shownName(path.split(".", 1)[0] ?? "")}: must not be nested deeper than ${DEEPEST}`];
  return Object.entries(value).flatMap(([key, part]) => {
    const at = path === "" ? key : `${path}.${key}`;
    return RESERVED.includes(key)
      ? [`${path === "" ? "body" : shownName(path)}: must not have a field ${key}`]
      : problemsOf(part, at, depth + 1);
  });
}

const isPlace = (key: string) => /^\d+$/.test(key);

/**
 * The fields without what is no data: the platform's `request`, a Flex token, and the hash that belongs to a signature.
 * Of an array, its places are the keys.
 * @throws UnsupportedMediaTypeError where the body is of a kind this door does not take
 * @throws BadRequestError naming every field that no door takes
 */
export function fieldsOf(event: FunctionEvent, takes: readonly Taken[]): FunctionEvent {
  checkKind(event, takes);
  const { request: _request, Token: _token, bodySHA256: _hash, ...fields } = event;
  const keys = Object.keys(fields);
  const problems = problemsOf(fields, "", 0);
  if (keys.some(isPlace) && !takes.includes("json-array")) problems.push("body: must not be an array");
  if (problems.length > 0) throw new BadRequestError(problems);
  return fields;
}
