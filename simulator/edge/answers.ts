/** What becomes of a function's answer on its way out: rules on an answer, in the order in which they are applied. */
import { cookiesOnTheWay } from "./cookies";
import type { EdgeResponse } from "./exchange";
import { areHeadersTooLarge, RESPONSE_LIMIT, sizeOfHeaders } from "./limits";
import { type Outcome, plain } from "./refusals";

function refusalOfAnswer({ headers, body }: EdgeResponse): Outcome | undefined {
  if (areHeadersTooLarge(sizeOfHeaders(headers))) {
    return { response: plain(431, "Response headers or cookies too long"), code: 82008 };
  }
  // No character takes more than three bytes in UTF-8 for each of its places in a string.
  if (body.length * 3 <= RESPONSE_LIMIT) return undefined;
  const bytes = typeof body === "string" ? Buffer.byteLength(body) : body.length;
  return bytes > RESPONSE_LIMIT ? { response: plain(502, "the response is larger than 4 MB") } : undefined;
}

/** The answer as the caller gets it at a moment (milliseconds since the epoch), and what was wrong with it. */
export function outcomeOf(response: EdgeResponse, now: number): Outcome {
  const outcome = refusalOfAnswer(response) ?? cookiesOnTheWay(response, now);
  // https://www.twilio.com/docs/api/errors/82002
  return outcome.response.status >= 500 ? { ...outcome, code: 82002 } : outcome;
}
