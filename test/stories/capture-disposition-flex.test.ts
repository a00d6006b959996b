/** flex/capture-disposition: workers speak of the contacts they have or have had, supervisors of any. */
import { ALREADY, attributesOf, CAPTURED, countTaskWrites, openWithTask } from "../support/dispositions";
import { fromFlex, signIn } from "../support/flex-users";
import type { Floor } from "../support/floor";
import { hire } from "../support/work";

const say = (floor: Floor, token: string, given: Readonly<Record<string, unknown>>) =>
  fromFlex(floor, "capture-disposition", token, given);

const REFUSED = { error: "refused" };
const NOT_THEIRS = { status: 403, body: { because: "not-your-contact" } };

test("the worker who has the contact says how it ended, once", async () => {
  const { floor, sid, workerSid } = await openWithTask();
  const token = signIn(floor, workerSid);
  const given = { taskSid: sid, disposition: "complaint", note: "wants a call" };
  const writes = countTaskWrites(floor);

  expect([await say(floor, token, given), await say(floor, token, given)]).toEqual([CAPTURED, ALREADY]);
  expect(await attributesOf(floor, sid)).toMatchObject({
    conversations: { outcome: "complaint", content: "wants a call" },
  });
  expect(writes()).toBe(1);
});

test("a worker who wraps up the contact still says how it ended", async () => {
  const { floor, sid, workerSid } = await openWithTask();
  await floor.workspace.tasks(sid).update({ assignmentStatus: "wrapping", reason: "hung up" });

  expect(await say(floor, signIn(floor, workerSid), { taskSid: sid, disposition: "resolved" })).toEqual(CAPTURED);
});

test("a worker who never had the contact is told nothing about it, and nothing is written", async () => {
  const { floor, sid } = await openWithTask();
  const token = signIn(floor, await hire(floor, "bruno", { stock: 3 }));
  const writes = countTaskWrites(floor);

  expect(await say(floor, token, { taskSid: sid, disposition: "order-placed" })).toEqual(NOT_THEIRS);
  expect(writes()).toBe(0);
});

test("a worker who only let the contact pass has not had it", async () => {
  const { floor, sid } = await openWithTask();
  const bruno = await hire(floor, "bruno", { regular: 5 });
  const second = await floor.workspace.tasks.create({
    attributes: (await floor.workspace.tasks(sid).fetch()).attributes,
    taskChannel: "chat",
  });
  const [offered] = await floor.workspace.workers(bruno).reservations.list();
  await floor.workspace
    .workers(bruno)
    .reservations(offered?.sid ?? "")
    .update({ reservationStatus: "rejected" });

  const reply = await say(floor, signIn(floor, bruno), { taskSid: second.sid, disposition: "resolved" });

  expect(offered?.taskSid).toBe(second.sid);
  expect(reply).toEqual(NOT_THEIRS);
});

test.each(["supervisor", "admin"])("a %s speaks of any contact", async (role) => {
  const { floor, sid } = await openWithTask();
  const token = signIn(floor, `WK${"f".repeat(32)}`, "agent", role);

  expect(await say(floor, token, { taskSid: sid, disposition: "resolved" })).toEqual(CAPTURED);
});

test("a token that is none opens nothing, and no task is read", async () => {
  const { floor, sid } = await openWithTask();
  let asked = 0;
  floor.intercept((request, pass) => {
    if (request.path.includes("/Tasks/")) asked++;
    return pass();
  });

  expect(await say(floor, "a.b.c.d.e", { taskSid: sid, disposition: "resolved" })).toEqual({
    status: 401,
    body: REFUSED,
  });
  expect(await say(floor, "nonsense", { taskSid: sid, disposition: "resolved" })).toEqual({
    status: 401,
    body: REFUSED,
  });
  expect(asked).toBe(0);
});

test("a malformed disposition is refused with every problem named", async () => {
  const { floor, workerSid } = await openWithTask();

  expect(await say(floor, signIn(floor, workerSid), { disposition: "resolved", notes: "lost" })).toMatchObject({
    status: 400,
    body: { problems: expect.arrayContaining(["taskSid: is required", "notes: is not known here"]) },
  });
});
