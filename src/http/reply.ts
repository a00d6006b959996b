/** Replies: objects as JSON with a status, and the one place where errors become replies. */
import type {} from "@twilio-labs/serverless-runtime-types";
import type { ServerlessFunctionSignature } from "@twilio-labs/serverless-runtime-types/types";
import { BadRequestError, NotYetError, UnauthorizedError } from "./errors";

/** What a door answers; no body means none is sent. */
export type Reply = { status: number; body?: object };

type RuntimeResponse = NonNullable<Parameters<Parameters<ServerlessFunctionSignature>[2]>[1]>;

/** The body goes as an object: under `application/json` the runtime encodes it, and text would be encoded twice. */
export function toResponse({ status, body }: Reply): RuntimeResponse {
  const response = new Twilio.Response();
  response.setStatusCode(status);
  if (body) {
    response.appendHeader("Content-Type", "application/json");
    response.setBody(body);
  }
  return response;
}

export function errorReply(error: unknown): Reply {
  if (error instanceof BadRequestError)
    return { status: 400, body: { error: "bad request", problems: error.problems } };
  if (error instanceof UnauthorizedError) return { status: 401, body: { error: "unauthorized" } };
  if (error instanceof NotYetError) return { status: 503, body: { error: "not yet" } };
  return { status: 500, body: { error: "internal error" } };
}
