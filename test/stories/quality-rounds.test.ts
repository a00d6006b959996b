/** operations/quality: a round of sampling, several at once, and one that breaks off. */
import type { AccountRequest } from "../../simulator/account";
import type { ContactRecord } from "../../src/domain/contact-record";
import type { QualityState } from "../../src/domain/quality/state";
import { ORIGIN } from "../support/floor";
import { ANA, BRUNO, taskSid } from "../support/people";
import {
  contact,
  EVERYTHING,
  openQualityFloor,
  type QualityFloor,
  round,
  webhooks,
  write,
} from "../support/quality-floor";
import { record } from "../support/records";

const failure = { status: 500, body: { status: 500, code: 20500, message: "" } };
const isCommit = ({ method, path }: AccountRequest) => method === "post" && path.endsWith("/Documents/quality");
const numbered = (number: number, given: Partial<ContactRecord> = {}) =>
  record({ taskSid: taskSid(String(number)), ...given });

const samplesOf = ({ floor }: QualityFloor) =>
  floor.mapItems("samples").map(({ data }) => (data as { contact: ContactRecord }).contact.taskSid);
const stateOf = async ({ floor }: QualityFloor) => {
  const client = floor.account.client(() => "test");
  const service = client.sync.v1.services(floor.variables["SYNC_SERVICE_SID"] ?? "");
  return (await service.documents("quality").fetch()).data as QualityState;
};
const because = async (house: QualityFloor) => (await round(house)).body;

test("what risk speaks for is sampled, what nothing speaks for costs nothing", async () => {
  const rules = {
    ...{ seed: "autumn", threshold: 10, random: 0, quotas: { atMost: 5 } },
    risks: { shortTalk: { below: 20, weight: 10 } },
  };
  const house = await openQualityFloor({ quality: rules, webhooks });
  const short = await contact(house, 5);
  await contact(house, 300);

  expect(await because(house)).toMatchObject({ looked: 2, sampled: 1 });

  expect(house.receiver.worked).toEqual([short]);
  expect(house.receiver.all).toMatchObject([{ body: { data: { because: [{ reason: "short-talk", weight: 10 }] } } }]);
  expect(samplesOf(house)).toEqual([short]);
});

test("a round that finds nothing new writes nothing", async () => {
  const house = await openQualityFloor();
  await contact(house);
  await round(house);
  const before = await stateOf(house);
  let writes = 0;
  house.floor.intercept((request, pass) => {
    if (request.method !== "get") writes++;
    return pass();
  });

  expect(await because(house)).toEqual({ because: "nothing-new", looked: 0, sampled: 0, due: 0, hasMore: false });
  expect(writes).toBe(0);
  expect(await stateOf(house)).toEqual(before);
});

test("ten rounds at once, in two instances, do the work of one", async () => {
  const house = await openQualityFloor();
  const other = "https://other-instance.example";
  house.floor.host(other, { WEBHOOK_SECRET: house.secret });
  const contacts = [await contact(house), await contact(house), await contact(house)];

  const rounds = Array.from({ length: 10 }, (_, index) => round(house, index % 2 ? other : ORIGIN));
  const replies = await Promise.all(rounds);

  expect(replies.filter(({ status }) => status !== 200)).toEqual([]);
  expect(house.receiver.ids).toHaveLength(3);
  expect([...house.receiver.worked].sort()).toEqual([...contacts].sort());
  expect(samplesOf(house)).toEqual(contacts);
  expect((await stateOf(house)).sampled).toBe(3);
  expect(house.floor.mapItems("standings")).toHaveLength(1);
});

test("a round that dies before it is written down is done again, with the same samples under the same numbers", async () => {
  const house = await openQualityFloor();
  const contacts = [await contact(house), await contact(house)];
  let isDead = true;
  house.floor.intercept((request, pass) => (isDead && isCommit(request) ? failure : pass()));
  expect((await round(house)).status).toBe(500);
  expect(samplesOf(house)).toEqual(contacts);
  isDead = false;
  const third = await contact(house);

  for (let minute = 0; minute < 3; minute++) await round(house);

  expect(samplesOf(house)).toEqual([...contacts, third]);
  expect([...house.receiver.worked].sort()).toEqual([...contacts, third].sort());
  expect(await stateOf(house)).toMatchObject({ sampled: 3 });
});

test("where the answer to the writing down is lost, nothing is sampled twice", async () => {
  const house = await openQualityFloor();
  const sid = await contact(house);
  let isLost = true;
  house.floor.intercept((request, pass) => {
    const answer = pass();
    return isLost && isCommit(request) ? failure : answer;
  });
  await round(house);
  isLost = false;

  for (let minute = 0; minute < 3; minute++) await round(house);

  expect(samplesOf(house)).toEqual([sid]);
  expect(house.receiver.worked).toEqual([sid]);
  expect(await stateOf(house)).toMatchObject({ sampled: 1 });
});

test("the standings of the workers that a round replaces are removed, and each worker's are found again", async () => {
  const house = await openQualityFloor();
  for (let number = 1; number <= 6; number++) {
    await write(house, numbered(number, { workers: [number % 2 ? ANA : BRUNO] }));
    await house.floor.account.clock.advance(6);
    await round(house);
  }

  const shelves = house.floor.mapItems("standings").map(({ data }) => data);

  expect(shelves).toHaveLength(2);
  expect(Object.assign({}, ...shelves)).toMatchObject({
    [ANA.sid]: [3, expect.any(Number), expect.any(Number), 3],
    [BRUNO.sid]: [3, expect.any(Number), expect.any(Number), 3],
  });
});

test("a record that is not complete waits for the rest of it, and a later revision is not sampled again", async () => {
  const house = await openQualityFloor();
  await write(house, numbered(1, { isComplete: false, talked: 0 }));
  await house.floor.account.clock.advance(10);
  expect(await because(house)).toMatchObject({ looked: 1, sampled: 0 });

  await write(house, numbered(1, { revision: 2, because: "completed", talked: 60 }));
  await write(house, numbered(1, { revision: 3, because: "disposition-came-late", talked: 61 }));
  await house.floor.account.clock.advance(10);

  expect(await because(house)).toMatchObject({ looked: 2, sampled: 1 });
  expect(house.receiver.all).toMatchObject([{ body: { data: { contact: { revision: 2, talked: 60 } } } }]);
});

test("a record that stays incomplete is judged as it is when its time is over", async () => {
  const house = await openQualityFloor();
  await write(house, numbered(1, { isComplete: false }));
  await house.floor.account.clock.advance(110);
  expect(await because(house)).toMatchObject({ sampled: 0 });
  await house.floor.account.clock.advance(20);

  expect(await because(house)).toMatchObject({ looked: 0, sampled: 1 });
  expect(samplesOf(house)).toEqual([taskSid("1")]);
});

test("more than one round can take is taken by the next ones, in the same order", async () => {
  const house = await openQualityFloor();
  const numbers = Array.from({ length: 60 }, (_, index) => index + 1);
  for (const number of numbers) await write(house, numbered(number));
  await house.floor.account.clock.advance(20);

  const answers = [await because(house), await because(house), await because(house), await because(house)];

  expect(answers).toMatchObject([
    { sampled: 25, hasMore: true },
    { sampled: 25, hasMore: true },
    { sampled: 10, hasMore: false },
    { because: "nothing-new" },
  ]);
  expect(samplesOf(house)).toEqual(numbers.map((number) => taskSid(String(number))));
  expect(house.receiver.worked).toHaveLength(60);
});

test("without webhooks in the policy nothing waits for anybody, and samples can be pulled", async () => {
  const house = await openQualityFloor(EVERYTHING);
  const sid = await contact(house);

  expect(await because(house)).toMatchObject({ sampled: 1 });

  expect(house.floor.mapItems("outbox")).toEqual([]);
  expect(samplesOf(house)).toEqual([sid]);
});

test.each([
  { secret: "", problem: "WEBHOOK_SECRET is not set, and the policy has webhooks" },
  { secret: "hunter2", problem: "WEBHOOK_SECRET must be whsec_ and 24 to 64 bytes in base64" },
])("with the secret '$secret' nothing starts, and the log says why", async ({ secret, problem }) => {
  const house = await openQualityFloor();
  house.floor.host(ORIGIN, { WEBHOOK_SECRET: secret });

  expect((await round(house)).status).toBe(500);
  expect(house.floor.lines.join()).toContain(problem);
  expect(house.floor.lines.join()).not.toContain("hunter2");
});

test("only a token for it starts a round", async () => {
  const house = await openQualityFloor();

  expect((await round({ ...house, token: house.floor.tickToken })).status).toBe(403);
  expect((await round({ ...house, token: "" })).status).toBe(401);
  expect(house.floor.calls).toBe(0);
});
