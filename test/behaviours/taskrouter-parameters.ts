/** What the parameters of TaskRouter's tasks, queues, workers and workflows do: https://www.twilio.com/docs/taskrouter/api */
import assert from "node:assert/strict";
import type { Behaviour } from "./behaviour";
import { into, openQueue, openWorkspace, sids } from "./taskrouter-scene";

const lists: readonly Behaviour[] = [
  {
    of: ["taskrouter.ListTask"],
    says: "tasks are found by an expression over their attributes, by priority and by the workflow's name, in order",
    async run(stage) {
      const { workspace, workflow } = await openQueue(stage);
      const create = async (type: string, priority: number): Promise<string> =>
        (await workspace.tasks.create({ workflowSid: workflow.sid, attributes: JSON.stringify({ type }), priority }))
          .sid;
      const low = await create("loan", 1);
      const high = await create("loan", 5);
      const card = await create("card", 3);
      const found = async (by: Parameters<typeof workspace.tasks.list>[0]) => sids(await workspace.tasks.list(by));

      assert.deepEqual(await found({ evaluateTaskAttributes: "type == 'loan'" }), [low, high]);
      assert.deepEqual(await found({ priority: 3 }), [card]);
      assert.deepEqual(await found({ workflowName: "contacts", ordering: "Priority:desc" }), [high, card, low]);
      assert.deepEqual(await found({ workflowName: "another" }), []);
      assert.deepEqual(await found({ hasAddons: true }), []);
    },
  },
  {
    of: ["taskrouter.ListWorker"],
    says: "workers are found by an expression over their attributes",
    async run(stage) {
      const { workspace } = await openWorkspace(stage);
      const maria = await workspace.workers.create({ friendlyName: "maria", attributes: `{"level":2}` });
      await workspace.workers.create({ friendlyName: "jon", attributes: `{"level":1}` });

      assert.deepEqual(sids(await workspace.workers.list({ targetWorkersExpression: "level > 1" })), [maria.sid]);
    },
  },
  {
    of: ["taskrouter.ListTaskQueue"],
    says: "task queues are found by the attributes of a worker they would take, and by a worker they do take",
    async run(stage) {
      const { workspace } = await openWorkspace(stage);
      const loans = await workspace.taskQueues.create({ friendlyName: "loans", targetWorkers: "skills HAS 'loans'" });
      await workspace.taskQueues.create({ friendlyName: "cards", targetWorkers: "skills HAS 'cards'" });
      const attributes = `{"skills":["loans"]}`;
      const maria = await workspace.workers.create({ friendlyName: "maria", attributes });

      assert.deepEqual(sids(await workspace.taskQueues.list({ evaluateWorkerAttributes: attributes })), [loans.sid]);
      assert.deepEqual(sids(await workspace.taskQueues.list({ workerSid: maria.sid })), [loans.sid]);
    },
  },
];

const parameters: readonly Behaviour[] = [
  {
    of: ["taskrouter.CreateTask"],
    says: "a task with a worker as its routing target is offered to that worker, over capacity unless told otherwise",
    async run(stage) {
      const { workspace, workflow, workers, contact, wait } = await openQueue(stage, "maria");
      const [maria] = workers;
      await contact();

      const target = { workflowSid: workflow.sid, routingTarget: maria?.sid ?? "" };
      const direct = await workspace.tasks.create(target);
      const patient = await workspace.tasks.create({ ...target, ignoreCapacity: "false" });
      await wait();

      const statusOf = async (task: { sid: string }) => (await workspace.tasks(task.sid).fetch()).assignmentStatus;
      assert.deepEqual([await statusOf(direct), await statusOf(patient)], ["reserved", "pending"]);
      assert.deepEqual(sids(await workspace.tasks.list({ routingTarget: maria?.sid ?? "" })), [
        direct.sid,
        patient.sid,
      ]);
    },
  },
  {
    of: ["taskrouter.CreateTask", "taskrouter.UpdateTask"],
    says: "of tasks of one priority, the one with the earliest virtual start time is offered first",
    async run(stage) {
      const { workspace, workflow, activity, contact, wait } = await openQueue(stage);
      const first = await contact();
      const start = new Date(stage.account.clock.now() - 3_600_000);
      const early = await workspace.tasks.create({ workflowSid: workflow.sid, virtualStartTime: start });

      await workspace.workers.create({ friendlyName: "maria", activitySid: activity("Available") });
      await wait();

      assert.equal((await workspace.tasks(early.sid).fetch()).assignmentStatus, "reserved");
      assert.equal((await workspace.tasks(first.sid).fetch()).assignmentStatus, "pending");
      const later = new Date(start.getTime() + 60_000);
      await workspace.tasks(first.sid).update({ virtualStartTime: later });
      assert.deepEqual((await workspace.tasks(first.sid).fetch()).virtualStartTime, later);
    },
  },
  {
    of: ["taskrouter.CreateTaskQueue", "taskrouter.ListTaskReservation"],
    says: "a queue that reserves two workers offers a task to both; who accepts has it, and the other's offer is rescinded",
    async run(stage) {
      const { workspace, workflow, contact, wait } = await openQueue(stage, "maria", "jon");
      const queue = await workspace.taskQueues.create({ friendlyName: "urgent", maxReservedWorkers: 2 });
      await workspace.workflows(workflow.sid).update({ configuration: into(queue.sid) });
      const task = await contact();
      const [taken, other] = await workspace.tasks(task.sid).reservations.list({ reservationStatus: "pending" });

      await workspace
        .tasks(task.sid)
        .reservations(taken?.sid ?? "")
        .update({ reservationStatus: "accepted" });
      await wait();

      const left = await workspace.tasks(task.sid).reservations.list({ workerSid: other?.workerSid ?? "" });
      assert.deepEqual(
        left.map(({ sid, reservationStatus }) => [sid, reservationStatus]),
        [[other?.sid, "rescinded"]],
      );
    },
  },
  {
    of: ["taskrouter.UpdateTaskReservation", "taskrouter.UpdateWorkerReservation"],
    says: "a worker who rejects a reservation goes into the activity that is given with it",
    async run(stage) {
      const { workspace, activity, workers, contact, reservationOf } = await openQueue(stage, "maria", "jon");
      const reject = { reservationStatus: "rejected", workerActivitySid: activity("Break") } as const;
      const task = await contact();
      const first = await reservationOf(task);
      await workspace.tasks(task.sid).reservations(first.sid).update(reject);
      const second = await reservationOf(task);
      await workspace.workers(second.workerSid).reservations(second.sid).update(reject);

      for (const { sid } of workers) assert.equal((await workspace.workers(sid).fetch()).activityName, "Break");
    },
  },
  {
    of: ["taskrouter.UpdateWorker"],
    says: "a worker who leaves and rejects pending reservations has none left",
    async run(stage) {
      const { workspace, activity, contact, reservationOf } = await openQueue(stage, "maria");
      const task = await contact();
      const { sid, workerSid } = await reservationOf(task);

      await workspace.workers(workerSid).update({ activitySid: activity("Offline"), rejectPendingReservations: true });

      assert.equal((await workspace.tasks(task.sid).reservations(sid).fetch()).reservationStatus, "rejected");
      assert.equal((await workspace.tasks(task.sid).fetch()).assignmentStatus, "pending");
    },
  },
  {
    of: ["taskrouter.UpdateWorkflow"],
    says: "a changed workflow takes the tasks that wait in it along where it is told to evaluate them again",
    async run(stage) {
      const { workspace, workflow, contact, wait } = await openQueue(stage);
      const loans = await workspace.taskQueues.create({ friendlyName: "loans" });
      const { sid } = await contact();

      await workspace.workflows(workflow.sid).update({ configuration: into(loans.sid), reEvaluateTasks: "true" });
      await wait();

      assert.equal((await workspace.tasks(sid).fetch()).taskQueueFriendlyName, "loans");
    },
  },
  {
    of: ["taskrouter.CreateWorkflow"],
    says: "a workflow's assignment callback is told of each reservation, and its instruction is carried out",
    async run(stage) {
      const { workspace, activity, queue, wait } = await openQueue(stage);
      const received = stage.listen("https://hooks.example", () => ({
        status: 200,
        headers: { "content-type": "application/json" },
        body: `{"instruction":"accept"}`,
      }));
      const assignmentCallbackUrl = "https://hooks.example/assignment";
      const configuration = into(queue.sid);
      const workflow = await workspace.workflows.create({
        friendlyName: "called",
        configuration,
        assignmentCallbackUrl,
      });
      await workspace.workers.create({ friendlyName: "maria", activitySid: activity("Available") });

      const { sid } = await workspace.tasks.create({ workflowSid: workflow.sid });
      await wait(1);

      assert.deepEqual(
        received.map(({ body }) => new URLSearchParams(body).get("TaskSid")),
        [sid],
      );
      assert.equal((await workspace.tasks(sid).fetch()).assignmentStatus, "assigned");
    },
  },
  {
    of: ["taskrouter.UpdateWorkspace"],
    says: "new workers start in the workspace's default activity, and go into its timeout activity when they miss a task",
    async run(stage) {
      const { workspace, activity, workers, contact, wait } = await openQueue(stage, "maria");

      await workspace.update({ defaultActivitySid: activity("Break"), timeoutActivitySid: activity("Unavailable") });
      await contact();
      await wait(121);

      assert.equal((await workspace.workers.create({ friendlyName: "jon" })).activityName, "Break");
      assert.equal((await workspace.workers(workers[0]?.sid ?? "").fetch()).activityName, "Unavailable");
    },
  },
  {
    of: ["taskrouter.ListEvent"],
    says: "events are found by task channel",
    async run(stage) {
      const { workspace, workflow } = await openQueue(stage);
      await workspace.tasks.create({ workflowSid: workflow.sid, taskChannel: "voice" });
      const chat = await workspace.tasks.create({ workflowSid: workflow.sid, taskChannel: "chat" });

      const found = await workspace.events.list({ eventType: "task.created", taskChannel: "chat" });

      assert.deepEqual(
        found.map(({ resourceSid }) => resourceSid),
        [chat.sid],
      );
    },
  },
  {
    of: ["taskrouter.UpdateWorkerReservation", "taskrouter.UpdateTaskReservation"],
    says: "a reservation that is told to dequeue is accepted, and its worker goes into the post-work activity when it is completed",
    async run(stage) {
      const { workspace, activity, contact, reservationOf } = await openQueue(stage, "maria");
      const task = await contact();
      const { sid, workerSid } = await reservationOf(task);

      await workspace
        .workers(workerSid)
        .reservations(sid)
        .update({ instruction: "dequeue", dequeuePostWorkActivitySid: activity("Break") });
      assert.equal((await workspace.tasks(task.sid).fetch()).assignmentStatus, "assigned");
      await workspace.tasks(task.sid).reservations(sid).update({ reservationStatus: "completed" });

      assert.equal((await workspace.workers(workerSid).fetch()).activityName, "Break");
    },
  },
  {
    of: ["taskrouter.ListWorker", "taskrouter.ListTaskQueue"],
    says: "workers are listed by the change of their status, and queues by name, where that is asked for",
    async run(stage) {
      const { workspace, activity, workers, queue, wait } = await openQueue(stage, "maria", "jon");
      const [maria, jon] = sids(workers);
      const { sid: loans } = await workspace.taskQueues.create({ friendlyName: "accounts" });
      await wait(5);
      await workspace.workers(maria ?? "").update({ activitySid: activity("Break") });

      assert.deepEqual(sids(await workspace.workers.list({ ordering: "DateStatusChanged:asc" })), [jon, maria]);
      assert.deepEqual(sids(await workspace.workers.list({ ordering: "DateStatusChanged:desc" })), [maria, jon]);
      assert.deepEqual(sids(await workspace.taskQueues.list({ ordering: "FriendlyName:asc" })), [loans, queue.sid]);
    },
  },
  {
    of: ["taskrouter.ListTask"],
    says: "a fourth list of evaluated tasks within a second is refused: 429, and answered a second later",
    async run(stage) {
      const { workspace, contact, wait } = await openQueue(stage);
      const { sid } = await contact({ type: "card" });
      const list = () => workspace.tasks.list({ evaluateTaskAttributes: "type == 'card'" });
      for (let count = 0; count < 3; count++) await list();

      await assert.rejects(list(), { status: 429, code: 20429 });

      await wait(1);
      assert.deepEqual(sids(await list()), [sid]);
    },
  },
];

export const taskRouterParameterBehaviours: readonly Behaviour[] = [...lists, ...parameters];
