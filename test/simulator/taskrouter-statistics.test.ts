/** TaskRouter's statistics: figures of small histories computed by hand, and what requests may ask for. */
import { Account } from "../../simulator/account";
import type { EventType } from "../../simulator/taskrouter/event-types";
import { activityDurations } from "../../simulator/taskrouter/statistics/activity-durations";
import {
  cumulativeFigures,
  enteredQueue,
  enteredWorkflow,
  splitByWaitTime,
  type TaskRow,
} from "../../simulator/taskrouter/statistics/cumulative";
import { thresholdsIn, windowIn } from "../../simulator/taskrouter/statistics/windows";
import { stageOf } from "../behaviours/behaviour";
import { openQueue } from "../behaviours/taskrouter-scene";

const NOW = Date.parse("2026-02-05T12:00:00Z");
const refused = (status: number, code: number) => expect.objectContaining({ status, code });

/** An event of a task that was created at 0 and entered queue A at 5 seconds. */
const row = (type: EventType, second: number, more: Partial<TaskRow> = {}): TaskRow => ({
  type,
  at: second * 1000,
  createdAt: 0,
  queueEnteredAt: 5000,
  queueSid: "A",
  previousQueueSid: undefined,
  isReEvaluated: false,
  ...more,
});

describe("cumulative figures", () => {
  test("count waits from the task's creation, and those in the queue from its entering", () => {
    const rows = [row("reservation.accepted", 10), row("reservation.accepted", 21), row("task.canceled", 30)];

    expect(cumulativeFigures(rows)).toMatchObject({
      reservations_accepted: 2,
      tasks_canceled: 1,
      avg_task_acceptance_time: 16,
      wait_duration_until_accepted: { avg: 16, min: 10, max: 21, total: 31 },
      wait_duration_in_queue_until_accepted: { avg: 11, min: 5, max: 16, total: 21 },
      wait_duration_until_canceled: { avg: 30, min: 30, max: 30, total: 30 },
      split_by_wait_time: null,
    });
  });

  test("are zero where nothing happened", () => {
    expect(cumulativeFigures([])).toMatchObject({
      reservations_created: 0,
      tasks_deleted: 0,
      avg_task_acceptance_time: 0,
      wait_duration_until_accepted: { avg: 0, min: 0, max: 0, total: 0 },
    });
  });

  test("of a queue leave out what happened in others, and count as moved what has left it", () => {
    const rows = [
      row("task-queue.entered", 1),
      row("reservation.timeout", 2),
      row("task-queue.moved", 3, { queueSid: "B", previousQueueSid: "A" }),
      row("reservation.rejected", 4, { queueSid: "B" }),
      row("task.system-deleted", 5, { queueSid: "B" }),
    ];

    expect(cumulativeFigures(rows, undefined, "A")).toMatchObject({
      reservations_timed_out: 1,
      reservations_rejected: 0,
      tasks_moved: 1,
      tasks_deleted: 0,
    });
    expect(cumulativeFigures(rows, undefined, "B")).toMatchObject({
      reservations_timed_out: 0,
      reservations_rejected: 1,
      tasks_moved: 0,
      tasks_deleted: 1,
    });
    expect([enteredQueue(rows, "A"), enteredQueue(rows, "B")]).toEqual([1, 1]);
  });

  test("count a task that is evaluated again as having entered its workflow once", () => {
    expect(enteredWorkflow([row("workflow.entered", 0), row("workflow.entered", 9, { isReEvaluated: true })])).toBe(1);
  });

  test("split waits at a threshold, which itself is below, and look at 10,000 of them", () => {
    const accepted = [...Array<number>(10_000).fill(5), 6];

    expect(splitByWaitTime([5, 4], accepted, [6])).toEqual({
      "5": {
        above: { tasks_canceled: 1, reservations_accepted: 0 },
        below: { tasks_canceled: 0, reservations_accepted: 10_000 },
      },
      "4": {
        above: { tasks_canceled: 1, reservations_accepted: 10_000 },
        below: { tasks_canceled: 0, reservations_accepted: 0 },
      },
    });
  });
});

test("a stay in an activity counts with its part in the window", () => {
  const activities = [
    { sid: "A", friendlyName: "Available" },
    { sid: "B", friendlyName: "Break" },
  ];
  const stays = [
    { activitySid: "A", from: 0, to: 15_000 },
    { activitySid: "A", from: 20_000, to: 50_000 },
    { activitySid: "B", from: 15_000, to: 20_000 },
    { activitySid: "B", from: 50_000, to: 90_000 },
  ];

  expect(activityDurations(activities, stays, { from: 10_000, to: 40_000 })).toEqual([
    { sid: "A", friendly_name: "Available", avg: 13, min: 5, max: 20, total: 25 },
    { sid: "B", friendly_name: "Break", avg: 5, min: 5, max: 5, total: 5 },
  ]);
});

describe("the window", () => {
  test.each([
    { given: {}, minutes: [-15, 0] },
    { given: { Minutes: "60" }, minutes: [-60, 0] },
    { given: { StartDate: "2026-02-05T11:00:00Z" }, minutes: [-60, 0] },
    { given: { StartDate: "2026-02-05T11:00:00Z", EndDate: "2026-02-05T11:30:00Z" }, minutes: [-60, -30] },
    { given: { EndDate: "2026-02-05T11:30:00Z" }, minutes: [-45, -30] },
    { given: { EndDate: "2026-02-06T00:00:00Z" }, minutes: [-15, 0] },
  ])("of $given is $minutes", ({ given, minutes: [from = 0, to = 0] }) => {
    expect(windowIn(given, NOW)).toEqual({ from: NOW + from * 60_000, to: NOW + to * 60_000 });
  });

  test.each([
    { Minutes: "43201" },
    { Minutes: "0" },
    { Minutes: "5", StartDate: "2026-02-05T11:00:00Z" },
    { Minutes: "5", EndDate: "2026-02-05T11:00:00Z" },
    { StartDate: "2026-01-06T11:59:59Z" },
    { StartDate: "2026-02-05T11:00:00Z", EndDate: "2026-02-05T10:00:00Z" },
    { StartDate: "yesterday" },
  ])("cannot be %p", (given) => {
    expect(() => windowIn(given, NOW)).toThrow(refused(400, 20001));
  });

  test.each(["", "5,", "5;30", "-5", "1.5"])("is not split by '%s'", (value) => {
    expect(() => thresholdsIn({ SplitByWaitTime: value })).toThrow(refused(400, 20001));
  });
});

async function open(...people: readonly string[]) {
  const account = new Account({ seed: 1 });
  return { account, ...(await openQueue(stageOf(account), ...people)) };
}

test("after a transfer the second wait counts from the task's creation too", async () => {
  const { account, acceptedContact, wait, workers, workspace } = await open("maria", "jon");
  await wait(10);
  const { task, reservationSid } = await acceptedContact();
  await wait(30);
  const initiator = account.taskRouter.workspace.reservations.get(reservationSid);
  const other = workers.find(({ sid }) => sid !== initiator?.worker.sid);
  if (!initiator || !other) throw new Error("nobody to transfer to");
  account.taskRouter.engine.transfers.start(initiator, other.sid, "COLD");
  const [offered] = await workspace.tasks(task.sid).reservations.list({ reservationStatus: "pending" });
  await workspace
    .tasks(task.sid)
    .reservations(offered?.sid ?? "")
    .update({ reservationStatus: "accepted" });

  const figures = await workspace.cumulativeStatistics().fetch();

  expect(figures.waitDurationUntilAccepted).toEqual({ avg: 15, min: 0, max: 30, total: 30 });
});

test("a moved task counts for the queue it left and the queue it entered", async () => {
  const { workspace, workflow, queue, contact, wait } = await open();
  const { sid: second } = await workspace.taskQueues.create({ friendlyName: "second" });
  const targets = [{ queue: queue.sid, timeout: 10 }, { queue: second }];
  const configuration = JSON.stringify({ task_routing: { filters: [{ targets }] } });
  await workspace.workflows(workflow.sid).update({ configuration });
  await contact();
  await wait(10);

  const figuresOf = (sid: string) => workspace.taskQueues(sid).cumulativeStatistics().fetch();

  expect(await figuresOf(queue.sid)).toMatchObject({ tasksEntered: 1, tasksMoved: 1 });
  expect(await figuresOf(second)).toMatchObject({ tasksEntered: 1, tasksMoved: 0 });
  expect(await workspace.cumulativeStatistics().fetch()).toMatchObject({ tasksMoved: 1 });
});

test("a task that falls out of its workflow counts as timed out there", async () => {
  const { workspace, workflow, queue, contact, wait } = await open();
  const targets = [{ queue: queue.sid, timeout: 10 }];
  await workspace
    .workflows(workflow.sid)
    .update({ configuration: JSON.stringify({ task_routing: { filters: [{ targets }] } }) });
  await contact();
  await wait(10);

  const figures = await workspace.workflows(workflow.sid).cumulativeStatistics().fetch();

  expect(figures).toMatchObject({ tasksEntered: 1, tasksTimedOutInWorkflow: 1, tasksCanceled: 1 });
});

test("a window in the past does not count what came later", async () => {
  const { account, workspace, contact, wait, workers, activity } = await open("maria");
  await contact();
  await wait(600);
  const endDate = new Date(account.clock.now());
  await workspace.workers(workers[0]?.sid ?? "").update({ activitySid: activity("Break") });
  await wait(600);

  const statistics = await workspace.workers.cumulativeStatistics().fetch({ endDate });

  expect(statistics.activityDurations).toContainEqual({
    sid: activity("Offline"),
    friendly_name: "Offline",
    avg: 480,
    min: 480,
    max: 480,
    total: 480,
  });
  expect(statistics.activityDurations).toContainEqual(expect.objectContaining({ friendly_name: "Break", total: 0 }));
});

test("the statistics of all workers are refused above 100 workers, those of one worker are not", async () => {
  const { workspace } = await open();
  const hire = (index: number) => workspace.workers.create({ friendlyName: `worker ${index}` });
  for (let index = 0; index < 100; index++) await hire(index);
  expect((await workspace.workers.statistics().fetch()).realtime).toMatchObject({ total_workers: 100 });

  const { sid } = await hire(100);

  await expect(workspace.workers.statistics().fetch()).rejects.toEqual(refused(400, 20001));
  expect((await workspace.workers.realTimeStatistics().fetch()).totalWorkers).toBe(101);
  expect((await workspace.workers(sid).statistics().fetch()).workerSid).toBe(sid);
});

describe("requests that cost much", () => {
  test.each([
    { what: "bulk statistics", perSecond: 5, ask: "bulk" },
    { what: "evaluated tasks", perSecond: 3, ask: "tasks" },
    { what: "evaluated workers", perSecond: 3, ask: "workers" },
    { what: "evaluated queues", perSecond: 3, ask: "queues" },
  ] as const)("$what are answered $perSecond times a second", async ({ ask, perSecond }) => {
    const { workspace, queue, wait } = await open();
    const requests = {
      bulk: () => workspace.taskQueues.bulkRealTimeStatistics.create({ queueSids: [queue.sid] }),
      tasks: () => workspace.tasks.list({ evaluateTaskAttributes: "1==1" }),
      workers: () => workspace.workers.list({ targetWorkersExpression: "1==1" }),
      queues: () => workspace.taskQueues.list({ evaluateWorkerAttributes: "{}" }),
    };
    for (let count = 0; count < perSecond; count++) await requests[ask]();

    await expect(requests[ask]()).rejects.toEqual(refused(429, 20429));
    await wait(1);
    await requests[ask]();
  });
});
