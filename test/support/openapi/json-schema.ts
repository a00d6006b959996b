/**
 * Schemas of OpenAPI 3.0 as JSON Schema, made strict: a response has every property that its schema declares, and no
 * other. Objects without declared properties are free.
 */
import type { Schema } from "./documents";

export type JsonSchema = { readonly [keyword: string]: unknown };

/** Formats that say more than one value of text can. */
const FORMATS: Readonly<Record<string, JsonSchema>> = {
  "uri-map": { additionalProperties: { type: ["string", "null"], format: "uri-or-path" } },
  // Of the API of 2010, whose `uri` is a path.
  uri: { format: "uri-or-path" },
  // `From` and `To` hold short codes, sender ids and addresses of channels too, as their own descriptions say.
  "phone-number": {},
  "phone-number-capabilities": {},
  "ice-server": {},
  "http-method": { pattern: "^(GET|POST)$" },
  currency: { pattern: "^[A-Za-z]{3}$" },
  "iso-country-code": { pattern: "^[A-Z]{2}$" },
  int64: {},
};

const KEPT = ["pattern", "minLength", "maxLength", "minimum", "maximum"] as const;

export function strict(schema: Schema, refersTo: (reference: string) => string): JsonSchema {
  if (schema.$ref !== undefined) return { $ref: refersTo(schema.$ref) };
  const { type, format, nullable, items, properties } = schema;
  return {
    ...Object.fromEntries(KEPT.flatMap((name) => (schema[name] === undefined ? [] : [[name, schema[name]]]))),
    ...(type === undefined ? {} : { type: nullable ? [type, "null"] : type }),
    ...(format === undefined ? {} : (FORMATS[format] ?? { format })),
    ...(schema.enum ? { enum: nullable ? [...schema.enum, null] : schema.enum } : {}),
    ...(items ? { items: strict(items, refersTo) } : {}),
    ...(properties ? strictProperties(properties, refersTo) : {}),
  };
}

const strictProperties = (
  properties: NonNullable<Schema["properties"]>,
  refersTo: (reference: string) => string,
): JsonSchema => ({
  properties: Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, strict(value, refersTo)])),
  required: Object.keys(properties),
  additionalProperties: false,
});
