/** Values that Twilio's documents allow for a parameter. */
import type { DocumentedParameter, Schema } from "./documents";

const JSON_OBJECT = "{}";

/** Where neither the schema nor an example says what the text is to be. */
const SPECIAL: Readonly<Record<string, readonly unknown[]>> = {
  Attributes: [JSON_OBJECT],
  Data: [JSON_OBJECT],
  Definition: [JSON_OBJECT],
  Configuration: [JSON_OBJECT],
  TargetWorkers: ["1==1"],
  TargetWorkersExpression: ["1==1"],
  EvaluateTaskAttributes: ["1==1"],
  EvaluateWorkerAttributes: [JSON_OBJECT],
  SplitByWaitTime: ["5,15"],
  PageToken: [],
};

const BY_FORMAT: Readonly<Record<string, unknown>> = {
  "date-time": "2026-01-05T00:00:00Z",
  date: "2026-01-05",
  uri: "https://hooks.example/",
  "phone-number": "+15550100001",
  "http-method": "POST",
};

export function valuesOf({ name, schema, examples }: DocumentedParameter): readonly unknown[] {
  return SPECIAL[name] ?? [...new Set([...ofSchema(schema), ...examples])];
}

function ofSchema({ type, format, enum: values, minimum, pattern, items }: Schema): readonly unknown[] {
  if (type === "array") return items ? ofSchema(items).map((value) => [value]) : [];
  if (values) return values;
  if (type === "boolean") return [true, false];
  if (type === "integer" || type === "number") return [minimum ?? 1];
  const sid = /^\^([A-Z]{2})\[/.exec(pattern ?? "")?.[1];
  if (sid) return [`${sid}${"0".repeat(31)}1`];
  return [BY_FORMAT[format ?? ""] ?? "text"];
}
