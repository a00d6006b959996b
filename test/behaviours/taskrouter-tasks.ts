/** TaskRouter's tasks, reservations, events and queue figures: https://www.twilio.com/docs/taskrouter/api */
import assert from "node:assert/strict";
import type { Behaviour } from "./behaviour";
import { openQueue, sids } from "./taskrouter-scene";

const tasks: readonly Behaviour[] = [
  {
    of: ["taskrouter.CreateTask", "taskrouter.FetchTask"],
    says: "a new task is offered to a worker of its queue, and its age grows with the clock",
    async run(stage) {
      const { workspace, workflow, queue, contact, reservationOf, wait } = await openQueue(stage, "maria");

      const task = await contact({ from: "+15550100001" });
      await wait(30);

      const fetched = await workspace.tasks(task.sid).fetch();
      assert.deepEqual([fetched.assignmentStatus, fetched.age], ["reserved", 30]);
      assert.deepEqual([fetched.workflowSid, fetched.taskQueueSid], [workflow.sid, queue.sid]);
      assert.equal(fetched.attributes, `{"from":"+15550100001"}`);
      assert.equal((await reservationOf(task)).workerName, "maria");
    },
  },
  {
    of: ["taskrouter.CreateTask"],
    says: "a task that nobody has taken within its timeout is canceled",
    async run(stage) {
      const { workspace, workflow, wait } = await openQueue(stage);

      const { sid } = await workspace.tasks.create({ workflowSid: workflow.sid, timeout: 60 });
      await wait(59);
      assert.equal((await workspace.tasks(sid).fetch()).assignmentStatus, "pending");
      await wait(2);

      assert.equal((await workspace.tasks(sid).fetch()).assignmentStatus, "canceled");
    },
  },
  {
    of: ["taskrouter.CreateTask", "taskrouter.UpdateTask"],
    says: "of what waits, the task with the highest priority is offered first, whether it was created with it or given it",
    async run(stage) {
      const { workspace, workflow, activity, contact, wait } = await openQueue(stage);
      const oldest = await contact();
      const urgent = await workspace.tasks.create({ workflowSid: workflow.sid, priority: 5 });
      const raised = await contact();
      await workspace.tasks(raised.sid).update({ priority: 9 });

      const { sid } = await workspace.workers.create({ friendlyName: "maria", activitySid: activity("Available") });
      await workspace.workers(sid).workerChannels("default").update({ capacity: 2 });
      await wait();

      const statusOf = async (task: { sid: string }) => (await workspace.tasks(task.sid).fetch()).assignmentStatus;
      assert.deepEqual(
        [await statusOf(raised), await statusOf(urgent), await statusOf(oldest)],
        ["reserved", "reserved", "pending"],
      );
    },
  },
  {
    of: ["taskrouter.UpdateTask"],
    says: "a task's new attributes are read back; an update of a version that has been changed is refused",
    async run(stage) {
      const { workspace, contact } = await openQueue(stage);
      const { sid } = await contact({ step: 1 });
      const { headers } = await workspace.tasks(sid).fetchWithHttpInfo();
      const ifMatch = String((headers as Record<string, string>)["etag"] ?? "");

      await workspace.tasks(sid).update({ attributes: `{"step":2}`, ifMatch });

      assert.equal((await workspace.tasks(sid).fetch()).attributes, `{"step":2}`);
      await assert.rejects(workspace.tasks(sid).update({ attributes: `{"step":3}`, ifMatch }), { status: 412 });
      assert.equal((await workspace.tasks(sid).fetch()).attributes, `{"step":2}`);
    },
  },
  {
    of: ["taskrouter.UpdateTask"],
    says: "a canceled task keeps its reason, and is taken back from whoever it was offered to",
    async run(stage) {
      const { workspace, contact, reservationOf } = await openQueue(stage, "maria");
      const task = await contact();
      const { sid } = await reservationOf(task);

      await workspace.tasks(task.sid).update({ assignmentStatus: "canceled", reason: "hung up" });

      const { assignmentStatus, reason } = await workspace.tasks(task.sid).fetch();
      assert.deepEqual({ assignmentStatus, reason }, { assignmentStatus: "canceled", reason: "hung up" });
      assert.equal((await workspace.tasks(task.sid).reservations(sid).fetch()).reservationStatus, "canceled");
    },
  },
  {
    of: ["taskrouter.UpdateTask"],
    says: "an assigned task can wrap up and be completed, and its worker is then offered the next",
    async run(stage) {
      const { workspace, contact, acceptedContact, reservationOf, wait } = await openQueue(stage, "maria");
      const { task } = await acceptedContact();
      const next = await contact();

      await workspace.tasks(task.sid).update({ assignmentStatus: "wrapping" });
      assert.equal((await workspace.tasks(next.sid).fetch()).assignmentStatus, "pending");
      await workspace.tasks(task.sid).update({ assignmentStatus: "completed", reason: "done" });
      await wait();

      assert.equal((await workspace.tasks(task.sid).fetch()).assignmentStatus, "completed");
      assert.equal((await reservationOf(next)).workerName, "maria");
    },
  },
  {
    of: ["taskrouter.ListTask"],
    says: "tasks are found by status, queue and workflow, page by page",
    async run(stage) {
      const { workspace, workflow, queue, contact } = await openQueue(stage, "maria");
      const reserved = await contact();
      const waiting = [(await contact()).sid, (await contact()).sid];
      const found = async (by: Parameters<typeof workspace.tasks.list>[0]) => sids(await workspace.tasks.list(by));
      const all = [reserved.sid, ...waiting];

      assert.deepEqual(await found({ pageSize: 2 }), all);
      assert.deepEqual(await found({ assignmentStatus: ["pending"], pageSize: 1 }), waiting);
      assert.deepEqual(await found({ assignmentStatus: ["reserved"] }), [reserved.sid]);
      assert.deepEqual(await found({ assignmentStatus: ["pending", "reserved"] }), all);
      assert.deepEqual(await found({ taskQueueSid: queue.sid }), all);
      assert.deepEqual(await found({ taskQueueName: "loans" }), []);
      assert.deepEqual(await found({ workflowSid: workflow.sid, assignmentStatus: ["pending"] }), waiting);
    },
  },
];

const reservations: readonly Behaviour[] = [
  {
    of: [
      "taskrouter.UpdateTaskReservation",
      "taskrouter.FetchTaskReservation",
      "taskrouter.ListTaskReservation",
      "taskrouter.FetchWorkerReservation",
    ],
    says: "an accepted reservation assigns the task, under the task as under the worker",
    async run(stage) {
      const { workspace, contact, reservationOf } = await openQueue(stage, "maria");
      const task = await contact();
      const { sid, workerSid } = await reservationOf(task);

      await workspace.tasks(task.sid).reservations(sid).update({ reservationStatus: "accepted" });

      assert.equal((await workspace.tasks(task.sid).fetch()).assignmentStatus, "assigned");
      assert.equal((await workspace.tasks(task.sid).reservations(sid).fetch()).reservationStatus, "accepted");
      assert.equal((await workspace.workers(workerSid).reservations(sid).fetch()).reservationStatus, "accepted");
      const listed = (reservationStatus: "accepted" | "pending") =>
        workspace.tasks(task.sid).reservations.list({ reservationStatus });
      assert.deepEqual(sids(await listed("accepted")), [sid]);
      assert.deepEqual(await listed("pending"), []);
    },
  },
  {
    of: ["taskrouter.UpdateWorkerReservation", "taskrouter.ListWorkerReservation"],
    says: "a reservation that a worker rejects is over, and the task is offered again",
    async run(stage) {
      const { workspace, workers, contact, reservationOf, wait } = await openQueue(stage, "maria");
      const maria = workspace.workers(workers[0]?.sid ?? "");
      const task = await contact();
      const { sid } = await reservationOf(task);

      await maria.reservations(sid).update({ reservationStatus: "rejected" });
      await wait();

      assert.deepEqual(sids(await maria.reservations.list({ reservationStatus: "rejected" })), [sid]);
      assert.notEqual((await reservationOf(task)).sid, sid);
      assert.equal((await maria.reservations.list({ pageSize: 1 })).length, 2);
    },
  },
  {
    of: ["taskrouter.UpdateTaskReservation"],
    says: "a reservation that wraps up and is completed takes its task with it",
    async run(stage) {
      const { workspace, acceptedContact } = await openQueue(stage, "maria");
      const { task, reservation } = await acceptedContact();
      const statusOf = async () => (await workspace.tasks(task.sid).fetch()).assignmentStatus;

      await reservation.update({ reservationStatus: "wrapping" });
      assert.equal(await statusOf(), "wrapping");
      await reservation.update({ reservationStatus: "completed" });

      assert.equal(await statusOf(), "completed");
    },
  },
];

const events: readonly Behaviour[] = [
  {
    of: ["taskrouter.ListEvent", "taskrouter.FetchEvent"],
    says: "what happens to a task is told as events, found by task, type, worker and time, and fetched by SID",
    async run(stage) {
      const { workspace, workers, acceptedContact, contact, wait } = await openQueue(stage, "maria");
      const { task, reservationSid } = await acceptedContact();
      await wait(60);
      const later = await contact();
      const types = async (by: Parameters<typeof workspace.events.list>[0]) =>
        (await workspace.events.list(by)).map(({ eventType }) => eventType);

      const ofTask = await types({ taskSid: task.sid, pageSize: 2 });
      for (const type of ["task.created", "reservation.created", "reservation.accepted"]) {
        assert.ok(ofTask.includes(type), type);
      }
      const [created, ...others] = await workspace.events.list({ eventType: "task.created", taskSid: later.sid });
      assert.deepEqual(others, []);
      const fetched = await workspace.events(created?.sid ?? "").fetch();
      assert.deepEqual([fetched.eventType, fetched.resourceSid], ["task.created", later.sid]);
      assert.deepEqual(await types({ reservationSid, eventType: "reservation.accepted" }), ["reservation.accepted"]);
      assert.ok((await types({ workerSid: workers[0]?.sid ?? "" })).includes("reservation.accepted"));
      const now = stage.account.clock.now();
      const recent = await workspace.events.list({ startDate: new Date(now - 30_000), eventType: "task.created" });
      const early = await workspace.events.list({ endDate: new Date(now - 30_000), eventType: "task.created" });
      assert.deepEqual(
        recent.map(({ resourceSid }) => resourceSid),
        [later.sid],
      );
      assert.deepEqual(
        early.map(({ resourceSid }) => resourceSid),
        [task.sid],
      );
      await wait(20 * 60);
      assert.deepEqual(await types({ taskSid: task.sid }), []);
      assert.ok((await types({ taskSid: task.sid, minutes: 60 })).includes("task.created"));
    },
  },
];

const queueFigures: readonly Behaviour[] = [
  {
    of: ["taskrouter.FetchTaskQueueRealTimeStatistics"],
    says: "a queue's real-time statistics count its tasks by status and priority, its workers, and the longest wait",
    async run(stage) {
      const { workspace, queue, contact, acceptedContact, wait } = await openQueue(stage, "maria");
      await acceptedContact();
      const waiting = await contact();
      await wait(40);
      await contact();

      const figures = workspace.taskQueues(queue.sid).realTimeStatistics();
      const found = await figures.fetch();

      assert.deepEqual(found.tasksByStatus, { reserved: 0, pending: 2, assigned: 1, wrapping: 0 });
      assert.deepEqual(found.tasksByPriority, { "0": 3 });
      assert.deepEqual([found.totalTasks, found.totalEligibleWorkers, found.totalAvailableWorkers], [3, 1, 1]);
      assert.deepEqual([found.longestTaskWaitingAge, found.longestTaskWaitingSid], [40, waiting.sid]);
      assert.equal((await figures.fetch({ taskChannel: "voice" })).totalTasks, 0);
      assert.equal((await figures.fetch({ taskChannel: "default" })).totalTasks, 3);
    },
  },
  {
    of: ["taskrouter.CreateTaskQueueBulkRealTimeStatistics"],
    says: "real-time statistics of up to 50 queues come in one answer; 51 are refused",
    async run(stage) {
      const { workspace, queue, contact } = await openQueue(stage, "maria");
      const empty = await workspace.taskQueues.create({ friendlyName: "loans", targetWorkers: "1==0" });
      await contact();
      const figuresOf = (...queueSids: readonly string[]) =>
        workspace.taskQueues.bulkRealTimeStatistics.create({ QueueSids: queueSids });

      const { taskQueueData, taskQueueResponseCount } = await figuresOf(queue.sid, empty.sid);

      assert.equal(taskQueueResponseCount, 2);
      const data = taskQueueData as readonly Record<string, unknown>[];
      assert.deepEqual(
        data.map((figures) => [figures["task_queue_sid"], figures["total_tasks"], figures["total_eligible_workers"]]),
        [
          [queue.sid, 1, 1],
          [empty.sid, 0, 0],
        ],
      );
      await assert.rejects(figuresOf(...Array.from({ length: 51 }, () => queue.sid)), { status: 400 });
    },
  },
];

export const taskBehaviours: readonly Behaviour[] = [...tasks, ...reservations, ...events, ...queueFigures];
