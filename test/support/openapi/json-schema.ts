/**
 * Schemas of OpenAPI 3.0 as JSON Schema, made strict: a response has every property that its schema declares, and no
 * other. Objects without declared properties are free.
 */
import type { Schema } from "./documents";

export type JsonSchema = { readonly [keyword: string]: unknown };

/** An address; the API of 2010 writes its own without a host. */
const addressIn = (document: string): JsonSchema =>
  document === "api_v2010" ? { anyOf: [{ type: "null" }, { format: "path" }, { format: "url" }] } : { format: "url" };

/** Formats that are not JSON Schema's, or say more than it would know. */
const formatsIn = (document: string): Readonly<Record<string, JsonSchema>> => ({
  "uri-map": { additionalProperties: { type: ["string", "null"], ...addressIn(document) } },
  uri: addressIn(document),
  // `From` and `To` hold short codes, sender ids and addresses of channels too, as their own descriptions say.
  "phone-number": {},
  "phone-number-capabilities": {},
  "ice-server": {},
  "http-method": { pattern: "^(GET|POST)$" },
  currency: { pattern: "^[A-Za-z]{3}$" },
  "iso-country-code": { pattern: "^[A-Z]{2}$" },
  int64: {},
});

const KEPT = ["pattern", "minLength", "maxLength", "minimum", "maximum"] as const;

/** @param document where it is from: its references are to `$defs` of a schema with that `$id` */
export function strict(schema: Schema, document: string): JsonSchema {
  if (schema.$ref !== undefined) {
    return { $ref: `${document}#/$defs/${schema.$ref.replace("#/components/schemas/", "")}` };
  }
  const { type, format, nullable, items, properties } = schema;
  return {
    ...Object.fromEntries(KEPT.flatMap((name) => (schema[name] === undefined ? [] : [[name, schema[name]]]))),
    ...(type === undefined ? {} : { type: nullable ? [type, "null"] : type }),
    ...(format === undefined ? {} : (formatsIn(document)[format] ?? { format })),
    ...(schema.enum ? { enum: nullable ? [...schema.enum, null] : schema.enum } : {}),
    ...(items ? { items: strict(items, document) } : {}),
    ...(properties ? strictProperties(properties, document) : {}),
  };
}

const strictProperties = (properties: NonNullable<Schema["properties"]>, document: string): JsonSchema => ({
  properties: Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, strict(value, document)])),
  required: Object.keys(properties),
  additionalProperties: false,
});
