/** A floor on which a tenth of everything goes wrong, and a receiver that is no better: nothing lost, nothing twice. */
import { listWebhooks } from "../../cli/outbox";
import { taskSid } from "../support/people";
import { EVERYTHING, openQualityFloor, pullPage, round, webhooks, write } from "../support/quality-floor";
import { record } from "../support/records";

const CONTACTS = 80;
const caller = "/operations/quality";
const troubles = [{ status: 500 }, {}, {}, { isAnswerLost: true }, {}, {}, { after: 7 }, {}, {}, { status: 429 }, {}];

test.each([1, 2, 3])(
  "with refused, broken and late calls in run %i, every sampled contact is worked on once",
  async (run) => {
    const house = await openQualityFloor({
      ...EVERYTHING,
      webhooks: { ...webhooks, attempts: 20 },
      records: { feeds: 2 },
    });
    const { account } = house.floor;
    house.receiver.behave(
      ...Array.from({ length: 12 }, () => troubles)
        .flat()
        .slice(run),
    );
    account.faults.set([
      { kind: "status", operation: "sync.*", caller, status: 429, rate: 0.05 },
      { kind: "status", operation: "sync.*", caller, status: 503, rate: 0.03 },
      { kind: "reset", operation: "sync.*", caller, when: "after", rate: 0.04 },
      { kind: "reset", operation: "sync.*", caller, when: "before", rate: 0.02 },
    ]);
    const expected = Array.from({ length: CONTACTS }, (_, index) => taskSid((index + run * 1000).toString(16)));

    for (const [index, sid] of expected.entries()) {
      await write(house, record({ taskSid: sid }), index % 2);
      if (index % 10 === 0) await Promise.all([round(house), round(house)]);
    }
    await account.clock.advance(10);
    for (let minute = 0; minute < 60; minute++) {
      await round(house);
      await account.clock.advance(50);
    }
    account.faults.clear();
    await round(house);

    expect([...house.receiver.worked].sort()).toEqual([...expected].sort());
    expect(house.receiver.all.length).toBeGreaterThan(CONTACTS);
    expect(
      await listWebhooks({
        client: account.client(() => "test"),
        syncServiceSid: house.floor.variables["SYNC_SERVICE_SID"] ?? "",
      }),
    ).toEqual([]);
    const sampled = await pullPage(house, { sampled: "true", limit: "500" });
    expect(sampled.records.map((one) => one.taskSid).sort()).toEqual([...expected].sort());
  },
  120_000,
);
