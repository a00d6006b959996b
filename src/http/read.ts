/** Reads an event with a schema: typed values, or every problem at once. */
import * as v from "valibot";
import { BadRequestError } from "./errors";
import type { FunctionEvent } from "./runtime";
import { shownName } from "./shown-name";

/** @throws BadRequestError naming each field and what is wrong with it; never its value */
export function read<Schema extends v.GenericSchema>(schema: Schema, event: FunctionEvent): v.InferOutput<Schema> {
  const result = v.safeParse(schema, event, { abortPipeEarly: true });
  if (result.success) return result.output;
  const known = result.issues.filter((issue) => !isOfUnknownField(issue));
  const problems = known.map((issue) => `${shownName(v.getDotPath(issue) ?? "body")}: ${problemOf(issue)}`);
  throw new BadRequestError([...problems, ...unknownFields(schema, event)]);
}

/** The package's own words, which repeat what was sent, are never used. */
function problemOf({ input, expected, message }: v.BaseIssue<unknown>): string {
  if (expected === "never") return UNKNOWN;
  if (input === undefined) return "is required";
  return /^Invalid \w/.test(message) ? "is of another kind than is taken here" : message;
}

const UNKNOWN = "is not known here";

const isOfUnknownField = ({ type, expected, path }: v.BaseIssue<unknown>): boolean =>
  type === "strict_object" && expected === "never" && path?.length === 1;

/** Of fields that a strict schema does not know, the package tells the first only. */
function unknownFields(schema: v.GenericSchema, event: FunctionEvent): string[] {
  if (schema.type !== "strict_object") return [];
  const { entries } = schema as v.GenericSchema & { entries: object };
  const unknown = Object.keys(event).filter((name) => !Object.hasOwn(entries, name));
  return unknown.map((name) => `${shownName(name)}: ${UNKNOWN}`);
}

/** A field that must be there. */
export const field = (maximum: number) =>
  v.pipe(
    v.string("must be text"),
    v.trim(),
    v.minLength(1, "must not be empty"),
    v.maxLength(maximum, `must not be longer than ${maximum} characters`),
  );

/** A field that may be missing; an empty one counts as missing, as Studio sends them. */
export const optionalField = (maximum: number) =>
  v.optional(
    v.pipe(
      v.string("must be text"),
      v.trim(),
      v.maxLength(maximum, `must not be longer than ${maximum} characters`),
      v.transform((text) => text || undefined),
    ),
  );

/** One of the names of the policy. */
export const oneOf = (names: readonly string[]) =>
  v.pipe(
    v.string("must be text"),
    v.check((name) => names.includes(name), `must be one of ${names.join(", ")}`),
  );

/** A SID as Twilio writes it. */
export const sidField = <Prefix extends string>(prefix: Prefix) =>
  v.pipe(
    v.string("must be text"),
    v.regex(new RegExp(`^${prefix}[0-9a-f]{32}$`), `must be a SID that starts with ${prefix}`),
    v.transform((sid) => sid as `${Prefix}${string}`),
  );

/** A whole number, from JSON or from a form. */
export const wholeNumber = (minimum: number, maximum: number) => {
  const problem = `must be a whole number from ${minimum} to ${maximum}`;
  return v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))], problem),
    v.integer(problem),
    v.minValue(minimum, problem),
    v.maxValue(maximum, problem),
  );
};

/** True or false, from JSON or from a form. */
export const yesOrNo = v.pipe(
  v.union([v.boolean(), v.picklist(["true", "false"])], "must be true or false"),
  v.transform((given) => given === true || given === "true"),
);
