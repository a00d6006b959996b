/** Headers of the request, as Twilio Functions hand them over: lower-cased names, repeated ones as a list. */
import type { FunctionEvent } from "./runtime";

/** A header that came once; a body with a field `request` hides them all, and is refused for it. */
export function headerOf(event: FunctionEvent, name: string): string | undefined {
  const request = event["request"] as { headers?: Record<string, unknown> } | undefined;
  const header = request?.headers?.[name];
  return typeof header === "string" ? header : undefined;
}
