/** Who is offered a task, and when it goes where, as workflows and queues say. */
import { Account, type AccountOptions } from "../../simulator/account";
import { stageOf } from "../behaviours/behaviour";
import { openQueue } from "../behaviours/taskrouter-scene";

type Target = Readonly<Record<string, unknown>>;

async function open(options: AccountOptions = {}, people: readonly string[] = []) {
  const account = new Account({ seed: 1, ...options });
  const opened = await openQueue(stageOf(account), ...people);
  const { workspace, workflow, queue, activity } = opened;
  const configure = (filters: readonly Target[], more: object = {}) =>
    workspace
      .workflows(workflow.sid)
      .update({ configuration: JSON.stringify({ task_routing: { filters, ...more } }), taskReservationTimeout: 20 });
  /** One filter that leads everything through these targets. */
  const targets = (...list: readonly Target[]) =>
    configure([{ targets: list.map((target) => ({ queue: queue.sid, ...target })) }]);
  const hire = (friendlyName: string, attributes: object = {}) =>
    workspace.workers.create({
      friendlyName,
      activitySid: activity("Available"),
      attributes: JSON.stringify(attributes),
    });
  const offers = async (taskSid: string) =>
    (await workspace.tasks(taskSid).reservations.list()).map((one) => `${one.workerName} ${one.reservationStatus}`);
  const status = async (taskSid: string) => (await workspace.tasks(taskSid).fetch()).assignmentStatus;
  const answer = async (taskSid: string, reservationStatus: "accepted" | "rejected" | "completed") => {
    const reservations = await workspace.tasks(taskSid).reservations.list();
    const open = reservations.find(
      (one) => one.reservationStatus === "pending" || one.reservationStatus === "accepted",
    );
    await workspace
      .tasks(taskSid)
      .reservations(open?.sid ?? "")
      .update({ reservationStatus });
  };
  const told = (taskSid: string) => account.taskRouter.log.ofTask(taskSid).map(({ type }) => type);
  return { account, ...opened, configure, targets, hire, offers, status, answer, told };
}

describe("a queue that reserves three workers", () => {
  const openThree = async (...people: readonly string[]) => {
    const floor = await open({}, people);
    await floor.workspace.taskQueues(floor.queue.sid).update({ maxReservedWorkers: 3 });
    return floor;
  };

  test("offers a task to those who are free at that moment only", async () => {
    const { contact, hire, offers } = await openThree("maria", "jon");
    const { sid } = await contact();

    await hire("lara");

    expect(await offers(sid)).toEqual(["maria pending", "jon pending"]);
  });

  test("goes on when all of them have rejected", async () => {
    const { contact, hire, offers, answer } = await openThree("maria", "jon");
    const { sid } = await contact();
    await hire("lara");

    await answer(sid, "rejected");
    expect(await offers(sid)).toEqual(["maria rejected", "jon pending"]);
    await answer(sid, "rejected");

    expect((await offers(sid)).slice(2).sort()).toEqual(["jon pending", "lara pending", "maria pending"]);
  });

  test("gives whoever's offer is rescinded the next task", async () => {
    const { contact, offers, answer } = await openThree("maria", "jon");
    const first = await contact();
    const second = await contact();

    await answer(first.sid, "accepted");

    expect(await offers(first.sid)).toEqual(["maria accepted", "jon rescinded"]);
    expect(await offers(second.sid)).toEqual(["jon pending"]);
  });

  test.each(["accepted", "rejected"] as const)("is gone, 410, for whoever comes too late: %s", async (status) => {
    const { workspace, contact, answer } = await openThree("maria", "jon");
    const { sid } = await contact();
    await answer(sid, "accepted");
    const { reservations } = workspace.tasks(sid);
    const [late] = await reservations.list({ reservationStatus: "rescinded" });

    const update = reservations(late?.sid ?? "").update({ reservationStatus: status });

    await expect(update).rejects.toMatchObject({ status: 410 });
  });
});

describe("of two queues alike, one LIFO and one FIFO", () => {
  test.each([
    { prefers: "LIFO", first: "last in" },
    { prefers: "FIFO", first: "first in" },
  ] as const)("a workspace that prefers $prefers serves its task first", async ({ prefers, first }) => {
    const { workspace, queue, hire, wait, offers } = await open();
    const { sid: lifo } = await workspace.taskQueues.create({ friendlyName: "last in", taskOrder: "LIFO" });
    await workspace.update({ prioritizeQueueOrder: prefers });
    const tasks = {
      "first in": await workspace.tasks.create({ routingTarget: queue.sid }),
      "last in": await workspace.tasks.create({ routingTarget: lifo }),
    };

    await hire("maria");
    await wait();

    expect(await offers(tasks[first].sid)).toEqual(["maria pending"]);
  });
});

describe("a known worker", () => {
  test.each([
    { key: "known_worker_sid", attribute: "sid" },
    { key: "known_worker_friendly_name", attribute: "name" },
  ] as const)("by $key is the only one it is offered to", async ({ key, attribute }) => {
    const { targets, hire, contact, offers } = await open({}, ["maria"]);
    await targets({ [key]: "task.agent" });
    const jon = await hire("jon");

    const { sid } = await contact({ agent: attribute === "sid" ? jon.sid : "jon" });

    expect(await offers(sid)).toEqual(["jon pending"]);
  });

  test("who is busy is waited for until the target's time is up, then anybody does", async () => {
    const { targets, hire, contact, offers, answer, wait } = await open();
    await targets({ known_worker_friendly_name: "task.agent", timeout: 30 }, {});
    await hire("jon");
    await answer((await contact({ agent: "jon" })).sid, "accepted");
    await hire("maria");

    const { sid } = await contact({ agent: "jon" });
    await wait(15);
    expect(await offers(sid)).toEqual([]);
    await wait(15);

    expect(await offers(sid)).toEqual(["maria pending"]);
  });

  test("whom the task does not name is nobody", async () => {
    const { targets, contact, status } = await open({}, ["maria"]);
    await targets({ known_worker_sid: "task.agent" });

    expect(await status((await contact({})).sid)).toBe("pending");
  });
});

describe("order_by", () => {
  test("goes by the first attribute, among equals by the second, and then by who is idle longest", async () => {
    const { targets, hire, contact, offers, wait } = await open();
    await targets({ order_by: "worker.finance DESC, worker.support ASC" });
    await hire("none");
    await hire("alice", { finance: 10, support: 8 });
    await hire("bob", { finance: 10, support: 5 });
    await wait(1);
    await hire("carl", { finance: 10, support: 5 });
    await hire("dora", { finance: 2 });

    const order = [];
    for (let count = 0; count < 5; count++) order.push(...(await offers((await contact()).sid)));

    expect(order).toEqual(["bob pending", "carl pending", "alice pending", "dora pending", "none pending"]);
  });
});

describe("skip_if", () => {
  test("counts workers who are busy as available", async () => {
    const { targets, contact, told, status } = await open({}, ["maria"]);
    await targets({ skip_if: "workers.available == 0", timeout: 30 }, { priority: 9 });
    await contact();

    const { sid } = await contact();

    expect(await status(sid)).toBe("pending");
    expect(told(sid)).not.toContain("workflow.skipped");
  });

  test("sends on at once what nobody is there for", async () => {
    const { targets, contact, told, workspace } = await open();
    await targets({ skip_if: "workers.available == 0", timeout: 30 }, { priority: 9 });

    const { sid } = await contact();

    expect(told(sid)).toContain("workflow.skipped");
    expect((await workspace.tasks(sid).fetch()).priority).toBe(9);
  });
});

test("timeouts add up from a virtual start in the past: a task that is old already is past its first target", async () => {
  const { account, targets, workspace, workflow, wait, status } = await open();
  await targets({ timeout: 60 }, { priority: 3, timeout: 60 });
  const virtualStartTime = new Date(account.clock.now() - 90_000);

  const { sid } = await workspace.tasks.create({ workflowSid: workflow.sid, virtualStartTime });

  expect((await workspace.tasks(sid).fetch()).priority).toBe(3);
  await wait(29);
  expect(await status(sid)).toBe("pending");
  await wait(1);
  expect(await status(sid)).toBe("canceled");
});

test("past the last target of its filter a task goes on in the next filter that matches", async () => {
  const { configure, queue, contact, wait, workspace } = await open();
  const { sid: loans } = await workspace.taskQueues.create({ friendlyName: "loans" });
  await configure([
    { expression: "type == 'card'", targets: [{ queue: queue.sid, timeout: 10 }] },
    { expression: "type == 'fax'", targets: [{ queue: queue.sid, priority: 9 }] },
    { expression: "type != 'fax'", targets: [{ queue: loans }] },
  ]);
  const { sid } = await contact({ type: "card" });
  expect((await workspace.tasks(sid).fetch()).taskQueueFriendlyName).toBe("cards");

  await wait(10);

  expect(await workspace.tasks(sid).fetch()).toMatchObject({ taskQueueFriendlyName: "loans", priority: 0 });
});

describe("a task's time", () => {
  test("is up when nobody has taken it", async () => {
    const { workspace, workflow, wait, account } = await open({}, ["maria"]);
    const { sid } = await workspace.tasks.create({ workflowSid: workflow.sid, timeout: 60 });

    await wait(60);

    expect(await workspace.tasks(sid).fetch()).toMatchObject({
      assignmentStatus: "canceled",
      reason: "Task TTL Exceeded",
    });
    const [event] = await workspace.events.list({ eventType: "task.canceled" });
    expect(event?.eventData).toMatchObject({ task_canceled_reason: "Task TTL Exceeded" });
    expect([...account.taskRouter.workspace.reservations.values()].map((one) => one.status)).toEqual(["canceled"]);
  });

  test("is a day once it is assigned; then the system deletes it and its worker is free", async () => {
    const { acceptedContact, wait, told, workspace, contact, offers } = await open({}, ["maria"]);
    const { task } = await acceptedContact();

    await wait(86_399);
    expect((await workspace.tasks(task.sid).fetch()).assignmentStatus).toBe("assigned");
    await wait(1);

    await expect(workspace.tasks(task.sid).fetch()).rejects.toMatchObject({ status: 404 });
    expect(told(task.sid)).toContain("task.system-deleted");
    expect(await offers((await contact()).sid)).toEqual(["maria pending"]);
  });

  test("after its end is five minutes, of which nothing is told", async () => {
    const { contact, wait, workspace, told } = await open();
    const { sid } = await contact();
    await workspace.tasks(sid).update({ assignmentStatus: "canceled" });

    await wait(299);
    expect((await workspace.tasks(sid).fetch()).assignmentStatus).toBe("canceled");
    await wait(1);

    await expect(workspace.tasks(sid).fetch()).rejects.toMatchObject({ status: 404 });
    expect(told(sid)).not.toContain("task.deleted");
  });
});

test("reservations go with their task", async () => {
  const { acceptedContact, answer, wait, workspace, workers, account } = await open({}, ["maria"]);
  const { task, reservationSid } = await acceptedContact();
  await answer(task.sid, "completed");
  const reservations = () => workspace.workers(workers[0]?.sid ?? "").reservations;
  expect((await reservations().list()).map(({ sid }) => sid)).toEqual([reservationSid]);

  await wait(300);

  expect(await reservations().list()).toEqual([]);
  expect(account.taskRouter.workspace.reservations.size).toBe(0);
});

describe("a routing target", () => {
  test("that is a queue passes the workflow by", async () => {
    const { workspace, workflow, told } = await open();
    const { sid: loans } = await workspace.taskQueues.create({ friendlyName: "loans" });

    const { sid } = await workspace.tasks.create({ workflowSid: workflow.sid, routingTarget: loans });

    expect(await workspace.tasks(sid).fetch()).toMatchObject({ taskQueueSid: loans, routingTarget: loans });
    expect(told(sid)).not.toContain("workflow.entered");
  });

  test("that is a workflow is the task's workflow", async () => {
    const { workspace, workflow, told } = await open();

    const { sid } = await workspace.tasks.create({ routingTarget: workflow.sid });

    expect((await workspace.tasks(sid).fetch()).workflowSid).toBe(workflow.sid);
    expect(told(sid)).toContain("workflow.entered");
  });

  test("that is a worker gets it even in an unavailable activity, unless capacity is not to be ignored", async () => {
    const { workspace, activity, offers, wait } = await open();
    const { sid: maria } = await workspace.workers.create({ friendlyName: "maria", activitySid: activity("Break") });

    const bold = await workspace.tasks.create({ routingTarget: maria });
    const patient = await workspace.tasks.create({ routingTarget: maria, ignoreCapacity: "false" });
    await wait();
    expect([await offers(bold.sid), await offers(patient.sid)]).toEqual([["maria pending"], []]);

    await workspace.workers(maria).workerChannels("default").update({ capacity: 2 });
    await workspace.workers(maria).update({ activitySid: activity("Available") });
    await wait();
    expect(await offers(patient.sid)).toEqual(["maria pending"]);
  });

  test("that is a worker who rejects it cancels it", async () => {
    const { workspace, workers, answer, status } = await open({}, ["maria"]);
    const { sid } = await workspace.tasks.create({ routingTarget: workers[0]?.sid ?? "" });

    await answer(sid, "rejected");

    expect(await status(sid)).toBe("canceled");
  });

  test.each([`WK${"f".repeat(32)}`, `WQ${"f".repeat(32)}`, "maria"])(
    "that is nobody, as %s, is refused",
    async (routingTarget) => {
      const { workspace } = await open({}, ["maria"]);

      await expect(workspace.tasks.create({ routingTarget })).rejects.toMatchObject({ status: 400, code: 20001 });
    },
  );
});

describe("a changed workflow", () => {
  test("holds for what waits only where tasks are to be evaluated again", async () => {
    const { workspace, workflow, contact } = await open();
    const { sid: loans } = await workspace.taskQueues.create({ friendlyName: "loans" });
    const { sid } = await contact();
    const queueOf = async () => (await workspace.tasks(sid).fetch()).taskQueueFriendlyName;
    const configuration = JSON.stringify({ task_routing: { default_filter: { queue: loans } } });

    await workspace.workflows(workflow.sid).update({ configuration });
    expect(await queueOf()).toBe("cards");
    await workspace.workflows(workflow.sid).update({ reEvaluateTasks: "true" });

    expect(await queueOf()).toBe("loans");
  });

  test("leaves alone what is offered or assigned already", async () => {
    const { workspace, workflow, contact, offers } = await open({}, ["maria"]);
    const { sid: loans } = await workspace.taskQueues.create({ friendlyName: "loans" });
    const { sid } = await contact();
    const configuration = JSON.stringify({ task_routing: { default_filter: { queue: loans } } });

    await workspace.workflows(workflow.sid).update({ configuration, reEvaluateTasks: "true" });

    expect((await workspace.tasks(sid).fetch()).taskQueueFriendlyName).toBe("cards");
    expect(await offers(sid)).toEqual(["maria pending"]);
  });
});

test("capacity is of each channel: a worker on the phone is offered a chat, and not a second call", async () => {
  const { workspace, workflow, offers, wait } = await open({}, ["maria"]);
  const create = (taskChannel: string) => workspace.tasks.create({ workflowSid: workflow.sid, taskChannel });
  const tasks = [await create("voice"), await create("chat"), await create("voice")];
  await wait();

  const offered = [];
  for (const { sid } of tasks) offered.push(await offers(sid));

  expect(offered).toEqual([["maria pending"], ["maria pending"], []]);
});

describe("a reservation that times out", () => {
  test.each([
    { afterReservationTimeout: "next-target", priority: 9 },
    { afterReservationTimeout: "same-target", priority: 0 },
  ] as const)("leaves the task in the $afterReservationTimeout", async ({ afterReservationTimeout, priority }) => {
    const { targets, contact, wait, workspace } = await open({ switches: { afterReservationTimeout } }, ["maria"]);
    await targets({ timeout: 60 }, { timeout: 60, priority: 9 });
    const { sid } = await contact();

    await wait(20);

    expect(await workspace.tasks(sid).fetch()).toMatchObject({ assignmentStatus: "pending", priority });
  });
});

test.each([
  { maxReservedWorkers: 1, people: ["maria"], reservations: 1000 },
  { maxReservedWorkers: 2, people: ["maria", "jon"], reservations: 2000 },
])("a task that has been reserved a thousand times is canceled: $reservations reservations", async (given) => {
  const { account, workspace, queue, contact } = await open({}, given.people);
  await workspace.taskQueues(queue.sid).update({ maxReservedWorkers: given.maxReservedWorkers });
  const { sid } = await contact();
  const { engine, workspace: records } = account.taskRouter;
  const pending = () => records.tasks.get(sid)?.reservations[0];

  let count = 0;
  for (let one = pending(); one; one = pending(), count++) engine.moveReservation(one, "rejected");

  expect(count).toBe(given.reservations);
  expect(await workspace.tasks(sid).fetch()).toMatchObject({
    assignmentStatus: "canceled",
    reason: expect.stringContaining("Max assignment count exceeded"),
  });
});
