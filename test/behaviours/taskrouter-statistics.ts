/** TaskRouter's statistics: https://www.twilio.com/docs/taskrouter/api/taskqueue-statistics and its siblings */
import assert from "node:assert/strict";
import type { Behaviour, Stage } from "./behaviour";
import { openQueue } from "./taskrouter-scene";

/**
 * Maria takes a task after 4 seconds, completes it and leaves; the next task waits 20 seconds and is canceled; one more
 * has then waited 7.
 */
async function openDay(stage: Stage) {
  const opened = await openQueue(stage, "maria");
  const { workspace, activity, workers, contact, reservationOf, wait } = opened;
  const maria = workspace.workers(workers[0]?.sid ?? "");
  const answered = await contact();
  await wait(4);
  const { sid } = await reservationOf(answered);
  await workspace.tasks(answered.sid).reservations(sid).update({ reservationStatus: "accepted" });
  await workspace.tasks(answered.sid).update({ assignmentStatus: "completed" });
  await maria.update({ activitySid: activity("Offline") });
  const abandoned = await contact();
  await wait(20);
  await workspace.tasks(abandoned.sid).update({ assignmentStatus: "canceled", reason: "hung up" });
  const waiting = await contact();
  await wait(7);
  return { ...opened, maria, waiting };
}

/** What the day comes to, by Twilio's names for it in the client. */
const DAY = {
  reservationsCreated: 1,
  reservationsAccepted: 1,
  reservationsRejected: 0,
  reservationsTimedOut: 0,
  reservationsCanceled: 0,
  reservationsRescinded: 0,
};
const DAY_OF_TASKS = { ...DAY, tasksCompleted: 1, tasksCanceled: 1, tasksDeleted: 0, tasksMoved: 0 };
const seconds = (value: number) => ({ avg: value, min: value, max: value, total: value });
const SPLIT = {
  "5": {
    above: { tasks_canceled: 1, reservations_accepted: 0 },
    below: { tasks_canceled: 0, reservations_accepted: 1 },
  },
  "30": {
    above: { tasks_canceled: 0, reservations_accepted: 0 },
    below: { tasks_canceled: 1, reservations_accepted: 1 },
  },
};

type Figures = Readonly<Record<string, unknown>>;

/** Those figures of an answer that are expected. */
const pick = (found: object, expected: Figures): Figures =>
  Object.fromEntries(Object.keys(expected).map((name) => [name, (found as Figures)[name]]));

const has = (found: object, expected: Figures): void => assert.deepEqual(pick(found, expected), expected);

/** A statistics resource that can be asked for a window. */
type Cumulative = {
  fetch(options: { minutes?: number; splitByWaitTime?: string; taskChannel?: string }): Promise<object>;
};

/** The day, by wait, by channel, and gone from the window of 15 minutes when they are over. */
async function showCumulative(stage: Stage, statistics: Cumulative, expected: Figures): Promise<void> {
  has(await statistics.fetch({ splitByWaitTime: "5,30" }), {
    ...expected,
    avgTaskAcceptanceTime: 4,
    waitDurationUntilAccepted: seconds(4),
    waitDurationUntilCanceled: seconds(20),
    splitByWaitTime: SPLIT,
  });
  has(await statistics.fetch({ taskChannel: "voice" }), { reservationsCreated: 0, tasksCanceled: 0 });
  has(await statistics.fetch({ taskChannel: "default" }), expected);
  await stage.account.clock.advance(20 * 60);
  has(await statistics.fetch({}), { reservationsCreated: 0, tasksCanceled: 0 });
  has(await statistics.fetch({ minutes: 60 }), expected);
}

const cumulative: readonly Behaviour[] = [
  {
    of: ["taskrouter.FetchTaskQueueCumulativeStatistics"],
    says: "a queue's cumulative statistics count what became of its tasks in a window, and split them by their wait",
    async run(stage) {
      const { workspace, queue } = await openDay(stage);
      const statistics = workspace.taskQueues(queue.sid).cumulativeStatistics();

      await showCumulative(stage, statistics, { ...DAY_OF_TASKS, tasksEntered: 3 });
    },
  },
  {
    of: ["taskrouter.FetchWorkflowCumulativeStatistics"],
    says: "a workflow's cumulative statistics count what became of its tasks in a window, and split them by their wait",
    async run(stage) {
      const { workspace, workflow } = await openDay(stage);
      const statistics = workspace.workflows(workflow.sid).cumulativeStatistics();

      await showCumulative(stage, statistics, { ...DAY_OF_TASKS, tasksEntered: 3, tasksTimedOutInWorkflow: 0 });
    },
  },
  {
    of: ["taskrouter.FetchWorkspaceCumulativeStatistics"],
    says: "the workspace's cumulative statistics count what became of all tasks in a window, and split them by their wait",
    async run(stage) {
      const { workspace } = await openDay(stage);

      await showCumulative(stage, workspace.cumulativeStatistics(), { ...DAY_OF_TASKS, tasksCreated: 3 });
    },
  },
  {
    of: ["taskrouter.FetchWorkersCumulativeStatistics"],
    says: "the workers' cumulative statistics count their reservations and how long they were in each activity",
    async run(stage) {
      const { workspace } = await openDay(stage);

      const found = await workspace.workers.cumulativeStatistics().fetch();

      has(found, DAY);
      assert.equal(durationIn(found.activityDurations, "Available"), 4);
      await stage.account.clock.advance(20 * 60);
      has(await workspace.workers.cumulativeStatistics().fetch(), { reservationsCreated: 0 });
      has(await workspace.workers.cumulativeStatistics().fetch({ minutes: 60 }), DAY);
    },
  },
];

/** Seconds in an activity, all told. */
const durationIn = (durations: unknown, activity: string): unknown =>
  (durations as readonly Figures[]).find(({ friendly_name: name }) => name === activity)?.["total"];

/** Workers by activity, of those activities that somebody is in. */
const occupied = (activities: unknown): Figures =>
  Object.fromEntries(
    (activities as readonly Figures[]).flatMap(({ friendly_name: name, workers }) =>
      workers === 0 ? [] : [[String(name), workers]],
    ),
  );

const realTime: readonly Behaviour[] = [
  {
    of: ["taskrouter.FetchWorkflowRealTimeStatistics"],
    says: "a workflow's real-time statistics count its open tasks and name the one that waits longest",
    async run(stage) {
      const { workspace, workflow, waiting } = await openDay(stage);
      const statistics = workspace.workflows(workflow.sid).realTimeStatistics();

      has(await statistics.fetch(), {
        totalTasks: 1,
        tasksByStatus: { reserved: 0, pending: 1, assigned: 0, wrapping: 0 },
        tasksByPriority: { "0": 1 },
        longestTaskWaitingAge: 7,
        longestTaskWaitingSid: waiting.sid,
      });
      has(await statistics.fetch({ taskChannel: "voice" }), { totalTasks: 0 });
    },
  },
  {
    of: ["taskrouter.FetchWorkspaceRealTimeStatistics"],
    says: "the workspace's real-time statistics count all open tasks, and workers by their activity",
    async run(stage) {
      const { workspace, waiting } = await openDay(stage);

      const found = await workspace.realTimeStatistics().fetch();

      has(found, { totalTasks: 1, totalWorkers: 1, longestTaskWaitingAge: 7, longestTaskWaitingSid: waiting.sid });
      assert.deepEqual(occupied(found.activityStatistics), { Offline: 1 });
      has(await workspace.realTimeStatistics().fetch({ taskChannel: "voice" }), { totalTasks: 0 });
      const { sid: channel } = await workspace.taskChannels("default").fetch();
      has(await workspace.realTimeStatistics().fetch({ taskChannel: channel }), { totalTasks: 1 });
    },
  },
  {
    of: ["taskrouter.FetchWorkersRealTimeStatistics"],
    says: "the workers' real-time statistics count them by activity",
    async run(stage) {
      const { workspace, maria, activity } = await openDay(stage);
      await workspace.workers.create({ friendlyName: "jon", activitySid: activity("Break") });

      const before = await workspace.workers.realTimeStatistics().fetch();
      await maria.update({ activitySid: activity("Break") });
      const after = await workspace.workers.realTimeStatistics().fetch();

      assert.equal(before.totalWorkers, 2);
      assert.deepEqual(occupied(before.activityStatistics), { Offline: 1, Break: 1 });
      assert.deepEqual(occupied(after.activityStatistics), { Break: 2 });
    },
  },
];

/** What statistics of both kinds hold, by the names in the answer itself. */
const BOTH = {
  cumulative: { reservations_created: 1, reservations_accepted: 1, tasks_canceled: 1 },
  realtime: { total_tasks: 1, longest_task_waiting_age: 7 },
};

type Both = { cumulative: unknown; realtime: unknown };

function hasBoth({ cumulative: past, realtime: present }: Both): void {
  has(past as object, BOTH.cumulative);
  has(present as object, BOTH.realtime);
}

const both: readonly Behaviour[] = [
  {
    of: ["taskrouter.FetchTaskQueueStatistics"],
    says: "a queue's statistics hold its cumulative and its real-time figures",
    async run(stage) {
      const { workspace, queue } = await openDay(stage);

      hasBoth(await workspace.taskQueues(queue.sid).statistics().fetch());
    },
  },
  {
    of: ["taskrouter.ListTaskQueuesStatistics"],
    says: "the statistics of all queues come as a list, and are found by the queue's name",
    async run(stage) {
      const { workspace, queue } = await openDay(stage);
      const loans = await workspace.taskQueues.create({ friendlyName: "loans" });

      const [found, ...others] = await workspace.taskQueues.statistics.list({ friendlyName: "cards" });

      assert.deepEqual([found?.taskQueueSid, others], [queue.sid, []]);
      if (found) hasBoth(found);
      const all = await workspace.taskQueues.statistics.list();
      assert.deepEqual(all.map(({ taskQueueSid }) => taskQueueSid).sort(), [queue.sid, loans.sid].sort());
    },
  },
  {
    of: ["taskrouter.FetchWorkflowStatistics"],
    says: "a workflow's statistics hold its cumulative and its real-time figures",
    async run(stage) {
      const { workspace, workflow } = await openDay(stage);

      hasBoth(await workspace.workflows(workflow.sid).statistics().fetch());
    },
  },
  {
    of: ["taskrouter.FetchWorkspaceStatistics"],
    says: "the workspace's statistics hold its cumulative and its real-time figures",
    async run(stage) {
      const { workspace } = await openDay(stage);

      hasBoth(await workspace.statistics().fetch());
    },
  },
  {
    of: ["taskrouter.FetchWorkerStatistics"],
    says: "the workers' statistics hold their reservations and their activities, of all or of those found by name or queue",
    async run(stage) {
      const { workspace } = await openDay(stage);
      await workspace.taskQueues.create({ friendlyName: "nobody's", targetWorkers: "1==0" });
      const { cumulative: past, realtime: present } = await workspace.workers.statistics().fetch();

      has(past as object, { reservations_created: 1, reservations_accepted: 1 });
      has(present as object, { total_workers: 1 });
      const byName = await workspace.workers.statistics().fetch({ friendlyName: "jon" });
      const byQueue = await workspace.workers.statistics().fetch({ taskQueueName: "nobody's" });
      has(byName.realtime as object, { total_workers: 0 });
      has(byQueue.cumulative as object, { reservations_created: 0 });
    },
  },
  {
    of: ["taskrouter.FetchWorkerInstanceStatistics"],
    says: "a worker's statistics hold the worker's own reservations and time in each activity",
    async run(stage) {
      const { workspace, activity, maria } = await openDay(stage);
      const jon = await workspace.workers.create({ friendlyName: "jon", activitySid: activity("Break") });

      const { cumulative: past } = await maria.statistics().fetch();

      has(past as object, { reservations_created: 1, reservations_accepted: 1 });
      assert.equal(durationIn((past as Figures)["activity_durations"], "Available"), 4);
      const { cumulative: others } = await workspace.workers(jon.sid).statistics().fetch();
      has(others as object, { reservations_created: 0 });
    },
  },
];

export const taskRouterStatisticsBehaviours: readonly Behaviour[] = [...cumulative, ...realTime, ...both];
