/** Conversations at their edges. */
import fc from "fast-check";
import { Account } from "../../simulator/account";
import type { HostedRequest } from "../../simulator/kernel/webhooks";

const CUSTOMER = "+15550100001";
const CENTRE = "+15550100002";

function open() {
  const account = new Account({ seed: 1 });
  return { account, conversations: account.client().conversations.v1.conversations };
}

async function autoCreate(account: Account, settings: Readonly<Record<string, unknown>> = {}) {
  await account.client().conversations.v1.addressConfigurations.create({
    type: "sms",
    address: CENTRE,
    "autoCreation.enabled": true,
    "autoCreation.type": "default",
    ...settings,
  });
}

const refused = (status: number, code: number) => expect.objectContaining({ status, code });

test.each([
  { what: "a timer of less than a minute", given: { state: "active", "timers.inactive": "PT59S" } },
  { what: "a closing timer of less than ten minutes", given: { state: "active", "timers.closed": "PT9M59S" } },
  { what: "a timer that is no duration", given: { state: "active", "timers.inactive": "an hour" } },
  { what: "a state that does not exist", given: { state: "asleep" } },
  { what: "a state of Twilio's own", given: { state: "initializing" } },
  { what: "attributes that are no object", given: { attributes: "[1]" } },
  { what: "a friendly name of 257 characters", given: { friendlyName: "n".repeat(257) } },
  { what: "a date that is none", given: { dateCreated: "yesterday" as unknown as Date } },
])("a conversation with $what is refused", async ({ given }) => {
  const { conversations } = open();

  await expect(conversations.create(given as object)).rejects.toEqual(refused(400, 20001));
});

test("a conversation cannot begin closed", async () => {
  const { conversations } = open();

  await expect(conversations.create({ state: "closed" })).rejects.toEqual(refused(400, 50384));
});

test("somebody without identity and address cannot take part", async () => {
  const { conversations } = open();
  const { sid } = await conversations.create();

  await expect(conversations(sid).participants.create({})).rejects.toEqual(refused(400, 20001));
});

test("a service's conversation is not found in the default service", async () => {
  const { account, conversations } = open();
  const { services } = account.client().conversations.v1;
  const service = await services.create({ friendlyName: "Second" });
  const { sid } = await services(service.sid).conversations.create({ uniqueName: "desk" });
  const own = await conversations.create({ uniqueName: "desk" });

  await expect(conversations(sid).fetch()).rejects.toEqual(refused(404, 20404));

  expect((await conversations("desk").fetch()).sid).toBe(own.sid);
  expect((await services(service.sid).conversations("desk").fetch()).sid).toBe(sid);
});

test.each([
  { what: "no address", settings: undefined },
  { what: "an address that makes none", settings: { "autoCreation.enabled": false } },
  { what: "an address of another type", settings: { type: "rcs" } },
])("a message to $what makes no conversation", async ({ settings }) => {
  const { account, conversations } = open();
  if (settings) await autoCreate(account, settings);

  expect(account.conversations.inbound({ from: CUSTOMER, to: CENTRE, body: "Hello" })).toBeUndefined();

  expect(await conversations.list()).toEqual([]);
});

test("a message to an inactive conversation makes it active, and says why", async () => {
  const { account, conversations } = open();
  await autoCreate(account);
  const sid = account.conversations.inbound({ from: CUSTOMER, to: CENTRE, body: "Hello" })?.conversation.sid ?? "";
  await conversations(sid).update({ state: "inactive" });
  const received: HostedRequest[] = [];
  account.webhooks.host("https://hooks.example", async (request) => {
    received.push(request);
    return { status: 200, headers: {}, body: "" };
  });
  await account
    .client()
    .conversations.v1.configuration.webhooks()
    .update({ postWebhookUrl: "https://hooks.example", filters: ["onConversationStateUpdated"] });

  account.conversations.inbound({ from: CUSTOMER, to: CENTRE, body: "Still there?" });
  await account.clock.advance(0);

  const form = new URLSearchParams(received[0]?.body);
  expect(["StateFrom", "StateTo", "Reason"].map((name) => form.get(name))).toEqual(["inactive", "active", "EVENT"]);
});

test("an address's conversations can be made in a service of their own", async () => {
  const { account, conversations } = open();
  const service = await account.client().conversations.v1.services.create({ friendlyName: "Second" });
  await autoCreate(account, { "autoCreation.conversationServiceSid": service.sid });

  account.conversations.inbound({ from: CUSTOMER, to: CENTRE, body: "Hello" });

  expect(await conversations.list()).toEqual([]);
  expect(await account.client().conversations.v1.services(service.sid).conversations.list()).toHaveLength(1);
});

test("a conversation's timers and webhooks go on after a snapshot as they would have", async () => {
  const { account, conversations } = open();
  await autoCreate(account, { "autoCreation.type": "studio", "autoCreation.studioFlowSid": `FW${"a".repeat(32)}` });
  const { sid } = await conversations.create({ state: "active", "timers.inactive": "PT1M", "timers.closed": "PT10M" });
  await account.clock.advance(30);
  account.conversations.inbound({ from: CUSTOMER, to: CENTRE, body: "Hello" });
  const restored = new Account({ seed: 2 });
  restored.restore(account.snapshot());

  const seen = await Promise.all(
    [account, restored].map(async (one) => {
      await one.clock.advance(29);
      const before = one.conversations.get(sid)?.state;
      await one.clock.advance(1);
      const after = one.conversations.get(sid)?.state;
      one.conversations.inbound({ from: CUSTOMER, to: CENTRE, body: "Still there?" });
      await one.clock.advance(540);
      return { before, after, state: one.conversations.get(sid)?.state, starts: one.conversations.flowStarts };
    }),
  );

  expect(seen[1]).toMatchObject({ before: "active", after: "inactive", state: "closed" });
  expect(seen[1]?.starts).toHaveLength(2);
  expect(seen[1]).toEqual(seen[0]);
});

test("whatever is sent, a pair of addresses is in one open conversation at most", async () => {
  const step = fc.record({
    from: fc.integer({ min: 0, max: 2 }),
    afterwards: fc.constantFrom("nothing", "close", "sleep"),
  });

  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const { account, conversations } = open();
      await autoCreate(account);
      for (const { from, afterwards } of steps) {
        const made = account.conversations.inbound({ from: `+1555010000${from}`, to: CENTRE, body: "Hello" });
        const sid = made?.conversation.sid ?? "";
        if (afterwards === "close") await conversations(sid).update({ state: "closed" });
        if (afterwards === "sleep") await conversations(sid).update({ state: "inactive" });
      }
      const stillOpen = (await conversations.list()).filter(({ state }) => state !== "closed");
      const customers = stillOpen.map(({ friendlyName }) => friendlyName);
      expect(customers).toEqual([...new Set(customers)]);
    }),
    { numRuns: 30 },
  );
});
