/** A sampled contact reaches the QA system, whatever goes wrong on the way: nothing lost, nothing twice. */
import { listWebhooks, replayDeadLetters } from "../../cli/outbox";
import type { AccountRequest } from "../../simulator/account";
import { ORIGIN, policy } from "../support/floor";
import { contact, EVERYTHING, openQualityFloor, type QualityFloor, round, webhooks } from "../support/quality-floor";

const idOf = (taskSid: string) => `contact-sampled.${taskSid}`;
const isOutbox = ({ path }: AccountRequest) => path.includes("/Maps/outbox/Items");

const storeOf = ({ floor }: QualityFloor) => ({
  client: floor.account.client(() => "test"),
  syncServiceSid: floor.variables["SYNC_SERVICE_SID"] ?? "",
  policy,
});

/** Rounds, one a minute. */
async function minutes(house: QualityFloor, count: number): Promise<void> {
  for (let minute = 0; minute < count; minute++) {
    await round(house);
    await house.floor.account.clock.advance(50);
  }
}

test("a sampled contact is told once, signed, with its record and the reasons", async () => {
  const house = await openQualityFloor();
  const taskSid = await contact(house);

  expect(await round(house)).toEqual({
    ...{ status: 200, body: { because: "sampled", looked: 1, sampled: 1, due: 0, hasMore: false } },
  });

  expect(house.receiver.all).toMatchObject([
    {
      id: idOf(taskSid),
      body: {
        type: "contact.sampled",
        data: {
          contact: { taskSid, queue: "stock", talked: 60, version: 2 },
          worker: { name: "carla" },
          risk: 0,
          because: [{ reason: "random-share", weight: 0 }],
        },
      },
    },
  ]);
  expect(house.floor.mapItems("outbox")).toEqual([]);
  expect(house.receiver.refused).toBe(0);
});

test("a receiver that fails is tried again when the pause is over, and works once", async () => {
  const house = await openQualityFloor();
  house.receiver.behave({ status: 500 });
  const taskSid = await contact(house);

  await minutes(house, 5);

  const [first, second] = house.receiver.all;
  expect(house.receiver.ids).toEqual([idOf(taskSid), idOf(taskSid)]);
  expect((second?.at.getTime() ?? 0) - (first?.at.getTime() ?? 0)).toBeGreaterThanOrEqual(30_000);
  expect(house.receiver.worked).toEqual([taskSid]);
  expect(house.floor.mapItems("outbox")).toEqual([]);
});

test("a receiver that asks for patience is left alone as long", async () => {
  const house = await openQualityFloor();
  house.receiver.behave({ status: 503, headers: { "retry-after": "400" } });
  await contact(house);

  await minutes(house, 9);

  const [first, second] = house.receiver.all;
  expect((second?.at.getTime() ?? 0) - (first?.at.getTime() ?? 0)).toBeGreaterThanOrEqual(400_000);
  expect(house.receiver.worked).toHaveLength(1);
});

test("an answer that comes too late is none: the webhook comes again, and the receiver knows it", async () => {
  const house = await openQualityFloor();
  house.receiver.behave({ after: 5.1 });
  const taskSid = await contact(house);

  await minutes(house, 5);

  expect(house.receiver.ids).toEqual([idOf(taskSid), idOf(taskSid)]);
  expect(house.receiver.worked).toEqual([taskSid]);
});

test("an answer that comes just in time is one", async () => {
  const house = await openQualityFloor();
  house.receiver.behave({ after: 4.9 });
  await contact(house);

  await minutes(house, 5);

  expect(house.receiver.all).toHaveLength(1);
});

test("where the answer is lost, the webhook comes again under the same id, and the receiver drops it", async () => {
  const house = await openQualityFloor();
  house.receiver.behave({ isAnswerLost: true });
  const taskSid = await contact(house);

  await minutes(house, 5);

  expect(house.receiver.ids).toEqual([idOf(taskSid), idOf(taskSid)]);
  expect(house.receiver.worked).toEqual([taskSid]);
});

test("where the deliverer dies between sending and removing, another one sends it again under the same id", async () => {
  const house = await openQualityFloor();
  let isDead = true;
  house.floor.intercept((request, pass) =>
    isDead && isOutbox(request) && request.method === "delete"
      ? { status: 500, body: { status: 500, code: 20500, message: "" } }
      : pass(),
  );
  const taskSid = await contact(house);
  await round(house);
  isDead = false;

  await minutes(house, 5);

  expect(house.receiver.ids).toEqual([idOf(taskSid), idOf(taskSid)]);
  expect(house.receiver.worked).toEqual([taskSid]);
  expect(house.floor.mapItems("outbox")).toEqual([]);
});

test("two deliverers at once send a webhook once", async () => {
  const house = await openQualityFloor();
  const other = "https://other-instance.example";
  house.floor.host(other, { WEBHOOK_SECRET: house.secret });
  house.receiver.behave({ status: 500 });
  await contact(house);
  await round(house);
  await house.floor.account.clock.advance(60);

  await Promise.all([round(house), round(house, other), round(house, ORIGIN)]);

  expect(house.receiver.all).toHaveLength(2);
  expect(house.receiver.worked).toHaveLength(1);
});

test("a receiver that is gone is not told again; when it is back, people send the dead letters", async () => {
  const house = await openQualityFloor();
  house.receiver.behave({ status: 410 });
  const taskSid = await contact(house);
  await minutes(house, 5);
  expect(house.receiver.all).toHaveLength(1);
  expect(await listWebhooks(storeOf(house))).toMatchObject([
    { id: idOf(taskSid), state: "dead", because: "refused", lastStatus: 410, attempts: 1, nextAt: null },
  ]);

  const now = new Date(house.floor.account.clock.now());
  const result = await replayDeadLetters(storeOf(house), undefined, now, () => undefined);
  await minutes(house, 1);

  expect(result).toEqual({ replayed: [idOf(taskSid)], unknown: [] });
  expect(house.receiver.worked).toEqual([taskSid]);
  expect(await listWebhooks(storeOf(house))).toEqual([]);
});

test("a receiver that is down for long gets no more attempts than the policy says, and one letter by name later", async () => {
  const house = await openQualityFloor();
  house.receiver.behave(...Array.from({ length: 3 }, () => ({ status: 503 })));
  const taskSid = await contact(house);
  await minutes(house, 20);
  expect(house.receiver.all).toHaveLength(3);
  expect(await listWebhooks(storeOf(house))).toMatchObject([
    { state: "dead", because: "out-of-attempts", attempts: 3 },
  ]);

  const now = new Date(house.floor.account.clock.now());
  const ids = ["contact-sampled.nobody", idOf(taskSid)];
  const result = await replayDeadLetters(storeOf(house), ids, now, () => undefined);
  await minutes(house, 1);

  expect(result).toEqual({ replayed: [idOf(taskSid)], unknown: ["contact-sampled.nobody"] });
  expect(house.receiver.worked).toEqual([taskSid]);
});

test("with another secret the receiver takes nothing, and nothing is lost", async () => {
  const house = await openQualityFloor();
  house.floor.host(ORIGIN, { WEBHOOK_SECRET: `whsec_${"B".repeat(40)}` });
  await contact(house);
  await minutes(house, 2);

  expect(house.receiver.refused).toBe(1);
  expect(await listWebhooks(storeOf(house))).toMatchObject([{ state: "dead", lastStatus: 401 }]);
});

test("after a day of trouble every sampled contact has been worked on, and none twice", async () => {
  const house = await openQualityFloor({ ...EVERYTHING, webhooks: { ...webhooks, attempts: 9 } });
  const troubles = [{ status: 500 }, { isAnswerLost: true }, {}, { after: 7 }, { status: 429 }, {}];
  house.receiver.behave(...Array.from({ length: 4 }, () => troubles).flat());
  const contacts: string[] = [];
  for (let index = 0; index < 12; index++) {
    contacts.push(await contact(house, 30));
    if (index % 3 === 0) await minutes(house, 1);
  }

  await minutes(house, 15);

  expect([...house.receiver.worked].sort()).toEqual([...contacts].sort());
  expect(await listWebhooks(storeOf(house))).toEqual([]);
});
