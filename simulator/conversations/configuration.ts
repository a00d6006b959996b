/**
 * The account's settings: https://www.twilio.com/docs/conversations/api/configuration-resource and
 * https://www.twilio.com/docs/conversations/api/webhook-configuration-resource
 *
 * Modelled: fetch and update of both. PreWebhookUrl is kept and shown; pre-action webhooks are not called. With the
 * target flex no webhook is called.
 */
import { durationIn, matching, oneOf, sidIn } from "../kernel/formats";
import { badParameter, type Operation, type Parameters, text, texts } from "../kernel/rest";
import { POST_EVENTS } from "./events";
import { type ConversationsContext, ORIGIN } from "./scope";

const PATH = "/v1/Configuration";
/** Seconds. */
const SHORTEST = { inactive: 60, closed: 600 };
const PRE_EVENTS = [
  "onMessageAdd",
  "onMessageUpdate",
  "onMessageRemove",
  "onConversationAdd",
  "onConversationUpdate",
  "onConversationRemove",
  "onParticipantAdd",
  "onParticipantUpdate",
  "onParticipantRemove",
  "onUserUpdate",
];
const USER_EVENTS = ["onUserAdded", "onUserUpdated"];

export function configurationOperations({ kernel, state }: ConversationsContext): Operation[] {
  const { accountSid } = kernel;
  const toBody = () => {
    const { configuration } = state();
    return {
      account_sid: accountSid,
      default_chat_service_sid: configuration.defaultServiceSid,
      default_messaging_service_sid: configuration.defaultMessagingServiceSid,
      default_inactive_timer: toDuration(configuration.inactiveTimer),
      default_closed_timer: toDuration(configuration.closedTimer),
      url: `${ORIGIN}${PATH}`,
      links: {
        service: `${ORIGIN}/v1/Services/${configuration.defaultServiceSid}/Configuration`,
        webhooks: `${ORIGIN}${PATH}/Webhooks`,
      },
    };
  };
  const toWebhookBody = () => {
    const { method, filters, preWebhookUrl, postWebhookUrl, target } = state().webhook;
    return {
      account_sid: accountSid,
      method,
      filters,
      pre_webhook_url: preWebhookUrl,
      post_webhook_url: postWebhookUrl,
      target,
      url: `${ORIGIN}${PATH}/Webhooks`,
    };
  };
  return [
    { name: "FetchConfiguration", method: "GET", path: PATH, run: () => ({ status: 200, body: toBody() }) },
    {
      name: "UpdateConfiguration",
      method: "POST",
      path: PATH,
      parameters: ["DefaultChatServiceSid", "DefaultMessagingServiceSid", "DefaultInactiveTimer", "DefaultClosedTimer"],
      run: ({ parameters }) => {
        const { configuration, services } = state();
        const serviceSid = sidIn(parameters, "DefaultChatServiceSid", "IS") ?? configuration.defaultServiceSid;
        if (!services.has(serviceSid)) throw badParameter(`DefaultChatServiceSid ${serviceSid} does not exist`);
        const inactive = durationIn(parameters, "DefaultInactiveTimer", SHORTEST.inactive);
        const closed = durationIn(parameters, "DefaultClosedTimer", SHORTEST.closed);
        Object.assign(configuration, {
          defaultServiceSid: serviceSid,
          defaultMessagingServiceSid:
            sidIn(parameters, "DefaultMessagingServiceSid", "MG") ?? configuration.defaultMessagingServiceSid,
          inactiveTimer: inactive === undefined ? configuration.inactiveTimer : inactive,
          closedTimer: closed === undefined ? configuration.closedTimer : closed,
        });
        return { status: 200, body: toBody() };
      },
    },
    {
      name: "FetchConfigurationWebhook",
      method: "GET",
      path: `${PATH}/Webhooks`,
      run: () => ({ status: 200, body: toWebhookBody() }),
    },
    {
      name: "UpdateConfigurationWebhook",
      method: "POST",
      path: `${PATH}/Webhooks`,
      parameters: ["Method", "Filters", "PreWebhookUrl", "PostWebhookUrl", "Target"],
      run: ({ parameters }) => {
        Object.assign(state().webhook, readWebhook(parameters));
        return { status: 200, body: toWebhookBody() };
      },
    },
  ];
}

/** Only what was sent. */
function readWebhook(parameters: Parameters) {
  const filters = texts(parameters, "Filters");
  const unknown = filters.find((filter) => ![...POST_EVENTS, ...PRE_EVENTS, ...USER_EVENTS].includes(filter));
  if (unknown !== undefined) throw badParameter(`Filters '${unknown}' is not an event`);
  const changes = {
    method: matching(parameters, "Method", /^(get|post)$/i)?.toUpperCase(),
    filters: filters.length > 0 ? filters : undefined,
    preWebhookUrl: text(parameters, "PreWebhookUrl"),
    postWebhookUrl: text(parameters, "PostWebhookUrl"),
    target: oneOf(parameters, "Target", ["webhook", "flex"]),
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** Null for no timer. */
function toDuration(seconds: number | null): string | null {
  if (seconds === null) return null;
  const days = Math.floor(seconds / 86_400);
  const [hours, minutes, rest] = [
    Math.floor((seconds % 86_400) / 3600),
    Math.floor((seconds % 3600) / 60),
    seconds % 60,
  ];
  const time = `${hours > 0 ? `${hours}H` : ""}${minutes > 0 ? `${minutes}M` : ""}${rest > 0 ? `${rest}S` : ""}`;
  return `P${days > 0 ? `${days}D` : ""}${time ? `T${time}` : ""}`;
}
