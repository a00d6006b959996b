/** Event Streams, and the workspace's event callback: https://www.twilio.com/docs/events */
import assert from "node:assert/strict";
import type { Behaviour, Stage } from "./behaviour";

const ORIGIN = "https://consumer.example";
const SENT = "com.twilio.messaging.message.sent";
const DELIVERED = "com.twilio.messaging.message.delivered";
const CREATED = "com.twilio.taskrouter.worker.created";
const ACTIVITY = "com.twilio.taskrouter.worker.activity.update";

const webhook = {
  description: "floor",
  sinkType: "webhook" as const,
  sinkConfiguration: { destination: `${ORIGIN}/sink`, method: "POST", batch_events: false },
};

const kinesis = {
  description: "lake",
  sinkType: "kinesis" as const,
  sinkConfiguration: {
    arn: "arn:aws:kinesis:us-east-1:111111111:stream/test",
    role_arn: "arn:aws:iam::111111111:role/Role",
    external_id: "1234567890",
  },
};

type CloudEvent = { type: string; dataschema: string; data: Record<string, unknown> & { payload?: object } };

const eventsIn = (received: readonly { body: string }[]): CloudEvent[] =>
  received.flatMap(({ body }) => JSON.parse(body) as CloudEvent[]);

const workspaceOf = ({ account, client }: Stage) => client.taskrouter.v1.workspaces(account.taskRouter.workspace.sid);

async function subscribed({ client }: Stage, types: { type: string; schema_version?: number }[]) {
  const sink = await client.events.v1.sinks.create(webhook);
  return client.events.v1.subscriptions.create({ description: "floor", sinkSid: sink.sid, types });
}

const refusal = (status: number, code: number) => (error: unknown) => {
  assert.deepEqual(
    { status: (error as { status?: number }).status, code: (error as { code?: number }).code },
    { status, code },
  );
  return true;
};

const sinkBehaviours: readonly Behaviour[] = [
  {
    of: ["events.CreateSink", "events.FetchSink"],
    says: "a sink that was created can be fetched, active at once, with its configuration",
    async run({ client }) {
      const { sid } = await client.events.v1.sinks.create(webhook);
      const fetched = await client.events.v1.sinks(sid).fetch();
      assert.equal(fetched.status, "active");
      assert.equal(fetched.sinkType, "webhook");
      assert.deepEqual(fetched.sinkConfiguration, webhook.sinkConfiguration);
    },
  },
  {
    of: ["events.ListSink", "events.CreateSink", "events.CreateSubscription"],
    says: "sinks are listed in pages, and by whether a subscription uses them and by status",
    async run({ account, client }) {
      account.eventStreams.configure({ needsValidation: true });
      const used = await client.events.v1.sinks.create(webhook);
      const idle = await client.events.v1.sinks.create({ ...webhook, description: "idle" });
      const untested = await client.events.v1.sinks.create(kinesis);
      await client.events.v1.subscriptions.create({ description: "x", sinkSid: used.sid, types: [{ type: SENT }] });
      const sids = async (by: object) => (await client.events.v1.sinks.list(by)).map(({ sid }) => sid);
      assert.deepEqual(await sids({ pageSize: 2 }), [used.sid, idle.sid, untested.sid]);
      assert.equal((await client.events.v1.sinks.page({ pageSize: 2 })).instances.length, 2);
      assert.deepEqual(await sids({ inUse: true }), [used.sid]);
      assert.deepEqual(await sids({ inUse: false }), [idle.sid, untested.sid]);
      assert.deepEqual(await sids({ status: "initialized" }), [untested.sid]);
    },
  },
  {
    of: ["events.UpdateSink"],
    says: "a sink's description can be changed, and is another when it is fetched",
    async run({ account, client }) {
      const { sid, dateUpdated } = await client.events.v1.sinks.create(webhook);
      await account.clock.advance(60);
      await client.events.v1.sinks(sid).update({ description: "new floor" });
      const fetched = await client.events.v1.sinks(sid).fetch();
      assert.equal(fetched.description, "new floor");
      assert.equal(fetched.dateUpdated.getTime(), dateUpdated.getTime() + 60_000);
    },
  },
  {
    of: ["events.DeleteSink"],
    says: "a sink is deleted only when no subscription uses it, and is gone then",
    async run(stage) {
      const { events } = stage.client;
      const { sid, sinkSid } = await subscribed(stage, [{ type: SENT }]);
      await assert.rejects(events.v1.sinks(sinkSid).remove(), refusal(400, 91007));
      await events.v1.subscriptions(sid).remove();
      await events.v1.sinks(sinkSid).remove();
      await assert.rejects(events.v1.sinks(sinkSid).fetch(), refusal(404, 91001));
      assert.deepEqual(await events.v1.sinks.list(), []);
    },
  },
  {
    of: ["events.CreateSinkTest"],
    says: "testing a sink sends it an event with a test_id",
    async run({ account, client, listen }) {
      const received = listen(ORIGIN);
      const { sid } = await client.events.v1.sinks.create(webhook);
      assert.equal((await client.events.v1.sinks(sid).sinkTest.create()).result, "submitted");
      await account.clock.advance(0);
      const [event] = eventsIn(received);
      assert.equal(event?.type, "com.twilio.eventstreams.test-event");
      assert.match(String(event?.data["test_id"]), /^[0-9a-f]{8}-[0-9a-f-]{27}$/);
    },
  },
  {
    of: ["events.CreateSinkTest", "events.CreateSinkValidate"],
    says: "where validation is asked for, a sink becomes active by the id of its latest test event, and by no other",
    async run({ account, client }) {
      account.eventStreams.configure({ needsValidation: true });
      const { sid, status } = await client.events.v1.sinks.create(kinesis);
      const sink = client.events.v1.sinks(sid);
      const types = [{ type: SENT }];
      const subscription = { description: "lake", sinkSid: sid, types };
      assert.equal(status, "initialized");
      await assert.rejects(client.events.v1.subscriptions.create(subscription), refusal(400, 91100));
      await sink.sinkTest.create();
      await sink.sinkTest.create();
      await account.clock.advance(0);
      const [old, latest] = account.events.kept(sid).map(({ data }) => String(data["test_id"]));
      assert.equal((await sink.fetch()).status, "validating");
      await assert.rejects(sink.sinkValidate.create({ testId: old ?? "" }), refusal(400, 20001));
      assert.equal((await sink.sinkValidate.create({ testId: latest ?? "" })).result, "valid");
      assert.equal((await sink.fetch()).status, "active");
      await client.events.v1.subscriptions.create(subscription);
    },
  },
];

const subscriptionBehaviours: readonly Behaviour[] = [
  {
    of: ["events.CreateSubscription", "events.FetchSubscription"],
    says: "a subscription sends its sink the events of its types, and no others",
    async run(stage) {
      const { account, client, listen } = stage;
      const received = listen(ORIGIN);
      const { sid, sinkSid } = await subscribed(stage, [{ type: SENT }]);
      assert.equal((await client.events.v1.subscriptions(sid).fetch()).sinkSid, sinkSid);
      account.eventStreams.publish(SENT, { messageSid: "SM1" });
      account.eventStreams.publish(DELIVERED, { messageSid: "SM1" });
      await account.clock.advance(0);
      assert.deepEqual(
        eventsIn(received).map(({ type, data }) => ({ type, data })),
        [{ type: SENT, data: { messageSid: "SM1" } }],
      );
    },
  },
  {
    of: ["events.ListSubscription"],
    says: "subscriptions are listed in pages, and by sink",
    async run(stage) {
      const { client } = stage;
      const made = [await subscribed(stage, [{ type: SENT }]), await subscribed(stage, [{ type: SENT }])];
      const sids = async (by: object) => (await client.events.v1.subscriptions.list(by)).map(({ sid }) => sid);
      assert.deepEqual(
        await sids({ pageSize: 1 }),
        made.map(({ sid }) => sid),
      );
      assert.equal((await client.events.v1.subscriptions.page({ pageSize: 1 })).instances.length, 1);
      assert.deepEqual(await sids({ sinkSid: made[1]?.sinkSid }), [made[1]?.sid]);
    },
  },
  {
    of: ["events.UpdateSubscription", "events.FetchSubscription"],
    says: "a subscription's description can be changed",
    async run(stage) {
      const { client } = stage;
      const { sid } = await subscribed(stage, [{ type: SENT }]);
      await client.events.v1.subscriptions(sid).update({ description: "other" });
      assert.equal((await client.events.v1.subscriptions(sid).fetch()).description, "other");
    },
  },
  {
    of: ["events.DeleteSubscription"],
    says: "a deleted subscription is gone, and its sink gets nothing more",
    async run(stage) {
      const { account, client, listen } = stage;
      const received = listen(ORIGIN);
      const { sid } = await subscribed(stage, [{ type: SENT }]);
      await client.events.v1.subscriptions(sid).remove();
      account.eventStreams.publish(SENT, {});
      await account.clock.advance(0);
      assert.equal(received.length, 0);
      await assert.rejects(client.events.v1.subscriptions(sid).fetch(), refusal(404, 91102));
      assert.deepEqual(await client.events.v1.subscriptions.list(), []);
    },
  },
  {
    of: ["events.CreateSubscribedEvent", "events.FetchSubscribedEvent", "events.ListSubscribedEvent"],
    says: "a type that is added to a subscription is sent, in the latest version of its schema",
    async run(stage) {
      const { account, client, listen } = stage;
      const received = listen(ORIGIN);
      const { sid } = await subscribed(stage, [{ type: SENT, schema_version: 2 }]);
      const { subscribedEvents } = client.events.v1.subscriptions(sid);
      await subscribedEvents.create({ type: CREATED });
      await workspaceOf(stage).workers.create({ friendlyName: "ana" });
      await account.clock.advance(0);
      assert.equal((await client.events.v1.subscriptions(sid).subscribedEvents(CREATED).fetch()).schemaVersion, 4);
      assert.deepEqual(
        (await subscribedEvents.list({ pageSize: 1 })).map(({ type, schemaVersion }) => ({ type, schemaVersion })),
        [
          { type: SENT, schemaVersion: 2 },
          { type: CREATED, schemaVersion: 4 },
        ],
      );
      assert.equal((await subscribedEvents.page({ pageSize: 1 })).instances.length, 1);
      assert.deepEqual(
        eventsIn(received).map(({ dataschema }) => dataschema),
        ["https://events-schemas.twilio.com/TaskRouter.WDSEvent/4"],
      );
    },
  },
  {
    of: ["events.UpdateSubscribedEvent"],
    says: "an event follows the schema version it is subscribed with: the first knows no milliseconds",
    async run(stage) {
      const { account, client, listen } = stage;
      const received = listen(ORIGIN);
      const { sid } = await subscribed(stage, [{ type: ACTIVITY, schema_version: 1 }]);
      const workspace = workspaceOf(stage);
      const worker = await workspace.workers.create({ friendlyName: "ana" });
      const activities = await workspace.activities.list();
      const move = async () => {
        const { activitySid } = await workspace.workers(worker.sid).fetch();
        const other = activities.find((activity) => activity.sid !== activitySid);
        await workspace.workers(worker.sid).update({ activitySid: other?.sid ?? "" });
        await account.clock.advance(1);
      };
      await move();
      await client.events.v1.subscriptions(sid).subscribedEvents(ACTIVITY).update({ schemaVersion: 2 });
      await move();
      const name = "worker_time_in_previous_activity_ms";
      assert.deepEqual(
        eventsIn(received).map(({ dataschema, data }) => [dataschema.at(-1), name in (data.payload ?? {})]),
        [
          ["1", false],
          ["2", true],
        ],
      );
    },
  },
  {
    of: ["events.DeleteSubscribedEvent"],
    says: "a type that is taken from a subscription is not sent any more",
    async run(stage) {
      const { account, client, listen } = stage;
      const received = listen(ORIGIN);
      const { sid } = await subscribed(stage, [{ type: SENT }, { type: DELIVERED }]);
      const subscription = client.events.v1.subscriptions(sid);
      await subscription.subscribedEvents(SENT).remove();
      account.eventStreams.publish(SENT, {});
      account.eventStreams.publish(DELIVERED, {});
      await account.clock.advance(0);
      assert.deepEqual(
        eventsIn(received).map(({ type }) => type),
        [DELIVERED],
      );
      await assert.rejects(subscription.subscribedEvents(SENT).fetch(), refusal(404, 20404));
      assert.deepEqual(
        (await subscription.subscribedEvents.list()).map(({ type }) => type),
        [DELIVERED],
      );
    },
  },
];

const catalogueBehaviours: readonly Behaviour[] = [
  {
    of: ["events.ListEventType", "events.FetchEventType"],
    says: "event types are listed in ascending order and by schema, and each can be subscribed to if it is available",
    async run(stage) {
      const { client } = stage;
      const all = await client.events.v1.eventTypes.list({ pageSize: 20 });
      const names = all.map(({ type }) => type);
      assert.deepEqual(names, [...names].sort());
      assert.equal((await client.events.v1.eventTypes.page({ pageSize: 20 })).instances.length, 20);
      const ofTaskRouter = await client.events.v1.eventTypes.list({ schemaId: "TaskRouter.WDSEvent" });
      assert.deepEqual(
        ofTaskRouter.map(({ type }) => type),
        names.filter((type) => type.startsWith("com.twilio.taskrouter.")),
      );
      assert.equal((await client.events.v1.eventTypes(CREATED).fetch()).schemaId, "TaskRouter.WDSEvent");
      const gone = all.find(({ status }) => status === "discontinued");
      await subscribed(
        stage,
        all.filter(({ status }) => status !== "discontinued").map(({ type }) => ({ type })),
      );
      await assert.rejects(subscribed(stage, [{ type: gone?.type ?? "" }]), refusal(400, 91104));
    },
  },
  {
    of: ["events.FetchSchema", "events.ListSchemaVersion", "events.FetchSchemaVersion"],
    says: "a schema has the versions that its types can be subscribed with, and no more",
    async run(stage) {
      const { client } = stage;
      const schema = client.events.v1.schemas("TaskRouter.WDSEvent");
      const { latestVersion } = await schema.fetch();
      const versions = await schema.versions.list({ pageSize: 3 });
      assert.deepEqual(
        versions.map(({ schemaVersion }) => schemaVersion),
        [1, 2, 3, 4],
      );
      assert.equal((await schema.versions.page({ pageSize: 3 })).instances.length, 3);
      assert.equal(latestVersion, 4);
      assert.equal((await schema.versions(4).fetch()).raw, "https://events-schemas.twilio.com/TaskRouter.WDSEvent/4");
      await assert.rejects(schema.versions(5).fetch(), refusal(404, 20404));
      await subscribed(stage, [{ type: CREATED, schema_version: latestVersion }]);
      await assert.rejects(subscribed(stage, [{ type: CREATED, schema_version: 5 }]), refusal(400, 20001));
    },
  },
];

const callbackBehaviours: readonly Behaviour[] = [
  {
    of: ["taskrouter.UpdateWorkspace"],
    says: "the workspace's event callback is sent the events of the filter, as forms",
    async run(stage) {
      const received = stage.listen(ORIGIN);
      const workspace = workspaceOf(stage);
      const eventsFilter = "worker.created, worker.attributes.update";
      await workspace.update({ eventCallbackUrl: `${ORIGIN}/callback`, eventsFilter });
      const { sid } = await workspace.workers.create({ friendlyName: "ana" });
      await workspace.workers(sid).update({ attributes: `{"level":5}` });
      await workspace.taskQueues.create({ friendlyName: "sales" });
      await stage.account.clock.advance(0);
      assert.deepEqual(
        received.map(({ body }) => {
          const { EventType, WorkerSid } = Object.fromEntries(new URLSearchParams(body));
          return { EventType, WorkerSid };
        }),
        [
          { EventType: "worker.created", WorkerSid: sid },
          { EventType: "worker.attributes.update", WorkerSid: sid },
        ],
      );
    },
  },
  {
    of: ["taskrouter.UpdateWorkspace"],
    says: "an event callback is tried again only as the overrides in its URL say",
    async run(stage) {
      const failing = { status: 500, headers: {}, body: "" };
      const received = stage.listen(ORIGIN, () => failing);
      const workspace = workspaceOf(stage);
      for (const fragment of ["", "#rc=3&rp=5xx"]) {
        const eventCallbackUrl = `${ORIGIN}/callback${fragment}`;
        await workspace.update({ eventCallbackUrl, eventsFilter: "worker.created" });
        await workspace.workers.create({ friendlyName: `ana ${fragment}` });
        await stage.account.clock.advance(60);
      }
      assert.deepEqual(
        received.map(({ body }) => new URLSearchParams(body).get("WorkerName")),
        ["ana ", ...Array.from({ length: 4 }, () => "ana #rc=3&rp=5xx")],
      );
    },
  },
];

export const eventBehaviours: readonly Behaviour[] = [
  ...sinkBehaviours,
  ...subscriptionBehaviours,
  ...catalogueBehaviours,
  ...callbackBehaviours,
];
