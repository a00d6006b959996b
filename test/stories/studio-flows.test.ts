/** The flows of the folder `studio`: a customer calls or writes, the flow asks where to go, and the contact is in Flex. */
import { setUp } from "../../cli/setup";
import type { Policy } from "../../src/domain/policy";
import { type Floor, ORIGIN, openFloor, policy } from "../support/floor";
import { GRACE } from "../support/people";
import { accept, complete, hire } from "../support/work";

const desk = "+15550100099";
/** The number of floor.yaml that customers write to. */
const texts = policy.addresses?.[0]?.address ?? "";
const writing: Policy = {
  ...policy,
  addresses: [{ type: "sms", address: texts, name: "Bank by text message", studio: "inbound-message" }],
};

async function flowSid(floor: Floor, name: string): Promise<string> {
  const flows = await floor.account.client(() => "test").studio.v2.flows.list();
  return flows.find(({ friendlyName }) => friendlyName === `Floorwalker ${name}`)?.sid ?? "";
}

/** A number that leads to the flow, and the address that customers write to. */
async function openDoors(floor: Floor): Promise<void> {
  const client = floor.account.client(() => "test");
  const { webhookUrl } = await client.studio.v2.flows(await flowSid(floor, "inbound-voice")).fetch();
  await client.incomingPhoneNumbers.create({ phoneNumber: desk, voiceUrl: webhookUrl });
  await setUp(client, writing, { functionsUrl: ORIGIN });
}

async function opened(): Promise<Floor> {
  const floor = await openFloor();
  await openDoors(floor);
  return floor;
}

async function call(floor: Floor): Promise<string> {
  const { sid } = floor.account.voice.inbound({ from: GRACE.from, to: desk });
  await floor.account.clock.advance(30);
  return sid;
}

async function write(floor: Floor): Promise<void> {
  floor.account.conversations.inbound({ from: GRACE.from, to: texts, body: "My card is lost" });
  await floor.account.clock.advance(30);
}

/** The only task there is, with its attributes. */
async function theTask(floor: Floor) {
  const tasks = await floor.workspace.tasks.list();
  expect(tasks).toHaveLength(1);
  const [task] = tasks;
  if (!task) throw new Error("there is no task");
  return { ...task.toJSON(), attributes: JSON.parse(task.attributes) };
}

/** By which events the latest execution of a flow went from widget to widget. */
async function path(floor: Floor, name: string): Promise<string[]> {
  const { executions } = floor.account.client(() => "test").studio.v2.flows(await flowSid(floor, name));
  const [latest] = await executions.list();
  const steps = await executions(latest?.sid ?? "").steps.list();
  return steps.toReversed().map((step) => `${step.transitionedFrom} ${step.name}`);
}

/** From now on the functions answer like this. */
const answering = (floor: Floor, status: number) =>
  floor.account.webhooks.host(ORIGIN, async () => ({ status, headers: {}, body: "" }));

describe("a call", () => {
  test("is greeted, routed by the function, and waits in its queue with what the function said", async () => {
    const floor = await opened();

    const callSid = await call(floor);

    const task = await theTask(floor);
    expect(task).toMatchObject({ taskQueueFriendlyName: "regular", taskChannelUniqueName: "voice", priority: 0 });
    expect(task.attributes).toMatchObject({
      call_sid: callSid,
      from: GRACE.from,
      floor: { queue: "regular", segment: "everyone", channel: "voice", because: "customer-unknown" },
    });
    expect(await path(floor, "inbound-voice")).toEqual([
      "Trigger incomingCall",
      "greeting audioComplete",
      "intent next",
      "route success",
    ]);
  });

  test("that nobody takes is gone from Flex when the caller hangs up", async () => {
    const floor = await opened();
    const callSid = await call(floor);

    floor.account.voice.hangUp(callSid);
    await floor.account.clock.advance(0);

    expect((await theTask(floor)).assignmentStatus).toBe("canceled");
    expect((await path(floor, "inbound-voice")).at(-1)).toBe("routed callComplete");
  });

  test("is offered to a worker who can take it", async () => {
    const floor = await opened();
    const ana = await hire(floor, "ana", { regular: 5 });

    await call(floor);

    const [worker] = await floor.workspace.workers(ana).reservations.list();
    expect(worker).toMatchObject({ taskSid: (await theTask(floor)).sid });
  });

  test.each([{ status: 500 }, { status: 400 }, { status: 403 }])(
    "reaches its queue all the same where the function answers $status",
    async ({ status }) => {
      const floor = await opened();
      answering(floor, status);

      await call(floor);

      const task = await theTask(floor);
      expect(task).toMatchObject({ taskQueueFriendlyName: "regular", priority: 0 });
      expect(task.attributes).toMatchObject({
        from: GRACE.from,
        floor: { queue: "regular", channel: "voice", because: "function-unavailable" },
      });
    },
  );

  test("reaches its queue all the same where the function does not answer in ten seconds", async () => {
    const floor = await opened();
    const answer = { status: 200, headers: { "content-type": "application/json" }, body: '{"attributes":{}}' };
    floor.account.webhooks.host(
      ORIGIN,
      (request) => new Promise((resolve) => void request.call.after(11_000, () => resolve(answer))),
    );

    await call(floor);

    expect((await theTask(floor)).attributes).toMatchObject({ floor: { because: "function-unavailable" } });
  });

  test("whose attributes are longer than Send to Flex takes is sent without them", async () => {
    const floor = await opened();
    const attributes = { floor: { queue: "regular", note: "x".repeat(1024) } };
    floor.account.webhooks.host(ORIGIN, async () => ({
      status: 200,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ attributes, priority: 5 }),
    }));

    await call(floor);

    expect((await theTask(floor)).attributes).toMatchObject({ floor: { queue: "regular", channel: "voice" } });
    expect((await path(floor, "inbound-voice")).at(-1)).toBe("routed failedToEnqueue");
  });
});

describe("a text message", () => {
  test("becomes an interaction, routed by the function", async () => {
    const floor = await opened();

    await write(floor);

    const task = await theTask(floor);
    expect(task).toMatchObject({ taskQueueFriendlyName: "regular", taskChannelUniqueName: "chat" });
    expect(task.attributes).toMatchObject({
      channelType: "sms",
      customerAddress: GRACE.from,
      floor: { queue: "regular", segment: "everyone", channel: "chat" },
    });
  });

  test("reaches its queue all the same where the function is down", async () => {
    const floor = await opened();
    answering(floor, 503);

    await write(floor);

    const task = await theTask(floor);
    expect(task).toMatchObject({ taskQueueFriendlyName: "regular" });
    expect(task.attributes.floor).toEqual({ queue: "regular", channel: "chat", because: "function-unavailable" });
  });
});

test("a customer whom the flow is told of comes with the priority of their segment", async () => {
  const floor = await opened();
  await hire(floor, "ana", { regular: 5 });
  const client = floor.account.client(() => "test");
  const { executions } = client.studio.v2.flows(await flowSid(floor, "inbound-message"));
  const start = async () => {
    const before = (await floor.workspace.tasks.list()).map(({ sid }) => sid);
    await executions.create({ to: GRACE.from, from: texts, parameters: { customer: GRACE.customer } });
    await floor.account.clock.advance(0);
    const made = (await floor.workspace.tasks.list()).find(({ sid }) => !before.includes(sid));
    return { sid: made?.sid ?? "", priority: made?.priority, floor: JSON.parse(made?.attributes ?? "{}").floor };
  };
  const first = await start();
  await accept(floor, first.sid);
  await complete(floor, first.sid);
  await floor.account.clock.advance(60);
  await floor.tick();

  const second = await start();

  expect(first).toMatchObject({ priority: 0, floor: { segment: "everyone" } });
  expect(second).toMatchObject({ priority: 5, floor: { segment: "returning" } });
});
