/** What becomes of tasks that wait when something about them, or about their workflow, is changed. */
import { Account } from "../../simulator/account";
import { stageOf } from "../behaviours/behaviour";
import { openQueue } from "../behaviours/taskrouter-scene";

async function open(...people: readonly string[]) {
  const account = new Account({ seed: 1 });
  const opened = await openQueue(stageOf(account), ...people);
  const { workspace, workflow, queue } = opened;
  const configure = (filters: readonly object[], more: object = {}, reEvaluateTasks = "false") =>
    workspace.workflows(workflow.sid).update({
      configuration: JSON.stringify({ task_routing: { filters, ...more } }),
      reEvaluateTasks,
    });
  const targets = (...list: readonly object[]) =>
    configure([{ targets: list.map((target) => ({ queue: queue.sid, ...target })) }]);
  const offers = async (sid: string) =>
    (await workspace.tasks(sid).reservations.list()).map((one) => `${one.workerName} ${one.reservationStatus}`);
  const fetched = (sid: string) => workspace.tasks(sid).fetch();
  return { account, ...opened, configure, targets, offers, fetched };
}

const refusedWith = (status: number, code: number) => expect.objectContaining({ status, code });

test("a waiting task whose new attributes fit a free worker is offered to that worker", async () => {
  const { workspace, targets, contact, offers } = await open("maria");
  await targets({ expression: "task.for == worker.friendly_name" });
  const { sid } = await contact({ for: "jon" });

  await workspace.tasks(sid).update({ attributes: JSON.stringify({ for: "maria" }) });

  expect(await offers(sid)).toEqual(["maria pending"]);
});

test("a waiting task's new attributes lead it into no other filter", async () => {
  const { workspace, configure, queue, contact, fetched } = await open();
  const loans = await workspace.taskQueues.create({ friendlyName: "loans" });
  await configure([
    { expression: "type == 'card'", targets: [{ queue: queue.sid }] },
    { expression: "type == 'loan'", targets: [{ queue: loans.sid }] },
  ]);
  const { sid } = await contact({ type: "card" });

  await workspace.tasks(sid).update({ attributes: JSON.stringify({ type: "loan" }) });

  expect((await fetched(sid)).taskQueueSid).toBe(queue.sid);
});

test("a waiting task that is put on a channel with a free worker is offered to that worker", async () => {
  const { workspace, workflow, workers, wait, offers } = await open("maria");
  await workspace
    .workers(workers[0]?.sid ?? "")
    .workerChannels("voice")
    .update({ capacity: 0 });
  const { sid } = await workspace.tasks.create({ workflowSid: workflow.sid, taskChannel: "voice" });
  await wait();

  await workspace.tasks(sid).update({ taskChannel: "chat" });

  expect(await offers(sid)).toEqual(["maria pending"]);
});

test("a waiting task that is made older is past the targets whose time is up", async () => {
  const { account, workspace, targets, contact, wait, fetched } = await open();
  await targets({ timeout: 60 }, { timeout: 60, priority: 3 });
  const { sid } = await contact();

  await workspace.tasks(sid).update({ virtualStartTime: new Date(account.clock.now() - 90_000) });

  expect(await fetched(sid)).toMatchObject({ age: 90, priority: 3 });
  await wait(29);
  expect((await fetched(sid)).assignmentStatus).toBe("pending");
  await wait(1);
  expect((await fetched(sid)).assignmentStatus).toBe("canceled");
});

describe("a workflow that is changed", () => {
  test("keeps what it was for the tasks that are in it", async () => {
    const { workspace, configure, targets, queue, contact, wait, fetched } = await open();
    const [loans, others] = [
      await workspace.taskQueues.create({ friendlyName: "loans" }),
      await workspace.taskQueues.create({ friendlyName: "others" }),
    ];
    await targets({ timeout: 10 }, { queue: loans.sid, timeout: 10 });
    const { sid } = await contact();

    await configure([{ targets: [{ queue: others.sid }] }], { default_filter: { queue: others.sid } });
    await wait(10);
    expect((await fetched(sid)).taskQueueSid).toBe(loans.sid);
    await wait(10);

    expect(await fetched(sid)).toMatchObject({ assignmentStatus: "canceled", taskQueueSid: loans.sid });
    expect((await contact()).taskQueueSid).toBe(others.sid);
    expect(queue.sid).not.toBe(others.sid);
  });

  test("leaves a queue that its tasks may still come into undeletable until they are evaluated again", async () => {
    const { workspace, configure, targets, queue, contact } = await open();
    const loans = await workspace.taskQueues.create({ friendlyName: "loans" });
    await targets({ timeout: 30 }, { queue: loans.sid });
    await contact();
    const without = [{ targets: [{ queue: queue.sid }] }];

    await configure(without);
    await expect(workspace.taskQueues(loans.sid).remove()).rejects.toEqual(refusedWith(400, 20001));
    await configure(without, {}, "true");

    await expect(workspace.taskQueues(loans.sid).remove()).resolves.toBe(true);
  });
});
