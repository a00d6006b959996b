/** operations/quality watches dispositions: a code that suddenly ends far more contacts than usual is told once. */
import type { ContactRecord } from "../../src/domain/contact-record";
import { taskSid } from "../support/people";
import { openQualityFloor, type QualityFloor, round, webhooks, write } from "../support/quality-floor";
import { record } from "../support/records";

const drift = { contacts: 50, share: 0.25, times: 2 };

let count = 0;
const ended = (code: string, given: Partial<ContactRecord> = {}): ContactRecord =>
  record({
    taskSid: taskSid((++count).toString(16)),
    queue: "regular",
    disposition: { code, fields: {}, note: null, isLate: false },
    ...given,
  });

/** As fast as a list of Sync's takes it. */
async function writeAll(house: QualityFloor, records: readonly ContactRecord[]): Promise<void> {
  for (const [index, one] of records.entries()) {
    if (index % 15 === 0) await house.floor.account.clock.advance(1);
    await write(house, one);
  }
  await house.floor.account.clock.advance(10);
}

const codes = (contacts: number, every: number) =>
  Array.from({ length: contacts }, (_, index) => ended(index % every === 0 ? "complaint" : "resolved"));

const drifted = ({ floor }: QualityFloor) =>
  floor.journal.filter(({ because }) => /^disposition-/.test(because)).map(({ because, code }) => [because, code]);

test("a code that goes from a tenth to a half is told once, by webhook and in the journal, and when it is over", async () => {
  const house = await openQualityFloor({ drift, webhooks, quality: undefined });
  await writeAll(house, codes(150, 10));
  await round(house);
  expect(drifted(house)).toEqual([]);

  await writeAll(house, codes(50, 2));
  await Promise.all([round(house), round(house)]);
  await round(house);

  expect(drifted(house)).toEqual([["disposition-drifted", "complaint"]]);
  expect(house.receiver.all.map(({ body }) => body)).toEqual([
    {
      type: "dispositions.drifted",
      timestamp: expect.any(String),
      data: {
        queue: "regular",
        code: "complaint",
        since: expect.any(String),
        share: expect.closeTo(0.5, 1),
        usualShare: expect.closeTo(0.1, 1),
        contacts: expect.any(Number),
      },
    },
  ]);

  await writeAll(house, codes(100, 10));
  await round(house);
  await round(house);

  expect(drifted(house)).toEqual([
    ["disposition-drifted", "complaint"],
    ["disposition-is-usual-again", "complaint"],
  ]);
  expect(house.receiver.all).toHaveLength(1);
});

test("a disposition counts once: later revisions do not, late ones do, and strange codes and queues never", async () => {
  const house = await openQualityFloor({ drift, webhooks, quality: undefined });
  const first = ended("resolved");
  const late = { code: "complaint", fields: {}, note: null, isLate: true };
  await writeAll(house, [
    first,
    { ...first, revision: 2, because: "repaired" },
    ended("resolved", { disposition: null }),
    ended("resolved", { disposition: late, revision: 2, because: "disposition-came-late" }),
    ended("toString"),
    ended("resolved", { queue: "__proto__" }),
  ]);

  await round(house);

  expect(house.floor.mapItems("standings").map(({ data }) => data)).toEqual([
    { block: { resolved: 1, complaint: 1 }, usual: {}, alerts: {} },
  ]);
});
