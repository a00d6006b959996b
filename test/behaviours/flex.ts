/** Flex: https://www.twilio.com/docs/flex/developer */
import assert from "node:assert/strict";
import type { Behaviour, Stage } from "./behaviour";
import { insightsBehaviours } from "./flex-insights";
import { interactionBehaviours } from "./flex-interactions";
import { pluginBehaviours } from "./flex-plugins";
import { transferBehaviours } from "./flex-transfers";

const CONFIGURATION = "https://flex-api.twilio.com/v1/Configuration";

const update = ({ client, account }: Stage, changes: Readonly<Record<string, unknown>>) =>
  client.flexApi.v1.configuration().update({ account_sid: account.accountSid, ...changes });

const configurationBehaviours: readonly Behaviour[] = [
  {
    of: ["flex-api.FetchConfiguration"],
    says: "Flex's configuration names the account's own workspace, and its first queue and workflow",
    async run({ client }) {
      const [found] = await client.taskrouter.v1.workspaces.list();
      assert(found);
      const workspace = client.taskrouter.v1.workspaces(found.sid);
      const queue = await workspace.taskQueues.create({ friendlyName: "Everybody" });
      const routing = { task_routing: { filters: [], default_filter: { queue: queue.sid } } };
      const configuration = JSON.stringify(routing);
      const workflow = await workspace.workflows.create({ friendlyName: "All", configuration });

      const fetched = await client.flexApi.v1.configuration().fetch();

      assert.equal(fetched.taskrouterWorkspaceSid, found.sid);
      assert.equal(fetched.taskrouterTargetTaskqueueSid, queue.sid);
      assert.equal(fetched.taskrouterTargetWorkflowSid, workflow.sid);
    },
  },
  {
    of: ["flex-api.FetchConfiguration"],
    says: "a Flex UI pinned to a version reads that version",
    async run({ client }) {
      const pinned = await client.flexApi.v1.configuration().fetch({ uiVersion: "2.8.0" });
      assert.equal(pinned.uiVersion, "2.8.0");
      assert.notEqual((await client.flexApi.v1.configuration().fetch()).uiVersion, "2.8.0");
    },
  },
  {
    of: ["flex-api.UpdateConfiguration", "flex-api.FetchConfiguration"],
    says: "a key of Flex's configuration is replaced as a whole and the others stay",
    async run(stage) {
      const { client } = stage;
      await update(stage, { attributes: { a: 1, b: 2 }, taskrouter_skills: [{ name: "billing" }] });

      await update(stage, { attributes: { c: 3 } });

      const fetched = await client.flexApi.v1.configuration().fetch();
      assert.deepEqual(fetched.attributes, { c: 3 });
      assert.deepEqual(fetched.taskrouterSkills, [{ name: "billing" }]);
    },
  },
  {
    of: ["flex-api.FetchConfiguration"],
    says: "an update of Flex's configuration needs the account's SID and known keys of the right kind",
    run({ request, account }) {
      const { accountSid } = account;
      for (const parameters of [
        { attributes: {} },
        { account_sid: accountSid, attribute: {} },
        { account_sid: accountSid, call_recording_enabled: "yes" },
        { account_sid: accountSid, taskrouter_workspace_sid: "WS1" },
      ]) {
        assert.equal(request("POST", CONFIGURATION, parameters).status, 400);
      }
      assert.equal(request("POST", CONFIGURATION, { account_sid: `AC${"1".repeat(32)}` }).status, 403);
      assert.deepEqual((request("GET", CONFIGURATION).body as { attributes: unknown }).attributes, {});
    },
  },
  {
    of: ["flex-api.FetchProvisioningStatus"],
    says: "the provisioning status tells how far Flex is set up",
    async run({ client, account }) {
      const status = () => client.flexApi.v1.provisioningStatus().fetch();
      assert.equal((await status()).status, "active");

      account.flex.setProvisioning("in-progress");

      assert.equal((await status()).status, "in-progress");
    },
  },
];

const VALIDATE = (accountSid: string) => `https://iam.twilio.com/v1/Accounts/${accountSid}/Tokens/validate`;

const tokenBehaviours: readonly Behaviour[] = [
  {
    of: ["iam.ValidateToken"],
    says: "a Flex token is valid and says who it is of, until it expires",
    async run({ account, request }) {
      const workerSid = `WK${"a".repeat(32)}`;
      const token = account.flexTokens.issue({ identity: "ada", workerSid, roles: ["agent"], ttlSeconds: 60 });
      const validate = () => request("POST", VALIDATE(account.accountSid), { token }).body as Record<string, unknown>;

      assert.deepEqual(validate(), {
        valid: true,
        code: 0,
        message: null,
        expiration: new Date(account.clock.now() + 60_000).toISOString(),
        realm_user_id: "ada",
        identity: "ada",
        roles: ["agent"],
        worker_sid: workerSid,
      });
      await account.clock.advance(60);

      assert.equal(validate()["valid"], false);
      assert.equal(validate()["worker_sid"], null);
    },
  },
  {
    of: ["iam.ValidateToken"],
    says: "a forged Flex token is not valid",
    run({ account, request }) {
      const { body } = request("POST", VALIDATE(account.accountSid), { token: "forged" });
      assert.equal((body as { valid: boolean }).valid, false);
    },
  },
];

const webChatBehaviours: readonly Behaviour[] = [
  {
    of: ["flex-api.CreateWebChannel"],
    says: "a web chat is a conversation with the customer in it, told to the address's webhook",
    async run({ client, account, listen }) {
      const received = listen("https://hooks.example");
      const address = await client.conversations.v1.addressConfigurations.create({
        type: "chat",
        address: "website",
        "autoCreation.enabled": true,
        "autoCreation.type": "webhook",
        "autoCreation.webhookUrl": "https://hooks.example/chat",
        "autoCreation.webhookFilters": ["onMessageAdded"],
      });

      const { conversationSid, identity } = await client.flexApi.v2.webChannels.create({
        addressSid: address.sid,
        chatFriendlyName: "Website",
        customerFriendlyName: "Grace",
        preEngagementData: JSON.stringify({ topic: "billing" }),
        identity: "grace",
      });
      account.conversations.inbound({ from: identity, to: "website", body: "Hello", channel: "chat", conversationSid });
      await account.clock.advance(0);

      const conversation = client.conversations.v1.conversations(conversationSid);
      const { friendlyName, attributes } = await conversation.fetch();
      assert.equal(friendlyName, "Website");
      assert.deepEqual(JSON.parse(attributes), { from: "Grace", pre_engagement_data: { topic: "billing" } });
      assert.equal(JSON.parse((await conversation.participants("grace").fetch()).attributes).friendly_name, "Grace");
      assert.deepEqual(
        received.map(({ body }) => new URLSearchParams(body).get("Body")),
        ["Hello"],
      );
    },
  },
  {
    of: ["flex-api.CreateWebChannel"],
    says: "a web chat's customer gets an identity, and an address there is not is refused",
    async run({ client, request }) {
      const { sid } = await client.conversations.v1.addressConfigurations.create({ type: "chat", address: "website" });
      const { identity, conversationSid } = await client.flexApi.v2.webChannels.create({ addressSid: sid });
      assert.equal((await client.conversations.v1.conversations(conversationSid).participants.list()).length, 1);
      assert.match(identity, /^FX/);
      const unknown = { AddressSid: `IG${"f".repeat(32)}` };
      assert.equal(request("POST", "https://flex-api.twilio.com/v2/WebChats", unknown).status, 400);
    },
  },
];

export const flexBehaviours: readonly Behaviour[] = [
  ...configurationBehaviours,
  ...pluginBehaviours,
  ...interactionBehaviours,
  ...transferBehaviours,
  ...webChatBehaviours,
  ...insightsBehaviours,
  ...tokenBehaviours,
];
