/** Whether an answer of the account is one that Twilio's OpenAPI document describes, to the last property. */
import Ajv, { type ErrorObject, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import findMyWay from "find-my-way";
import type { Answer } from "../../../simulator/account";
import { type Deviation, deviations } from "../../../simulator/coverage/deviations";
import { undocumented } from "../../../simulator/coverage/undocumented";
import type { Method } from "../../../simulator/kernel/rest";
import { type DocumentedOperation, documented, schemasOf } from "./documents";
import { strict } from "./json-schema";

export type Problem = {
  operation: string;
  /** From the resource down, as deviations name it. */
  property: string;
  /** What is wrong with it, with what was found. */
  says: string;
};

/** Over what is wrong on purpose, the deviation that says so. */
export type Verdict = { problems: readonly Problem[]; allowed: readonly Deviation[] };

const ajv = new Ajv({ allErrors: true, strict: false, verbose: true });
addFormats(ajv);
ajv.addFormat("date-time-rfc-2822", /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}$/);
ajv.addFormat("url", (value: string) => URL.canParse(value));
ajv.addFormat("path", /^\/\S*$/);

for (const [document, schemas] of schemasOf) {
  const named = Object.entries(schemas).map(([name, schema]) => [name, strict(schema, document)]);
  ajv.addSchema({ $id: document, $defs: Object.fromEntries(named) });
}

const ERROR = ajv.compile({
  type: "object",
  properties: {
    code: { type: "integer" },
    message: { type: "string", minLength: 1 },
    more_info: { type: "string", format: "uri" },
    status: { type: "integer" },
    // Of some products only: https://github.com/twilio/twilio-python/pull/517
    details: { type: "object" },
  },
  required: ["code", "message", "more_info", "status"],
  additionalProperties: false,
});

const compiled = new Map<DocumentedOperation, Map<number, ValidateFunction>>();

function validatorOf(operation: DocumentedOperation, status: number): ValidateFunction {
  const byStatus = compiled.get(operation) ?? new Map<number, ValidateFunction>();
  compiled.set(operation, byStatus);
  const schema = operation.responses.get(status);
  const validator =
    byStatus.get(status) ??
    // Without a schema there is no body.
    ajv.compile(schema ? strict(schema, operation.document) : { type: "null" });
  byStatus.set(status, validator);
  return validator;
}

const routes = findMyWay({ caseSensitive: true, maxParamLength: 512 });
for (const operation of documented) {
  const path = `/${operation.product}${operation.path.replaceAll(/\{(\w+)\}/g, ":$1")}`;
  routes.on(operation.method, path, () => {}, { operation });
}

/** The operation that Twilio documents for a request. */
export function documentedFor(product: string, method: string, path: string): DocumentedOperation | undefined {
  const found = routes.find(method.toUpperCase() as Method, `/${product}${path}`);
  return (found?.store as { operation: DocumentedOperation } | undefined)?.operation;
}

export function judge({ operation, request, response }: Answer): Verdict {
  const found = problemsOf(operation, request, response);
  const allowed: Deviation[] = [];
  const problems = found.filter((problem) => {
    const deviation = deviations.find(
      ({ operations, property }) => operations.includes(problem.operation) && property === problem.property,
    );
    if (deviation) allowed.push(deviation);
    return !deviation;
  });
  return { problems, allowed };
}

function problemsOf(operation: string, request: Answer["request"], { status, body }: Answer["response"]): Problem[] {
  const problem = (property: string, says: string): Problem => ({ operation, property, says });
  if (status >= 400) return refusalProblems(status, body).map(({ property, says }) => problem(property, says));
  if (undocumented.some((one) => one.operation === operation)) return [];
  const described = documentedFor(request.product, request.method, request.path);
  if (!described) return [problem("", `Twilio documents no ${request.method} ${request.path}`)];
  if (operation !== `${described.product}.${described.name}`) return [problem("", `Twilio calls it ${described.name}`)];
  if (!described.responses.has(status)) {
    return [problem("", `answered ${status}, where Twilio answers ${[...described.responses.keys()].join(" or ")}`)];
  }
  const validate = validatorOf(described, status);
  if (validate(onTheWire(body))) return [];
  const isList = described.name.startsWith("List");
  return (validate.errors ?? []).map((error) => problem(propertyOf(error, isList), sentenceOf(error)));
}

function refusalProblems(status: number, body: unknown): Pick<Problem, "property" | "says">[] {
  const sent = onTheWire(body);
  if (!ERROR(sent)) {
    return (ERROR.errors ?? []).map((error) => ({ property: propertyOf(error, false), says: sentenceOf(error) }));
  }
  const { status: said } = sent as { status: number };
  return said === status ? [] : [{ property: "status", says: `is ${said} in an answer with status ${status}` }];
}

/** As the other end reads it; null where there is nothing to read. */
const onTheWire = (body: unknown): unknown => (body === undefined ? null : JSON.parse(JSON.stringify(body)));

/** `/workers/0/links/workspace` of a list is `links.workspace`; of a single resource, `/types/0/type` is `types[].type`. */
function propertyOf({ instancePath, params }: ErrorObject, isList: boolean): string {
  const last: unknown = params["missingProperty"] ?? params["additionalProperty"];
  const names = [...instancePath.split("/").slice(1), ...(last === undefined ? [] : [String(last)])];
  const isListed = isList && /^\d+$/.test(names[1] ?? "");
  return (isListed ? names.slice(2) : names).join(".").replaceAll(/\.\d+(?=\.|$)/g, "[]");
}

const LONGEST_SHOWN = 80;

function sentenceOf({ keyword, message = "", params, data }: ErrorObject): string {
  if (keyword === "required") return "is missing";
  if (keyword === "additionalProperties") return "is not a property of Twilio's";
  const allowed: unknown = keyword === "enum" ? params["allowedValues"] : undefined;
  const shown = JSON.stringify(data) ?? "undefined";
  const found = shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN)}...` : shown;
  return `${message}${allowed === undefined ? "" : ` (${String(allowed)})`}, but is ${found}`;
}
