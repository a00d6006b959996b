/** Whether lists carry attributes is documented both ways; the account does as its switch says. */
import { Account } from "../../simulator/account";

test.each([
  { listsCarryAttributes: true, attributes: '{"level":3}' },
  { listsCarryAttributes: false, attributes: null },
])("with listsCarryAttributes $listsCarryAttributes a list has attributes $attributes", async (given) => {
  const account = new Account({ switches: { listsCarryAttributes: given.listsCarryAttributes } });
  const workspace = account.client().taskrouter.v1.workspaces(account.taskRouter.workspace.sid);
  const queue = await workspace.taskQueues.create({ friendlyName: "everybody" });
  const configuration = JSON.stringify({ task_routing: { default_filter: { queue: queue.sid } } });
  await workspace.workflows.create({ friendlyName: "contacts", configuration });
  const worker = await workspace.workers.create({ friendlyName: "maria", attributes: '{"level":3}' });
  const task = await workspace.tasks.create({ attributes: '{"level":3}' });

  const lists = [await workspace.workers.list(), await workspace.tasks.list()].flat();
  const single = [await workspace.workers(worker.sid).fetch(), await workspace.tasks(task.sid).fetch()];

  expect(lists.map(({ attributes }) => attributes)).toEqual([given.attributes, given.attributes]);
  expect(single.map(({ attributes }) => attributes)).toEqual(['{"level":3}', '{"level":3}']);
});
