/**
 * The parameters of CreateCall: https://www.twilio.com/docs/voice/api/call-resource#create-a-call-resource
 *
 * Without a line, SendDigits, Trim, CallerId, CallReason, CallToken, Byoc, ClientNotificationUrl and the SIP and AMD
 * tuning parameters have nothing to change: they are checked. Recordings are not modelled: Record=true is refused.
 */
import { badParameter, boolean, integer, notModelled, type Parameters, RestError, text, texts } from "../kernel/rest";
import { httpMethodIn, oneOf, sidIn, urlIn } from "../kernel/typed-parameters";
import { CALL_EVENTS, type CallEvent, type Instructions, type StatusCallback } from "./model";
import { checkCalled, checkCaller } from "./parties";

export type NewCall = {
  to: string;
  from: string;
  instructions: Instructions;
  statusCallback: StatusCallback | null;
  timeout: number;
  timeLimit: number;
  detection: { callback: StatusCallback | null } | null;
};

export const CREATE_PARAMETERS = [
  "To",
  "From",
  "Method",
  "FallbackUrl",
  "FallbackMethod",
  "StatusCallback",
  "StatusCallbackEvent",
  "StatusCallbackMethod",
  "SendDigits",
  "Timeout",
  "Record",
  "RecordingChannels",
  "RecordingStatusCallback",
  "RecordingStatusCallbackMethod",
  "SipAuthUsername",
  "SipAuthPassword",
  "MachineDetection",
  "MachineDetectionTimeout",
  "RecordingStatusCallbackEvent",
  "Trim",
  "CallerId",
  "MachineDetectionSpeechThreshold",
  "MachineDetectionSpeechEndThreshold",
  "MachineDetectionSilenceTimeout",
  "AsyncAmd",
  "AsyncAmdStatusCallback",
  "AsyncAmdStatusCallbackMethod",
  "Byoc",
  "CallReason",
  "CallToken",
  "RecordingTrack",
  "TimeLimit",
  "ClientNotificationUrl",
  "Url",
  "Twiml",
  "ApplicationSid",
];

/** Seconds. */
const RINGING = { default: 60, maximum: 600 };
const LASTING = { default: 14_400, maximum: 86_400 };
const MAXIMUM_TWIML = 4000;

const refuse = (code: number, message: string) => new RestError(400, code, message);

/** In the order in which Twilio complains. */
export function readCall(parameters: Parameters): NewCall {
  const to = text(parameters, "To");
  const from = text(parameters, "From");
  if (!to) throw refuse(21201, "No 'To' number is specified");
  if (!from) throw refuse(21213, "No 'From' number is specified");
  checkCalled(to);
  checkCaller(from);
  // "Twilio numbers cannot call or message themselves": https://www.twilio.com/docs/api/errors/21211
  if (to === from) throw refuse(21211, `The phone number ${to} cannot call itself.`);
  const instructions = readInstructions(parameters);
  if (!instructions) throw refuse(21205, "Url parameter is required.");
  checkWithoutEffect(parameters);
  return {
    to,
    from,
    instructions,
    statusCallback: readStatusCallback(parameters),
    timeout: integer(parameters, "Timeout", 0, RINGING.maximum) ?? RINGING.default,
    timeLimit: readTimeLimit(parameters) ?? LASTING.default,
    detection: readDetection(parameters),
  };
}

export const readTimeLimit = (parameters: Parameters) => integer(parameters, "TimeLimit", 1, LASTING.maximum);

/** Undefined where none were sent. Twiml counts before Url. */
export function readInstructions(parameters: Parameters): Instructions | undefined {
  if (sidIn(parameters, "ApplicationSid", "AP")) throw refuse(21218, "Invalid ApplicationSid");
  const twiml = text(parameters, "Twiml");
  if (twiml !== undefined && twiml.length > MAXIMUM_TWIML) throw badParameter("Twiml is longer than 4000 characters");
  const method = httpMethodIn(parameters, "Method");
  const fallbackUrl = urlIn(parameters, "FallbackUrl", 21205) ?? null;
  const fallbackMethod = httpMethodIn(parameters, "FallbackMethod");
  if (twiml) return { kind: "twiml", twiml };
  const url = urlIn(parameters, "Url", 21205);
  return url === undefined ? undefined : { kind: "url", url, method, fallbackUrl, fallbackMethod };
}

export function readStatusCallback(parameters: Parameters): StatusCallback | null {
  const url = urlIn(parameters, "StatusCallback", 21609);
  const method = httpMethodIn(parameters, "StatusCallbackMethod");
  const named = texts(parameters, "StatusCallbackEvent").flatMap((event) => event.split(/[\s,]+/));
  const events = named.map((event): CallEvent => {
    const known = CALL_EVENTS.find((one) => one === event);
    if (!known) throw refuse(21626, `Invalid StatusCallbackEvent: ${event}`);
    return known;
  });
  return url === undefined ? null : { url, method, events: events.length > 0 ? events : ["completed"] };
}

function readDetection(parameters: Parameters): NewCall["detection"] {
  const url = urlIn(parameters, "AsyncAmdStatusCallback", 21205);
  const method = httpMethodIn(parameters, "AsyncAmdStatusCallbackMethod");
  const isAside = oneOf(parameters, "AsyncAmd", ["true", "false"]) === "true";
  if (oneOf(parameters, "MachineDetection", ["Enable", "DetectMessageEnd"]) === undefined) return null;
  return { callback: isAside && url !== undefined ? { url, method, events: [] } : null };
}

function checkWithoutEffect(parameters: Parameters): void {
  if (boolean(parameters, "Record") === true) throw notModelled("Record of CreateCall");
  const digits = text(parameters, "SendDigits");
  if (digits !== undefined && !/^[0-9*#wW]*$/.test(digits)) throw badParameter("SendDigits may be 0-9, *, #, w and W");
  oneOf(parameters, "RecordingChannels", ["mono", "dual"]);
  oneOf(parameters, "RecordingTrack", ["inbound", "outbound", "both"]);
  oneOf(parameters, "Trim", ["trim-silence", "do-not-trim"]);
  urlIn(parameters, "RecordingStatusCallback", 21205);
  httpMethodIn(parameters, "RecordingStatusCallbackMethod");
  urlIn(parameters, "ClientNotificationUrl", 21205);
  integer(parameters, "MachineDetectionTimeout", 3, 59);
  integer(parameters, "MachineDetectionSpeechThreshold", 1000, 6000);
  integer(parameters, "MachineDetectionSpeechEndThreshold", 500, 5000);
  integer(parameters, "MachineDetectionSilenceTimeout", 2000, 10_000);
  sidIn(parameters, "Byoc", "BY");
}
