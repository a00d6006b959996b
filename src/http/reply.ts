/** Replies: objects as JSON with a status, and the one place where errors become replies. */
import type {} from "@twilio-labs/serverless-runtime-types";
import type { ServerlessFunctionSignature } from "@twilio-labs/serverless-runtime-types/types";
import { BadRequestError, ForbiddenError, NotYetError, UnauthorizedError, UnsupportedMediaTypeError } from "./errors";
import type { Lock } from "./locks";

/** What a door answers: an object as JSON, text of some other kind, or nothing. */
export type Reply = { status: number; body?: object } | { status: number; text: string; contentType: string };

type RuntimeResponse = NonNullable<Parameters<Parameters<ServerlessFunctionSignature>[2]>[1]>;

/**
 * The body goes as an object: under `application/json` the runtime encodes it, and text would be encoded twice.
 * `OPTIONS` is answered by the platform; that browsers may read the answer to the request itself is said here.
 */
export function toResponse(reply: Reply, { isForBrowsers }: Pick<Lock, "isForBrowsers">): RuntimeResponse {
  const response = new Twilio.Response();
  response.setStatusCode(reply.status);
  if (isForBrowsers) response.appendHeader("Access-Control-Allow-Origin", "*");
  if ("text" in reply) {
    response.appendHeader("Content-Type", reply.contentType);
    response.setBody(reply.text);
  } else if (reply.body) {
    response.appendHeader("Content-Type", "application/json");
    response.setBody(reply.body);
  }
  return response;
}

/** Of a long list the rest is counted: who sends ten thousand wrong fields does not read them all. */
const MOST_PROBLEMS = 50;

function told(problems: readonly string[]): readonly string[] {
  const more = problems.length - MOST_PROBLEMS;
  return more > 0 ? [...problems.slice(0, MOST_PROBLEMS), `and ${more} more`] : problems;
}

/** Refusals are equal but for their status: why is not told. */
const REFUSED = { error: "refused" };

export function errorReply(error: unknown): Reply {
  if (error instanceof BadRequestError)
    return { status: 400, body: { error: "bad request", problems: told(error.problems) } };
  if (error instanceof UnauthorizedError) return { status: 401, body: REFUSED };
  if (error instanceof ForbiddenError) return { status: 403, body: REFUSED };
  if (error instanceof UnsupportedMediaTypeError) return { status: 415, body: { error: "unsupported media type" } };
  if (error instanceof NotYetError) return { status: 503, body: { error: "not yet" } };
  return { status: 500, body: { error: "internal error" } };
}
