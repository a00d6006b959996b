/**
 * A conversation's own webhooks: https://www.twilio.com/docs/conversations/api/conversation-scoped-webhook-resource
 *
 * Modelled: all five operations, for the targets webhook, trigger (keywords) and studio. A webhook of the method get is
 * shown so, and called with a form all the same.
 */
import { matching, oneOf, sidIn } from "../kernel/formats";
import { isoSeconds } from "../kernel/kernel";
import { badParameter, integer, type Operation, type Parameters, page, type RestRequest, texts } from "../kernel/rest";
import { messageFields } from "./event-fields";
import type { Conversation, ScopedWebhook, WebhookTarget } from "./model";
import {
  type ConversationsContext,
  conversationUrl,
  findConversation,
  MAXIMUM_PAGE_SIZE,
  ORIGIN,
  resourceNotFound,
  type Scope,
} from "./scope";

const TARGETS: readonly WebhookTarget[] = ["webhook", "trigger", "studio"];
const COMMON = [
  "Configuration.Url",
  "Configuration.Method",
  "Configuration.Filters",
  "Configuration.Triggers",
  "Configuration.FlowSid",
];

export function scopedWebhookOperations(context: ConversationsContext, scope: Scope): Operation[] {
  const { life, kernel } = context;
  const list = `${scope.path}/Conversations/:ConversationSid/Webhooks`;
  const find = (request: RestRequest) => findConversation(context, request, "ConversationSid");
  const toBody = (conversation: Conversation) => (webhook: ScopedWebhook) => ({
    sid: webhook.sid,
    account_sid: kernel.accountSid,
    ...scope.extra(conversation),
    conversation_sid: conversation.sid,
    target: webhook.target,
    url: `${conversationUrl(scope, conversation)}/Webhooks/${webhook.sid}`,
    configuration: toConfigurationBody(webhook),
    date_created: isoSeconds(webhook.createdAt),
    date_updated: isoSeconds(webhook.updatedAt),
  });
  return [
    {
      name: `Create${scope.infix}ConversationScopedWebhook`,
      method: "POST",
      path: list,
      parameters: ["Target", ...COMMON, "Configuration.ReplayAfter"],
      run: (request) => {
        const conversation = find(request);
        life.checkOpen(conversation);
        const { parameters } = request;
        const target = oneOf(parameters, "Target", TARGETS);
        if (!target) throw badParameter("Missing required parameter Target in the post body");
        const replayAfter = integer(parameters, "Configuration.ReplayAfter") ?? null;
        const webhook = newWebhook(kernel, { ...readChanges(parameters), target, replayAfter });
        if (target === "studio" ? !webhook.flowSid : !webhook.url) {
          throw badParameter(`Configuration.${target === "studio" ? "FlowSid" : "Url"} is required for ${target}`);
        }
        conversation.webhooks.set(webhook.sid, webhook);
        replay(context, conversation, webhook);
        return { status: 201, body: toBody(conversation)(webhook) };
      },
    },
    {
      name: `List${scope.infix}ConversationScopedWebhook`,
      method: "GET",
      path: list,
      run: (request) => {
        const conversation = find(request);
        const all = [...conversation.webhooks.values()];
        return page(ORIGIN, request, "webhooks", all, toBody(conversation), MAXIMUM_PAGE_SIZE);
      },
    },
    {
      name: `Fetch${scope.infix}ConversationScopedWebhook`,
      method: "GET",
      path: `${list}/:Sid`,
      run: (request) => {
        const conversation = find(request);
        return { status: 200, body: toBody(conversation)(findWebhook(conversation, request)) };
      },
    },
    {
      name: `Update${scope.infix}ConversationScopedWebhook`,
      method: "POST",
      path: `${list}/:Sid`,
      parameters: COMMON,
      run: (request) => {
        const conversation = find(request);
        const webhook = findWebhook(conversation, request);
        Object.assign(webhook, { updatedAt: kernel.clock.now() }, readChanges(request.parameters));
        return { status: 200, body: toBody(conversation)(webhook) };
      },
    },
    {
      name: `Delete${scope.infix}ConversationScopedWebhook`,
      method: "DELETE",
      path: `${list}/:Sid`,
      run: (request) => {
        const conversation = find(request);
        conversation.webhooks.delete(findWebhook(conversation, request).sid);
        return { status: 204 };
      },
    },
  ];
}

export function newWebhook(
  { clock, sids }: ConversationsContext["kernel"],
  given: Partial<ScopedWebhook> & { target: WebhookTarget },
): ScopedWebhook {
  const now = clock.now();
  return {
    sid: sids.next("WH"),
    url: null,
    method: "post",
    filters: [],
    triggers: [],
    flowSid: null,
    replayAfter: null,
    createdAt: now,
    updatedAt: now,
    ...given,
  };
}

/** Tells a new webhook of the messages after the one it names. */
function replay({ life }: ConversationsContext, conversation: Conversation, webhook: ScopedWebhook): void {
  const { replayAfter } = webhook;
  if (replayAfter === null) return;
  for (const message of conversation.messages.values()) {
    if (message.index <= replayAfter) continue;
    const fields = messageFields(message);
    life.events.tellOne(webhook, { type: "onMessageAdded", conversation, source: "API", fields, message });
  }
}

function findWebhook(conversation: Conversation, request: RestRequest): ScopedWebhook {
  const webhook = conversation.webhooks.get(request.ids["Sid"] ?? "");
  if (!webhook) throw resourceNotFound(request);
  return webhook;
}

/** Only what was sent. */
function readChanges(parameters: Parameters): Partial<ScopedWebhook> {
  const filters = texts(parameters, "Configuration.Filters");
  const triggers = texts(parameters, "Configuration.Triggers");
  const changes = {
    url: matching(parameters, "Configuration.Url", /^https?:\/\//),
    method: matching(parameters, "Configuration.Method", /^(get|post)$/i),
    filters: filters.length > 0 ? filters : undefined,
    triggers: triggers.length > 0 ? triggers : undefined,
    flowSid: sidIn(parameters, "Configuration.FlowSid", "FW"),
  };
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

/** Which settings Twilio shows, by target. */
function toConfigurationBody({ target, url, method, filters, triggers, flowSid, replayAfter }: ScopedWebhook) {
  const replayed = replayAfter === null ? {} : { replay_after: replayAfter };
  if (target === "studio") return { flow_sid: flowSid, filters, ...replayed };
  if (target === "trigger") return { url, method, triggers, ...replayed };
  return { url, method, filters, ...replayed };
}
