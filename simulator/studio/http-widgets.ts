/**
 * Run Function (https://www.twilio.com/docs/studio/widget-library/run-function) and Make HTTP Request
 * (https://www.twilio.com/docs/studio/widget-library/http-request).
 *
 * An answer counts as success with 2xx or 3xx, within ten seconds and 64 kB. `parsed` holds JSON objects only, and what
 * a widget parsed before stays where it runs again.
 */
import type { WebhookRequest, WebhookResponse } from "../kernel/webhooks";
import { isObject, type Json } from "./model";
import { type Outcome, pairsOf, property, type Visit } from "./visit";

const PATIENCE_SECONDS = 10;
const MAXIMUM_BYTES = 64 * 1024;

const formOf = (visit: Visit): Record<string, string> =>
  Object.fromEntries(pairsOf(visit, "parameters").map(({ key, value }) => [key, value]));

export async function runFunction(visit: Visit): Promise<Outcome> {
  const url = property(visit, "url") ?? "";
  return outcomeOf(visit, await ask(visit, { url, form: formOf(visit) }), "fail");
}

export async function makeHttpRequest(visit: Visit): Promise<Outcome> {
  const request = httpRequestOf(visit);
  return outcomeOf(visit, request && (await ask(visit, request)), "failed");
}

/** Undefined for a JSON body that is none. */
function httpRequestOf(visit: Visit): WebhookRequest | undefined {
  const url = property(visit, "url") ?? "";
  if (property(visit, "method") === "GET") return { url, method: "GET", form: formOf(visit) };
  if (!property(visit, "content_type")?.startsWith("application/json")) return { url, form: formOf(visit) };
  const json = parse(property(visit, "body") ?? "{}");
  return json === undefined ? undefined : { url, json };
}

/** Undefined where there was no answer in time. */
async function ask({ doors, clock }: Visit, request: WebhookRequest): Promise<WebhookResponse | undefined> {
  if (!URL.canParse(request.url)) return undefined;
  let giveUp = () => {};
  const late = new Promise<undefined>((resolve) => {
    giveUp = () => resolve(undefined);
  });
  const timer = clock.after(PATIENCE_SECONDS, () => giveUp());
  const answer = doors.webhooks.send(request).catch(() => undefined);
  const first = await Promise.race([answer, late]);
  timer.cancel();
  return first;
}

function outcomeOf(visit: Visit, response: WebhookResponse | undefined, failure: string): Outcome {
  if (!response) return { event: failure };
  const { status, headers, body } = response;
  const contentType = headers["content-type"] ?? headers["Content-Type"] ?? "";
  const isGood = status >= 200 && status < 400 && Buffer.byteLength(body) <= MAXIMUM_BYTES;
  const before = visit.execution.context.widgets[visit.widget.name]?.["parsed"];
  const now = contentType.startsWith("application/json") ? parse(body) : undefined;
  const parsed = [before, now].filter(isObject);
  const result: Json = {
    body,
    content_type: contentType,
    status_code: status,
    headers,
    ...(parsed.length > 0 ? { parsed: Object.assign({}, ...parsed) as Json } : {}),
  };
  return { event: isGood ? "success" : failure, result };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
