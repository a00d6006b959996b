/** Messages: https://www.twilio.com/docs/messaging/api/message-resource */
import assert from "node:assert/strict";
import type { Behaviour } from "./behaviour";

const note = { to: "+15550100001", from: "+15550100002", body: "hello" };
const HOOKS = "https://hooks.example";
const SERVICE = `MG${"5".repeat(32)}`;
const gone = (error: { status?: number }) => error.status === 404;

export const messagingBehaviours: readonly Behaviour[] = [
  {
    of: ["api.CreateMessage", "api.FetchMessage"],
    says: "a message that was sent can be fetched",
    async run({ client }) {
      const { sid } = await client.messages.create(note);

      assert.equal((await client.messages(sid).fetch()).body, "hello");
    },
  },
  {
    of: ["api.CreateMessage", "api.FetchMessage"],
    says: "a message is queued, sending, sent and delivered, in this order",
    async run({ account, client }) {
      const { sid, status } = await client.messages.create(note);
      const seen = [status];
      for (let step = 0; step < 3; step++) {
        await account.clock.advance(step < 2 ? 0.5 : 1);
        seen.push((await client.messages(sid).fetch()).status);
      }

      assert.deepEqual(seen, ["queued", "sending", "sent", "delivered"]);
    },
  },
  {
    of: ["api.CreateMessage"],
    says: "a status callback tells, signed, that a message was sent and delivered",
    async run({ account, client, listen }) {
      const received = listen(HOOKS);
      const { sid } = await client.messages.create({ ...note, statusCallback: `${HOOKS}/status` });

      await account.clock.advance(5);

      const told = received.map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
      assert.deepEqual(
        told.map(({ MessageSid, MessageStatus }) => ({ MessageSid, MessageStatus })),
        [
          { MessageSid: sid, MessageStatus: "sent" },
          { MessageSid: sid, MessageStatus: "delivered" },
        ],
      );
      assert.ok(received.every(({ headers }) => (headers["x-twilio-signature"] ?? "") !== ""));
    },
  },
  {
    of: ["api.CreateMessage"],
    says: "a message to a number that cannot be reached is undelivered, and the callback names the error",
    async run({ account, client, listen }) {
      const received = listen(HOOKS);
      account.messaging.setOutcome(note.to, { status: "undelivered", errorCode: 30003 });
      const { sid } = await client.messages.create({ ...note, statusCallback: `${HOOKS}/status` });

      await account.clock.advance(5);

      const last = new URLSearchParams(received.at(-1)?.body);
      assert.deepEqual([last.get("MessageStatus"), last.get("ErrorCode")], ["undelivered", "30003"]);
      assert.equal((await client.messages(sid).fetch()).errorCode, 30003);
    },
  },
  {
    of: ["api.CreateMessage", "api.UpdateMessage"],
    says: "a scheduled message is not sent before its time, and never once it is canceled",
    async run({ account, client }) {
      const sendAt = new Date(account.clock.now() + 600_000);
      const schedule = { ...note, messagingServiceSid: SERVICE, scheduleType: "fixed", sendAt } as const;
      const kept = await client.messages.create(schedule);
      const canceled = await client.messages.create(schedule);
      await client.messages(canceled.sid).update({ status: "canceled" });

      await account.clock.advance(599);
      assert.equal((await client.messages(kept.sid).fetch()).status, "scheduled");

      await account.clock.advance(10);
      assert.equal((await client.messages(kept.sid).fetch()).status, "delivered");
      assert.equal((await client.messages(canceled.sid).fetch()).status, "canceled");
    },
  },
  {
    of: ["api.UpdateMessage"],
    says: "an empty Body redacts a message that has arrived",
    async run({ account, client }) {
      const { sid } = await client.messages.create(note);
      await account.clock.advance(5);

      await client.messages(sid).update({ body: "" });

      assert.equal((await client.messages(sid).fetch()).body, "");
    },
  },
  {
    of: ["api.DeleteMessage"],
    says: "a deleted message is gone from fetch and list",
    async run({ account, client }) {
      const { sid } = await client.messages.create(note);
      await account.clock.advance(5);

      await client.messages(sid).remove();

      await assert.rejects(client.messages(sid).fetch(), gone);
      assert.deepEqual(await client.messages.list(), []);
    },
  },
  {
    of: ["api.ListMessage"],
    says: "messages are listed newest first, by receiver, by sender and by day, page by page",
    async run({ account, client }) {
      for (const body of ["Monday", "Tuesday", "Wednesday"]) {
        await client.messages.create({ ...note, body, to: body === "Tuesday" ? "+15550100003" : note.to });
        await account.clock.advance(86_400);
      }
      const bodies = async (by: Parameters<typeof client.messages.list>[0]) =>
        (await client.messages.list(by)).map(({ body }) => body);

      assert.deepEqual(await bodies({ pageSize: 2 }), ["Wednesday", "Tuesday", "Monday"]);
      assert.deepEqual(await bodies({ to: note.to }), ["Wednesday", "Monday"]);
      assert.deepEqual(await bodies({ from: "+15550100009" }), []);
      const second = new Date(account.clock.now() - 2 * 86_400_000);
      assert.deepEqual(await bodies({ dateSent: second }), ["Tuesday"]);
      const later = new Date(second.getTime() + 60_000);
      assert.deepEqual(await bodies({ dateSentAfter: later }), ["Wednesday"]);
    },
  },
];
