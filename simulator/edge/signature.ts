/**
 * Whether a request is signed with the account's auth token for the URL it was sent to.
 * https://www.twilio.com/docs/usage/security#validating-requests
 */
import { parse } from "node:querystring";
import { validateRequest, validateRequestWithBody } from "twilio/lib/webhooks/webhooks";
import { type EdgeRequest, headerOf } from "./exchange";

/** Parameters of a form are part of what is signed; of any other body its hash, which the URL carries. */
export function isSigned(request: EdgeRequest, authToken: string): boolean {
  const signature = headerOf(request, "x-twilio-signature");
  if (signature === undefined) return false;
  const url = request.url.toString();
  if (request.url.searchParams.has("bodySHA256")) {
    return validateRequestWithBody(authToken, signature, url, request.body);
  }
  const isForm = headerOf(request, "content-type")?.startsWith("application/x-www-form-urlencoded") === true;
  // What no signature covers is no part of a signed request.
  if (!isForm && request.body !== "") return false;
  return validateRequest(authToken, signature, url, isForm ? { ...parse(request.body, "&", "=", NO_LIMIT) } : {});
}

const NO_LIMIT = { maxKeys: 0 };
