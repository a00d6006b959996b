/** Calls: https://www.twilio.com/docs/voice/api/call-resource */
import assert from "node:assert/strict";
import { floorOf } from "../support/task-floor";
import type { Behaviour } from "./behaviour";

const HOOKS = "https://hooks.example";
const ana = "+15550100001";
const desk = "+15550100002";
const call = { to: ana, from: desk, twiml: "<Response><Pause length='30'/></Response>" };
const gone = (error: { status?: number }) => error.status === 404;
const twiml = (verbs: string) => ({
  status: 200,
  headers: { "content-type": "text/xml" },
  body: `<?xml version="1.0" encoding="UTF-8"?><Response>${verbs}</Response>`,
});

export const voiceBehaviours: readonly Behaviour[] = [
  {
    of: ["api.CreateCall", "api.FetchCall"],
    says: "a call is queued, rings, is answered, and is over when its TwiML is",
    async run({ account, client }) {
      const { sid, status } = await client.calls.create(call);
      const seen = [status];
      for (const seconds of [1, 2, 30]) {
        await account.clock.advance(seconds);
        seen.push((await client.calls(sid).fetch()).status);
      }

      assert.deepEqual(seen, ["queued", "ringing", "in-progress", "completed"]);
      assert.equal((await client.calls(sid).fetch()).duration, "30");
    },
  },
  {
    of: ["api.CreateCall"],
    says: "status callbacks tell of the events that were asked for, in order",
    async run({ account, client, listen }) {
      const received = listen(HOOKS);
      await client.calls.create({
        ...call,
        statusCallback: `${HOOKS}/status`,
        statusCallbackEvent: ["initiated", "ringing", "answered", "completed"],
      });

      await account.clock.advance(60);

      const told = received.map(({ body }) => new URLSearchParams(body));
      assert.deepEqual(
        told.map((form) => [form.get("CallStatus"), form.get("SequenceNumber")]),
        [
          ["initiated", "0"],
          ["ringing", "1"],
          ["in-progress", "2"],
          ["completed", "3"],
        ],
      );
      assert.equal(told.at(-1)?.get("CallDuration"), "30");
    },
  },
  {
    of: ["api.CreateCall"],
    says: "a call asks its URL, signed, for what to do, and follows redirects",
    async run({ account, client, listen }) {
      const received = listen(HOOKS, ({ url }) =>
        twiml(url.pathname === "/first" ? "<Say>One moment</Say><Redirect>/second</Redirect>" : "<Hangup/>"),
      );
      const { sid } = await client.calls.create({ to: ana, from: desk, url: `${HOOKS}/first` });

      await account.clock.advance(10);

      assert.deepEqual(
        received.map(({ url }) => url.pathname),
        ["/first", "/second"],
      );
      assert.ok(received[0]?.headers["x-twilio-signature"]);
      assert.equal(new URLSearchParams(received[0]?.body).get("CallSid"), sid);
      assert.equal((await client.calls(sid).fetch()).status, "completed");
    },
  },
  {
    of: ["api.CreateCall", "api.FetchCall"],
    says: "who does not answer is rung for the timeout",
    async run({ account, client }) {
      account.voice.setOutcome(ana, "no-answer");
      const { sid } = await client.calls.create({ ...call, timeout: 20 });

      await account.clock.advance(20);
      assert.equal((await client.calls(sid).fetch()).status, "ringing");

      await account.clock.advance(1);
      assert.equal((await client.calls(sid).fetch()).status, "no-answer");
    },
  },
  {
    of: ["api.UpdateCall"],
    says: "a call is hung up, redirected, or canceled before it is answered",
    async run({ account, client }) {
      const [hungUp, redirected] = [await client.calls.create(call), await client.calls.create(call)];
      await account.clock.advance(5);
      await client.calls(hungUp.sid).update({ status: "completed" });
      await client.calls(redirected.sid).update({ twiml: "<Response><Pause length='60'/></Response>" });
      const canceled = await client.calls.create(call);
      await client.calls(canceled.sid).update({ status: "canceled" });
      const statusOf = async ({ sid }: { sid: string }) => (await client.calls(sid).fetch()).status;

      await account.clock.advance(40);

      assert.equal(await statusOf(hungUp), "completed");
      assert.equal(await statusOf(redirected), "in-progress");
      assert.equal(await statusOf(canceled), "canceled");
    },
  },
  {
    of: ["api.DeleteCall"],
    says: "a call that is over can be deleted",
    async run({ account, client }) {
      const { sid } = await client.calls.create(call);
      await account.clock.advance(60);

      await client.calls(sid).remove();

      await assert.rejects(client.calls(sid).fetch(), gone);
    },
  },
  {
    of: ["api.ListCall"],
    says: "calls are listed newest first, by status, party and time, page by page",
    async run({ account, client }) {
      const one = await client.calls.create(call);
      await account.clock.advance(86_400);
      const two = await client.calls.create({ ...call, to: "+15550100003" });
      await account.clock.advance(5);
      const sids = async (by: object) => (await client.calls.list(by)).map(({ sid }) => sid);

      assert.deepEqual(await sids({ pageSize: 1 }), [two.sid, one.sid]);
      assert.deepEqual(await sids({ status: "completed" }), [one.sid]);
      assert.deepEqual(await sids({ to: "+15550100003" }), [two.sid]);
      assert.deepEqual(await sids({ startTimeAfter: new Date(account.clock.now() - 60_000) }), [two.sid]);
      assert.deepEqual(await sids({ endTimeAfter: new Date(account.clock.now() - 60_000) }), []);
    },
  },
  {
    of: ["api.CreateIncomingPhoneNumber", "api.UpdateIncomingPhoneNumber", "api.FetchIncomingPhoneNumber"],
    says: "a call to a number of the account goes to the number's VoiceUrl",
    async run({ account, client, listen }) {
      const received = listen(HOOKS, () => twiml("<Hangup/>"));
      const { sid } = await client.incomingPhoneNumbers.create({ phoneNumber: desk, friendlyName: "Desk" });
      await client.incomingPhoneNumbers(sid).update({ voiceUrl: `${HOOKS}/voice` });

      account.voice.inbound({ from: ana, to: desk });
      await account.clock.advance(1);

      assert.equal((await client.incomingPhoneNumbers(sid).fetch()).voiceUrl, `${HOOKS}/voice`);
      const form = new URLSearchParams(received[0]?.body);
      assert.deepEqual([form.get("From"), form.get("To"), form.get("Direction")], [ana, desk, "inbound"]);
    },
  },
  {
    of: ["api.ListIncomingPhoneNumber", "api.DeleteIncomingPhoneNumber"],
    says: "numbers are listed by name and by digits, and a deleted one is gone",
    async run({ client }) {
      const one = await client.incomingPhoneNumbers.create({ phoneNumber: desk, friendlyName: "Desk" });
      const two = await client.incomingPhoneNumbers.create({ areaCode: "415" });
      const sids = async (by: object = {}) => (await client.incomingPhoneNumbers.list(by)).map(({ sid }) => sid);
      assert.deepEqual(await sids({ pageSize: 1 }), [one.sid, two.sid]);
      assert.deepEqual(await sids({ friendlyName: "Desk" }), [one.sid]);
      assert.deepEqual(await sids({ phoneNumber: "415" }), [two.sid]);

      await client.incomingPhoneNumbers(one.sid).remove();

      assert.deepEqual(await sids(), [two.sid]);
      await assert.rejects(client.incomingPhoneNumbers(one.sid).fetch(), gone);
    },
  },
  {
    of: ["api.CreateCall", "taskrouter.FetchTask"],
    says: "Enqueue with a workflow makes a voice task, which is canceled when the caller hangs up",
    async run({ account, client }) {
      const { place, workflow } = await floorOf(client);
      const enqueue = `<Response><Enqueue workflowSid="${workflow.sid}"><Task>{"topic":"bill &amp; more"}</Task></Enqueue></Response>`;
      const { sid } = await client.calls.create({ to: ana, from: desk, twiml: enqueue });
      await account.clock.advance(5);

      const [task] = await place.tasks.list();
      const attributes = JSON.parse(task?.attributes ?? "{}");
      assert.deepEqual([attributes.topic, attributes.call_sid], ["bill & more", sid]);
      assert.equal(task?.taskChannelUniqueName, "voice");

      account.voice.hangUp(sid);
      assert.equal((await place.tasks(task?.sid ?? "").fetch()).assignmentStatus, "canceled");
    },
  },
];
