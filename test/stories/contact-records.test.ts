/** operations/contact-records: who pulls sees everything once, and what was asked for. */
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import type { ContactRecord } from "../../src/domain/contact-record";
import { ANA, afterNoon, BRUNO, taskSid } from "../support/people";
import {
  openQualityFloor,
  type PulledPage,
  pull,
  pullPage,
  type QualityFloor,
  round,
  write,
} from "../support/quality-floor";
import { record } from "../support/records";

const sids = ({ records }: PulledPage) => records.map((one) => one.taskSid);
const numbered = (number: number, given: Partial<ContactRecord> = {}) =>
  record({ taskSid: taskSid(String(number)), ...given });

async function settle({ floor }: QualityFloor): Promise<void> {
  await floor.account.clock.advance(6);
}

async function openWith(...records: readonly ContactRecord[]): Promise<QualityFloor> {
  const house = await openQualityFloor();
  for (const one of records) await write(house, one);
  await settle(house);
  return house;
}

test("records come in pages, in the order of writing, and the cursor stays good", async () => {
  const house = await openWith(...[1, 2, 3, 4, 5].map((number) => numbered(number)));

  const first = await pullPage(house, { limit: "2" });
  const second = await pullPage(house, { limit: "2", after: first.next });
  const third = await pullPage(house, { limit: "2", after: second.next });
  await write(house, numbered(6));
  await settle(house);
  const fourth = await pullPage(house, { limit: "2", after: third.next });

  expect([first, second, third, fourth].map((page) => [sids(page).map((sid) => sid.at(-1)), page.hasMore])).toEqual([
    [["1", "2"], true],
    [["3", "4"], true],
    [["5"], false],
    [["6"], false],
  ]);
  expect(first.records[0]).toEqual(numbered(1));
  expect(sids(await pullPage(house, { after: second.next }))).toEqual([taskSid("5"), taskSid("6")]);
});

test("what was written moments ago is shown a little later, not never", async () => {
  const house = await openWith(numbered(1));
  await write(house, numbered(2));

  const early = await pullPage(house);
  await settle(house);
  const late = await pullPage(house, { after: early.next });

  expect([sids(early), sids(late)]).toEqual([[taskSid("1")], [taskSid("2")]]);
});

test("a record that is written again comes again, with its higher revision", async () => {
  const house = await openWith(numbered(1));
  const { next } = await pullPage(house);
  await write(house, numbered(1, { revision: 2, because: "disposition-came-late" }));
  await settle(house);

  expect((await pullPage(house, { after: next })).records).toMatchObject([{ taskSid: taskSid("1"), revision: 2 }]);
});

const mixed = [
  numbered(1, { queue: "stock", channel: "chat", segment: "returning", workers: [ANA, BRUNO] }),
  numbered(2, { outcome: "abandoned", workers: [], endedAt: afterNoon(100).toISOString() }),
  numbered(3, { disposition: { code: "complaint", fields: {}, note: "=1+1", isLate: true } }),
  numbered(4, { isDispositionMissing: true, endedAt: afterNoon(200).toISOString() }),
];

test.each([
  { query: {}, found: [1, 2, 3, 4] },
  { query: { queue: "stock" }, found: [1] },
  { query: { channel: "chat" }, found: [1] },
  { query: { segment: "returning" }, found: [1] },
  { query: { worker: BRUNO.sid }, found: [1] },
  { query: { worker: "ana" }, found: [1, 3, 4] },
  { query: { outcome: "abandoned" }, found: [2] },
  { query: { disposition: "complaint" }, found: [3] },
  { query: { missingDisposition: "true" }, found: [4] },
  { query: { missingDisposition: "false" }, found: [1, 2, 3] },
  { query: { endedSince: afterNoon(100).toISOString() }, found: [2, 4] },
  { query: { endedUntil: afterNoon(100).toISOString() }, found: [1, 3] },
  { query: { worker: "ana", queue: "sales", missingDisposition: "true" }, found: [4] },
  { query: { queue: "closed" }, found: [] },
])("$query finds $found", async ({ query, found }) => {
  const house = await openWith(...mixed);

  expect(sids(await pullPage(house, query))).toEqual(found.map((number) => taskSid(String(number))));
});

test.each([
  { query: { color: "red" }, problem: "color" },
  { query: { limit: "0" }, problem: "limit: must be at least 1" },
  { query: { limit: "501" }, problem: "limit: must be at most 500" },
  { query: { format: "xml" }, problem: "format: must be one of json, ndjson, csv" },
  { query: { outcome: "lost" }, problem: "outcome: must be answered or abandoned" },
  { query: { endedSince: "yesterday" }, problem: "endedSince: must be an ISO 8601 date and time" },
  { query: { missingDisposition: "maybe" }, problem: "missingDisposition: must be true or false" },
  { query: { after: "1" }, problem: "after: must be a cursor that was given for the same question" },
  { query: { after: "f1_", sampled: "true" }, problem: "after: must be a cursor that was given for the same question" },
  { query: { after: "s1_2" }, problem: "after: must be a cursor that was given for the same question" },
])("$query is refused: $problem", async ({ query, problem }) => {
  const { status, body } = await pull(await openQualityFloor(), query);

  expect(status).toBe(400);
  expect(body).toContain(problem);
});

test("NDJSON is a record a line, with the cursor in a header", async () => {
  const house = await openWith(...mixed);

  const { headers, body } = await pull(house, { format: "ndjson", limit: "3" });

  expect(headers["content-type"]).toBe("application/x-ndjson; charset=utf-8");
  expect(body.endsWith("}\n")).toBe(true);
  expect(
    body
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown),
  ).toEqual(mixed.slice(0, 3));
  expect(headers["floor-has-more"]).toBe("true");
  expect(sids(await pullPage(house, { after: headers["floor-next"] ?? "" }))).toEqual([taskSid("4")]);
});

test("CSV has a column for each field, and no text that a spreadsheet would take for a formula", async () => {
  const house = await openWith(
    ...mixed,
    numbered(5, { segment: "@cmd", workers: [{ ...ANA, name: "-2+3" }], reason: 'say "hi",\nthen' }),
  );

  const { headers, body } = await pull(house, { format: "csv" });
  const rows = parse(body, { columns: true }) as Record<string, string>[];

  expect(headers["content-type"]).toBe("text/csv; charset=utf-8; header=present");
  expect(rows.map(({ taskSid: sid }) => sid)).toEqual([1, 2, 3, 4, 5].map((number) => taskSid(String(number))));
  expect(rows[0]).toMatchObject({ workerNames: "ana; bruno", workerSids: `${ANA.sid} ${BRUNO.sid}`, held: "" });
  expect(rows[2]).toMatchObject({ disposition: "complaint", dispositionNote: "'=1+1", isDispositionLate: "true" });
  expect(rows[4]).toMatchObject({ segment: "'@cmd", workerNames: "'-2+3", reason: 'say "hi",\nthen', waited: "10" });
});

test("what was sampled is pulled with the reasons, and filtered like everything else", async () => {
  const house = await openWith(...mixed);
  await round(house);
  await settle(house);

  const first = await pullPage(house, { sampled: "true", limit: "2" });
  const second = await pullPage(house, { sampled: "true", after: first.next });

  expect([...sids(first), ...sids(second)]).toEqual([1, 3, 4].map((number) => taskSid(String(number))));
  expect(first.records[0]?.sample).toMatchObject({ worker: BRUNO, because: [{ reason: "random-share", weight: 0 }] });
  expect(sids(await pullPage(house, { sampled: "true", disposition: "complaint" }))).toEqual([taskSid("3")]);
});

test("without the right token nobody sees a record, and nothing is read", async () => {
  const house = await openWith(numbered(1));
  const before = house.floor.calls;

  const tick = await pull({ ...house, token: house.floor.tickToken }, {});
  const none = await pull({ ...house, token: "" }, {});

  expect([tick.status, none.status]).toEqual([403, 401]);
  expect(house.floor.calls).toBe(before);
});

/** What happens on the floor while somebody pages. */
const happenings = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.record({ is: fc.constant("write" as const), list: fc.nat(2), again: fc.boolean() }) },
    { weight: 2, arbitrary: fc.record({ is: fc.constant("wait" as const), seconds: fc.nat(9) }) },
    { weight: 3, arbitrary: fc.record({ is: fc.constant("read" as const), limit: fc.integer({ min: 1, max: 4 }) }) },
  ),
  { maxLength: 40 },
);

test("whoever pages while others write sees every revision exactly once", async () => {
  const sections = { records: { feeds: 3 } };
  await fc.assert(
    fc.asyncProperty(happenings, async (all) => {
      const house = await openQualityFloor(sections);
      const written: string[] = [];
      const seen: string[] = [];
      let after: string | undefined;
      const read = async (limit: number) => {
        const page = await pullPage(house, { limit: String(limit), ...(after === undefined ? {} : { after }) });
        seen.push(...page.records.map(({ taskSid: sid, revision }) => `${sid} ${revision}`));
        after = page.next;
        return page.hasMore;
      };
      for (const one of all) {
        if (one.is === "wait") await house.floor.account.clock.advance(one.seconds);
        else if (one.is === "read") await read(one.limit);
        else {
          const number = one.again ? Math.max(1, written.length) : written.length + 1;
          const next = numbered(number, { revision: written.length + 1 });
          await write(house, next, one.list);
          written.push(`${next.taskSid} ${next.revision}`);
        }
      }
      await settle(house);
      while (await read(3));

      expect([...seen].sort()).toEqual([...written].sort());
    }),
    { numRuns: 25 },
  );
}, 120_000);
