/** Address configurations through the real client. */
import { Account } from "../../simulator/account";

const open = () => new Account({ seed: 1 }).client().conversations.v1.addressConfigurations;

const refused = (status: number, code: number) => expect.objectContaining({ status, code });
const flow = `FW${"0".repeat(32)}`;

test("an address is found by its SID and by itself", async () => {
  const addresses = open();

  const { sid } = await addresses.create({ type: "sms", address: "+15551230001", friendlyName: "Front desk" });

  expect(sid).toBe(`IG${"0".repeat(31)}1`);
  expect(await addresses(sid).fetch()).toMatchObject({ address: "+15551230001", friendlyName: "Front desk" });
  expect(await addresses("+15551230001").fetch()).toMatchObject({ sid, type: "sms", autoCreation: null });
});

test("auto-creation by webhook shows the webhook's settings", async () => {
  const addresses = open();

  const { autoCreation } = await addresses.create({
    type: "sms",
    address: "+15551230001",
    "autoCreation.enabled": true,
    "autoCreation.type": "webhook",
    "autoCreation.webhookUrl": "https://example.com",
    "autoCreation.webhookMethod": "post",
    "autoCreation.webhookFilters": ["onParticipantAdded", "onMessageAdded"],
  });

  expect(autoCreation).toEqual({
    enabled: true,
    type: "webhook",
    webhook_url: "https://example.com",
    webhook_method: "POST",
    webhook_filters: ["onParticipantAdded", "onMessageAdded"],
  });
});

test("an update to a Studio flow hides the webhook and keeps what it does not name", async () => {
  const addresses = open();
  await addresses.create({
    type: "sms",
    address: "+15551230001",
    friendlyName: "Front desk",
    "autoCreation.enabled": true,
    "autoCreation.type": "webhook",
    "autoCreation.webhookUrl": "https://example.com",
  });

  const updated = await addresses("+15551230001").update({
    "autoCreation.type": "studio",
    "autoCreation.studioFlowSid": flow,
    "autoCreation.studioRetryCount": 3,
  });

  expect(updated.friendlyName).toBe("Front desk");
  expect(updated.autoCreation).toEqual({ enabled: true, type: "studio", studio_flow_sid: flow, studio_retry_count: 3 });
});

test("an address is configured once for each type", async () => {
  const addresses = open();
  await addresses.create({ type: "sms", address: "+15551230001" });

  await expect(addresses.create({ type: "sms", address: "+15551230001" })).rejects.toEqual(refused(409, 20409));

  await addresses.create({ type: "rcs", address: "+15551230001" });
  expect((await addresses.list()).map(({ type }) => type)).toEqual(["sms", "rcs"]);
  expect((await addresses.list({ type: "rcs" })).map(({ type }) => type)).toEqual(["rcs"]);
});

test("a removed address is gone and can be configured again", async () => {
  const addresses = open();
  await addresses.create({ type: "sms", address: "+15551230001" });

  await addresses("+15551230001").remove();

  await expect(addresses("+15551230001").fetch()).rejects.toEqual(refused(404, 20404));
  await addresses.create({ type: "sms", address: "+15551230001" });
});

test.each([
  { what: "a flow SID of another kind", with: { "autoCreation.studioFlowSid": "WW1" } },
  { what: "an unknown event", with: { "autoCreation.webhookFilters": ["onLunch"] } },
  { what: "a friendly name of 257 characters", with: { friendlyName: "n".repeat(257) } },
  { what: "no address", with: { address: "" } },
])("$what is refused", async ({ with: parameters }) => {
  const created = open().create({ type: "sms", address: "+15551230001", ...parameters });

  await expect(created).rejects.toEqual(refused(400, 20001));
});
