/** What of a workspace can be deleted, and what is in use. */
import { Account } from "../../simulator/account";
import { stageOf } from "../behaviours/behaviour";
import { openQueue } from "../behaviours/taskrouter-scene";

const refused = (status: number, code: number) => expect.objectContaining({ status, code });

async function open(...people: readonly string[]) {
  const account = new Account({ seed: 1 });
  const opened = await openQueue(stageOf(account), ...people);
  const last = (type: string) => account.taskRouter.log.all().findLast((event) => event.type === type);
  return { account, last, ...opened };
}

describe("an activity", () => {
  test("is told of as it was", async () => {
    const { workspace, last } = await open();
    const { sid } = await workspace.activities.create({ friendlyName: "Training" });

    await workspace.activities(sid).remove();

    expect(last("activity.deleted")).toMatchObject({ resourceSid: sid, data: { activity_name: "Training" } });
  });

  test("stays while a worker is in it", async () => {
    const { workspace, activity } = await open("maria");

    await expect(workspace.activities(activity("Available")).remove()).rejects.toEqual(refused(400, 20001));
  });

  test("stays while it is the workspace's default or timeout activity", async () => {
    const { workspace, activity } = await open();
    await workspace.update({ timeoutActivitySid: activity("Break") });

    await expect(workspace.activities(activity("Offline")).remove()).rejects.toEqual(refused(400, 20001));
    await expect(workspace.activities(activity("Break")).remove()).rejects.toEqual(refused(400, 20001));
  });

  test("stays while a queue refers to it", async () => {
    const { workspace, activity, queue } = await open();
    await workspace.taskQueues(queue.sid).update({ reservationActivitySid: activity("Break") });

    await expect(workspace.activities(activity("Break")).remove()).rejects.toEqual(refused(400, 20001));
  });

  test("cannot take another's name", async () => {
    const { workspace, activity } = await open();

    await expect(workspace.activities(activity("Break")).update({ friendlyName: "Offline" })).rejects.toEqual(
      refused(400, 20001),
    );
  });

  test("that is renamed is told of by its new name in the events of its workers", async () => {
    const { workspace, activity, last, contact } = await open("maria");

    await workspace.activities(activity("Available")).update({ friendlyName: "At work" });
    await contact();

    expect(last("reservation.created")?.data).toMatchObject({ worker_activity_name: "At work" });
  });
});

describe("a task channel", () => {
  test("stays while it has open tasks, and the default channel for ever", async () => {
    const { workspace, workflow } = await open();
    await workspace.taskChannels.create({ friendlyName: "Fax", uniqueName: "fax" });
    const task = await workspace.tasks.create({ workflowSid: workflow.sid, taskChannel: "fax" });

    await expect(workspace.taskChannels("fax").remove()).rejects.toEqual(refused(400, 20001));
    await expect(workspace.taskChannels("default").remove()).rejects.toEqual(refused(400, 20001));

    await workspace.tasks(task.sid).update({ assignmentStatus: "canceled" });
    expect(await workspace.taskChannels("fax").remove()).toBe(true);
  });

  test("takes the workers' channel of it along", async () => {
    const { workspace, workers } = await open("maria");
    await workspace.taskChannels.create({ friendlyName: "Fax", uniqueName: "fax" });

    await workspace.taskChannels("fax").remove();

    const channels = await workspace.workers(workers[0]?.sid ?? "").workerChannels.list();
    expect(channels.map(({ taskChannelUniqueName }) => taskChannelUniqueName)).not.toContain("fax");
  });
});

describe("a worker", () => {
  test("stays in an available activity, and with an open reservation", async () => {
    const { workspace, workers, activity, contact, last } = await open("maria");
    const maria = workspace.workers(workers[0]?.sid ?? "");
    const task = await contact();

    await expect(maria.remove()).rejects.toEqual(refused(400, 20001));
    await maria.update({ activitySid: activity("Offline") });
    await expect(maria.remove()).rejects.toEqual(refused(400, 20001));

    await workspace.tasks(task.sid).remove();
    expect(await maria.remove()).toBe(true);
    expect(last("worker.deleted")).toMatchObject({ data: { worker_name: "maria" } });
  });

  test("stays where it has been changed since it was read", async () => {
    const { account, workspace, activity } = await open();
    const { sid } = await workspace.workers.create({ friendlyName: "maria" });
    await workspace.workers(sid).update({ activitySid: activity("Break") });
    const remove = (version: number) =>
      stageOf(account).request(
        "DELETE",
        `https://taskrouter.twilio.com/v1/Workspaces/${account.taskRouter.workspace.sid}/Workers/${sid}`,
        {},
        { "if-match": `"${version}"` },
      );

    expect(remove(0).status).toBe(412);
    expect(remove(1).status).toBe(204);
  });

  test("can come again under the same name", async () => {
    const { workspace } = await open();
    const { sid } = await workspace.workers.create({ friendlyName: "maria" });
    await workspace.workers(sid).remove();

    expect((await workspace.workers.create({ friendlyName: "maria" })).sid).not.toBe(sid);
  });
});

describe("a task queue", () => {
  test("stays while a workflow's target or default names it", async () => {
    const { workspace, queue } = await open();
    const { sid } = await workspace.taskQueues.create({ friendlyName: "loans" });
    const routing = { filters: [{ targets: [{ queue: sid }] }] };
    await workspace.workflows.create({
      friendlyName: "loans",
      configuration: JSON.stringify({ task_routing: routing }),
    });

    await expect(workspace.taskQueues(queue.sid).remove()).rejects.toEqual(refused(400, 20001));
    await expect(workspace.taskQueues(sid).remove()).rejects.toEqual(refused(400, 20001));
  });

  test("stays while tasks wait in it", async () => {
    const { workspace } = await open();
    const { sid } = await workspace.taskQueues.create({ friendlyName: "loans" });
    const task = await workspace.tasks.create({ routingTarget: sid });

    await expect(workspace.taskQueues(sid).remove()).rejects.toEqual(refused(400, 20001));
    await workspace.tasks(task.sid).update({ assignmentStatus: "canceled" });
    expect(await workspace.taskQueues(sid).remove()).toBe(true);
  });

  test("cannot take another's name", async () => {
    const { workspace } = await open();
    const { sid } = await workspace.taskQueues.create({ friendlyName: "loans" });

    await expect(workspace.taskQueues(sid).update({ friendlyName: "cards" })).rejects.toEqual(refused(400, 20001));
  });
});

test("a workflow stays while it has open tasks", async () => {
  const { workspace, workflow, contact, last } = await open();
  const { sid } = await contact();

  await expect(workspace.workflows(workflow.sid).remove()).rejects.toEqual(refused(400, 20001));
  await workspace.tasks(sid).update({ assignmentStatus: "canceled" });
  expect(await workspace.workflows(workflow.sid).remove()).toBe(true);
  expect(last("workflow.deleted")).toMatchObject({ data: { workflow_sid: workflow.sid } });
});

test("the workspace of a Flex project cannot be deleted", async () => {
  const { workspace } = await open();

  await expect(workspace.remove()).rejects.toEqual(refused(400, 20001));
});

describe("a workspace is full", () => {
  test("with 100 activities", async () => {
    const { workspace } = await open();
    const create = (name: string) => workspace.activities.create({ friendlyName: name });
    for (let index = (await workspace.activities.list()).length; index < 100; index++) await create(`${index}`);

    await expect(create("one more")).rejects.toEqual(refused(400, 20001));
  });

  test("with 15 task channels", async () => {
    const { workspace } = await open();
    const create = (uniqueName: string) => workspace.taskChannels.create({ friendlyName: uniqueName, uniqueName });
    for (let index = (await workspace.taskChannels.list()).length; index < 15; index++) await create(`c${index}`);

    await expect(create("another")).rejects.toEqual(refused(400, 20001));
  });

  test("of work with a capacity of 50", async () => {
    const { workspace, workers } = await open("maria");
    const channel = workspace.workers(workers[0]?.sid ?? "").workerChannels("voice");

    expect((await channel.update({ capacity: 50 })).configuredCapacity).toBe(50);
    await expect(channel.update({ capacity: 51 })).rejects.toEqual(refused(400, 20001));
  });
});
