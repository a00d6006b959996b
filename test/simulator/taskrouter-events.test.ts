/** TaskRouter's events: the Events API, the workspace's callback and Event Streams. */
import { validateRequest, validateRequestWithBody } from "twilio/lib/webhooks/webhooks";
import { Account, type AccountOptions } from "../../simulator/account";

const ORIGIN = "https://floor.example";
const NOON = new Date("2026-01-05T12:00:00Z");
type Received = { at: number; url: string; headers: Readonly<Record<string, string>>; body: string };
const NOTHING: Received = { at: 0, url: "", headers: {}, body: "" };

async function open(options: AccountOptions = {}) {
  const account = new Account({ seed: 1, start: NOON, ...options });
  const client = account.client();
  const workspace = client.taskrouter.v1.workspaces(account.taskRouter.workspace.sid);
  const { sid: queue } = await workspace.taskQueues.create({ friendlyName: "everyone" });
  const configuration = JSON.stringify({ task_routing: { default_filter: { queue } } });
  await workspace.workflows.create({ friendlyName: "Contacts", configuration });
  const contact = async () => (await workspace.tasks.create({ attributes: `{"from":"+15550100001"}` })).sid;
  const received: Received[] = [];
  /** Statuses to answer with before it is 204. */
  const failures: number[] = [];
  account.webhooks.host(ORIGIN, async ({ url, headers, body }) => {
    received.push({ at: (account.clock.now() - NOON.getTime()) / 1000, url: url.toString(), headers, body });
    return { status: failures.shift() ?? 204, headers: {}, body: "" };
  });
  const subscribe = async (...types: string[]) => {
    const sinkConfiguration = { destination: `${ORIGIN}/sink`, method: "POST", batch_events: false };
    const sink = await client.events.v1.sinks.create({ description: "floor", sinkType: "webhook", sinkConfiguration });
    const wanted = types.map((type) => ({ type: `com.twilio.taskrouter.${type}`, schema_version: 4 }));
    await client.events.v1.subscriptions.create({ description: "floor", sinkSid: sink.sid, types: wanted });
  };
  const forms = () => received.map(({ body }) => Object.fromEntries(new URLSearchParams(body)));
  return { account, clock: account.clock, client, workspace, queue, contact, received, failures, subscribe, forms };
}

describe("the Events API", () => {
  test("lists a task's events, newest first, with texts only", async () => {
    const { workspace, contact, clock } = await open();
    const [taskSid] = [await contact(), await contact()];
    await clock.advance(60);
    await workspace.tasks(taskSid).update({ assignmentStatus: "canceled", reason: "hangup" });

    const events = await workspace.events.list({ taskSid });

    expect(events.map(({ eventType }) => eventType)).toEqual([
      "task.canceled",
      "task-queue.entered",
      "workflow.entered",
      "task.created",
    ]);
    expect(events[0]).toMatchObject({
      resourceType: "task",
      resourceSid: taskSid,
      eventDateMs: NOON.getTime() + 60_000,
      eventData: { task_sid: taskSid, task_age: "60", task_priority: "0", task_canceled_reason: "hangup" },
    });
    expect(
      events.flatMap(({ eventData }) => Object.values(eventData)).every((value) => typeof value === "string"),
    ).toBe(true);
    expect(await workspace.events(events[0]?.sid ?? "").fetch()).toMatchObject({ eventType: "task.canceled" });
  });

  test.each([
    { by: {}, count: 0 },
    { by: { minutes: 16 }, count: 1 },
    { by: { startDate: NOON }, count: 1 },
    { by: { startDate: NOON, endDate: new Date("2026-01-05T12:00:01Z") }, count: 1 },
    { by: { startDate: new Date("2026-01-05T12:00:01Z") }, count: 0 },
  ])("by $by holds $count events of a task made 15 minutes and a moment ago", async ({ by, count }) => {
    const { workspace, contact, clock } = await open();
    const taskSid = await contact();
    await clock.advance(900);
    expect(await workspace.events.list({ taskSid, eventType: "task.created" })).toHaveLength(1);

    await clock.advance(0.001);

    expect(await workspace.events.list({ taskSid, eventType: "task.created", ...by })).toHaveLength(count);
  });

  test("is paged, also by task", async () => {
    const { workspace, contact } = await open();
    const taskSid = await contact();

    const paged = await workspace.events.list({ taskSid, pageSize: 2 });

    expect(paged.map(({ sid }) => sid)).toEqual((await workspace.events.list({ taskSid })).map(({ sid }) => sid));
    expect(await workspace.events.list({ taskSid, pageSize: 2, limit: 1 })).toHaveLength(1);
  });
});

/** As in captured callbacks. */
const COMMON =
  "EventType ResourceType Timestamp AccountSid Sid TimestampMs WorkspaceSid WorkspaceName OperatingUnitSid EventDescription ResourceSid";
const WORKER = "WorkerActivityName WorkerActivitySid WorkerName WorkerVersion WorkerSid WorkerAttributes";
const TASK =
  "TaskPriority WorkflowName TaskAge TaskAssignmentStatus TaskAttributes TaskVersion TaskChannelUniqueName TaskChannelSid TaskQueueEnteredDate TaskDateCreated TaskQueueName WorkflowSid TaskQueueTargetExpression TaskQueueSid TaskSid";

describe("the workspace's callback", () => {
  async function openCallback(eventsFilter: string, options: AccountOptions = {}) {
    const floor = await open(options);
    await floor.workspace.update({ eventCallbackUrl: `${ORIGIN}/callback`, eventsFilter });
    return floor;
  }

  test.each([
    { type: "worker.created", resource: "worker", keys: WORKER },
    { type: "worker.attributes.update", resource: "worker", keys: WORKER },
    { type: "task.canceled", resource: "task", keys: TASK },
    {
      type: "task-queue.expression.updated",
      resource: "taskqueue",
      keys: "TaskQueueName TaskQueueSid TaskQueueTargetExpression",
    },
  ])("carries $type with the keys of a captured one", async ({ type, resource, keys }) => {
    const { workspace, queue, contact, clock, forms, received, account } = await openCallback(type);
    await clock.advance(1.5);
    const { sid } = await workspace.workers.create({ friendlyName: "maria" });
    await workspace.workers(sid).update({ attributes: `{"level":5}` });
    await workspace.tasks(await contact()).update({ assignmentStatus: "canceled", reason: "hangup" });
    await workspace.taskQueues(queue).update({ targetWorkers: "level > 3" });

    await clock.advance(0);

    const [form = {}] = forms();
    expect(received).toHaveLength(1);
    expect(Object.keys(form)).toEqual(expect.arrayContaining(`${COMMON} ${keys}`.split(" ")));
    expect(form).toMatchObject({ EventType: type, ResourceType: resource, Sid: expect.stringMatching(/^EV/) });
    expect(form).toMatchObject({ Timestamp: "1767614401", TimestampMs: "1767614401500" });
    const [{ headers, url } = NOTHING] = received;
    expect(validateRequest(account.authToken, headers["x-twilio-signature"] ?? "", url, form)).toBe(true);
  });

  test("comes after the answer to what caused it, and only for the types of the filter", async () => {
    const { contact, clock, forms, received } = await openCallback("task.created, task-queue.entered");

    await contact();
    expect(received).toEqual([]);
    await clock.advance(0);
    expect(forms().map(({ EventType }) => EventType)).toEqual(["task.created", "task-queue.entered"]);
  });

  test("is not repeated after a failing answer", async () => {
    const { contact, clock, received, failures } = await openCallback("task.created");
    failures.push(500);
    await contact();

    await clock.advance(3600);

    expect(received).toHaveLength(1);
  });

  test("delivers copies late and out of order, the same way for the same seed", async () => {
    const play = async (seed: number) => {
      const delivery = { copies: 3, spreadSeconds: 30 };
      const { contact, clock, received, forms } = await openCallback("task.created", { seed, delivery });
      const sids = [];
      for (let count = 0; count < 5; count++) sids.push(await contact());
      await clock.advance(30);
      return { sids, told: forms().map(({ TaskSid }) => TaskSid), moments: received.map(({ at }) => at) };
    };
    const first = await play(1);

    expect(first.told).toHaveLength(15);
    for (const sid of first.sids) expect(first.told.filter((told) => told === sid)).toHaveLength(3);
    expect(first.told).not.toEqual([...first.told].sort());
    expect(first.moments).toEqual([...first.moments].sort((a, b) => a - b));
    expect(new Set(first.moments).size).toBeGreaterThan(10);
    expect(await play(1)).toEqual(first);
    expect((await play(2)).told).not.toEqual(first.told);
  });
});

describe("Event Streams", () => {
  test("delivers an array of one CloudEvent, signed over its body", async () => {
    const { account, contact, clock, subscribe, received } = await open();
    await subscribe("task.created");
    const taskSid = await contact();

    await clock.advance(0);

    const [{ url, headers, body } = NOTHING] = received;
    expect(validateRequestWithBody(account.authToken, headers["x-twilio-signature"] ?? "", url, body)).toBe(true);
    expect(validateRequestWithBody(account.authToken, headers["x-twilio-signature"] ?? "", url, `${body} `)).toBe(
      false,
    );
    const payload = { eventtype: "task.created", task_sid: taskSid, task_age: 0, task_version: 0 };
    expect(JSON.parse(body)).toEqual([
      expect.objectContaining({
        specversion: "1.0",
        type: "com.twilio.taskrouter.task.created",
        id: expect.stringMatching(/^EZ/),
        time: NOON.toISOString(),
        datacontenttype: "application/json",
        data: expect.objectContaining({ sid: expect.stringMatching(/^EV/), payload: expect.objectContaining(payload) }),
      }),
    ]);
  });

  test("sends what is subscribed to, and nothing once the subscription is deleted", async () => {
    const { client, contact, clock, subscribe, received } = await open();
    await subscribe("task.created", "task.canceled");
    const [subscription] = await client.events.v1.subscriptions.list();
    await client.events.v1.subscriptions(subscription?.sid ?? "").subscribedEvents.create({
      type: "com.twilio.taskrouter.workflow.entered",
    });
    await contact();
    await clock.advance(0);
    expect(received).toHaveLength(2);

    await client.events.v1.subscriptions(subscription?.sid ?? "").remove();
    await contact();
    await clock.advance(0);
    expect(received).toHaveLength(2);
  });
});
