/** The products of an account, and how they know each other. */
import { Arrivals } from "./arrivals";
import { Conversations } from "./conversations/conversations";
import { type DeliveryOptions, EventDelivery } from "./events/event-delivery";
import { EventStreams } from "./events/event-streams";
import { tellOfTaskRouter } from "./events/taskrouter-events";
import { Flex } from "./flex/flex";
import { FlexTokens } from "./flex/flex-tokens";
import type { CredentialStore } from "./kernel/credentials";
import type { Kernel } from "./kernel/kernel";
import type { Room } from "./kernel/room";
import type { Webhooks } from "./kernel/webhooks";
import { Keys } from "./keys/keys";
import { Messaging } from "./messaging/messages";
import { PhoneNumbers } from "./numbers/incoming-phone-numbers";
import type { OpenHost } from "./serverless/hosting";
import { Serverless } from "./serverless/serverless";
import { flexDoor } from "./studio/flex-door";
import { Studio } from "./studio/studio";
import { Sync } from "./sync/sync";
import { TaskRouter } from "./taskrouter/taskrouter";
import { tasksDoorOf } from "./taskrouter/tasks-door";
import { Voice } from "./voice/calls";

export type ProductOptions = { seed: number; delivery: DeliveryOptions | undefined; openHost: OpenHost };

export type Products = ReturnType<typeof openProducts>;

export function openProducts(
  kernel: Kernel,
  webhooks: Webhooks,
  credentials: CredentialStore,
  options: ProductOptions,
) {
  const taskRouter = new TaskRouter(kernel, webhooks);
  const sync = new Sync(kernel, webhooks);
  const events = new EventDelivery(kernel, webhooks, options.seed, options.delivery);
  const eventStreams = new EventStreams(kernel, events);
  const conversations = new Conversations(kernel, webhooks);
  const tasks = tasksDoorOf(taskRouter);
  const flex = new Flex(kernel, tasks, conversations);
  const flexTokens = new FlexTokens(kernel);
  const phoneNumbers = new PhoneNumbers(kernel);
  // Calls, messages and flows start each other: each is told of the others by functions that are called later.
  const studio: Studio = new Studio(kernel, {
    flex: flexDoor(tasks, flex),
    webhooks,
    sendMessage: (message) => messaging.sendText(message),
    flowOfCallEnded: (callSid) => voice.flowEnded(callSid),
    publish: (type, data) => eventStreams.publish(type, data),
  });
  const arrivals = new Arrivals(kernel, webhooks, phoneNumbers, studio);
  const messaging: Messaging = new Messaging(kernel, webhooks, {
    senders: () => phoneNumbers.all().map(({ phoneNumber }) => phoneNumber),
    arrived: (message) => arrivals.message(message),
  });
  const voice: Voice = new Voice(kernel, webhooks, {
    flex: flexDoor(tasks, flex),
    enterFlow: (call, flowSid) => arrivals.enterFlow(call, flowSid),
    numberOf: (phoneNumber) => arrivals.numberForCalls(phoneNumber),
    over: ({ sid }) => studio.callEnded(sid),
    press: (callSid, digits) => studio.press(callSid, digits),
  });
  conversations.connectStudio((flowSid, { conversationSid, messageSid, from, body }) => {
    const message = { ConversationSid: conversationSid, MessageSid: messageSid, Author: from, Body: body ?? "" };
    if (studio.reply(from, conversationSid, message)) return;
    studio.startFor({
      flowSid,
      trigger: "incomingConversationMessage",
      contactAddress: from,
      flowAddress: conversationSid,
      parameters: message,
      startedBy: messageSid,
    });
  });
  tellOfTaskRouter(kernel, taskRouter, eventStreams, events);
  const keys = new Keys(kernel, credentials);
  const serverless = new Serverless(kernel, webhooks, options.openHost);
  return {
    taskRouter,
    sync,
    events,
    eventStreams,
    conversations,
    flex,
    flexTokens,
    phoneNumbers,
    studio,
    messaging,
    voice,
    keys,
    serverless,
  };
}

/** The rooms behind each product's host; a snapshot names each room by its key. */
export const roomsOf = (products: Products): Readonly<Record<string, Readonly<Record<string, Room>>>> => ({
  taskrouter: { taskrouter: products.taskRouter },
  sync: { sync: products.sync },
  events: { events: products.eventStreams, eventDelivery: products.events },
  conversations: { conversations: products.conversations },
  "flex-api": { flex: products.flex },
  iam: { flexTokens: products.flexTokens },
  studio: { studio: products.studio },
  serverless: { serverless: products.serverless },
  "serverless-upload": { serverlessUploads: products.serverless.uploads },
  api: {
    messages: products.messaging,
    calls: products.voice,
    phoneNumbers: products.phoneNumbers,
    keys: products.keys,
  },
});
