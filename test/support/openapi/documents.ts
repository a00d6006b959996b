/** Twilio's OpenAPI documents, as its own command line carries them: what each operation takes and answers. */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Method } from "../../../simulator/kernel/rest";

/** What is read here of a schema of OpenAPI 3.0. https://spec.openapis.org/oas/v3.0.3#schema-object */
export type Schema = {
  $ref?: string;
  type?: string;
  format?: string;
  enum?: readonly unknown[];
  nullable?: boolean;
  pattern?: string;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  items?: Schema;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
};

export type DocumentedParameter = { name: string; isRequired: boolean; schema: Schema; examples: readonly unknown[] };

export type DocumentedOperation = {
  /** The file, without `twilio_` and `.json`. */
  document: string;
  /** The first part of the host's name. */
  product: string;
  /** The operationId. */
  name: string;
  method: Method;
  /** As Twilio writes it, with `{Name}` for a path parameter. */
  path: string;
  /** Of the query and of the form; not those of the path, and not headers. */
  parameters: readonly DocumentedParameter[];
  /** Whether its body is JSON, whose keys the documents do not name. */
  takesJson: boolean;
  /** By status; undefined where there is no body. */
  responses: ReadonlyMap<number, Schema | undefined>;
};

type Example = { value?: unknown };
type RawParameter = {
  name: string;
  in: string;
  required?: boolean;
  schema: Schema;
  examples?: Record<string, Example>;
};
type Content = Record<string, { schema: Schema; examples?: Record<string, Example> }>;
type RawOperation = {
  operationId: string;
  parameters?: readonly RawParameter[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
};
type Path = Partial<Record<string, RawOperation>>;
type RawDocument = {
  servers: readonly { url: string }[];
  paths: Record<string, Path>;
  components: { schemas: Record<string, Schema> };
};

const FOLDER = join(dirname(require.resolve("@twilio/cli-core/package.json")), "src/services/twilio-api");

/** The documents of the products that the account serves. */
const DOCUMENTS = [
  "taskrouter_v1",
  "sync_v1",
  "events_v1",
  "flex_v1",
  "flex_v2",
  "conversations_v1",
  "studio_v2",
  "serverless_v1",
  "api_v2010",
];

const METHODS: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

const documents: ReadonlyMap<string, RawDocument> = new Map(
  DOCUMENTS.map((name) => [name, JSON.parse(readFileSync(join(FOLDER, `twilio_${name}.json`), "utf8"))]),
);

/** The named schemas of each document. */
export const schemasOf: ReadonlyMap<string, Readonly<Record<string, Schema>>> = new Map(
  [...documents].map(([name, { components }]) => [name, components.schemas]),
);

export const documented: readonly DocumentedOperation[] = [...documents].flatMap(([document, { servers, paths }]) => {
  const product = new URL(servers[0]?.url ?? "").hostname.split(".")[0] ?? "";
  return Object.entries(paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method.toLowerCase()];
      return operation ? [read(operation, { document, product, method, path })] : [];
    }),
  );
});

function read(
  { operationId, parameters = [], requestBody, responses }: RawOperation,
  where: Pick<DocumentedOperation, "document" | "product" | "method" | "path">,
): DocumentedOperation {
  const inQuery = parameters
    .filter((parameter) => parameter.in === "query")
    .map(({ name, required = false, schema, examples = {} }) => ({
      name,
      isRequired: required,
      schema,
      examples: valuesOf(examples),
    }));
  return {
    ...where,
    name: operationId,
    takesJson: requestBody?.content["application/json"] !== undefined,
    parameters: [...inQuery, ...inForm(requestBody?.content["application/x-www-form-urlencoded"])],
    responses: new Map(
      Object.entries(responses).map(([status, { content }]) => [Number(status), content?.["application/json"]?.schema]),
    ),
  };
}

function inForm(form: Content[string] | undefined): DocumentedParameter[] {
  const required = form?.schema.required ?? [];
  const examples = valuesOf(form?.examples ?? {}) as Record<string, unknown>[];
  return Object.entries(form?.schema.properties ?? {}).map(([name, schema]) => ({
    name,
    isRequired: required.includes(name),
    schema,
    examples: examples.flatMap((example) => (name in example ? [example[name]] : [])),
  }));
}

function valuesOf(examples: Record<string, Example>): unknown[] {
  return Object.values(examples).flatMap(({ value }) => (value === undefined ? [] : [value]));
}

/** A path whatever its parameters are called: `GET /v1/Services/{}`. */
export const keyOf = ({ method, path }: { method: string; path: string }): string =>
  `${method} ${path.replaceAll(/\{\w+\}|:\w+/g, "{}")}`;
