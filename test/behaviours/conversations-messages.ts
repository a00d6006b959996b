/** Messages of conversations, their webhooks, and whose conversations there are: https://www.twilio.com/docs/conversations/api */
import assert from "node:assert/strict";
import { heardBy, publishFlow, widget } from "../support/flows";
import { type Body, binding, CUSTOMER, column, conversation, inBothScopes, sidOf, TOLD } from "./conversations-scene";

export const scopedMessageBehaviours = inBothScopes([
  {
    of: ["Create_ConversationMessage", "Fetch_ConversationMessage"],
    says: "a message has its author's participant, and is sent and delivered to those outside the SDK",
    async run(scene) {
      const { post, get, account } = scene;
      const path = conversation(scene);
      const ada = post(`${path}/Participants`, { Identity: "ada" });
      post(`${path}/Participants`, binding);
      const given = { Author: "ada", Body: "Hello", Attributes: '{"importance":"high"}', Subject: "Greeting" };
      const message = `${path}/Messages/${sidOf(post(`${path}/Messages`, given))}`;
      const { participant_sid, attributes, index } = get(message);
      assert.deepEqual([participant_sid, attributes, index], [ada["sid"], '{"importance":"high"}', 0]);
      const delivery = () => {
        const { sent, delivered } = get(message)["delivery"] as Body;
        return [sent, delivered];
      };
      assert.deepEqual(delivery(), ["none", "none"]);
      await account.clock.advance(1);
      assert.deepEqual(delivery(), ["all", "none"]);
      await account.clock.advance(1);
      assert.deepEqual(delivery(), ["all", "all"]);
    },
  },
  {
    of: ["Create_ConversationMessage"],
    says: "a template's message has no body, media is named, and a text that is too long is refused",
    run(scene) {
      const { post, get, request, base } = scene;
      const path = conversation(scene);
      const template = { ContentSid: `HX${"a".repeat(32)}`, ContentVariables: '{"1":"Ada"}', Body: "ignored" };
      const { sid } = post(`${path}/Messages`, template);
      const found = get(`${path}/Messages/${String(sid)}`);
      assert.deepEqual([found["content_sid"], found["body"]], [template.ContentSid, null]);
      const media = post(`${path}/Messages`, { MediaSid: `ME${"a".repeat(32)}` });
      assert.deepEqual(media["media"], [{ sid: `ME${"a".repeat(32)}` }]);
      assert.equal(request("POST", `${base}${path}/Messages`, { Body: "a".repeat(1601) }).status, 400);
    },
  },
  {
    of: ["List_ConversationMessage"],
    says: "messages are listed in either order, page by page",
    run(scene) {
      const { post, list } = scene;
      const path = conversation(scene);
      for (const body of ["one", "two", "three"]) post(`${path}/Messages`, { Body: body });
      const bodies = (query: string) => column(list(`${path}/Messages?${query}`, "messages"), "body");
      assert.deepEqual(bodies("Order=desc"), ["three", "two", "one"]);
      assert.deepEqual(bodies("Order=asc&PageSize=2"), ["one", "two"]);
    },
  },
  {
    of: ["Update_ConversationMessage"],
    says: "an edited message says what it says now",
    run(scene) {
      const { post, get } = scene;
      const path = conversation(scene);
      const message = `${path}/Messages/${sidOf(post(`${path}/Messages`, { Author: "ada", Body: "Helo" }))}`;
      post(message, { Body: "Hello" });
      assert.deepEqual([get(message)["body"], get(message)["author"]], ["Hello", "ada"]);
    },
  },
  {
    of: ["Delete_ConversationMessage"],
    says: "a removed message is gone and its index is not used again",
    run(scene) {
      const { post, list, request, base } = scene;
      const path = conversation(scene);
      const message = `${path}/Messages/${sidOf(post(`${path}/Messages`, { Body: "one" }))}`;
      assert.equal(request("DELETE", `${base}${message}`).status, 204);
      assert.equal(request("GET", `${base}${message}`).status, 404);
      assert.deepEqual(list(`${path}/Messages`, "messages"), []);
      assert.equal(post(`${path}/Messages`, { Body: "two" })["index"], 1);
    },
  },
  {
    of: ["Create_ConversationScopedWebhook", "Fetch_ConversationScopedWebhook"],
    says: "a conversation's webhook is told of what its filters name, and of earlier messages if asked",
    async run(scene) {
      const { post, get, listen, account } = scene;
      const received = listen("https://hooks.example");
      const path = conversation(scene);
      for (const body of ["one", "two"]) post(`${path}/Messages`, { Body: body });
      const webhook = post(`${path}/Webhooks`, {
        Target: "webhook",
        "Configuration.Url": "https://hooks.example/scoped",
        "Configuration.Method": "post",
        "Configuration.Filters": ["onMessageAdded", "onConversationStateUpdated"],
        "Configuration.ReplayAfter": "0",
      });
      assert.equal((get(`${path}/Webhooks/${sidOf(webhook)}`)["configuration"] as Body)["method"], "post");

      post(`${path}/Messages`, { Body: "three" }, TOLD);
      post(`${path}/Participants`, { Identity: "ada" }, TOLD);
      post(path, { State: "inactive" }, TOLD);
      await account.clock.advance(0);

      const said = received.map(({ body }) => {
        const form = new URLSearchParams(body);
        return form.get("Body") ?? form.get("StateTo");
      });
      assert.deepEqual(said, ["two", "three", "inactive"]);
    },
  },
  {
    of: ["Create_ConversationScopedWebhook"],
    says: "a trigger is told of messages with its keyword, and a Studio flow of every new one",
    async run(scene) {
      const { post, listen, account, client } = scene;
      const received = listen("https://hooks.example");
      const flow = await publishFlow(client, widget("done", "set-variables", { variables: [] }));
      const path = conversation(scene);
      post(`${path}/Webhooks`, {
        Target: "trigger",
        "Configuration.Url": "https://hooks.example/trigger",
        "Configuration.Triggers": ["help"],
      });
      post(`${path}/Webhooks`, { Target: "studio", "Configuration.FlowSid": flow.sid });
      const message = `${path}/Messages/${sidOf(post(`${path}/Messages`, { Body: "Good day" }, TOLD))}`;
      post(message, { Body: "Good evening" }, TOLD);
      post(`${path}/Messages`, { Body: "HELP me" }, TOLD);
      await account.clock.advance(0);
      assert.equal(received.length, 1);
      const heard = (await heardBy(client, flow.sid)).map(([, body]) => body);
      assert.deepEqual(heard, ["Good day", "HELP me"]);
    },
  },
  {
    of: ["Update_ConversationScopedWebhook", "Delete_ConversationScopedWebhook", "List_ConversationScopedWebhook"],
    says: "a conversation's webhook can be pointed elsewhere, and removed",
    async run(scene) {
      const { post, list, listen, account, request, base } = scene;
      const [before, after] = [listen("https://before.example"), listen("https://after.example")];
      const path = conversation(scene);
      const given = { Target: "webhook", "Configuration.Url": "https://before.example/" };
      const webhook = `${path}/Webhooks/${sidOf(post(`${path}/Webhooks`, given))}`;
      post(`${path}/Webhooks`, given);
      post(webhook, { "Configuration.Url": "https://after.example/" });
      assert.equal(list(`${path}/Webhooks?PageSize=1`, "webhooks").length, 1);

      post(`${path}/Messages`, { Body: "one" }, TOLD);
      await account.clock.advance(0);
      assert.deepEqual([before.length, after.length], [1, 1]);
      assert.equal(request("DELETE", `${base}${webhook}`).status, 204);
      post(`${path}/Messages`, { Body: "two" }, TOLD);
      await account.clock.advance(0);

      assert.deepEqual([before.length, after.length], [2, 1]);
      assert.equal(list(`${path}/Webhooks`, "webhooks").length, 1);
    },
  },
  {
    of: ["List_ParticipantConversation"],
    says: "somebody's conversations are listed by identity or by address",
    run(scene) {
      const { post, list, request, base } = scene;
      const [first, second] = [
        conversation(scene, { FriendlyName: "one" }),
        conversation(scene, { FriendlyName: "two" }),
      ];
      post(`${first}/Participants`, binding);
      post(`${second}/Participants`, { Identity: "ada" });
      const names = (query: string) =>
        column(list(`/ParticipantConversations?${query}`, "conversations"), "conversation_friendly_name");
      assert.deepEqual(names("Identity=ada"), ["two"]);
      assert.deepEqual(names(`Address=${encodeURIComponent(CUSTOMER)}`), ["one"]);
      assert.equal(request("GET", `${base}/ParticipantConversations`).status, 400);
    },
  },
]);
