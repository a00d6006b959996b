/** studio/capture-disposition: how a contact ended stands on its task before it completes. */
import { type Floor, openFloor } from "../support/floor";
import { GRACE, taskSid } from "../support/people";
import { accept, arrive, complete, giveUp, hire } from "../support/work";

const chat = { channel: "chat", queue: "regular", from: GRACE.from };

/** A floor with one contact in a worker's hands. */
async function openWithTask(): Promise<{ floor: Floor; sid: string }> {
  const floor = await openFloor();
  await hire(floor, "ana", { regular: 5 });
  const sid = await arrive(floor, chat);
  await accept(floor, sid);
  return { floor, sid };
}

async function attributesOf(floor: Floor, sid: string): Promise<Record<string, unknown>> {
  const { attributes } = await floor.workspace.tasks(sid).fetch();
  return JSON.parse(attributes);
}

const capture = (floor: Floor, sid: string, disposition: string) =>
  floor.studio("capture-disposition", { taskSid: sid, disposition });

const refusal = (because: string) => ({ status: 409, body: { because } });

test("a disposition is added to what stands on the task", async () => {
  const { floor, sid } = await openWithTask();
  const before = await attributesOf(floor, sid);

  const reply = await capture(floor, sid, "resolved");

  expect(reply).toEqual({ status: 200, body: { because: "disposition-captured" } });
  expect(await attributesOf(floor, sid)).toEqual({ ...before, conversations: { outcome: "resolved" } });
});

test("a disposition is written under the ETag with which the task was read", async () => {
  const { floor, sid } = await openWithTask();
  const conditions: (string | undefined)[] = [];
  floor.intercept((request, pass) => {
    if (request.method === "post" && request.path.endsWith(sid)) conditions.push(request.headers["if-match"]);
    return pass();
  });

  await capture(floor, sid, "resolved");

  expect(conditions).toEqual([expect.stringMatching(/^"\d+"$/)]);
});

test("the same disposition a second time changes nothing", async () => {
  const { floor, sid } = await openWithTask();
  await capture(floor, sid, "resolved");
  const { dateUpdated } = await floor.workspace.tasks(sid).fetch();
  await floor.account.clock.advance(5);

  const reply = await capture(floor, sid, "resolved");

  expect(reply).toEqual({ status: 200, body: { because: "already-captured" } });
  expect((await floor.workspace.tasks(sid).fetch()).dateUpdated).toEqual(dateUpdated);
});

test("another disposition replaces the first", async () => {
  const { floor, sid } = await openWithTask();
  await capture(floor, sid, "resolved");

  const reply = await capture(floor, sid, "complaint");

  expect(reply.body).toEqual({ because: "disposition-captured" });
  expect(await attributesOf(floor, sid)).toMatchObject({ conversations: { outcome: "complaint" } });
});

test("a disposition of another queue is refused", async () => {
  const { floor, sid } = await openWithTask();

  expect(await capture(floor, sid, "order-placed")).toEqual(refusal("code-not-of-this-queue"));
  expect(await attributesOf(floor, sid)).not.toHaveProperty("conversations");
});

test("a task that is gone takes no disposition", async () => {
  const floor = await openFloor();

  expect(await capture(floor, taskSid("dead"), "resolved")).toEqual(refusal("task-is-gone"));
});

test("a completed task takes no disposition", async () => {
  const { floor, sid } = await openWithTask();
  await complete(floor, sid);

  expect(await capture(floor, sid, "resolved")).toEqual(refusal("task-has-ended"));
});

test("a canceled task takes no disposition", async () => {
  const floor = await openFloor();
  const sid = await arrive(floor, chat);
  await giveUp(floor, sid);

  expect(await capture(floor, sid, "resolved")).toEqual(refusal("task-has-ended"));
});

test("what somebody writes on the task meanwhile and the disposition both stay", async () => {
  const { floor, sid } = await openWithTask();
  const before = await attributesOf(floor, sid);
  const note = { ...before, note: "calls back on Tuesday", conversations: { campaign: "spring" } };
  let changes = 2;
  floor.intercept((request, pass) => {
    const task = floor.account.taskRouter.workspace.tasks.get(sid);
    if (request.caller === "/studio/capture-disposition" && request.method === "post" && task && changes-- > 0) {
      floor.account.taskRouter.engine.tasks.updateAttributes(task, JSON.stringify(note));
    }
    return pass();
  });

  const reply = await capture(floor, sid, "resolved");

  expect(reply).toEqual({ status: 200, body: { because: "disposition-captured" } });
  expect(await attributesOf(floor, sid)).toEqual({
    ...note,
    conversations: { campaign: "spring", outcome: "resolved" },
  });
});

test("two dispositions at once are both answered, and one of them stands", async () => {
  const { floor, sid } = await openWithTask();

  const replies = await Promise.all([capture(floor, sid, "resolved"), capture(floor, sid, "complaint")]);

  expect(replies.map(({ status }) => status)).toEqual([200, 200]);
  expect(await attributesOf(floor, sid)).toMatchObject({
    conversations: { outcome: expect.stringMatching(/^(resolved|complaint)$/) },
  });
});

test("while Twilio says 429 the disposition waits and is written", async () => {
  const { floor, sid } = await openWithTask();
  let refusals = 3;
  floor.intercept((request, pass) => {
    const isWrite = request.method === "post" && request.path.endsWith(sid);
    return isWrite && refusals-- > 0 ? { status: 429, body: { status: 429, code: 20429, message: "" } } : pass();
  });

  const reply = capture(floor, sid, "resolved");
  await floor.account.clock.advance(2);

  expect(await reply).toMatchObject({ status: 200 });
  expect(await attributesOf(floor, sid)).toMatchObject({ conversations: { outcome: "resolved" } });
});

test("a malformed disposition is refused with every problem named, and nothing is asked of Twilio", async () => {
  const floor = await openFloor();

  const reply = await capture(floor, "WT123", "lost-in-space");

  expect(reply).toMatchObject({
    status: 400,
    body: {
      problems: [
        "taskSid: must be a SID that starts with WT",
        expect.stringMatching(/^disposition: must be one of resolved, .*escalated$/),
      ],
    },
  });
  expect(floor.calls).toBe(0);
});
