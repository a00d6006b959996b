/** What of a TaskRouter workspace can be deleted: https://www.twilio.com/docs/taskrouter/api */
import assert from "node:assert/strict";
import type { Behaviour } from "./behaviour";
import { openQueue, openWorkspace, sids } from "./taskrouter-scene";

const GONE = { status: 404, code: 20404 };

export const deletionBehaviours: readonly Behaviour[] = [
  {
    of: ["taskrouter.CreateWorkspace", "taskrouter.DeleteWorkspace"],
    says: "a new workspace of the template FIFO has a queue and a workflow; deleted, it is gone",
    async run({ client }) {
      const { workspaces } = client.taskrouter.v1;
      const { sid } = await workspaces.create({ friendlyName: "Trial", template: "FIFO", multiTaskEnabled: true });
      assert.equal((await workspaces(sid).fetch()).friendlyName, "Trial");
      assert.equal((await workspaces(sid).taskQueues.list()).length, 1);
      assert.equal((await workspaces(sid).workflows.list()).length, 1);

      assert.equal(await workspaces(sid).remove(), true);

      await assert.rejects(workspaces(sid).fetch(), GONE);
      assert.deepEqual(await workspaces.list({ friendlyName: "Trial" }), []);
    },
  },
  {
    of: ["taskrouter.DeleteActivity"],
    says: "a deleted activity is gone from fetch and list",
    async run(stage) {
      const { workspace } = await openWorkspace(stage);
      const { sid } = await workspace.activities.create({ friendlyName: "Training" });

      await workspace.activities(sid).remove();

      await assert.rejects(workspace.activities(sid).fetch(), GONE);
      assert.deepEqual(await workspace.activities.list({ friendlyName: "Training" }), []);
    },
  },
  {
    of: ["taskrouter.UpdateTaskChannel", "taskrouter.DeleteTaskChannel"],
    says: "a task channel's new name and routing are read back; deleted, it is gone",
    async run(stage) {
      const { workspace } = await openWorkspace(stage);
      const { sid } = await workspace.taskChannels.create({ friendlyName: "Fax", uniqueName: "fax" });

      await workspace.taskChannels(sid).update({ friendlyName: "Letters", channelOptimizedRouting: true });

      const { friendlyName, channelOptimizedRouting } = await workspace.taskChannels("fax").fetch();
      assert.deepEqual(
        { friendlyName, channelOptimizedRouting },
        { friendlyName: "Letters", channelOptimizedRouting: true },
      );
      await workspace.taskChannels(sid).remove();
      await assert.rejects(workspace.taskChannels(sid).fetch(), GONE);
      assert.ok(!sids(await workspace.taskChannels.list()).includes(sid));
    },
  },
  {
    of: ["taskrouter.DeleteTask"],
    says: "a deleted task is gone, and its worker is offered the next",
    async run(stage) {
      const { workspace, contact, reservationOf, wait } = await openQueue(stage, "maria");
      const first = await contact();
      const second = await contact();

      await workspace.tasks(first.sid).remove();
      await wait();

      await assert.rejects(workspace.tasks(first.sid).fetch(), GONE);
      assert.deepEqual(sids(await workspace.tasks.list()), [second.sid]);
      assert.equal((await reservationOf(second)).workerName, "maria");
    },
  },
  {
    of: ["taskrouter.DeleteTaskQueue"],
    says: "a deleted task queue is gone from fetch and list",
    async run(stage) {
      const { workspace } = await openWorkspace(stage);
      const { sid } = await workspace.taskQueues.create({ friendlyName: "cards" });

      await workspace.taskQueues(sid).remove();

      await assert.rejects(workspace.taskQueues(sid).fetch(), GONE);
      assert.deepEqual(await workspace.taskQueues.list(), []);
    },
  },
  {
    of: ["taskrouter.DeleteWorker"],
    says: "a deleted worker is gone, and nothing is offered to it",
    async run(stage) {
      const { workspace, activity, workers, contact } = await openQueue(stage, "maria");
      const sid = workers[0]?.sid ?? "";
      await workspace.workers(sid).update({ activitySid: activity("Offline") });

      await workspace.workers(sid).remove();

      await assert.rejects(workspace.workers(sid).fetch(), GONE);
      assert.deepEqual(await workspace.workers.list(), []);
      assert.equal((await contact()).assignmentStatus, "pending");
    },
  },
  {
    of: ["taskrouter.DeleteWorkflow"],
    says: "a deleted workflow is gone from fetch and list, and takes no more tasks",
    async run(stage) {
      const { workspace, workflow } = await openQueue(stage);

      await workspace.workflows(workflow.sid).remove();

      await assert.rejects(workspace.workflows(workflow.sid).fetch(), GONE);
      assert.deepEqual(await workspace.workflows.list(), []);
      await assert.rejects(workspace.tasks.create({ workflowSid: workflow.sid }), { status: 400 });
    },
  },
];
