/**
 * EventType, Schema and its versions: https://www.twilio.com/docs/events/event-streams/event-type-resource,
 * https://www.twilio.com/docs/events/event-streams/schema-resource
 *
 * They read the catalogue. Not modelled: the JSON schemas that `raw` points to.
 */
import { notFound, type Operation, page, type RestRequest, text } from "../kernel/rest";
import { EVENT_TYPES, SCHEMAS_BY_ID, type Schema, schemaUrl } from "./event-catalogue";
import { ORIGIN } from "./model";

const typeBody = (type: string, schema: Schema) => ({
  type,
  schema_id: schema.id,
  date_created: null,
  date_updated: null,
  description: `${schema.product}- ${type.replace(/^com\.twilio\.[^.]+\./, "").replaceAll(/[.-]/g, " ")}`,
  status: schema.status ?? "available",
  documentation_url:
    schema.documentation === null ? null : `https://www.twilio.com/docs/events/event-types/${schema.documentation}`,
  url: `${ORIGIN}/v1/Types/${type}`,
  links: { schema: `${ORIGIN}/v1/Schemas/${schema.id}/Versions` },
});

const versionBody = (schema: Schema, version: number) => ({
  id: schema.id,
  schema_version: version,
  date_created: null,
  url: `${ORIGIN}/v1/Schemas/${schema.id}/Versions/${version}`,
  raw: schemaUrl(schema, version),
});

function schemaOf(request: RestRequest): Schema {
  const schema = SCHEMAS_BY_ID.get(request.ids["Id"] ?? "");
  if (!schema) throw notFound(request.path);
  return schema;
}

export const eventTypeOperations: readonly Operation[] = [
  {
    name: "ListEventType",
    method: "GET",
    path: "/v1/Types",
    parameters: ["SchemaId"],
    run: (request) => {
      const schemaId = text(request.parameters, "SchemaId");
      const wanted = [...EVENT_TYPES].filter(([, { id }]) => schemaId === undefined || id === schemaId);
      return page(ORIGIN, request, "types", wanted, ([type, schema]) => typeBody(type, schema));
    },
  },
  {
    name: "FetchEventType",
    method: "GET",
    path: "/v1/Types/:Type",
    run: (request) => {
      const type = request.ids["Type"] ?? "";
      const schema = EVENT_TYPES.get(type);
      if (!schema) throw notFound(request.path);
      return { status: 200, body: typeBody(type, schema) };
    },
  },
  {
    name: "FetchSchema",
    method: "GET",
    path: "/v1/Schemas/:Id",
    run: (request) => {
      const { id, latestVersion } = schemaOf(request);
      const url = `${ORIGIN}/v1/Schemas/${id}`;
      return {
        status: 200,
        body: {
          id,
          url,
          links: { versions: `${url}/Versions` },
          latest_version_date_created: null,
          latest_version: latestVersion,
        },
      };
    },
  },
  {
    name: "ListSchemaVersion",
    method: "GET",
    path: "/v1/Schemas/:Id/Versions",
    run: (request) => {
      const schema = schemaOf(request);
      const versions = Array.from({ length: schema.latestVersion }, (_, index) => index + 1);
      return page(ORIGIN, request, "schema_versions", versions, (version) => versionBody(schema, version));
    },
  },
  {
    name: "FetchSchemaVersion",
    method: "GET",
    path: "/v1/Schemas/:Id/Versions/:SchemaVersion",
    run: (request) => {
      const schema = schemaOf(request);
      const version = Number(request.ids["SchemaVersion"]);
      if (!Number.isInteger(version) || version < 1 || version > schema.latestVersion) throw notFound(request.path);
      return { status: 200, body: versionBody(schema, version) };
    },
  },
];
