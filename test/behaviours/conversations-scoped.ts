/** Conversations and their participants: https://www.twilio.com/docs/conversations/api/conversation-resource */
import assert from "node:assert/strict";
import { binding, CENTRE, CUSTOMER, column, conversation, inBothScopes, sidOf } from "./conversations-scene";

export const scopedConversationBehaviours = inBothScopes([
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
]);
