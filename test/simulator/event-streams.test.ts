/** Sinks, subscriptions and the catalogue of Event Streams: refusals, limits, and what a snapshot keeps. */
import { validateRequestWithBody } from "twilio/lib/webhooks/webhooks";
import { Account } from "../../simulator/account";
import { idOf, openStreams, SENT } from "../support/event-streams";

const ORIGIN = "https://floor.example";
const CREATED = "com.twilio.taskrouter.task.created";
const WEBHOOK = { destination: `${ORIGIN}/sink`, method: "POST" };

function open() {
  const account = new Account();
  const { sinks, subscriptions } = account.client().events.v1;
  const sink = (sinkType: string, sinkConfiguration: unknown) =>
    sinks.create({ description: "floor", sinkType: sinkType as "webhook", sinkConfiguration });
  const subscribe = (sinkSid: string, ...types: unknown[]) =>
    subscriptions.create({ description: "floor", sinkSid, types });
  return { account, sinks, subscriptions, sink, subscribe };
}

describe("a sink", () => {
  test.each([
    { type: "webhook", configuration: WEBHOOK },
    { type: "webhook", configuration: { ...WEBHOOK, method: "get", batch_events: true } },
    {
      type: "kinesis",
      configuration: {
        arn: "arn:aws:kinesis:us-east-1:1:stream/a",
        role_arn: "arn:aws:iam::1:role/A",
        external_id: "1",
      },
    },
    { type: "segment", configuration: { write_key: "key" } },
    { type: "email", configuration: { to: "floor@example.org" } },
  ])("of the type $type is made with $configuration", async ({ type, configuration }) => {
    const { sink } = open();

    expect(await sink(type, configuration)).toMatchObject({
      sinkType: type,
      sinkConfiguration: configuration,
      status: "active",
    });
  });

  test.each([
    { type: "webhook", configuration: {} },
    { type: "webhook", configuration: { method: "POST" } },
    { type: "webhook", configuration: { destination: `${ORIGIN}/sink` } },
    { type: "webhook", configuration: { ...WEBHOOK, method: "PUT" } },
    { type: "webhook", configuration: { ...WEBHOOK, destination: "floor.example" } },
    { type: "webhook", configuration: { ...WEBHOOK, destination: "ftp://floor.example" } },
    { type: "webhook", configuration: { ...WEBHOOK, batch_events: "yes" } },
    { type: "webhook", configuration: [] },
    { type: "kinesis", configuration: { arn: "stream", role_arn: "arn:aws:iam::1:role/A", external_id: "1" } },
    { type: "kinesis", configuration: { arn: "arn:aws:kinesis:us-east-1:1:stream/a", external_id: "1" } },
    {
      type: "kinesis",
      configuration: { arn: "arn:aws:kinesis:us-east-1:1:stream/a", role_arn: "arn:aws:iam::1:role/A" },
    },
    { type: "segment", configuration: { write_key: "" } },
    { type: "email", configuration: {} },
    { type: "pigeon", configuration: {} },
  ])("of the type $type is refused with $configuration", async ({ type, configuration }) => {
    const { sinks, sink } = open();

    await expect(sink(type, configuration)).rejects.toMatchObject({ status: 400, code: 91000 });

    expect(await sinks.list()).toEqual([]);
  });

  test("needs a description", async () => {
    const { sinks } = open();

    const made = sinks.create({ description: "", sinkType: "webhook", sinkConfiguration: WEBHOOK });

    await expect(made).rejects.toMatchObject({ status: 400, code: 20001 });
  });

  test("is one of a hundred at most", async () => {
    const { sinks, sink } = open();
    for (let count = 0; count < 100; count++) await sink("webhook", WEBHOOK);

    await expect(sink("webhook", WEBHOOK)).rejects.toMatchObject({ status: 400, code: 91003 });

    const [first] = await sinks.list({ limit: 1 });
    await sinks(first?.sid ?? "").remove();
    expect(await sink("webhook", WEBHOOK)).toMatchObject({ status: "active" });
  });

  test("is always valid, whatever the test's id, unless validation is asked for", async () => {
    const { sinks, sink } = open();
    const { sid } = await sink("webhook", WEBHOOK);

    expect(await sinks(sid).sinkValidate.create({ testId: "anything" })).toMatchObject({ result: "valid" });
    await expect(sinks(sid).sinkValidate.create({ testId: "" })).rejects.toMatchObject({ status: 400 });
  });

  test("has failed once its test event is given up, and can be tested again", async () => {
    const { account, client, sink, answers } = await openStreams();
    account.eventStreams.configure({ needsValidation: true });
    answers.push(404);
    await client.events.v1.sinks(sink).sinkTest.create();
    await account.clock.advance(0);
    expect(await client.events.v1.sinks(sink).fetch()).toMatchObject({ status: "failed" });

    await client.events.v1.sinks(sink).sinkTest.create();

    expect(await client.events.v1.sinks(sink).fetch()).toMatchObject({ status: "validating" });
  });
});

describe("a subscription", () => {
  test.each([
    { why: "no types", types: [], code: 91103 },
    { why: "a type that is none", types: [{ type: "com.twilio.tea.brewed" }], code: 91104 },
    {
      why: "a type that is there no longer",
      types: [{ type: "com.twilio.conversations.delivery.updated" }],
      code: 91104,
    },
    { why: "a type twice", types: [{ type: SENT }, { type: SENT }], code: 91101 },
    { why: "an entry without a type", types: [{ schema_version: 1 }], code: 20001 },
    { why: "a version there is not", types: [{ type: CREATED, schema_version: 5 }], code: 20001 },
    { why: "a version that is no number", types: [{ type: CREATED, schema_version: "new" }], code: 20001 },
    { why: "a list for an entry", types: [[SENT]], code: 20001 },
  ])("is refused with $why", async ({ types, code }) => {
    const { sink, subscribe, subscriptions } = open();
    const { sid } = await sink("webhook", WEBHOOK);

    await expect(subscribe(sid, ...types)).rejects.toMatchObject({ status: 400, code });

    expect(await subscriptions.list()).toEqual([]);
  });

  test("needs a sink that is there", async () => {
    const { subscribe } = open();

    await expect(subscribe(`DG${"0".repeat(32)}`, { type: SENT })).rejects.toMatchObject({ status: 400, code: 91001 });
  });

  test("is one of a hundred at most", async () => {
    const { sink, subscribe } = open();
    const { sid } = await sink("webhook", WEBHOOK);
    for (let count = 0; count < 100; count++) await subscribe(sid, { type: SENT });

    await expect(subscribe(sid, { type: SENT })).rejects.toMatchObject({ status: 400 });
  });

  test("has its sink for itself where the account is configured so", async () => {
    const { account, sink, subscribe } = open();
    const { sid } = await sink("webhook", WEBHOOK);
    account.eventStreams.configure({ isSinkExclusive: true });
    await subscribe(sid, { type: SENT });

    await expect(subscribe(sid, { type: CREATED })).rejects.toMatchObject({ status: 400, code: 91007 });
  });

  test("cannot be given a type it has", async () => {
    const { client, subscription } = await openStreams();

    const added = client.events.v1.subscriptions(subscription).subscribedEvents.create({ type: SENT });

    await expect(added).rejects.toMatchObject({ status: 400, code: 91101 });
  });

  test("keeps a type's version where the update says none", async () => {
    const { client, subscription } = await openStreams();
    const { subscribedEvents } = client.events.v1.subscriptions(subscription);
    await subscribedEvents.create({ type: CREATED, schemaVersion: 2 });

    const updated = await client.events.v1.subscriptions(subscription).subscribedEvents(CREATED).update();

    expect(updated).toMatchObject({ schemaVersion: 2 });
  });

  test("cannot be listed by what is no sink's SID", async () => {
    const { subscriptions } = open();

    await expect(subscriptions.list({ sinkSid: "floor" })).rejects.toMatchObject({ status: 400, code: 20001 });
  });
});

describe("publishing", () => {
  test("refuses types that the catalogue does not list", () => {
    const { account } = open();

    expect(() => account.eventStreams.publish("com.twilio.tea.brewed", {})).toThrow(/com\.twilio\.tea\.brewed/);
  });

  test("gives every event an id of its own, which its copies to several sinks share", async () => {
    const { account, client, received } = await openStreams();
    const other = await client.events.v1.sinks.create({
      description: "other",
      sinkType: "webhook",
      sinkConfiguration: { ...WEBHOOK, destination: `${ORIGIN}/other` },
    });
    await client.events.v1.subscriptions.create({ description: "other", sinkSid: other.sid, types: [{ type: SENT }] });
    account.eventStreams.publish(SENT, {});
    account.eventStreams.publish(SENT, {});

    await account.clock.advance(0);

    const ids = received.flatMap(({ body }) => (JSON.parse(body) as { id: string }[]).map(({ id }) => id));
    expect(ids).toHaveLength(4);
    expect(new Set(ids).size).toBe(2);
    expect(ids[0]).toMatch(/^EZ[0-9a-f]{32}$/);
  });

  test("happens after the answer to what caused it, and is signed", async () => {
    const { account, received, publish } = await openStreams();
    publish();
    expect(received).toEqual([]);

    await account.clock.advance(0);

    const [{ url, headers, body } = { url: "", headers: {} as Record<string, string>, body: "" }] = received;
    expect(validateRequestWithBody(account.authToken, headers["x-twilio-signature"] ?? "", url, body)).toBe(true);
  });
});

test("a snapshot keeps sinks, subscriptions, settings and the ids already given", async () => {
  const { account, client, sink, publish } = await openStreams();
  account.eventStreams.configure({ needsValidation: true });
  await client.events.v1.sinks(sink).update({ description: "kept" });
  publish("before");
  await account.clock.advance(0);
  const restored = new Account({ seed: 5 });
  expect(restored.eventStreams.isWanted(SENT)).toBe(false);

  restored.restore(account.snapshot());

  const bodies: string[] = [];
  restored.webhooks.host(ORIGIN, async ({ body }) => {
    bodies.push(body);
    return { status: 204, headers: {}, body: "" };
  });
  restored.eventStreams.publish(SENT, { messageSid: "after" });
  await restored.clock.advance(0);
  const { sinks } = restored.client().events.v1;
  expect(await sinks(sink).fetch()).toMatchObject({ description: "kept", status: "active" });
  expect(bodies.map((body) => idOf({ body }))).toEqual([["after"]]);
  expect(bodies[0]).toContain(`"id":"EZ1${"0".repeat(30)}2"`);
  expect(
    await sinks.create({ description: "x", sinkType: "segment", sinkConfiguration: { write_key: "k" } }),
  ).toMatchObject({ status: "initialized" });
});
