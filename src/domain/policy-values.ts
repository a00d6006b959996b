/** The kinds of value of which the policy is made, with what is said where one is wrong. */
import * as v from "valibot";

/** Names stand in TaskRouter expressions, which know no hyphens: https://www.twilio.com/docs/taskrouter/expression-syntax */
export const name = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9_]*$/, "must be lower-case letters, digits and underscores, a letter first"),
);
export const code = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/, "must be lower-case letters, digits and hyphens"));
export const flow = v.pipe(
  v.string(),
  v.regex(/^[a-z0-9][a-z0-9_-]*$/, "must be the name of a file in the folder studio, without .json"),
);
export const seconds = v.pipe(
  v.number(),
  v.integer("must be whole seconds"),
  v.minValue(1, "must be at least 1 second"),
);
export const count = v.pipe(v.number(), v.integer("must be a whole number"), v.minValue(1, "must be at least 1"));
export const share = v.pipe(v.number(), v.minValue(0, "must be from 0 to 1"), v.maxValue(1, "must be from 0 to 1"));
export const level = v.pipe(
  v.number(),
  v.integer("must be a whole number"),
  v.minValue(1, "must be from 1 to 10"),
  v.maxValue(10, "must be from 1 to 10"),
);
export const timeOfDay = v.pipe(
  v.string('must be a time of day in quotes, such as "07:30"'),
  v.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time of day from "00:00" to "24:00"'),
);

export const described = <Schema extends v.GenericSchema>(schema: Schema, text: string) =>
  v.pipe(schema, v.description(text));
