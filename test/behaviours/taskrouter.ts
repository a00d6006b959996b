/** TaskRouter's workspace, activities, channels, workers, queues and workflows: https://www.twilio.com/docs/taskrouter/api */
import assert from "node:assert/strict";
import type { Behaviour } from "./behaviour";
import { into, openQueue, openWorkspace, sids } from "./taskrouter-scene";

const workspaces: readonly Behaviour[] = [
  {
    of: ["taskrouter.FetchWorkspace", "taskrouter.UpdateWorkspace", "taskrouter.ListWorkspace"],
    says: "a workspace's new name is read back, and finds it in the list",
    async run(stage) {
      const { workspace } = await openWorkspace(stage);
      const { friendlyName: before } = await workspace.fetch();

      const { sid } = await workspace.update({ friendlyName: "Bank" });

      const { workspaces } = stage.client.taskrouter.v1;
      assert.equal((await workspace.fetch()).friendlyName, "Bank");
      assert.deepEqual(sids(await workspaces.list({ friendlyName: "Bank" })), [sid]);
      assert.deepEqual(await workspaces.list({ friendlyName: before }), []);
    },
  },
  {
    of: ["taskrouter.UpdateWorkspace"],
    says: "a workspace's event callback is told of the event types of its filter, and of no other",
    async run(stage) {
      const received = stage.listen("https://hooks.example");
      const { workspace, contact, wait } = await openQueue(stage, "maria");
      await workspace.update({ eventCallbackUrl: "https://hooks.example/events", eventsFilter: "reservation.created" });

      const { sid } = await contact();
      await wait(1);

      const told = received.map(({ body }) => new URLSearchParams(body));
      assert.deepEqual(
        told.map((event) => [event.get("EventType"), event.get("TaskSid")]),
        [["reservation.created", sid]],
      );
    },
  },
];

const activities: readonly Behaviour[] = [
  {
    of: ["taskrouter.CreateActivity", "taskrouter.FetchActivity", "taskrouter.ListActivity"],
    says: "a new activity can be fetched, and is found by name and by availability",
    async run(stage) {
      const { workspace } = await openWorkspace(stage);

      const { sid } = await workspace.activities.create({ friendlyName: "Back office", available: true });

      const { friendlyName, available } = await workspace.activities(sid).fetch();
      assert.deepEqual({ friendlyName, available }, { friendlyName: "Back office", available: true });
      assert.deepEqual(sids(await workspace.activities.list({ friendlyName: "Back office" })), [sid]);
      assert.ok(sids(await workspace.activities.list({ available: "true", pageSize: 1 })).includes(sid));
      assert.ok(!sids(await workspace.activities.list({ available: "false" })).includes(sid));
    },
  },
  {
    of: ["taskrouter.UpdateActivity"],
    says: "an activity's new name is read back, and is the name of what its workers do",
    async run(stage) {
      const { workspace, activity, workers } = await openQueue(stage, "maria");

      await workspace.activities(activity("Available")).update({ friendlyName: "At work" });

      assert.equal((await workspace.activities(activity("Available")).fetch()).friendlyName, "At work");
      assert.equal((await workspace.workers(workers[0]?.sid ?? "").fetch()).activityName, "At work");
    },
  },
];

const channels: readonly Behaviour[] = [
  {
    of: ["taskrouter.CreateTaskChannel", "taskrouter.FetchTaskChannel", "taskrouter.ListTaskChannel"],
    says: "a new task channel can be fetched by either of its names, is listed, and takes tasks",
    async run(stage) {
      const { workspace, workflow } = await openQueue(stage);

      const { sid } = await workspace.taskChannels.create({ friendlyName: "Fax", uniqueName: "fax" });

      assert.equal((await workspace.taskChannels("fax").fetch()).sid, sid);
      assert.equal((await workspace.taskChannels(sid).fetch()).friendlyName, "Fax");
      assert.ok(sids(await workspace.taskChannels.list({ pageSize: 2 })).includes(sid));
      const task = await workspace.tasks.create({ workflowSid: workflow.sid, taskChannel: "fax" });
      assert.deepEqual([task.taskChannelSid, task.taskChannelUniqueName], [sid, "fax"]);
    },
  },
  {
    of: ["taskrouter.ListWorkerChannel", "taskrouter.FetchWorkerChannel", "taskrouter.UpdateWorkerChannel"],
    says: "a worker's capacity on a channel is how many of its tasks the worker is offered at once",
    async run(stage) {
      const { workspace, workers, contact } = await openQueue(stage, "maria");
      const maria = workspace.workers(workers[0]?.sid ?? "");

      await maria.workerChannels("default").update({ capacity: 2 });

      const statuses = [await contact(), await contact(), await contact()].map((task) => task.assignmentStatus);
      assert.deepEqual(statuses, ["reserved", "reserved", "pending"]);
      const { configuredCapacity, sid } = await maria.workerChannels("default").fetch();
      assert.equal(configuredCapacity, 2);
      const listed = await maria.workerChannels.list({ pageSize: 1 });
      assert.deepEqual(
        listed.filter((channel) => channel.configuredCapacity === 2).map((channel) => channel.sid),
        [sid],
      );
    },
  },
  {
    of: ["taskrouter.UpdateWorkerChannel"],
    says: "a worker whose channel is not available is not offered its tasks until it is",
    async run(stage) {
      const { workspace, workers, contact, reservationOf, wait } = await openQueue(stage, "maria");
      const channel = workspace.workers(workers[0]?.sid ?? "").workerChannels("default");
      await channel.update({ available: false });

      const task = await contact();
      assert.equal(task.assignmentStatus, "pending");

      await channel.update({ available: true });
      await wait();
      assert.equal((await reservationOf(task)).workerName, "maria");
    },
  },
];

const workers: readonly Behaviour[] = [
  {
    of: ["taskrouter.CreateWorker", "taskrouter.FetchWorker", "taskrouter.UpdateWorker"],
    says: "a worker's attributes and name are read back as they were written last",
    async run(stage) {
      const { workspace } = await openWorkspace(stage);
      const { sid } = await workspace.workers.create({ friendlyName: "maria", attributes: `{"level":1}` });
      assert.equal((await workspace.workers(sid).fetch()).attributes, `{"level":1}`);

      await workspace.workers(sid).update({ friendlyName: "lara", attributes: `{"level":2}` });

      const { friendlyName, attributes } = await workspace.workers(sid).fetch();
      assert.deepEqual({ friendlyName, attributes }, { friendlyName: "lara", attributes: `{"level":2}` });
    },
  },
  {
    of: ["taskrouter.UpdateWorker"],
    says: "a worker who becomes available is offered what waits",
    async run(stage) {
      const { workspace, activity, contact, reservationOf, wait } = await openQueue(stage);
      const { sid } = await workspace.workers.create({ friendlyName: "maria", activitySid: activity("Offline") });
      const task = await contact();
      assert.equal(task.assignmentStatus, "pending");

      await workspace.workers(sid).update({ activitySid: activity("Available") });
      await wait();

      assert.equal((await reservationOf(task)).workerSid, sid);
      assert.equal((await workspace.workers(sid).fetch()).available, true);
    },
  },
  {
    of: ["taskrouter.ListWorker"],
    says: "workers are found by name, activity, availability and queue",
    async run(stage) {
      const { workspace, activity, queue } = await openQueue(stage);
      await workspace.taskQueues(queue.sid).update({ targetWorkers: "level > 1" });
      const add = async (friendlyName: string, at: string, level: number): Promise<string> =>
        (await workspace.workers.create({ friendlyName, activitySid: activity(at), attributes: `{"level":${level}}` }))
          .sid;
      const maria = await add("maria", "Available", 2);
      const jon = await add("jon", "Break", 2);
      const lara = await add("lara", "Break", 1);

      const found = async (by: Parameters<typeof workspace.workers.list>[0]) =>
        sids(await workspace.workers.list(by)).sort();

      assert.deepEqual(await found({ pageSize: 2 }), [maria, jon, lara].sort());
      assert.deepEqual(await found({ friendlyName: "jon" }), [jon]);
      assert.deepEqual(await found({ activityName: "Break", pageSize: 1 }), [jon, lara].sort());
      assert.deepEqual(await found({ activitySid: activity("Available") }), [maria]);
      assert.deepEqual(await found({ available: "true" }), [maria]);
      assert.deepEqual(await found({ taskQueueName: "cards" }), [maria, jon].sort());
      assert.deepEqual(await found({ taskQueueSid: queue.sid, available: "false" }), [jon]);
    },
  },
];

const queues: readonly Behaviour[] = [
  {
    of: ["taskrouter.CreateTaskQueue", "taskrouter.FetchTaskQueue", "taskrouter.ListTaskQueue"],
    says: "a new task queue can be fetched, is found by name, and offers its tasks only to its target workers",
    async run(stage) {
      const { workspace, activity, workflow, contact, reservationOf } = await openQueue(stage, "maria");
      const attributes = `{"skills":["loans"]}`;
      const jon = await workspace.workers.create({
        friendlyName: "jon",
        attributes,
        activitySid: activity("Available"),
      });

      const { sid } = await workspace.taskQueues.create({
        friendlyName: "loans",
        targetWorkers: "skills HAS 'loans'",
      });

      assert.equal((await workspace.taskQueues(sid).fetch()).targetWorkers, "skills HAS 'loans'");
      assert.deepEqual(sids(await workspace.taskQueues.list({ friendlyName: "loans" })), [sid]);
      assert.equal((await workspace.taskQueues.list({ pageSize: 1 })).length, 2);
      await workspace.workflows(workflow.sid).update({ configuration: into(sid) });
      assert.equal((await reservationOf(await contact())).workerSid, jon.sid);
      assert.equal((await contact()).assignmentStatus, "pending");
    },
  },
  {
    of: ["taskrouter.UpdateTaskQueue"],
    says: "a queue with task order LIFO offers its latest task first",
    async run(stage) {
      const { workspace, activity, queue, contact, wait } = await openQueue(stage);
      const { taskOrder } = await workspace.taskQueues(queue.sid).update({ taskOrder: "LIFO" });
      const first = await contact();
      await wait(10);
      const last = await contact();

      await workspace.workers.create({ friendlyName: "maria", activitySid: activity("Available") });
      await wait();

      assert.equal(taskOrder, "LIFO");
      assert.equal((await workspace.tasks(last.sid).fetch()).assignmentStatus, "reserved");
      assert.equal((await workspace.tasks(first.sid).fetch()).assignmentStatus, "pending");
    },
  },
  {
    of: ["taskrouter.UpdateTaskQueue"],
    says: "a queue's new target workers decide who is offered what waits",
    async run(stage) {
      const { workspace, queue, contact, reservationOf, activity, wait } = await openQueue(stage);
      await workspace.taskQueues(queue.sid).update({ targetWorkers: "level > 1" });
      const { sid } = await workspace.workers.create({
        friendlyName: "maria",
        attributes: `{"level":1}`,
        activitySid: activity("Available"),
      });
      const task = await contact();
      assert.equal(task.assignmentStatus, "pending");

      await workspace.taskQueues(queue.sid).update({ targetWorkers: "level > 0", friendlyName: "all cards" });
      await wait();

      assert.equal((await workspace.taskQueues(queue.sid).fetch()).friendlyName, "all cards");
      assert.equal((await reservationOf(task)).workerSid, sid);
    },
  },
];

const workflows: readonly Behaviour[] = [
  {
    of: ["taskrouter.CreateWorkflow", "taskrouter.FetchWorkflow", "taskrouter.ListWorkflow"],
    says: "a new workflow can be fetched, is found by name, and its filters lead tasks into queues with a priority",
    async run(stage) {
      const { workspace, queue } = await openQueue(stage);
      const loans = await workspace.taskQueues.create({ friendlyName: "loans" });
      const targets = [{ queue: loans.sid, priority: 7 }];
      const filters = [{ filter_friendly_name: "loans", expression: "type == 'loan'", targets }];
      const configuration = JSON.stringify({ task_routing: { filters, default_filter: { queue: queue.sid } } });

      const { sid } = await workspace.workflows.create({ friendlyName: "by type", configuration });

      assert.deepEqual(JSON.parse((await workspace.workflows(sid).fetch()).configuration), JSON.parse(configuration));
      assert.deepEqual(sids(await workspace.workflows.list({ friendlyName: "by type" })), [sid]);
      assert.equal((await workspace.workflows.list({ pageSize: 1 })).length, 2);
      const loan = await workspace.tasks.create({ workflowSid: sid, attributes: `{"type":"loan"}` });
      const card = await workspace.tasks.create({ workflowSid: sid, attributes: `{"type":"card"}` });
      assert.deepEqual([loan.taskQueueFriendlyName, loan.priority], ["loans", 7]);
      assert.deepEqual([card.taskQueueFriendlyName, card.priority], ["cards", 0]);
    },
  },
  {
    of: ["taskrouter.UpdateWorkflow"],
    says: "a workflow's new reservation timeout is how long a worker may think, whose activity then is the timeout activity",
    async run(stage) {
      const { workspace, workflow, workers, contact, reservationOf, wait } = await openQueue(stage, "maria");

      await workspace.workflows(workflow.sid).update({ taskReservationTimeout: 5 });
      const task = await contact();
      const { sid } = await reservationOf(task);
      await wait(4);
      assert.equal((await workspace.tasks(task.sid).reservations(sid).fetch()).reservationStatus, "pending");
      await wait(2);

      assert.equal((await workspace.workflows(workflow.sid).fetch()).taskReservationTimeout, 5);
      assert.equal((await workspace.tasks(task.sid).reservations(sid).fetch()).reservationStatus, "timeout");
      const { timeoutActivityName } = await workspace.fetch();
      assert.equal((await workspace.workers(workers[0]?.sid ?? "").fetch()).activityName, timeoutActivityName);
    },
  },
];

export const taskRouterBehaviours: readonly Behaviour[] = [
  ...workspaces,
  ...activities,
  ...channels,
  ...workers,
  ...queues,
  ...workflows,
];
