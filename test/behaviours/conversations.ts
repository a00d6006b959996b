/** Conversations: https://www.twilio.com/docs/conversations/api */
import assert from "node:assert/strict";
import type { HostedRequest } from "../../simulator/kernel/webhooks";
import type { Behaviour, Stage } from "./behaviour";
import { scopedConversationBehaviours } from "./conversations-scoped";

const CUSTOMER = "+15550100001";
const CENTRE = "+15550100002";
const FLOW = `FW${"a".repeat(32)}`;

const refusedWith = (status: number, code?: number) => (error: { status?: number; code?: number }) =>
  error.status === status && (code === undefined || error.code === code);

const events = (received: readonly HostedRequest[]) =>
  received.map(({ body }) => new URLSearchParams(body).get("EventType"));

const addresses = ({ client }: Stage) => client.conversations.v1.addressConfigurations;

const addressBehaviours: readonly Behaviour[] = [
  {
    of: ["conversations.CreateConfigurationAddress", "conversations.FetchConfigurationAddress"],
    says: "an address is found by its SID and by itself",
    async run(stage) {
      const { sid } = await addresses(stage).create({ type: "sms", address: CENTRE, addressCountry: "US" });
      assert.equal((await addresses(stage)(CENTRE).fetch()).sid, sid);
      assert.equal((await addresses(stage)(sid).fetch()).addressCountry, "US");
    },
  },
  {
    of: ["conversations.ListConfigurationAddress"],
    says: "addresses are listed by type and page by page",
    async run(stage) {
      for (const type of ["sms", "rcs"] as const) await addresses(stage).create({ type, address: CENTRE });
      assert.deepEqual(
        (await addresses(stage).list({ type: "rcs" })).map(({ type }) => type),
        ["rcs"],
      );
      assert.equal((await addresses(stage).page({ pageSize: 1 })).instances.length, 1);
    },
  },
  {
    of: ["conversations.UpdateConfigurationAddress"],
    says: "an updated address keeps what the update does not name",
    async run(stage) {
      await addresses(stage).create({
        type: "sms",
        address: CENTRE,
        friendlyName: "Desk",
        "autoCreation.enabled": true,
      });
      await addresses(stage)(CENTRE).update({ "autoCreation.type": "default" });
      const { friendlyName, autoCreation } = await addresses(stage)(CENTRE).fetch();
      assert.deepEqual([friendlyName, autoCreation], ["Desk", { enabled: true, type: "default" }]);
    },
  },
  {
    of: ["conversations.DeleteConfigurationAddress"],
    says: "a removed address is gone, and takes no more messages",
    async run(stage) {
      await addresses(stage).create({
        type: "sms",
        address: CENTRE,
        "autoCreation.enabled": true,
        "autoCreation.type": "default",
      });
      await addresses(stage)(CENTRE).remove();
      await assert.rejects(addresses(stage)(CENTRE).fetch(), refusedWith(404));
      assert.deepEqual(await addresses(stage).list(), []);
      assert.equal(stage.account.conversations.inbound({ from: CUSTOMER, to: CENTRE, body: "Hello" }), undefined);
    },
  },
];

const inboundBehaviours: readonly Behaviour[] = [
  {
    of: ["conversations.CreateConfigurationAddress", "conversations.FetchConversation"],
    says: "a customer's message makes a conversation, and the next one goes on in it",
    async run(stage) {
      const { client, account } = stage;
      await addresses(stage).create({
        type: "sms",
        address: CENTRE,
        "autoCreation.enabled": true,
        "autoCreation.type": "default",
      });

      for (const body of ["Hello", "Anybody there?"])
        account.conversations.inbound({ from: CUSTOMER, to: CENTRE, body });

      const [conversation, ...others] = await client.conversations.v1.conversations.list();
      assert(conversation && others.length === 0);
      const { messages, participants } = client.conversations.v1.conversations(conversation.sid);
      const [customer] = await participants.list();
      assert.deepEqual(customer?.messagingBinding, { type: "sms", address: CUSTOMER, proxy_address: CENTRE });
      assert.deepEqual(
        (await messages.list()).map(({ body, author, participantSid }) => [body, author, participantSid]),
        [
          ["Hello", CUSTOMER, customer.sid],
          ["Anybody there?", CUSTOMER, customer.sid],
        ],
      );
      assert.equal((await client.conversations.v1.conversations(conversation.sid).fetch()).state, "active");
    },
  },
  {
    of: ["conversations.UpdateConversation", "conversations.ListConversation"],
    says: "a customer's message after the end of a conversation makes another",
    async run(stage) {
      const { client, account } = stage;
      await addresses(stage).create({
        type: "whatsapp",
        address: `whatsapp:${CENTRE}`,
        "autoCreation.enabled": true,
        "autoCreation.type": "default",
      });
      const message = { from: `whatsapp:${CUSTOMER}`, to: `whatsapp:${CENTRE}`, body: "Hello" };
      const first = account.conversations.inbound(message)?.conversation;
      assert(first);
      await client.conversations.v1.conversations(first.sid).update({ state: "closed" });

      account.conversations.inbound(message);

      const listed = await client.conversations.v1.conversations.list();
      assert.deepEqual(
        listed.map(({ state }) => state),
        ["closed", "active"],
      );
    },
  },
  {
    of: ["conversations.CreateConfigurationAddress"],
    says: "an address's webhook is told, signed, of what it asked for",
    async run(stage) {
      const received = stage.listen("https://hooks.example");
      await addresses(stage).create({
        type: "sms",
        address: CENTRE,
        "autoCreation.enabled": true,
        "autoCreation.type": "webhook",
        "autoCreation.webhookUrl": "https://hooks.example/inbound",
        "autoCreation.webhookFilters": ["onMessageAdded"],
      });

      stage.account.conversations.inbound({ from: CUSTOMER, to: CENTRE, body: "Hello" });
      await stage.account.clock.advance(0);

      const [request, ...others] = received;
      assert(request && others.length === 0);
      const form = new URLSearchParams(request.body);
      assert.deepEqual(
        ["EventType", "Body", "Author", "Source", "Index"].map((name) => form.get(name)),
        ["onMessageAdded", "Hello", CUSTOMER, "SMS", "0"],
      );
      assert(request.headers["x-twilio-signature"]);
    },
  },
  {
    of: ["conversations.CreateConfigurationAddress"],
    says: "an address's Studio flow gets the customer's message, or it is kept until Studio is connected",
    async run(stage) {
      const { conversations, clock } = stage.account;
      await addresses(stage).create({
        type: "sms",
        address: CENTRE,
        "autoCreation.enabled": true,
        "autoCreation.type": "studio",
        "autoCreation.studioFlowSid": FLOW,
      });
      conversations.inbound({ from: CUSTOMER, to: CENTRE, body: "Hello" });
      await clock.advance(0);
      assert.deepEqual(
        conversations.flowStarts.map(({ flowSid, context: { from, to, body } }) => [flowSid, from, to, body]),
        [[FLOW, CUSTOMER, CENTRE, "Hello"]],
      );
      const started: string[] = [];
      conversations.connectStudio((flowSid, { body }) => started.push(`${flowSid} ${body}`) > 0);

      conversations.inbound({ from: CUSTOMER, to: CENTRE, body: "Still here" });
      await clock.advance(0);

      assert.deepEqual(started, [`${FLOW} Still here`]);
    },
  },
];

const settingsBehaviours: readonly Behaviour[] = [
  {
    of: ["conversations.UpdateConfiguration", "conversations.FetchConfiguration"],
    says: "the account's timers are those of new conversations",
    async run({ client, account }) {
      const { configuration, conversations } = client.conversations.v1;
      await configuration().update({ defaultInactiveTimer: "PT1M", defaultClosedTimer: "PT1H30M" });
      const fetched = await configuration().fetch();
      assert.deepEqual([fetched.defaultInactiveTimer, fetched.defaultClosedTimer], ["PT1M", "PT1H30M"]);

      const { sid } = await conversations.create();
      await account.clock.advance(60);
      assert.equal((await conversations(sid).fetch()).state, "inactive");
      await account.clock.advance(5340);

      assert.equal((await conversations(sid).fetch()).state, "closed");
    },
  },
  {
    of: ["conversations.UpdateConfigurationWebhook", "conversations.FetchConfigurationWebhook"],
    says: "the account's webhook is told of what is done over REST only where the request says so",
    async run({ client, account, listen }) {
      const received = listen("https://hooks.example");
      const { webhooks } = client.conversations.v1.configuration;
      const filters = ["onConversationAdded", "onConversationUpdated"];
      await webhooks().update({ postWebhookUrl: "https://hooks.example/post", method: "POST", filters });
      assert.deepEqual((await webhooks().fetch()).filters, filters);
      const { conversations } = client.conversations.v1;

      await conversations.create({ friendlyName: "quiet" });
      await conversations.create({ friendlyName: "loud", xTwilioWebhookEnabled: "true" });
      await account.clock.advance(0);
      assert.deepEqual(events(received), ["onConversationAdded"]);
      await webhooks().update({ target: "flex" });
      await conversations.create({ friendlyName: "loud", xTwilioWebhookEnabled: "true" });
      await account.clock.advance(0);

      assert.equal(received.length, 1);
    },
  },
  {
    of: ["conversations.CreateService", "conversations.FetchService", "conversations.ListService"],
    says: "the account has Flex's chat service, by default, and those that are made",
    async run({ client }) {
      const { services, configuration } = client.conversations.v1;
      const { sid } = await services.create({ friendlyName: "Second" });
      assert.equal((await services(sid).fetch()).friendlyName, "Second");
      const [first, ...others] = await services.list();
      assert.equal((await configuration().fetch()).defaultChatServiceSid, first?.sid);
      assert.deepEqual(
        others.map((service) => service.sid),
        [sid],
      );
      assert.equal((await services.page({ pageSize: 1 })).instances.length, 1);
    },
  },
  {
    of: ["conversations.DeleteService"],
    says: "a deleted service takes its conversations along, and the default one stays",
    async run({ client }) {
      const { services } = client.conversations.v1;
      const [first] = await services.list();
      const { sid } = await services.create({ friendlyName: "Second" });
      await services(sid).conversations.create();
      await services(sid).remove();
      await assert.rejects(services(sid).fetch(), refusedWith(404));
      await assert.rejects(services(sid).conversations.list(), refusedWith(404));
      assert.equal((await services.list()).length, 1);
      await assert.rejects(services(first?.sid ?? "").remove(), refusedWith(400));
    },
  },
];

export const conversationsBehaviours: readonly Behaviour[] = [
  ...addressBehaviours,
  ...inboundBehaviours,
  ...settingsBehaviours,
  ...scopedConversationBehaviours,
];
