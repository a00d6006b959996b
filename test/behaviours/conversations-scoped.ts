/**
 * Conversations and what is in them, under the default service and under one of their own:
 * https://www.twilio.com/docs/conversations/api#using-the-shortened-base-url
 */
import assert from "node:assert/strict";
import type { RestResponse } from "../../simulator/kernel/rest";
import type { Behaviour, Stage } from "./behaviour";

const CUSTOMER = "+15550100001";
const CENTRE = "+15550100002";
const FLOW = `FW${"a".repeat(32)}`;
const TOLD = { "x-twilio-webhook-enabled": "true" };

type Body = Record<string, unknown>;
type Scene = Stage & {
  /** Under which the scope's conversations are. */
  base: string;
  post(path: string, parameters?: Body, headers?: Readonly<Record<string, string>>): Body;
  get(path: string): Body;
  list(path: string, key: string): Body[];
  /** Of a refusal. */
  code(response: RestResponse): unknown;
};

type Scoped = Omit<Behaviour, "of" | "run"> & { of: readonly string[]; run(scene: Scene): Promise<void> | void };

function sceneOf(stage: Stage, base: string): Scene {
  const bodyOf = (response: RestResponse): Body => {
    assert(response.status < 300, JSON.stringify(response.body));
    return response.body as Body;
  };
  const get = (path: string) => bodyOf(stage.request("GET", `${base}${path}`));
  return {
    ...stage,
    base,
    post: (path, parameters, headers) => bodyOf(stage.request("POST", `${base}${path}`, parameters, headers)),
    get,
    list: (path, key) => get(path)[key] as Body[],
    code: ({ body }) => (body as { code: unknown }).code,
  };
}

const sidOf = (body: Body): string => String(body["sid"]);
const column = (bodies: readonly Body[], name: string) => bodies.map((body) => body[name]);

const conversation = ({ post }: Scene, given: Body = {}): string =>
  `/Conversations/${sidOf(post("/Conversations", given))}`;

const binding = { "MessagingBinding.Address": CUSTOMER, "MessagingBinding.ProxyAddress": CENTRE };

const scoped: readonly Scoped[] = [
  {
    of: ["Create_Conversation", "Fetch_Conversation"],
    says: "a conversation is found by its SID and by its unique name, which no other has",
    run(scene) {
      const { post, get, code, request, base } = scene;
      const attributes = '{"topic":"feedback"}';
      const { sid } = post("/Conversations", { UniqueName: "first", FriendlyName: "First", Attributes: attributes });
      assert.equal(get("/Conversations/first")["sid"], sid);
      assert.equal(get(`/Conversations/${String(sid)}`)["attributes"], attributes);
      assert.equal(code(request("POST", `${base}/Conversations`, { UniqueName: "first" })), 50353);
      assert.equal(code(request("POST", `${base}/Conversations`, { UniqueName: `CH${"0".repeat(32)}` })), 50390);
    },
  },
  {
    of: ["Create_Conversation", "Fetch_Conversation"],
    says: "a conversation shows the moments, binding and messaging service it was given",
    run(scene) {
      const path = conversation(scene, {
        DateCreated: "2015-12-16T22:18:37Z",
        DateUpdated: "2015-12-16T22:18:38Z",
        MessagingServiceSid: `MG${"a".repeat(32)}`,
        "Bindings.Email.Address": "help@centre.example",
        "Bindings.Email.Name": "Help",
      });
      const body = scene.get(path);
      assert.deepEqual(
        [body["date_created"], body["date_updated"], body["messaging_service_sid"]],
        ["2015-12-16T22:18:37Z", "2015-12-16T22:18:38Z", `MG${"a".repeat(32)}`],
      );
      assert.deepEqual(body["bindings"], { email: { projected_address: "help@centre.example", name: "Help" } });
    },
  },
  {
    of: ["List_Conversation"],
    says: "conversations are listed by state, by date and page by page",
    run(scene) {
      const { list } = scene;
      conversation(scene, { FriendlyName: "old", DateCreated: "2020-01-01T12:00:00Z" });
      conversation(scene, { FriendlyName: "idle", State: "inactive" });
      const names = (query: string) => column(list(`/Conversations?${query}`, "conversations"), "friendly_name");
      assert.deepEqual(names("State=inactive"), ["idle"]);
      assert.deepEqual(names("EndDate=2020-01-01"), ["old"]);
      assert.deepEqual(names("StartDate=2020-01-02"), ["idle"]);
      assert.deepEqual(names("PageSize=1&Page=1"), ["idle"]);
    },
  },
  {
    of: ["Update_Conversation"],
    says: "a conversation's change is seen later, and a closed one cannot be changed",
    run(scene) {
      const { post, get, code, request, base } = scene;
      const path = conversation(scene, { FriendlyName: "First", UniqueName: "one" });
      post(path, { Attributes: "{}", UniqueName: "two" });
      assert.deepEqual([get(path)["friendly_name"], get(path)["unique_name"]], ["First", "two"]);
      post(path, { State: "closed" });
      assert.equal(get(path)["state"], "closed");
      for (const given of [{ FriendlyName: "Second" }, { State: "active" }]) {
        assert.equal(code(request("POST", `${base}${path}`, given)), 50377);
      }
    },
  },
  {
    of: ["Create_Conversation", "Update_Conversation"],
    says: "timers make a conversation inactive and then closed, counted from its last activity",
    async run(scene) {
      const { post, get, account, code, request, base } = scene;
      const timers = { "Timers.Inactive": "PT1M", "Timers.Closed": "PT10M" };
      assert.equal(code(request("POST", `${base}/Conversations`, timers)), 50382);
      const path = conversation(scene, { State: "active", ...timers });
      await account.clock.advance(59);
      post(`${path}/Messages`, { Body: "Hello" });
      await account.clock.advance(59);
      assert.equal(get(path)["state"], "active");
      await account.clock.advance(1);
      assert.equal(get(path)["state"], "inactive");

      post(`${path}/Messages`, { Body: "Hello again" });
      assert.equal(get(path)["state"], "active");
      await account.clock.advance(600);
      assert.equal(get(path)["state"], "closed");

      const lasting = conversation(scene, { State: "active", ...timers });
      post(lasting, { "Timers.Inactive": "", "Timers.Closed": "" });
      await account.clock.advance(600);
      assert.equal(get(lasting)["state"], "active");
    },
  },
  {
    of: ["Delete_Conversation"],
    says: "a deleted conversation is gone and frees its participants' addresses",
    run(scene) {
      const { post, list, request, base } = scene;
      const path = conversation(scene);
      post(`${path}/Participants`, binding);
      assert.equal(request("DELETE", `${base}${path}`).status, 204);
      assert.equal(request("GET", `${base}${path}`).status, 404);
      assert.deepEqual(list("/Conversations", "conversations"), []);
      post(`${conversation(scene)}/Participants`, binding);
    },
  },
  {
    of: ["Create_ConversationParticipant", "Fetch_ConversationParticipant"],
    says: "a participant is found by SID or identity, and a pair of addresses belongs to one open conversation",
    run(scene) {
      const { post, get, code, request, base } = scene;
      const path = conversation(scene);
      const { sid } = post(`${path}/Participants`, {
        Identity: "ada",
        Attributes: '{"role":"agent"}',
        RoleSid: `RL${"a".repeat(32)}`,
        "MessagingBinding.ProjectedAddress": CENTRE,
      });
      const found = get(`${path}/Participants/ada`);
      assert.deepEqual([found["sid"], found["attributes"]], [sid, '{"role":"agent"}']);
      assert.deepEqual(found["messaging_binding"], { type: "sms", projected_address: CENTRE });
      assert.equal(code(request("POST", `${base}${path}/Participants`, { Identity: "ada" })), 50433);
      post(`${path}/Participants`, binding);
      const other = conversation(scene);
      assert.equal(code(request("POST", `${base}${other}/Participants`, binding)), 50416);
      post(path, { State: "closed" });
      post(`${other}/Participants`, binding);
    },
  },
  {
    of: ["List_ConversationParticipant"],
    says: "participants are listed in the order they came, page by page",
    run(scene) {
      const { post, list } = scene;
      const path = conversation(scene);
      for (const identity of ["ada", "grace"]) post(`${path}/Participants`, { Identity: identity });
      assert.deepEqual(column(list(`${path}/Participants`, "participants"), "identity"), ["ada", "grace"]);
      const second = list(`${path}/Participants?PageSize=1&Page=1`, "participants");
      assert.deepEqual(column(second, "identity"), ["grace"]);
    },
  },
  {
    of: ["Update_ConversationParticipant"],
    says: "a participant's change is seen later, with what has been read",
    run(scene) {
      const { post, get } = scene;
      const path = conversation(scene);
      const participant = `${path}/Participants/${sidOf(post(`${path}/Participants`, binding))}`;
      post(participant, {
        Attributes: '{"vip":true}',
        LastReadMessageIndex: "3",
        LastReadTimestamp: "2026-01-05T00:00:00Z",
        "MessagingBinding.ProxyAddress": "+15550100003",
      });
      const found = get(participant);
      assert.deepEqual(
        [found["attributes"], found["last_read_message_index"], found["last_read_timestamp"]],
        ['{"vip":true}', 3, "2026-01-05T00:00:00Z"],
      );
      assert.deepEqual(found["messaging_binding"], { type: "sms", address: CUSTOMER, proxy_address: "+15550100003" });
    },
  },
  {
    of: ["Delete_ConversationParticipant"],
    says: "a removed participant is gone and no longer the author of messages",
    run(scene) {
      const { post, list, request, base } = scene;
      const path = conversation(scene);
      post(`${path}/Participants`, { Identity: "ada" });
      assert.equal(request("DELETE", `${base}${path}/Participants/ada`).status, 204);
      assert.deepEqual(list(`${path}/Participants`, "participants"), []);
      assert.equal(request("GET", `${base}${path}/Participants/ada`).status, 404);
      assert.equal(post(`${path}/Messages`, { Author: "ada", Body: "Hello" })["participant_sid"], null);
    },
  },
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
      const { post, listen, account } = scene;
      const received = listen("https://hooks.example");
      const path = conversation(scene);
      post(`${path}/Webhooks`, {
        Target: "trigger",
        "Configuration.Url": "https://hooks.example/trigger",
        "Configuration.Triggers": ["help"],
      });
      post(`${path}/Webhooks`, { Target: "studio", "Configuration.FlowSid": FLOW });
      const message = `${path}/Messages/${sidOf(post(`${path}/Messages`, { Body: "Good day" }, TOLD))}`;
      post(message, { Body: "Good evening" }, TOLD);
      post(`${path}/Messages`, { Body: "HELP me" }, TOLD);
      await account.clock.advance(0);
      assert.equal(received.length, 1);
      const { flowStarts } = account.conversations;
      assert.deepEqual(
        flowStarts.map(({ flowSid, context }) => [flowSid, context.body]),
        [
          [FLOW, "Good day"],
          [FLOW, "HELP me"],
        ],
      );
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
];

const ORIGIN = "https://conversations.twilio.com/v1";

/** The same behaviours in both scopes. */
export const scopedConversationBehaviours: readonly Behaviour[] = scoped.flatMap(({ of, says, run }) => [
  {
    of: of.map((name) => `conversations.${name.replace("_", "")}`),
    says,
    run: (stage: Stage) => run(sceneOf(stage, ORIGIN)),
  },
  {
    of: of.map((name) => `conversations.${name.replace("_", "Service")}`),
    says: `in a service of its own: ${says}`,
    run: (stage: Stage) => {
      const { body } = stage.request("POST", `${ORIGIN}/Services`, { FriendlyName: "Second" });
      return run(sceneOf(stage, `${ORIGIN}/Services/${(body as { sid: string }).sid}`));
    },
  },
]);
