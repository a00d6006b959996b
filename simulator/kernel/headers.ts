/**
 * Headers between the account and a redirected process. The platform hides names with this prefix from functions:
 * https://www.twilio.com/docs/serverless/functions-assets/functions/headers-and-cookies
 */

/** Milliseconds since the epoch on the account's clock. */
export const TIME_HEADER = "i-twilio-simulator-time";
/** The call in flight. */
export const CALL_HEADER = "i-twilio-simulator-call";
/** Which function sends a REST request. */
export const CALLER_HEADER = "i-twilio-simulator-caller";
