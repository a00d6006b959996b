/** Workers, activities and task channels, through the real client. */
import { Account } from "../../simulator/account";

const refused = (status: number, code: number) => expect.objectContaining({ status, code });

async function open() {
  const account = new Account({ seed: 1, start: new Date("2026-01-05T12:00:00Z") });
  const workspace = account.client().taskrouter.v1.workspaces(account.taskRouter.workspace.sid);
  const activities = await workspace.activities.list();
  const activity = (name: string) => activities.find(({ friendlyName }) => friendlyName === name)?.sid ?? "";
  return { account, clock: account.clock, workspace, activity };
}

test("a worker starts in the workspace's first activity, on every channel, with capacity one", async () => {
  const { workspace } = await open();

  const maria = await workspace.workers.create({ friendlyName: "maria" });

  expect(maria).toMatchObject({ activityName: "Offline", available: false, attributes: "{}" });
  const channels = await workspace.workers(maria.sid).workerChannels.list();
  expect(channels.map(({ taskChannelUniqueName }) => taskChannelUniqueName)).toEqual(
    (await workspace.taskChannels.list()).map(({ uniqueName }) => uniqueName),
  );
  expect(channels.every(({ configuredCapacity, available }) => configuredCapacity === 1 && available)).toBe(true);
});

test("an activity's time is the worker's status change", async () => {
  const { workspace, activity, clock } = await open();
  const { sid } = await workspace.workers.create({ friendlyName: "maria" });
  await clock.advance(90);

  const changed = await workspace.workers(sid).update({ activitySid: activity("Available") });
  await clock.advance(10);
  const same = await workspace.workers(sid).update({ activitySid: activity("Available") });

  expect(changed).toMatchObject({ available: true, dateStatusChanged: new Date("2026-01-05T12:01:30Z") });
  expect(same.dateStatusChanged).toEqual(changed.dateStatusChanged);
  const events = await workspace.events.list({ workerSid: sid, eventType: "worker.activity.update" });
  expect(events.map(({ eventData }) => eventData)).toMatchObject([
    {
      worker_activity_name: "Available",
      worker_previous_activity_sid: activity("Offline"),
      worker_time_in_previous_activity: "90",
    },
  ]);
});

test.each([
  { with: { friendlyName: "MARIA" }, status: 400, code: 20001 },
  { with: { friendlyName: "" }, status: 400, code: 20001 },
  { with: { friendlyName: "x".repeat(65) }, status: 400, code: 20001 },
  { with: { friendlyName: "jon", attributes: "7" }, status: 400, code: 20001 },
  { with: { friendlyName: "jon", attributes: `{"a":"${"x".repeat(4089)}"}` }, status: 400, code: 20001 },
  { with: { friendlyName: "jon", activitySid: `WA${"f".repeat(32)}` }, status: 400, code: 20001 },
])("beside maria, a worker with $with is refused", async ({ with: parameters, status, code }) => {
  const { workspace } = await open();
  await workspace.workers.create({ friendlyName: "maria" });

  await expect(workspace.workers.create(parameters)).rejects.toEqual(refused(status, code));
  expect(await workspace.workers.list()).toHaveLength(1);
});

test("each change is a new version, and one under an older version is refused", async () => {
  const { workspace } = await open();
  const { sid } = await workspace.workers.create({ friendlyName: "maria" });
  const ifMatch = String((await workspace.workers(sid).fetchWithHttpInfo()).headers?.["etag"]);

  await workspace.workers(sid).update({ ifMatch, friendlyName: "Maria" });

  const late = workspace.workers(sid).update({ ifMatch, attributes: `{"level":5}` });
  await expect(late).rejects.toEqual(refused(412, 20412));
  expect(await workspace.workers(sid).fetch()).toMatchObject({ friendlyName: "Maria", attributes: "{}" });
});

test("the list is filtered by name, activity, availability and task queue", async () => {
  const { workspace, activity } = await open();
  const queue = await workspace.taskQueues.create({ friendlyName: "loans", targetWorkers: "skills HAS 'loans'" });
  for (const { name, skills, at } of [
    { name: "maria", skills: ["loans"], at: "Available" },
    { name: "jon", skills: ["loans"], at: "Break" },
    { name: "lara", skills: [], at: "Available" },
  ]) {
    const attributes = JSON.stringify({ skills });
    await workspace.workers.create({ friendlyName: name, attributes, activitySid: activity(at) });
  }
  const names = async (by: object) => (await workspace.workers.list(by)).map(({ friendlyName }) => friendlyName);

  expect(await names({ friendlyName: "jon" })).toEqual(["jon"]);
  expect(await names({ activityName: "Break" })).toEqual(["jon"]);
  expect(await names({ activitySid: activity("Available") })).toEqual(["maria", "lara"]);
  expect(await names({ available: "true" })).toEqual(["maria", "lara"]);
  expect(await names({ available: "false", taskQueueName: "loans" })).toEqual(["jon"]);
  expect(await names({ taskQueueSid: queue.sid })).toEqual(["maria", "jon"]);
  await expect(names({ taskQueueName: "cards" })).rejects.toEqual(refused(400, 20001));
});

test("a worker learns a skill, and what waits for it is offered", async () => {
  const { workspace, activity } = await open();
  const { sid: queue } = await workspace.taskQueues.create({ friendlyName: "loans", targetWorkers: "level >= 3" });
  const configuration = JSON.stringify({ task_routing: { default_filter: { queue } } });
  await workspace.workflows.create({ friendlyName: "Contacts", configuration });
  const { sid } = await workspace.workers.create({ friendlyName: "maria", activitySid: activity("Available") });
  const { sid: task } = await workspace.tasks.create({ attributes: "{}" });

  await workspace.workers(sid).update({ attributes: `{"level":3}` });

  expect(await workspace.tasks(task).reservations.list()).toMatchObject([
    { workerName: "maria", reservationStatus: "pending" },
  ]);
});

describe("a worker's channel", () => {
  test("is found by its SID and by the channel's name, and is not conditional", async () => {
    const { workspace } = await open();
    const { sid } = await workspace.workers.create({ friendlyName: "maria" });

    const voice = await workspace.workers(sid).workerChannels("voice").fetch();

    expect(await workspace.workers(sid).workerChannels(voice.sid).fetch()).toMatchObject({ sid: voice.sid });
    const { headers } = await workspace.workers(sid).workerChannels("voice").fetchWithHttpInfo();
    expect(headers).not.toHaveProperty("etag");
    await expect(workspace.workers(sid).workerChannels("fax").fetch()).rejects.toEqual(refused(404, 20404));
  });

  test.each([
    { change: { capacity: 2 }, types: ["worker.capacity.update"] },
    { change: { available: false }, types: ["worker.channel.availability.update"] },
    { change: { capacity: 1, available: true }, types: [] },
  ])("changed to $change tells $types", async ({ change, types }) => {
    const { workspace } = await open();
    const { sid } = await workspace.workers.create({ friendlyName: "maria" });

    await workspace.workers(sid).workerChannels("voice").update(change);

    const events = await workspace.events.list({ workerSid: sid });
    expect(events.map(({ eventType }) => eventType)).toEqual([...types, "worker.created"]);
    for (const { eventData } of events.slice(0, types.length)) {
      expect(eventData).toMatchObject({ task_channel_unique_name: "voice", worker_channel_previous_capacity: "1" });
    }
  });

  test("is there for a task channel that comes later", async () => {
    const { workspace } = await open();
    const { sid } = await workspace.workers.create({ friendlyName: "maria" });

    const fax = await workspace.taskChannels.create({ friendlyName: "Fax", uniqueName: "fax" });

    expect(await workspace.workers(sid).workerChannels("fax").fetch()).toMatchObject({ taskChannelSid: fax.sid });
  });

  test.each(["fax machine", "2fax", "fax-1"])("cannot be called '%s'", async (uniqueName) => {
    const { workspace } = await open();

    const created = workspace.taskChannels.create({ friendlyName: "Fax", uniqueName });

    await expect(created).rejects.toEqual(refused(400, 20001));
  });
});

test("an activity is renamed, never made available", async () => {
  const { workspace } = await open();
  const { sid } = await workspace.activities.create({ friendlyName: "Training" });

  expect(await workspace.activities(sid).update({ friendlyName: "Course" })).toMatchObject({
    friendlyName: "Course",
    available: false,
  });
  await expect(workspace.activities.create({ friendlyName: "Course" })).rejects.toEqual(refused(400, 20001));
  expect((await workspace.activities.list({ available: "true" })).map(({ friendlyName }) => friendlyName)).toEqual([
    "Available",
  ]);
});
