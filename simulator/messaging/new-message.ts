/**
 * The parameters of CreateMessage: https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource
 * and https://www.twilio.com/docs/messaging/features/message-scheduling
 *
 * Without a carrier, MaxPrice, ProvideFeedback, Attempt, ValidityPeriod, ForceDelivery, PersistentAction, TrafficType,
 * ShortenUrls and RiskCheck have nothing to change: they are checked. The account has no applications and no content
 * templates, so that ApplicationSid and ContentSid name none.
 */
import { badParameter, boolean, integer, jsonObject, type Parameters, RestError, text, texts } from "../kernel/rest";
import { isSid, isWebUrl, momentIn, oneOf, sidIn, urlIn } from "../kernel/typed-parameters";
import { checkReceiver, checkSender } from "./addresses";
import { smartEncoded } from "./segments";

export type NewMessage = {
  to: string;
  from: string | null;
  messagingServiceSid: string | null;
  body: string;
  mediaUrls: readonly string[];
  isMms: boolean;
  statusCallback: string | null;
  isDiscarded: boolean;
  isObfuscated: boolean;
  /** Milliseconds since the epoch. */
  sendAt: number | null;
};

export const CREATE_PARAMETERS = [
  "To",
  "StatusCallback",
  "ApplicationSid",
  "MaxPrice",
  "ProvideFeedback",
  "Attempt",
  "ValidityPeriod",
  "ForceDelivery",
  "ContentRetention",
  "AddressRetention",
  "SmartEncoded",
  "PersistentAction",
  "TrafficType",
  "ShortenUrls",
  "ScheduleType",
  "SendAt",
  "SendAsMms",
  "ContentVariables",
  "RiskCheck",
  // The next two are in the `twilio` package and in no document: taken, and without effect.
  "MessageIntent",
  "FallbackFrom",
  "From",
  "MessagingServiceSid",
  "Body",
  "MediaUrl",
  "ContentSid",
];

const MAXIMUM_BODY_LENGTH = 1600;
const MAXIMUM_MEDIA = 10;
const MAXIMUM_PERSISTENT_ACTIONS = 10;
/** Seconds. https://www.twilio.com/docs/messaging/api/message-resource#create-a-message-resource */
const MAXIMUM_VALIDITY = 36_000;
/** Seconds from now. https://www.twilio.com/docs/api/errors/35114 */
const SCHEDULE = { soonest: 300, latest: 3_024_000 };

const refuse = (code: number, message: string) => new RestError(400, code, message);

/** In the order in which Twilio complains. @param now milliseconds since the epoch */
export function readMessage(parameters: Parameters, now: number): NewMessage {
  const to = text(parameters, "To");
  if (!to) throw refuse(21604, "A 'To' phone number is required.");
  const sender = readSender(parameters);
  const content = readContent(parameters);
  checkReceiver(to);
  if (sender.from !== null) checkSender(sender.from);
  // https://www.twilio.com/docs/api/errors/21266
  if (sender.from === to) throw refuse(21266, "'To' and 'From' number cannot be the same");
  checkWithoutEffect(parameters);
  if (sidIn(parameters, "ApplicationSid", "AP")) throw refuse(21218, "Invalid ApplicationSid");
  return {
    to,
    ...sender,
    ...content,
    statusCallback: urlIn(parameters, "StatusCallback", 21609) ?? null,
    isDiscarded: oneOf(parameters, "ContentRetention", ["retain", "discard"]) === "discard",
    isObfuscated: oneOf(parameters, "AddressRetention", ["retain", "obfuscate"]) === "obfuscate",
    sendAt: readSchedule(parameters, sender.messagingServiceSid, now),
  };
}

/** A messaging service may also stand in From. */
function readSender(parameters: Parameters): Pick<NewMessage, "from" | "messagingServiceSid"> {
  const from = text(parameters, "From") || null;
  const service = sidIn(parameters, "MessagingServiceSid", "MG") ?? null;
  if (isSid(from, "MG")) return { from: null, messagingServiceSid: from };
  if (from === null && service === null) {
    throw refuse(21603, "A 'From' or 'MessagingServiceSid' parameter is required.");
  }
  return { from, messagingServiceSid: service };
}

function readContent(parameters: Parameters): Pick<NewMessage, "body" | "mediaUrls" | "isMms"> {
  const body = text(parameters, "Body") ?? "";
  const mediaUrls = texts(parameters, "MediaUrl");
  if (sidIn(parameters, "ContentSid", "HX")) throw refuse(21655, "The ContentSid is Invalid");
  if (body === "" && mediaUrls.length === 0) throw refuse(21602, "Message body is required.");
  if (body.length > MAXIMUM_BODY_LENGTH) {
    throw refuse(21617, "The concatenated message body exceeds the 1600 character limit");
  }
  if (mediaUrls.length > MAXIMUM_MEDIA) throw refuse(21623, "Number of media files exceeds allowed limit");
  const wrong = mediaUrls.find((url) => !isWebUrl(url));
  if (wrong !== undefined) throw refuse(21620, `Invalid media URL(s): ${wrong}`);
  const isMms = mediaUrls.length > 0 || boolean(parameters, "SendAsMms") === true;
  return { body: boolean(parameters, "SmartEncoded") ? smartEncoded(body) : body, mediaUrls, isMms };
}

function checkWithoutEffect(parameters: Parameters): void {
  const maximumPrice = text(parameters, "MaxPrice");
  if (maximumPrice !== undefined && !(Number(maximumPrice) >= 0)) throw badParameter("MaxPrice must be a number");
  for (const name of ["ProvideFeedback", "ForceDelivery", "ShortenUrls"]) boolean(parameters, name);
  integer(parameters, "Attempt", 1);
  integer(parameters, "ValidityPeriod", 1, MAXIMUM_VALIDITY);
  oneOf(parameters, "TrafficType", ["free"]);
  oneOf(parameters, "RiskCheck", ["enable", "disable"]);
  jsonObject(parameters, "ContentVariables");
  if (texts(parameters, "PersistentAction").length > MAXIMUM_PERSISTENT_ACTIONS) {
    throw badParameter(`PersistentAction may be given ${MAXIMUM_PERSISTENT_ACTIONS} times`);
  }
}

function readSchedule(parameters: Parameters, messagingServiceSid: string | null, now: number): number | null {
  if (oneOf(parameters, "ScheduleType", ["fixed"]) === undefined) return null;
  const sendAt = momentIn(parameters, "SendAt");
  if (sendAt === undefined) throw refuse(35111, "SendAt timestamp is missing");
  if (messagingServiceSid === null) throw refuse(35118, "MessagingServiceSid is required to schedule a message");
  const seconds = (sendAt - now) / 1000;
  if (seconds < SCHEDULE.soonest || seconds > SCHEDULE.latest) {
    throw refuse(35114, "SendAt time must be between 300 seconds and 35 days (3024000 seconds) in the future");
  }
  return sendAt;
}
