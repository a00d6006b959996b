/** Sinks of Event Streams: https://www.twilio.com/docs/events/event-streams/sink-resource */
import assert from "node:assert/strict";
import type { Behaviour } from "./behaviour";
import { eventsIn, kinesis, ORIGIN, refusal, SENT, subscribed, webhook } from "./events-scene";

export const sinkBehaviours: readonly Behaviour[] = [
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
