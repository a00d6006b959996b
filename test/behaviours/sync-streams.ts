/** Streams and their messages: https://www.twilio.com/docs/sync/api/stream-resource */
import assert from "node:assert/strict";
import type { Behaviour } from "./behaviour";
import { formOf, isGone, isRefused, openSync, openToldSync } from "./sync-stage";

export const syncStreamBehaviours: readonly Behaviour[] = [
  {
    of: ["sync.CreateSyncStream", "sync.FetchSyncStream"],
    says: "a stream is found by SID and by unique name until its Ttl ends",
    async run(stage) {
      const service = await openSync(stage);
      const { sid } = await service.syncStreams.create({ uniqueName: "ticker", ttl: 60 });
      await stage.account.clock.advance(59);
      assert.equal((await service.syncStreams("ticker").fetch()).sid, sid);
      assert.equal((await service.syncStreams(sid).fetch()).uniqueName, "ticker");
      await isRefused(service.syncStreams.create({ uniqueName: "ticker" }), 409, 54301);
      await stage.account.clock.advance(1);
      await isGone(service.syncStreams("ticker").fetch());
    },
  },
  {
    of: ["sync.UpdateSyncStream"],
    says: "an update of a stream's Ttl says when it ends",
    async run(stage) {
      const service = await openSync(stage);
      await service.syncStreams.create({ uniqueName: "ticker" });
      await service.syncStreams("ticker").update({ ttl: 60 });
      const { dateExpires } = await service.syncStreams("ticker").fetch();
      assert.deepEqual(dateExpires, new Date("2026-01-05T00:01:00Z"));
      await stage.account.clock.advance(60);
      await isGone(service.syncStreams("ticker").fetch());
    },
  },
  {
    of: ["sync.DeleteSyncStream"],
    says: "a deleted stream is gone, and takes no messages",
    async run(stage) {
      const service = await openSync(stage);
      await service.syncStreams.create({ uniqueName: "ticker" });
      await service.syncStreams("ticker").remove();
      await isGone(service.syncStreams("ticker").fetch());
      await isGone(service.syncStreams("ticker").streamMessages.create({ data: {} }));
      assert.deepEqual(await service.syncStreams.list(), []);
    },
  },
  {
    of: ["sync.ListSyncStream"],
    says: "streams are listed page by page",
    async run(stage) {
      const service = await openSync(stage);
      for (const uniqueName of ["c", "a", "b"]) await service.syncStreams.create({ uniqueName });
      const first = await service.syncStreams.page({ pageSize: 2 });
      const second = await first.nextPage();
      assert.deepEqual(
        [first, second].map((page) => page?.instances.map(({ uniqueName }) => uniqueName)),
        [["c", "a"], ["b"]],
      );
    },
  },
  {
    of: ["sync.CreateStreamMessage"],
    says: "a message that is published to a stream is told to the service's WebhookUrl",
    async run(stage) {
      const { service, told } = await openToldSync(stage);
      const stream = await service.syncStreams.create({ uniqueName: "ticker" });
      const { sid } = await service.syncStreams("ticker").streamMessages.create({ data: { waiting: 3 } });
      await stage.account.clock.advance(0);
      assert.deepEqual(told.map(formOf), [
        {
          AccountSid: stage.account.accountSid,
          EventType: "stream_message_published",
          Identity: "system",
          MessageData: '{"waiting":3}',
          MessageSid: sid,
          ServiceSid: stream.serviceSid,
          StreamSid: stream.sid,
          StreamUniqueName: "ticker",
        },
      ]);
    },
  },
  {
    of: ["sync.CreateStreamMessage"],
    says: "a stream takes 30 messages a second and a burst of ten seconds' worth",
    async run(stage) {
      const service = await openSync(stage);
      await service.syncStreams.create({ uniqueName: "ticker" });
      const { streamMessages } = service.syncStreams("ticker");
      for (let n = 0; n < 300; n++) await streamMessages.create({ data: { n } });
      await isRefused(streamMessages.create({ data: {} }), 429, 54009);
      await stage.account.clock.advance(1);
      for (let n = 0; n < 30; n++) await streamMessages.create({ data: { n } });
      await isRefused(streamMessages.create({ data: {} }), 429, 54009);
    },
  },
];
