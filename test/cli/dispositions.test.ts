/** `floor dispositions`: what is missing, and how contacts ended, from the feed. */
import { spawnSync } from "node:child_process";
import { codeCounts, missingOf, readRecords } from "../../cli/dispositions";
import { ROOT } from "../../cli/root";
import { closingEvent, cloudEventOf, toSink } from "../support/closing";
import { capture } from "../support/dispositions";
import { type Floor, openFloor, policy } from "../support/floor";
import { GRACE } from "../support/people";
import { record } from "../support/records";
import { accept, arrive, complete, giveUp, hire } from "../support/work";

const chat = { channel: "chat", queue: "regular", from: GRACE.from };

/** A contact that has ended and is recorded; given up where nobody is to answer it. */
async function contact(
  floor: Floor,
  { disposition, isAnswered = true }: { disposition?: string; isAnswered?: boolean },
) {
  const sid = await arrive(floor, chat);
  if (isAnswered) {
    await accept(floor, sid);
    if (disposition) await capture(floor, sid, disposition);
    await complete(floor, sid);
  } else await giveUp(floor, sid);
  await toSink(floor, [cloudEventOf(closingEvent(floor, sid))]);
  return sid;
}

const read = (floor: Floor, since?: Date) => {
  const client = floor.account.client(() => "test");
  return readRecords({ client, syncServiceSid: floor.variables["SYNC_SERVICE_SID"] ?? "", policy }, since, () => {});
};

test("contacts that somebody answered and that lack what their queue requires are listed, until it comes late", async () => {
  const floor = await openFloor();
  await hire(floor, "ana", { regular: 5 });
  await contact(floor, { disposition: "resolved" });
  await contact(floor, { isAnswered: false });
  const late = await contact(floor, {});
  const lacking = await contact(floor, {});

  const before = missingOf(await read(floor));
  await capture(floor, late, "complaint");
  const records = await read(floor);

  expect(before.map(({ task }) => task)).toEqual([late, lacking]);
  expect(missingOf(records)).toEqual([
    { task: lacking, queue: "regular", channel: "chat", worker: "ana", endedAt: expect.stringMatching(/^2026-01-05T/) },
  ]);
  expect(records).toHaveLength(4);
  expect(codeCounts(records)).toEqual([
    { queue: "regular", code: null, contacts: 2, late: 0 },
    { queue: "regular", code: "resolved", contacts: 1, late: 0 },
    { queue: "regular", code: "complaint", contacts: 1, late: 1 },
  ]);
});

test("contacts that ended before are left out", async () => {
  const floor = await openFloor();
  await hire(floor, "ana", { regular: 5 });
  await contact(floor, {});
  await floor.account.clock.advance(60);
  const since = new Date(floor.account.clock.now());
  const second = await contact(floor, {});

  expect((await read(floor, since)).map(({ taskSid }) => taskSid)).toEqual([second]);
  expect(await read(floor, new Date(since.getTime() + 1))).toEqual([]);
});

test("an empty feed has nothing to tell", async () => {
  expect(await read(await openFloor())).toEqual([]);
  expect(codeCounts([])).toEqual([]);
});

test("codes are counted by queue, the most frequent first", () => {
  const disposition = (code: string) => ({ disposition: { code, fields: {}, note: null, isLate: false } });

  expect(
    codeCounts([
      record({ queue: "sales", ...disposition("sold") }),
      record({ queue: "care", ...disposition("resolved") }),
      record({ queue: "sales", ...disposition("follow-up") }),
      record({ queue: "sales", ...disposition("follow-up") }),
    ]).map(({ queue, code, contacts }) => `${queue} ${code} ${contacts}`),
  ).toEqual(["care resolved 1", "sales follow-up 2", "sales sold 1"]);
});

const floorCommand = (...given: string[]) =>
  spawnSync(process.execPath, ["--import", "tsx", "cli/main.ts", "dispositions", ...given], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, ACCOUNT_SID: "", AUTH_TOKEN: "", TWILIO_ACCOUNT_SID: "", TWILIO_AUTH_TOKEN: "" },
  });

test("what cannot be done is said with what to do", () => {
  const badMoment = floorCommand("--since", "yesterday");
  const noAccount = floorCommand("--missing");

  expect([badMoment.status, noAccount.status]).toEqual([2, 2]);
  expect(badMoment.stderr).toContain("must be a day or a moment in ISO 8601, such as 2026-01-05");
  expect(noAccount.stderr).toContain("set ACCOUNT_SID and AUTH_TOKEN");
});
