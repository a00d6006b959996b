/**
 * What Twilio Functions hand to a handler: https://www.twilio.com/docs/serverless/functions-assets/functions/invocation
 *
 * The types package speaks another major version of `twilio`, so the client's type is ours.
 */
import type { EnvironmentVariables, ServerlessCallback } from "@twilio-labs/serverless-runtime-types/types";
import type { Twilio } from "twilio";

export type FunctionContext = {
  getTwilioClient(options: { timeout: number }): Twilio;
};

/** Query and body in one; `request` holds the headers. */
export type FunctionEvent = Readonly<Record<string, unknown>>;

export type FunctionHandler = (
  context: FunctionContext,
  event: FunctionEvent,
  callback: ServerlessCallback,
) => Promise<void>;

/** The environment is in the context, beside what the platform adds: the one cast. */
export const variablesOf = (context: FunctionContext): EnvironmentVariables =>
  context as unknown as EnvironmentVariables;
