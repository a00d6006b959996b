/** Workflows and what they refuse, through the real client. */
import { Account } from "../../simulator/account";

const refused = (status: number, code: number) => expect.objectContaining({ status, code });

async function open() {
  const account = new Account({ seed: 1 });
  const workspace = account.client().taskrouter.v1.workspaces(account.taskRouter.workspace.sid);
  const { sid: queue } = await workspace.taskQueues.create({ friendlyName: "everyone" });
  const { sid: other } = await workspace.taskQueues.create({ friendlyName: "loans" });
  const create = (configuration: string) =>
    workspace.workflows.create({ friendlyName: "Contacts", configuration, taskReservationTimeout: 30 });
  const routing = (task_routing: unknown) => JSON.stringify({ task_routing });
  return { workspace, queue, other, create, routing };
}

type Sids = { queue: string; other: string };

describe("a configuration is accepted", () => {
  test.each<{ what: string; routing: (sids: Sids) => unknown }>([
    {
      what: "with filters by task type and a default",
      routing: ({ queue, other }) => ({
        filters: [
          {
            filter_friendly_name: "Support",
            expression: "type == 'Support'",
            targets: [
              { queue: other, timeout: 100, priority: 5 },
              { queue, timeout: "60", priority: "10" },
            ],
          },
          { filter_friendly_name: "Marketing", expression: 'type=="Marketing"', targets: [{ queue: other }] },
        ],
        default_filter: { queue },
      }),
    },
    {
      what: "that prefers a known worker and then anybody",
      routing: ({ queue }) => ({
        filters: [
          {
            expression: "1==1",
            targets: [
              { queue, known_worker_sid: "task.agent_sid", timeout: 20, skip_if: "workers.available == 0" },
              {},
            ],
          },
        ],
      }),
    },
    {
      what: "that matches task and worker and orders by level",
      routing: ({ queue }) => ({
        filters: [
          {
            targets: [
              {
                queue,
                expression: "(task.language IN worker.languages) AND worker.channel.voice.assigned_tasks == 0",
                order_by: "worker.level DESC, worker.routing.levels.english ASC",
                skip_if: "1==1",
              },
            ],
          },
        ],
      }),
    },
    {
      what: "that delays by a target nobody can serve",
      routing: ({ queue }) => ({ filters: [{ targets: [{ queue, expression: "1==0", timeout: 600 }, { queue }] }] }),
    },
    { what: "of a default only", routing: ({ queue }) => ({ default_filter: { queue } }) },
    { what: "of no filters and no default", routing: () => ({ filters: [] }) },
  ])("$what", async ({ routing }) => {
    const opened = await open();
    const configuration = opened.routing(routing(opened));

    expect(await opened.create(configuration)).toMatchObject({ configuration, taskReservationTimeout: 30 });
  });
});

describe("a configuration is refused", () => {
  const target = (given: object) => (sids: Sids) => ({
    filters: [{ filter_friendly_name: "VIP", targets: [{ queue: sids.queue }, { queue: sids.queue, ...given }] }],
  });
  const second = "target 2 of filter 'VIP'";

  test.each<{ problem: string; routing: (sids: Sids) => unknown }>([
    { problem: "Configuration must hold task_routing", routing: () => undefined },
    { problem: "filters must be a list", routing: () => ({ filters: { expression: "1==1" } }) },
    { problem: "filter 1 must be an object", routing: () => ({ filters: ["1==1"] }) },
    { problem: "filter 'VIP' has no targets", routing: () => ({ filters: [{ filter_friendly_name: "VIP" }] }) },
    { problem: "targets of filter 1 must be a list", routing: ({ queue }) => ({ filters: [{ targets: { queue } }] }) },
    {
      problem: "target 1 of filter 1 must be an object",
      routing: ({ queue }) => ({ filters: [{ targets: [queue] }] }),
    },
    { problem: "target 1 of filter 1 has no valid queue", routing: () => ({ filters: [{ targets: [{}] }] }) },
    { problem: `${second} has no valid queue`, routing: target({ queue: `WQ${"f".repeat(32)}` }) },
    {
      problem: "Invalid expression in filter 'VIP', at 5: expected an operator, found the end",
      routing: () => ({ filters: [{ filter_friendly_name: "VIP", expression: "type", targets: [] }] }),
    },
    {
      problem: `Invalid expression in ${second}, at 14: expected a value, found the end`,
      routing: target({ expression: "worker.level=" }),
    },
    {
      problem: `Invalid expression in skip_if of ${second}, at 7: expected AND, OR or the end, found '!'`,
      routing: target({ skip_if: "1 == 1!" }),
    },
    { problem: `timeout of ${second} must be a whole number`, routing: target({ timeout: 0 }) },
    { problem: `timeout of ${second} must be a whole number`, routing: target({ timeout: "soon" }) },
    { problem: `timeout of ${second} must be a whole number`, routing: target({ timeout: true }) },
    { problem: `priority of ${second} must be a whole number`, routing: target({ priority: -1 }) },
    { problem: `priority of ${second} must be a whole number`, routing: target({ priority: 1.5 }) },
    { problem: `order_by of ${second} must name worker attributes`, routing: target({ order_by: "level DESC" }) },
    { problem: `order_by of ${second} must end in ASC or DESC`, routing: target({ order_by: "worker.level DOWN" }) },
    {
      problem: `${second} takes known_worker_sid or known_worker_friendly_name, not both`,
      routing: target({ known_worker_sid: "task.a", known_worker_friendly_name: "task.b" }),
    },
    { problem: `known_worker_sid of ${second} must name a task attribute`, routing: target({ known_worker_sid: 7 }) },
    { problem: "default_filter must be an object", routing: () => ({ default_filter: "everyone" }) },
    { problem: "default_filter has no valid queue", routing: () => ({ default_filter: { queue: "everyone" } }) },
  ])("$problem", async ({ problem, routing }) => {
    const opened = await open();

    const created = opened.create(opened.routing(routing(opened)));

    await expect(created).rejects.toEqual(refused(400, 20001));
    await expect(created).rejects.toThrow(problem);
    expect(await opened.workspace.workflows.list()).toEqual([]);
  });

  test.each(["", "{", "null"])("because '%s' is no JSON object", async (configuration) => {
    const { create } = await open();

    await expect(create(configuration)).rejects.toEqual(refused(400, 20001));
  });
});

test("a workflow's name is its own, and its reservation timeout is bounded", async () => {
  const { workspace, create, routing } = await open();
  const { sid } = await create(routing({}));

  await expect(create(routing({}))).rejects.toEqual(refused(400, 20001));
  await expect(workspace.workflows(sid).update({ taskReservationTimeout: 0 })).rejects.toEqual(refused(400, 20001));
  await expect(workspace.workflows(sid).update({ taskReservationTimeout: 86_401 })).rejects.toEqual(
    refused(400, 20001),
  );
  expect(await workspace.workflows(sid).update({ taskReservationTimeout: 86_400 })).toMatchObject({
    taskReservationTimeout: 86_400,
  });
});

test("a refused update changes nothing", async () => {
  const { workspace, create, routing, queue } = await open();
  const { sid, configuration } = await create(routing({}));
  const changed = routing({ default_filter: { queue } });

  const both = workspace.workflows(sid).update({ configuration: changed, taskReservationTimeout: 0 });

  await expect(both).rejects.toEqual(refused(400, 20001));
  expect(await workspace.workflows(sid).fetch()).toMatchObject({ configuration, taskReservationTimeout: 30 });
});
