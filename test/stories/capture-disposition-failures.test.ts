/** A disposition holds its own against others who change the task, and against answers that do not come. */
import {
  ALREADY,
  attributesOf,
  CAPTURED,
  capture,
  countTaskWrites,
  isTaskWrite,
  openWithTask,
  trouble,
} from "../support/dispositions";
import type { Floor } from "../support/floor";

/** Before each of the next writes somebody else has written these attributes. */
function changeBeforeWrites(floor: Floor, sid: string, attributes: object, times: number): void {
  let left = times;
  floor.intercept((request, pass) => {
    const task = floor.account.taskRouter.workspace.tasks.get(sid);
    if (isTaskWrite(request) && task && left-- > 0) {
      floor.account.taskRouter.engine.tasks.updateAttributes(task, JSON.stringify(attributes));
    }
    return pass();
  });
}

test("what somebody writes on the task meanwhile and the disposition both stay", async () => {
  const { floor, sid } = await openWithTask();
  const before = await attributesOf(floor, sid);
  const note = { ...before, note: "calls back on Tuesday", conversations: { campaign: "spring" } };
  changeBeforeWrites(floor, sid, note, 2);

  expect(await capture(floor, sid, "resolved")).toEqual(CAPTURED);
  expect(await attributesOf(floor, sid)).toEqual({
    ...note,
    conversations: { campaign: "spring", outcome: "resolved" },
  });
});

test("a contact that is moved to another queue meanwhile is held against that queue's codes", async () => {
  const { floor, sid } = await openWithTask();
  const moved = { ...(await attributesOf(floor, sid)), floor: { queue: "stock" } };
  changeBeforeWrites(floor, sid, moved, 1);

  const reply = await capture(floor, sid, "complaint");

  expect(reply).toMatchObject({ status: 409, body: { because: "code-not-of-this-queue" } });
  expect(await attributesOf(floor, sid)).toEqual(moved);
});

test("where others never stop changing the task, the caller is told to come again", async () => {
  const { floor, sid } = await openWithTask();
  const before = await attributesOf(floor, sid);
  changeBeforeWrites(floor, sid, before, Number.POSITIVE_INFINITY);
  const writes = countTaskWrites(floor);

  expect(await capture(floor, sid, "resolved")).toEqual({ status: 503, body: { because: "overtaken" } });
  expect(await attributesOf(floor, sid)).toEqual(before);
  expect(writes()).toBe(5);
});

test("two dispositions at once are both answered, and one of them stands whole", async () => {
  const { floor, sid } = await openWithTask();

  const replies = await Promise.all([
    capture(floor, sid, "resolved", { note: "of the first" }),
    capture(floor, sid, "complaint", { note: "of the second" }),
  ]);

  expect(replies).toEqual([CAPTURED, CAPTURED]);
  const { outcome, content } = (await attributesOf(floor, sid))["conversations"] as Record<string, string>;
  expect([
    ["resolved", "of the first"],
    ["complaint", "of the second"],
  ]).toContainEqual([outcome, content]);
});

test("while Twilio says 429 the disposition waits and is written", async () => {
  const { floor, sid } = await openWithTask();
  trouble(floor, "429", isTaskWrite, 3);

  const reply = capture(floor, sid, "resolved");
  await floor.account.clock.advance(2);

  expect(await reply).toEqual(CAPTURED);
  expect(await attributesOf(floor, sid)).toMatchObject({ conversations: { outcome: "resolved" } });
});

test("a write whose answer is lost is looked up, and not made again", async () => {
  const { floor, sid } = await openWithTask();
  const writes = countTaskWrites(floor);
  trouble(floor, "lost answer", isTaskWrite);

  expect(await capture(floor, sid, "resolved")).toEqual(ALREADY);
  expect(await attributesOf(floor, sid)).toMatchObject({ conversations: { outcome: "resolved" } });
  expect(writes()).toBe(1);
});

test.each(["lost request", "503"] as const)("a write that never arrived is made again: %s", async (kind) => {
  const { floor, sid } = await openWithTask();
  trouble(floor, kind, isTaskWrite);

  expect(await capture(floor, sid, "resolved")).toEqual(CAPTURED);
  expect(await attributesOf(floor, sid)).toMatchObject({ conversations: { outcome: "resolved" } });
});

/** Attributes that leave room for so many characters more. */
async function fillUp(floor: Floor, sid: string, room: number): Promise<object> {
  const before = await attributesOf(floor, sid);
  const empty = JSON.stringify({ ...before, filler: "" }).length;
  const attributes = { ...before, filler: "x".repeat(4096 - empty - room) };
  await floor.workspace.tasks(sid).update({ attributes: JSON.stringify(attributes) });
  return attributes;
}

const ADDED = ',"conversations":{"outcome":"resolved","content":"0123456789"}'.length;

test("a disposition that just fits is written", async () => {
  const { floor, sid } = await openWithTask();
  await fillUp(floor, sid, ADDED);

  expect(await capture(floor, sid, "resolved", { note: "0123456789" })).toEqual(CAPTURED);
  expect((await floor.workspace.tasks(sid).fetch()).attributes).toHaveLength(4096);
});

test("a disposition that is one character too long is refused, and nothing is written", async () => {
  const { floor, sid } = await openWithTask();
  const before = await fillUp(floor, sid, ADDED - 1);
  const writes = countTaskWrites(floor);

  expect(await capture(floor, sid, "resolved", { note: "0123456789" })).toEqual({
    status: 409,
    body: {
      because: "attributes-too-long",
      problems: ["note: the task's attributes would have 4097 characters of at most 4096"],
    },
  });
  expect(await attributesOf(floor, sid)).toEqual(before);
  expect(writes()).toBe(0);
});
