/**
 * Headers that no function gets to see: prefixes and whole names, as in `checks/restricted-headers.js` of
 * @twilio/runtime-handler. `host`, which
 * https://www.twilio.com/docs/serverless/functions-assets/functions/headers-and-cookies/limitations lists as well, is
 * not in there, and functions in production read it.
 */
import type { EdgeHeaders } from "./exchange";

const RESTRICTED =
  /^((i-twilio-|i-t-|ot-|x-amz|x-forwarded-|x-accel-).*|via|referer|transfer-encoding|proxy-authorization|proxy-authenticate|x-real-ip|connection|proxy-connection|expect|trailer|upgrade)$/;

export function withoutRestricted(headers: EdgeHeaders): EdgeHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !RESTRICTED.test(name)));
}
