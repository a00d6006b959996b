/** Reservations and the capacity they take, through the real client. */
import { Account } from "../../simulator/account";

const refused = (status: number, code: number) => expect.objectContaining({ status, code });
type Status = "accepted" | "rejected" | "wrapping" | "completed";

/** A floor with one worker at work and a reservation timeout of 20 seconds. */
async function open(targets: readonly object[] = [{}]) {
  const account = new Account({ seed: 1 });
  const { workspace: records } = account.taskRouter;
  const workspace = account.client().taskrouter.v1.workspaces(records.sid);
  const { sid: queue } = await workspace.taskQueues.create({ friendlyName: "everyone" });
  const routing = { filters: [{ targets: targets.map((target) => ({ queue, ...target })) }] };
  const configuration = JSON.stringify({ task_routing: routing });
  await workspace.workflows.create({ friendlyName: "Contacts", configuration, taskReservationTimeout: 20 });
  const [available] = await workspace.activities.list({ friendlyName: "Available" });
  const hire = (friendlyName: string) =>
    workspace.workers.create({ friendlyName, ...(available ? { activitySid: available.sid } : {}) });
  const { sid: maria } = await hire("maria");
  const channel = (name: string) => workspace.workers(maria).workerChannels(name);
  const contact = async (taskChannel = "voice", more: { priority?: number } = {}) =>
    (await workspace.tasks.create({ attributes: "{}", taskChannel, ...more })).sid;
  const reservations = async (taskSid: string) =>
    (await workspace.tasks(taskSid).reservations.list()).map((one) => `${one.workerName} ${one.reservationStatus}`);
  const move = async (taskSid: string, reservationStatus: Status) => {
    const { sid = "" } = (await workspace.tasks(taskSid).reservations.list()).at(-1) ?? {};
    return workspace.tasks(taskSid).reservations(sid).update({ reservationStatus });
  };
  const waiting = async () => (await workspace.tasks.list({ assignmentStatus: ["pending"] })).map(({ sid }) => sid);
  return { account, clock: account.clock, workspace, maria, hire, channel, contact, reservations, move, waiting };
}

describe("a reservation that nobody answers", () => {
  test("times out, sends the worker to the timeout activity, and the task waits for somebody else", async () => {
    const { clock, workspace, maria, hire, contact, reservations } = await open();
    const task = await contact();

    await clock.advance(19.999);
    expect(await reservations(task)).toEqual(["maria pending"]);
    await clock.advance(0.001);
    expect(await reservations(task)).toEqual(["maria timeout"]);
    expect(await workspace.workers(maria).fetch()).toMatchObject({ activityName: "Offline", available: false });
    expect((await workspace.tasks(task).fetch()).assignmentStatus).toBe("pending");

    await hire("jon");
    expect(await reservations(task)).toEqual(["maria timeout", "jon pending"]);
  });

  test("moves its task on to the next target, which ends when the timeouts so far add up", async () => {
    const { clock, workspace, contact, reservations } = await open([{ timeout: 30 }, { timeout: 30, priority: 5 }]);
    const task = await contact();

    await clock.advance(20);
    expect(await reservations(task)).toEqual(["maria timeout"]);
    expect(await workspace.tasks(task).fetch()).toMatchObject({ assignmentStatus: "pending", priority: 5 });

    await clock.advance(39.9);
    expect((await workspace.tasks(task).fetch()).assignmentStatus).toBe("pending");
    await clock.advance(0.1);
    expect((await workspace.tasks(task).fetch()).assignmentStatus).toBe("canceled");
  });

  test("leaves its task nowhere to go where the time of the last target is up", async () => {
    const { clock, workspace, hire, contact, reservations } = await open([{ timeout: 10 }]);
    const task = await contact();
    await hire("jon");

    await clock.advance(20);

    expect((await workspace.tasks(task).fetch()).assignmentStatus).toBe("canceled");
    expect(await reservations(task)).toEqual(["maria timeout"]);
  });
});

describe("a rejected reservation", () => {
  test("leaves the task in its target while that has time, offered at once to whoever has been idle longer", async () => {
    const { clock, workspace, contact, move, hire, reservations } = await open([{ timeout: 60 }, { priority: 5 }]);
    await hire("jon");
    const task = await contact();

    await clock.advance(1);
    await move(task, "rejected");

    expect(await reservations(task)).toEqual(["maria rejected", "jon pending"]);
    expect((await workspace.tasks(task).fetch()).priority).toBe(0);
  });

  test("sends the task on when the time of its target is up", async () => {
    const { clock, workspace, contact, move, reservations } = await open([{ timeout: 10 }, { priority: 5 }]);
    const task = await contact();

    await clock.advance(10);
    await move(task, "rejected");

    expect(await reservations(task)).toEqual(["maria rejected", "maria pending"]);
    expect((await workspace.tasks(task).fetch()).priority).toBe(5);
  });

  test("leaves the worker free for what comes before the task", async () => {
    const { contact, move, waiting, reservations } = await open([{ timeout: 60 }]);
    const [rejected, next] = [await contact(), await contact("voice", { priority: 5 })];

    await move(rejected, "rejected");

    expect(await reservations(next)).toEqual(["maria pending"]);
    expect(await waiting()).toEqual([rejected]);
  });

  test("leaves the worker where they are", async () => {
    const { workspace, maria, contact, move } = await open();

    await move(await contact(), "rejected");

    expect((await workspace.workers(maria).fetch()).activityName).toBe("Available");
  });
});

test("accepted, wrapping, completed: the task goes along, and the channel counts", async () => {
  const { workspace, channel, contact, move } = await open();
  await channel("voice").update({ capacity: 3 });
  const task = await contact();
  const state = async () => {
    const { assignedTasks, availableCapacityPercentage } = await channel("voice").fetch();
    const found = await workspace.tasks(task).fetch();
    return { status: found.assignmentStatus, reason: found.reason, assignedTasks, availableCapacityPercentage };
  };
  const open66 = { reason: null, availableCapacityPercentage: 66 };

  expect(await state()).toEqual({ ...open66, status: "reserved", assignedTasks: 0 });
  await move(task, "accepted");
  expect(await state()).toEqual({ ...open66, status: "assigned", assignedTasks: 1 });
  await move(task, "wrapping");
  expect(await state()).toEqual({ ...open66, status: "wrapping", assignedTasks: 0 });
  await move(task, "completed");
  expect(await state()).toEqual({
    status: "completed",
    reason: "All reservations were completed",
    assignedTasks: 0,
    availableCapacityPercentage: 100,
  });
});

const steps: readonly Status[] = ["accepted", "rejected", "wrapping", "completed"];
test.each([
  { from: [], allowed: ["accepted", "rejected"] },
  { from: ["accepted"], allowed: ["wrapping", "completed"] },
  { from: ["rejected"], allowed: [] },
  { from: ["accepted", "wrapping"], allowed: ["completed"] },
  { from: ["accepted", "completed"], allowed: [] },
] as const)("after $from only $allowed are allowed", async ({ from, allowed }) => {
  for (const step of steps) {
    const { workspace, contact } = await open();
    const task = await contact();
    const [{ sid } = { sid: "" }] = await workspace.tasks(task).reservations.list();
    const move = (reservationStatus: Status) => workspace.tasks(task).reservations(sid).update({ reservationStatus });
    for (const before of from) await move(before);
    const before = (await workspace.tasks(task).reservations.list()).map((one) => one.reservationStatus);

    const moved = move(step);

    if (allowed.some((one) => one === step)) await expect(moved).resolves.toMatchObject({ reservationStatus: step });
    else await expect(moved).rejects.toEqual(refused(400, 20001));
    if (allowed.some((one) => one === step)) continue;
    expect((await workspace.tasks(task).reservations.list()).map((one) => one.reservationStatus)).toEqual(before);
  }
});

describe("capacity", () => {
  test("of three takes three contacts, and the fourth when one ends", async () => {
    const { channel, contact, move, waiting } = await open();
    await channel("chat").update({ capacity: 3 });
    const tasks = [await contact("chat"), await contact("chat"), await contact("chat"), await contact("chat")];
    expect(await waiting()).toEqual([tasks[3]]);

    await move(tasks[0] ?? "", "accepted");
    await move(tasks[0] ?? "", "wrapping");
    expect(await waiting()).toEqual([tasks[3]]);
    await move(tasks[0] ?? "", "completed");
    expect(await waiting()).toEqual([]);
  });

  test("is counted for each channel alone", async () => {
    const { contact, waiting } = await open();
    const [call, chat, secondCall] = [await contact("voice"), await contact("chat"), await contact("voice")];

    expect(await waiting()).toEqual([secondCall]);
    expect([call, chat]).not.toContain(secondCall);
  });

  test.each([{ capacity: 0 }, { available: false }])(
    "%p takes nothing new until it is raised again",
    async (closed) => {
      const { channel, contact, waiting } = await open();
      const { configuredCapacity } = await channel("voice").update(closed);
      expect(configuredCapacity).toBe(closed.capacity ?? 1);
      const task = await contact();
      expect(await waiting()).toEqual([task]);

      await channel("voice").update({ capacity: 1, available: true });
      expect(await waiting()).toEqual([]);
    },
  );

  test("lowered below what is open ends nothing, and makes room only when it has room", async () => {
    const { channel, contact, move, reservations } = await open();
    await channel("chat").update({ capacity: 2 });
    const [first, second] = [await contact("chat"), await contact("chat")];
    await channel("chat").update({ capacity: 1 });
    const third = await contact("chat");
    expect([await reservations(first), await reservations(second)]).toEqual([["maria pending"], ["maria pending"]]);
    expect((await channel("chat").fetch()).availableCapacityPercentage).toBe(0);

    for (const status of ["accepted", "completed"] as const) await move(first, status);
    expect(await reservations(third)).toEqual([]);
    for (const status of ["accepted", "completed"] as const) await move(second, status);
    expect(await reservations(third)).toEqual(["maria pending"]);
  });
});

test("the same reservation hangs under its task and its worker, each with an ETag", async () => {
  const { workspace, maria, contact, move } = await open();
  const task = await contact();
  const [{ sid } = { sid: "" }] = await workspace.workers(maria).reservations.list({ reservationStatus: "pending" });
  const { headers } = await workspace.workers(maria).reservations(sid).fetchWithHttpInfo();
  await move(task, "accepted");

  const late = workspace
    .workers(maria)
    .reservations(sid)
    .update({
      ifMatch: String(headers?.["etag"]),
      reservationStatus: "completed",
    });

  await expect(late).rejects.toEqual(refused(412, 20412));
  expect((await workspace.tasks(task).reservations(sid).fetch()).reservationStatus).toBe("accepted");
  await expect(
    workspace
      .tasks(`WT${"f".repeat(32)}`)
      .reservations(sid)
      .fetch(),
  ).rejects.toEqual(refused(404, 20404));
});
