/**
 * The part of Liquid that flows are mostly made of: `{{ path.to.value | filter: argument }}`.
 * https://www.twilio.com/docs/studio/user-guide/liquid-template-language
 *
 * Not here: tags (`{% if %}`) and the filters that are not in the table; a template with one of them fails, by name. The
 * package `liquidjs` would do the whole language: whoever adds it replaces what is in `render`, and nothing else.
 */
import { isObject } from "./model";

/** A template that this part of the language cannot render. */
export class UnknownLiquid extends Error {}

type Filter = (value: unknown, ...given: unknown[]) => unknown;

const show = (value: unknown): string => {
  if (value === undefined || value === null) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
};

const isBlank = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === false ||
  value === "" ||
  (Array.isArray(value) && value.length === 0);

const numeric = (value: unknown): number => Number(show(value)) || 0;

const FILTERS: Readonly<Record<string, Filter>> = {
  append: (value, more) => show(value) + show(more),
  capitalize: (value) => show(value).charAt(0).toUpperCase() + show(value).slice(1).toLowerCase(),
  ceil: (value) => Math.ceil(numeric(value)),
  default: (value, other) => (isBlank(value) ? other : value),
  divided_by: (value, by) => numeric(value) / numeric(by),
  downcase: (value) => show(value).toLowerCase(),
  first: (value) => (Array.isArray(value) ? value.at(0) : undefined),
  floor: (value) => Math.floor(numeric(value)),
  join: (value, by) => (Array.isArray(value) ? value.map(show).join(by === undefined ? " " : show(by)) : value),
  last: (value) => (Array.isArray(value) ? value.at(-1) : undefined),
  minus: (value, by) => numeric(value) - numeric(by),
  modulo: (value, by) => numeric(value) % numeric(by),
  plus: (value, by) => numeric(value) + numeric(by),
  prepend: (value, more) => show(more) + show(value),
  remove: (value, what) => show(value).replaceAll(show(what), ""),
  replace: (value, what, by) => show(value).replaceAll(show(what), show(by)),
  round: (value) => Math.round(numeric(value)),
  size: (value) => (Array.isArray(value) ? value.length : show(value).length),
  slice: (value, from, length) =>
    show(value)
      .slice(numeric(from))
      .slice(0, length === undefined ? 1 : numeric(length)),
  split: (value, by) => show(value).split(show(by)),
  strip: (value) => show(value).trim(),
  times: (value, by) => numeric(value) * numeric(by),
  to_json: (value) => JSON.stringify(value ?? null),
  upcase: (value) => show(value).toUpperCase(),
  url_encode: (value) => encodeURIComponent(show(value)).replaceAll("%20", "+"),
};

/** @throws UnknownLiquid */
export function render(template: string, context: object): string {
  if (template.includes("{%")) throw new UnknownLiquid("Liquid tags ({% ... %})");
  return template.replace(/\{\{(.*?)\}\}/gs, (_whole, expression: string) => show(evaluate(expression, context)));
}

/** The value of what stands between the braces, before it is made into text. */
function evaluate(expression: string, context: object): unknown {
  const [first = "", ...filters] = partsOf(expression, "|");
  return filters.reduce((value, filter) => apply(value, filter, context), valueAt(first.trim(), context));
}

function apply(value: unknown, written: string, context: object): unknown {
  const [, name = "", given = ""] = /^\s*(\w+)\s*(?::(.*))?$/s.exec(written) ?? [];
  const filter = FILTERS[name];
  if (!filter) throw new UnknownLiquid(`the Liquid filter '${written.trim()}'`);
  const values = given === "" ? [] : partsOf(given, ",").map((one) => valueAt(one.trim(), context));
  return filter(value, ...values);
}

/** Parts between separators that stand outside of quotes. */
const partsOf = (text: string, separator: string): string[] =>
  text.match(new RegExp(`(?:"[^"]*"|'[^']*'|[^${separator}"'])+`, "g")) ?? [];

function valueAt(written: string, context: object): unknown {
  const quoted = /^(["'])(.*)\1$/s.exec(written);
  if (quoted) return quoted[2];
  if (/^-?\d+(\.\d+)?$/.test(written)) return Number(written);
  if (written === "true" || written === "false") return written === "true";
  if (written === "nil" || written === "null" || written === "blank") return undefined;
  return namesOf(written).reduce<unknown>(member, context);
}

/** `a.b[0]["c d"]` as a, b, 0, c d. */
function namesOf(path: string): string[] {
  const names = [...path.matchAll(/\[\s*(?:"([^"]*)"|'([^']*)'|(\d+))\s*\]|([^.[\]\s]+)/g)];
  return names.map(([, double, single, index, plain]) => double ?? single ?? index ?? plain ?? "");
}

function member(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return name === "size" ? value.length : value[Number(name)];
  if (typeof value === "string" && name === "size") return value.length;
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}
