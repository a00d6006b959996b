/** Who gets a task, in what order, and how it ends, through the real client. */
import { Account } from "../../simulator/account";

const refused = (status: number, code: number) => expect.objectContaining({ status, code });

/** A floor with one task queue for everybody and nobody at work yet. */
async function open(target: object = {}, queue: { taskOrder?: "FIFO" | "LIFO" } = {}) {
  const account = new Account({ seed: 1 });
  const { workspace: records } = account.taskRouter;
  const workspace = account.client().taskrouter.v1.workspaces(records.sid);
  const { sid: queueSid } = await workspace.taskQueues.create({ friendlyName: "everyone", ...queue });
  const configuration = JSON.stringify({ task_routing: { filters: [{ targets: [{ queue: queueSid, ...target }] }] } });
  const { sid: workflowSid } = await workspace.workflows.create({ friendlyName: "Contacts", configuration });
  const [available] = await workspace.activities.list({ friendlyName: "Available" });
  const hire = (friendlyName: string, attributes: object = {}) =>
    workspace.workers.create({
      friendlyName,
      attributes: JSON.stringify(attributes),
      ...(available ? { activitySid: available.sid } : {}),
    });
  const contact = (more: { priority?: number; timeout?: number } = {}) =>
    workspace.tasks.create({ attributes: "{}", taskChannel: "voice", ...more });
  const reservation = async (taskSid: string) => (await workspace.tasks(taskSid).reservations.list()).at(-1);
  const answer = async (taskSid: string, reservationStatus: "accepted" | "rejected" | "completed") => {
    const { sid = "" } = (await reservation(taskSid)) ?? {};
    await workspace.tasks(taskSid).reservations(sid).update({ reservationStatus });
  };
  const holder = async (taskSid: string) => (await reservation(taskSid))?.workerName;
  return { account, clock: account.clock, workspace, workflowSid, hire, contact, answer, holder };
}

/** Completes whatever the only worker holds until nothing waits, and says in which order it came. */
async function orderOf({ workspace, answer }: Awaited<ReturnType<typeof open>>): Promise<string[]> {
  const order: string[] = [];
  for (;;) {
    const [reserved] = await workspace.tasks.list({ assignmentStatus: ["reserved"] });
    if (!reserved) return order;
    order.push(reserved.sid);
    await answer(reserved.sid, "accepted");
    await answer(reserved.sid, "completed");
  }
}

describe("the order of tasks", () => {
  test.each([
    { taskOrder: "FIFO", order: [0, 1, 2] },
    { taskOrder: "LIFO", order: [2, 1, 0] },
  ] as const)("is $taskOrder among equals", async ({ taskOrder, order }) => {
    const floor = await open({}, { taskOrder });
    const sids: (string | undefined)[] = [];
    for (let count = 0; count < 3; count++) {
      sids.push((await floor.contact()).sid);
      await floor.clock.advance(1);
    }
    await floor.hire("maria");

    expect(await orderOf(floor)).toEqual(order.map((index) => sids[index]));
  });

  test("is by priority first, and a priority raised while waiting counts", async () => {
    const floor = await open();
    const low = await floor.contact({ priority: 1 });
    const high = await floor.contact({ priority: 5 });
    const raised = await floor.contact();
    await floor.workspace.tasks(raised.sid).update({ priority: 9 });
    await floor.hire("maria");

    expect(await orderOf(floor)).toEqual([raised.sid, high.sid, low.sid]);
  });

  test("a target's priority takes the place of the task's own", async () => {
    const { contact } = await open({ priority: "7" });

    expect((await contact({ priority: 1 })).priority).toBe(7);
  });

  test("a rejected task waits behind one of higher priority", async () => {
    const { contact, hire, answer, holder } = await open();
    await hire("maria");
    const first = await contact();
    const urgent = await contact({ priority: 10 });

    await answer(first.sid, "rejected");

    expect(await holder(urgent.sid)).toBe("maria");
  });
});

describe("the worker", () => {
  test.each([
    { orderBy: "worker.level DESC", chosen: "jon" },
    { orderBy: "worker.level ASC", chosen: "lara" },
    { orderBy: "worker.level", chosen: "lara" },
    { orderBy: "worker.team ASC, worker.level DESC", chosen: "maria" },
    { orderBy: "worker.nothing DESC", chosen: "maria" },
  ])("is $chosen by '$orderBy'", async ({ orderBy, chosen }) => {
    const { hire, contact, holder, clock } = await open({ order_by: orderBy });
    for (const [name, attributes] of Object.entries({
      maria: { level: 2, team: 1 },
      jon: { level: 3, team: 2 },
      lara: { level: 1, team: 1 },
      nobody: {},
    })) {
      await hire(name, attributes);
      await clock.advance(1);
    }

    expect(await holder((await contact()).sid)).toBe(chosen);
  });

  test("is the longest idle, counted from the end of the last contact", async () => {
    const { hire, contact, holder, answer, clock } = await open();
    await hire("maria");
    await clock.advance(10);
    await hire("jon");

    const first = await contact();
    await answer(first.sid, "accepted");
    await clock.advance(10);
    await answer(first.sid, "completed");

    expect(await holder(first.sid)).toBe("maria");
    expect(await holder((await contact()).sid)).toBe("jon");
  });

  test("who has a contact is not idle, however long ago the last one ended", async () => {
    const { hire, contact, holder, workspace, clock } = await open();
    const { sid } = await hire("maria");
    await workspace.workers(sid).workerChannels("voice").update({ capacity: 2 });
    await clock.advance(10);
    await contact();
    await hire("jon");

    expect(await holder((await contact()).sid)).toBe("jon");
  });
});

describe("the status", () => {
  const statuses = ["pending", "reserved", "assigned", "wrapping", "completed", "canceled"] as const;
  type Status = (typeof statuses)[number];
  const allowed: Record<Status, readonly Status[]> = {
    pending: ["canceled"],
    reserved: ["canceled"],
    assigned: ["wrapping", "completed"],
    wrapping: ["completed"],
    completed: [],
    canceled: [],
  };
  const moves = statuses.flatMap((from) => statuses.map((to) => ({ from, to, isAllowed: allowed[from].includes(to) })));

  async function taskIn(status: Status) {
    const floor = await open();
    if (status !== "pending") await floor.hire("maria");
    const { sid } = await floor.contact();
    const task = floor.workspace.tasks(sid);
    if (!["pending", "reserved", "canceled"].includes(status)) await floor.answer(sid, "accepted");
    if (status === "wrapping" || status === "completed" || status === "canceled") {
      await task.update({ assignmentStatus: status, reason: "as the test wants it" });
    }
    return task;
  }

  test.each(moves)("$from to $to is allowed: $isAllowed", async ({ from, to, isAllowed }) => {
    const task = await taskIn(from);

    const moved = task.update({ assignmentStatus: to, reason: "hangup", priority: 3 });

    if (isAllowed) await expect(moved).resolves.toMatchObject({ assignmentStatus: to, priority: 3 });
    else await expect(moved).rejects.toEqual(refused(400, 20001));
    expect(await task.fetch()).toMatchObject(isAllowed ? { priority: 3 } : { assignmentStatus: from, priority: 0 });
  });

  test("and attributes take two requests: together neither is changed", async () => {
    const task = await taskIn("assigned");

    const both = task.update({ assignmentStatus: "completed", attributes: `{"a":1}` });

    await expect(both).rejects.toEqual(refused(400, 20001));
    expect(await task.fetch()).toMatchObject({ assignmentStatus: "assigned", attributes: "{}" });
  });

  test("a closed task is deleted five minutes later", async () => {
    const { contact, workspace, clock } = await open();
    const { sid } = await contact();
    await workspace.tasks(sid).update({ assignmentStatus: "canceled", reason: "hangup" });

    await clock.advance(299);
    expect(await workspace.tasks(sid).fetch()).toMatchObject({ reason: "hangup", age: 299 });
    await clock.advance(1);
    await expect(workspace.tasks(sid).fetch()).rejects.toEqual(refused(404, 20404));
    await expect(workspace.tasks(sid).reservations.list()).rejects.toEqual(refused(404, 20404));
  });

  test.each([
    { when: "waits", hires: [], reservation: undefined },
    { when: "is reserved", hires: ["maria"], reservation: "canceled" },
  ])("a task that still $when at its timeout is canceled", async ({ hires, reservation }) => {
    const { contact, hire, workspace, clock } = await open();
    for (const name of hires) await hire(name);
    const { sid } = await contact({ timeout: 60 });

    await clock.advance(60);

    expect(await workspace.tasks(sid).fetch()).toMatchObject({
      assignmentStatus: "canceled",
      reason: "Task TTL Exceeded",
    });
    expect((await workspace.tasks(sid).reservations.list())[0]?.reservationStatus).toBe(reservation);
  });

  test("an assigned task outlives its timeout", async () => {
    const { contact, hire, answer, workspace, clock } = await open();
    await hire("maria");
    const { sid } = await contact({ timeout: 60 });
    await answer(sid, "accepted");

    await clock.advance(600);

    expect((await workspace.tasks(sid).fetch()).assignmentStatus).toBe("assigned");
  });
});

test("an update under the version that was read lands, under an older one it is refused", async () => {
  const { contact, workspace } = await open();
  const { sid } = await contact();
  const { headers } = await workspace.tasks(sid).fetchWithHttpInfo();
  const ifMatch = String(headers?.["etag"]);

  await workspace.tasks(sid).update({ ifMatch, attributes: `{"a":1}` });

  const late = workspace.tasks(sid).update({ ifMatch, attributes: `{"a":2}` });
  await expect(late).rejects.toEqual(refused(412, 20412));
  expect((await workspace.tasks(sid).fetch()).attributes).toBe(`{"a":1}`);
});

test("the list is filtered by statuses, task queue and workflow", async () => {
  const { contact, hire, workspace, workflowSid } = await open();
  await hire("maria");
  const [reserved, pending] = [await contact(), await contact()];
  const canceled = await contact();
  await workspace.tasks(canceled.sid).update({ assignmentStatus: "canceled", reason: "hangup" });
  const sids = async (by: object) => (await workspace.tasks.list(by)).map(({ sid }) => sid);

  expect(await sids({ assignmentStatus: ["pending"] })).toEqual([pending.sid]);
  expect(await sids({ assignmentStatus: ["pending", "reserved"] })).toEqual([reserved.sid, pending.sid]);
  expect(await sids({ taskQueueName: "everyone", workflowSid })).toHaveLength(3);
  expect(await sids({ taskQueueName: "nobody" })).toEqual([]);
});
