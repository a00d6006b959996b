/** Task queues and their real-time statistics, through the real client. */
import { Account } from "../../simulator/account";

const refused = (status: number, code: number) => expect.objectContaining({ status, code });

async function open() {
  const account = new Account({ seed: 1 });
  const workspace = account.client().taskrouter.v1.workspaces(account.taskRouter.workspace.sid);
  return { account, clock: account.clock, workspace, queues: workspace.taskQueues };
}

/** Two queues; maria at work for loans with a call accepted, one more call and a chat waiting; jon on a break. */
async function openFloor() {
  const opened = await open();
  const { workspace, queues, clock } = opened;
  const loans = await queues.create({ friendlyName: "loans", targetWorkers: "skills HAS 'loans'" });
  const cards = await queues.create({ friendlyName: "cards", targetWorkers: "skills HAS 'cards'" });
  const configuration = JSON.stringify({ task_routing: { default_filter: { queue: loans.sid } } });
  await workspace.workflows.create({ friendlyName: "Contacts", configuration, taskReservationTimeout: 3600 });
  const activities = await workspace.activities.list();
  const at = (name: string) => activities.find(({ friendlyName }) => friendlyName === name)?.sid ?? "";
  const attributes = `{"skills":["loans"]}`;
  const maria = await workspace.workers.create({ friendlyName: "maria", attributes, activitySid: at("Available") });
  await workspace.workers(maria.sid).workerChannels("chat").update({ capacity: 0 });
  await workspace.workers.create({ friendlyName: "jon", attributes, activitySid: at("Break") });
  const contact = (taskChannel: string, priority: number) =>
    workspace.tasks.create({ attributes: "{}", taskChannel, priority });
  const call = await contact("voice", 0);
  const [reservation] = await workspace.tasks(call.sid).reservations.list();
  await workspace
    .tasks(call.sid)
    .reservations(reservation?.sid ?? "")
    .update({ reservationStatus: "accepted" });
  await clock.advance(30);
  const chat = await contact("chat", 2);
  await clock.advance(12.5);
  const second = await contact("voice", 2);
  return { ...opened, loans, cards, call, chat, second };
}

describe("a task queue", () => {
  test("is for everybody, one worker at a time, first come first served, where nothing else is said", async () => {
    const { queues } = await open();

    const { sid } = await queues.create({ friendlyName: "everyone" });

    const defaults = { targetWorkers: "1==1", maxReservedWorkers: 1, taskOrder: "FIFO" };
    expect(await queues(sid).fetch()).toMatchObject({ friendlyName: "everyone", ...defaults });
  });

  test.each([
    { with: { friendlyName: "loans" }, status: 400, code: 20001 },
    { with: { friendlyName: "" }, status: 400, code: 20001 },
    { with: { friendlyName: "cards", targetWorkers: "skills HAS" }, status: 400, code: 20001 },
    { with: { friendlyName: "cards", maxReservedWorkers: 0 }, status: 400, code: 20001 },
    { with: { friendlyName: "cards", maxReservedWorkers: 51 }, status: 400, code: 20001 },
    { with: { friendlyName: "cards", reservationActivitySid: `WA${"0".repeat(32)}` }, status: 400, code: 20001 },
  ])("with $with is refused: $status", async ({ with: parameters, status, code }) => {
    const { queues } = await open();
    await queues.create({ friendlyName: "loans" });

    await expect(queues.create(parameters)).rejects.toEqual(refused(status, code));
    expect((await queues.list()).map(({ friendlyName }) => friendlyName)).toEqual(["loans"]);
  });

  test("names the place where its expression is wrong", async () => {
    const { queues } = await open();

    const created = queues.create({ friendlyName: "loans", targetWorkers: "level => 3" });

    await expect(created).rejects.toThrow("Invalid TargetWorkers, at 8: expected a value, found '>': level => 3");
  });

  test("is not half changed by a refused update", async () => {
    const { queues } = await open();
    const { sid } = await queues.create({ friendlyName: "loans" });

    const updated = queues(sid).update({ targetWorkers: "1==0", friendlyName: "cards", maxReservedWorkers: 99 });

    await expect(updated).rejects.toEqual(refused(400, 20001));
    expect(await queues(sid).fetch()).toMatchObject({ friendlyName: "loans", targetWorkers: "1==1" });
  });

  test("whose expression changes offers what waits to who is now in it", async () => {
    const { workspace, queues, cards, second } = await openFloor();
    const [jon] = await workspace.workers.list({ friendlyName: "jon" });
    const [available] = await workspace.activities.list({ friendlyName: "Available" });
    await workspace.workers(jon?.sid ?? "").update({ attributes: "{}", activitySid: available?.sid ?? "" });
    expect(await workspace.tasks(second.sid).reservations.list()).toEqual([]);

    await queues(second.taskQueueSid).update({ targetWorkers: "1==1" });

    expect(await workspace.tasks(second.sid).reservations.list()).toMatchObject([{ workerName: "jon" }]);
    expect(await queues.list({ friendlyName: "cards" })).toMatchObject([{ sid: cards.sid }]);
  });
});

describe("statistics of one task queue", () => {
  test("count its open tasks, its workers and its longest waits", async () => {
    const { queues, loans, chat } = await openFloor();

    expect(await queues(loans.sid).realTimeStatistics().fetch()).toMatchObject({
      tasksByStatus: { pending: 2, reserved: 0, assigned: 1, wrapping: 0 },
      tasksByPriority: { "0": 1, "2": 2 },
      totalTasks: 3,
      longestTaskWaitingAge: 12,
      longestTaskWaitingSid: chat.sid,
      longestRelativeTaskAgeInQueue: 12,
      longestRelativeTaskSidInQueue: chat.sid,
      totalEligibleWorkers: 2,
      totalAvailableWorkers: 1,
    });
  });

  test("count workers by activity, busy ones too", async () => {
    const { queues, loans } = await openFloor();

    const { activityStatistics } = await queues(loans.sid).realTimeStatistics().fetch();

    const counts = activityStatistics.map(({ friendly_name: name, workers }) => [name, workers]);
    expect(Object.fromEntries(counts)).toEqual({ Offline: 0, Available: 1, Unavailable: 0, Break: 1 });
  });

  test.each([
    { taskChannel: "voice", totalTasks: 2, longestTaskWaitingAge: 0 },
    { taskChannel: "chat", totalTasks: 1, longestTaskWaitingAge: 12 },
    { taskChannel: "sms", totalTasks: 0, longestTaskWaitingAge: 0 },
  ])("of $taskChannel alone count $totalTasks", async ({ taskChannel, ...figures }) => {
    const { queues, loans, workspace } = await openFloor();
    const { sid } = await workspace.taskChannels(taskChannel).fetch();

    expect(await queues(loans.sid).realTimeStatistics().fetch({ taskChannel })).toMatchObject(figures);
    expect(await queues(loans.sid).realTimeStatistics().fetch({ taskChannel: sid })).toMatchObject(figures);
  });
});

describe("statistics in bulk", () => {
  test.each(["queueSids", "QueueSids"])("come for the queues under %s, in their order", async (key) => {
    const { queues, loans, cards, chat } = await openFloor();

    const found = await queues.bulkRealTimeStatistics.create({ [key]: [cards.sid, loans.sid] });

    expect(found.taskQueueResponseCount).toBe(2);
    expect(found.taskQueueData).toMatchObject([
      { task_queue_sid: cards.sid, total_tasks: 0, longest_task_waiting_sid: null, total_eligible_workers: 0 },
      { task_queue_sid: loans.sid, total_tasks: 3, longest_task_waiting_sid: chat.sid, total_available_workers: 1 },
    ]);
    expect(found.taskQueueData[1]).not.toHaveProperty("longest_relative_task_age_in_queue");
  });

  const sids = (count: number) => Array.from({ length: count }, (_, at) => `WQ${at.toString(16).padStart(32, "0")}`);

  test.each([
    { what: "none", queueSids: [] },
    { what: "51", queueSids: sids(51) },
    { what: "a malformed one", queueSids: ["WQ1"] },
    { what: "one of a worker", queueSids: [`WK${"0".repeat(32)}`] },
  ])("of $what are refused", async ({ queueSids }) => {
    const { queues } = await open();

    await expect(queues.bulkRealTimeStatistics.create({ queueSids })).rejects.toEqual(refused(400, 20001));
  });

  test("of 50 queues of another workspace are zeros", async () => {
    const { queues } = await open();

    const { taskQueueData } = await queues.bulkRealTimeStatistics.create({ queueSids: sids(50) });

    const zero = { total_tasks: 0, total_eligible_workers: 0, total_available_workers: 0, longest_task_waiting_age: 0 };
    expect(taskQueueData).toEqual(sids(50).map(() => expect.objectContaining(zero)));
  });
});
