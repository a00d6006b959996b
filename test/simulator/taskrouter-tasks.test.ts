/** Tasks and the way workflows send them, through the real client. */
import { Account } from "../../simulator/account";

type Target = Record<string, unknown>;
type Given = { filters?: { expression?: string; targets: Target[] }[]; default_filter?: { queue: string } };

const refused = (status: number, code: number) => expect.objectContaining({ status, code });

/** A floor with one task queue per skill and nobody at work yet. */
async function open() {
  const account = new Account({ seed: 1 });
  const { workspace: records } = account.taskRouter;
  const workspace = account.client().taskrouter.v1.workspaces(records.sid);
  const queue = async (skill: string) =>
    (await workspace.taskQueues.create({ friendlyName: skill, targetWorkers: `skills HAS '${skill}'` })).sid;
  const queues = { billing: await queue("billing"), loans: await queue("loans"), everyone: await queue("everyone") };
  const workflow = async (routing: Given) => {
    const configuration = JSON.stringify({ task_routing: routing });
    return (await workspace.workflows.create({ friendlyName: "Contacts", configuration, taskReservationTimeout: 120 }))
      .sid;
  };
  const ways = (...targets: Target[]) => workflow({ filters: [{ targets }] });
  const sids = new Map([...records.activities.values()].map(({ friendlyName, sid }) => [friendlyName, sid]));
  const hire = (friendlyName: string, attributes: object, activity = "Available") =>
    workspace.workers.create({
      friendlyName,
      attributes: JSON.stringify({ skills: ["everyone"], ...attributes }),
      activitySid: sids.get(activity) ?? "",
    });
  const contact = (attributes: object = {}, more: { priority?: number; timeout?: number } = {}) =>
    workspace.tasks.create({ attributes: JSON.stringify(attributes), taskChannel: "voice", ...more });
  const holder = async (taskSid: string) => (await workspace.tasks(taskSid).reservations.list()).at(-1)?.workerName;
  return { account, clock: account.clock, workspace, queues, workflow, ways, hire, contact, holder };
}

describe("the workflow", () => {
  test.each([
    { attributes: { type: "billing", vip: true }, queue: "billing", by: "the first filter of two that match" },
    { attributes: { vip: true }, queue: "loans", by: "the second filter" },
    { attributes: {}, queue: "everyone", by: "the default where no filter matches" },
  ])("$by sends $attributes to $queue", async ({ attributes, queue }) => {
    const { queues, workflow, contact } = await open();
    const filters = [
      { expression: "type == 'billing'", targets: [{ queue: queues.billing }] },
      { expression: "vip == true", targets: [{ queue: queues.loans }] },
    ];
    await workflow({ filters, default_filter: { queue: queues.everyone } });

    expect(await contact(attributes)).toMatchObject({ taskQueueFriendlyName: queue, assignmentStatus: "pending" });
  });

  test("no filter and no default: the task is canceled at once", async () => {
    const { workspace, queues, workflow, contact } = await open();
    await workflow({ filters: [{ expression: "1==0", targets: [{ queue: queues.billing }] }] });

    const { sid } = await contact();

    expect(await workspace.tasks(sid).fetch()).toMatchObject({ assignmentStatus: "canceled", taskQueueSid: null });
  });

  test("timeouts add up from the task's age, and after the last the task is canceled, default or not", async () => {
    const { queues, workflow, contact, workspace, clock } = await open();
    const targets = [
      { queue: queues.billing, timeout: 10 },
      { queue: queues.loans, timeout: "20" },
    ];
    await workflow({ filters: [{ targets }], default_filter: { queue: queues.everyone } });
    const { sid } = await contact();
    const state = async (seconds: number) => {
      await clock.advance(seconds);
      const { assignmentStatus, taskQueueFriendlyName, age } = await workspace.tasks(sid).fetch();
      return `${age} ${assignmentStatus} ${taskQueueFriendlyName}`;
    };

    expect(await state(9.999)).toBe("9 pending billing");
    expect(await state(0.001)).toBe("10 pending loans");
    expect(await state(19.999)).toBe("29 pending loans");
    expect(await state(0.001)).toBe("30 canceled loans");
    expect((await workspace.tasks(sid).fetch()).reason).toBe("Workflow timed out");
  });

  test("a skipped target lends its seconds to the next", async () => {
    const { queues, ways, contact, workspace, clock } = await open();
    await ways(
      { queue: queues.billing, timeout: 10, skip_if: "1==1" },
      { queue: queues.loans, timeout: 20 },
      { queue: queues.everyone },
    );
    const { sid, taskQueueFriendlyName } = await contact();
    expect(taskQueueFriendlyName).toBe("loans");

    await clock.advance(29.9);
    expect(await workspace.tasks(sid).fetch()).toMatchObject({ taskQueueFriendlyName: "loans" });
    await clock.advance(0.1);
    expect(await workspace.tasks(sid).fetch()).toMatchObject({ taskQueueFriendlyName: "everyone" });
  });

  test("a task that skips every target counts as not matched", async () => {
    const { queues, workflow, contact } = await open();
    const targets = [{ queue: queues.billing, skip_if: "1==1" }];
    await workflow({ filters: [{ targets }], default_filter: { queue: queues.everyone } });

    expect(await contact()).toMatchObject({ taskQueueFriendlyName: "everyone", assignmentStatus: "pending" });
  });

  test.each([
    { activity: "Available", busy: false, queue: "billing", why: "whoever can be reserved at once is" },
    { activity: "Available", busy: true, queue: "billing", why: "a busy worker counts as available" },
    { activity: "Offline", busy: false, queue: "loans", why: "nobody is available" },
  ])("a target with skip_if workers.available == 0 leads to $queue: $why", async ({ activity, busy, queue }) => {
    const { queues, ways, contact, hire } = await open();
    await ways({ queue: queues.billing, timeout: 10, skip_if: "workers.available == 0" }, { queue: queues.loans });
    await hire("maria", { skills: ["billing"] }, activity);
    if (busy) await contact();

    expect((await contact()).taskQueueFriendlyName).toBe(queue);
  });

  test("a target without a queue keeps the one before, and an expression of its own lets others serve it", async () => {
    const { queues, ways, contact, hire, holder, clock } = await open();
    await ways({ queue: queues.everyone, timeout: 10, expression: "worker.level >= task.level" }, {});
    await hire("maria", { level: 2 });

    const easy = await contact({ level: 2 });
    expect(await holder(easy.sid)).toBe("maria");

    await hire("jon", { level: 2 });
    const hard = await contact({ level: 3 });
    expect(await holder(hard.sid)).toBeUndefined();
    await clock.advance(10);
    expect(await holder(hard.sid)).toBe("jon");
  });

  test.each([
    { key: "known_worker_sid", attribute: "sid" },
    { key: "known_worker_friendly_name", attribute: "friendlyName" },
  ] as const)("$key keeps the task for that worker until the target's time is up", async ({ key, attribute }) => {
    const { queues, ways, contact, hire, holder, clock } = await open();
    await ways({ queue: queues.everyone, timeout: 30, [key]: "task.floor.worker" }, {});
    await hire("maria", {});
    const jon = await hire("jon", {}, "Offline");

    const known = await contact({ floor: { worker: jon[attribute] } });
    const unknown = await contact({});
    expect([await holder(known.sid), await holder(unknown.sid)]).toEqual([undefined, undefined]);

    await clock.advance(30);
    expect([await holder(known.sid), await holder(unknown.sid)]).toEqual(["maria", undefined]);
  });
});

test("a new workflow holds for tasks created after it", async () => {
  const { queues, ways, contact, workspace, clock } = await open();
  const sid = await ways({ queue: queues.billing, timeout: 10 });
  const before = await contact();
  const configuration = JSON.stringify({ task_routing: { default_filter: { queue: queues.loans } } });

  await workspace.workflows(sid).update({ configuration });
  const after = await contact();
  await clock.advance(10);

  expect((await workspace.tasks(before.sid).fetch()).assignmentStatus).toBe("canceled");
  expect(after).toMatchObject({ taskQueueFriendlyName: "loans", assignmentStatus: "pending" });
});

test.each([
  { with: { taskChannel: "fax" }, status: 400, code: 20001 },
  { with: { attributes: "not JSON" }, status: 400, code: 20001 },
  { with: { attributes: "[]" }, status: 400, code: 20001 },
  { with: { attributes: `{"a":"${"x".repeat(4089)}"}` }, status: 400, code: 20001 },
  { with: { priority: -1 }, status: 400, code: 20001 },
  { with: { priority: 2 ** 31 }, status: 400, code: 20001 },
  { with: { timeout: 0 }, status: 400, code: 20001 },
  { with: { timeout: 1_209_601 }, status: 400, code: 20001 },
  { with: { workflowSid: `WW${"f".repeat(32)}` }, status: 400, code: 20001 },
  { with: { virtualStartTime: new Date("2099-01-01") }, status: 400, code: 20001 },
])("a task with $with is refused: $status", async ({ with: parameters, status, code }) => {
  const { queues, ways, workspace } = await open();
  await ways({ queue: queues.everyone });

  await expect(workspace.tasks.create(parameters)).rejects.toEqual(refused(status, code));
  expect(await workspace.tasks.list()).toEqual([]);
});

test("4096 characters of attributes are accepted", async () => {
  const { queues, ways, workspace } = await open();
  await ways({ queue: queues.everyone });
  const attributes = `{"a":"${"x".repeat(4088)}"}`;

  expect((await workspace.tasks.create({ attributes })).attributes).toHaveLength(4096);
});
