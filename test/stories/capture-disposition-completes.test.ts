/** A disposition that ends its task: calls through TaskRouter, conversations where they live, once. */
import type { AccountRequest } from "../../simulator/account";
import {
  ALREADY,
  attributesOf,
  CAPTURED,
  capture,
  openWithTask,
  statusOf,
  type Trouble,
  trouble,
} from "../support/dispositions";
import { type Floor, openFloor } from "../support/floor";
import { accept, arrive, hire } from "../support/work";

const CUSTOMER = "+15550100001";
const COMPLETE = { complete: "true" };
const call = { channel: "voice", queue: "regular", from: CUSTOMER };

const isOurs = ({ caller, method }: AccountRequest) => caller.startsWith("/") && method === "post";
const isCompletion = (request: AccountRequest) =>
  isOurs(request) && request.path.includes("/Tasks/") && "AssignmentStatus" in request.parameters;
const isClosing = (request: AccountRequest) => isOurs(request) && /\/Channels\/UO\w+$/.test(request.path);

const eventTypes = async (floor: Floor, taskSid: string) =>
  (await floor.workspace.events.list({ taskSid })).map(({ eventType }) => eventType);

/** A chat as Flex makes it: an interaction whose task a worker has accepted. */
async function openWithConversation() {
  const floor = await openFloor();
  const workerSid = await hire(floor, "ana", { regular: 5 });
  const client = floor.account.client(() => "test");
  const [workflow] = await floor.workspace.workflows.list();
  const created = await client.flexApi.v1.interaction.create({
    channel: {
      type: "sms",
      initiated_by: "customer",
      participants: [{ address: CUSTOMER, proxy_address: "+15550100100" }],
    },
    routing: {
      properties: {
        workspace_sid: floor.variables["WORKSPACE_SID"],
        workflow_sid: workflow?.sid,
        task_channel_unique_name: "chat",
        attributes: JSON.stringify({ floor: { queue: "regular", segment: "everyone", channel: "chat" } }),
      },
    },
  });
  await floor.account.clock.advance(1);
  const { sid } = (created.routing as { properties: { sid: string } }).properties;
  await accept(floor, sid);
  await floor.account.clock.advance(1);
  const channel = client.flexApi.v1.interaction(created.sid).channels((created.channel as { sid: string }).sid);
  return { floor, sid, workerSid, channel };
}

/** What the functions asked that changes anything, in order. */
function watchWrites(floor: Floor): string[] {
  const writes: string[] = [];
  floor.intercept((request, pass) => {
    if (isOurs(request)) writes.push(`${request.product} ${Object.keys(request.parameters).sort().join("+")}`);
    return pass();
  });
  return writes;
}

describe("a call", () => {
  test("is completed after its disposition was written, in a request of its own", async () => {
    const { floor, sid } = await openWithTask(call);
    const writes = watchWrites(floor);

    expect(await capture(floor, sid, "resolved", COMPLETE)).toEqual(CAPTURED);
    expect(writes).toEqual(["taskrouter Attributes", "taskrouter AssignmentStatus+Reason"]);
    expect(await statusOf(floor, sid)).toBe("completed");
    expect(await attributesOf(floor, sid)).toMatchObject({ conversations: { outcome: "resolved" } });
  });

  test("that has its disposition already is only completed", async () => {
    const { floor, sid } = await openWithTask(call);
    await capture(floor, sid, "resolved");
    const writes = watchWrites(floor);

    expect(await capture(floor, sid, "resolved", COMPLETE)).toEqual(ALREADY);
    expect(writes).toEqual(["taskrouter AssignmentStatus+Reason"]);
    expect(await statusOf(floor, sid)).toBe("completed");
  });

  test("that is not completed for it waits for whoever completes it", async () => {
    const { floor, sid } = await openWithTask(call);

    await capture(floor, sid, "resolved", { complete: "false" });

    expect(await statusOf(floor, sid)).toBe("assigned");
  });

  test("that nobody has accepted cannot be completed, and nothing is written", async () => {
    const floor = await openFloor();
    const sid = await arrive(floor, call);
    const writes = watchWrites(floor);

    expect(await capture(floor, sid, "resolved", COMPLETE)).toEqual({
      status: 409,
      body: { because: "nobody-has-the-task", problems: ["complete: the task must have been accepted"] },
    });
    expect(writes).toEqual([]);
  });

  test("that somebody completes in the same moment is completed once", async () => {
    const { floor, sid } = await openWithTask(call);
    floor.intercept((request, pass) => {
      const task = floor.account.taskRouter.workspace.tasks.get(sid);
      if (isCompletion(request) && task?.status === "assigned") {
        floor.account.taskRouter.engine.move(task, "completed", "by hand");
      }
      return pass();
    });

    expect(await capture(floor, sid, "resolved", COMPLETE)).toEqual(CAPTURED);
    expect((await eventTypes(floor, sid)).filter((type) => type === "task.completed")).toHaveLength(1);
  });

  test.each<Trouble>(["lost answer", "lost request", "503"])(
    "whose completion meets with trouble is completed once: %s",
    async (kind) => {
      const { floor, sid } = await openWithTask(call);
      trouble(floor, kind, isCompletion);

      expect(await capture(floor, sid, "resolved", COMPLETE)).toEqual(ALREADY);
      expect(await statusOf(floor, sid)).toBe("completed");
      expect((await eventTypes(floor, sid)).filter((type) => type === "task.completed")).toHaveLength(1);
    },
  );

  test("whose completion is refused with 429 is completed later", async () => {
    const { floor, sid } = await openWithTask(call);
    trouble(floor, "429", isCompletion, 2);

    const reply = capture(floor, sid, "resolved", COMPLETE);
    await floor.account.clock.advance(2);

    expect(await reply).toEqual(CAPTURED);
    expect(await statusOf(floor, sid)).toBe("completed");
  });
});

describe("a conversation", () => {
  test("is closed with its task, never through TaskRouter, and no customer is left alone in it", async () => {
    const { floor, sid, channel } = await openWithConversation();
    const writes = watchWrites(floor);

    expect(await capture(floor, sid, "resolved", COMPLETE)).toEqual(CAPTURED);
    expect(writes).toEqual(["taskrouter Attributes", "flex-api Routing+Status"]);
    expect(await statusOf(floor, sid)).toBe("completed");
    expect((await channel.fetch()).status).toBe("closed");
    expect(floor.account.flex.orphans()).toEqual([]);
  });

  test("keeps its conversation_id and what Flex has written beside the disposition", async () => {
    const { floor, sid } = await openWithConversation();
    const before = await attributesOf(floor, sid);

    await capture(floor, sid, "resolved");

    expect(await attributesOf(floor, sid)).toEqual({
      ...before,
      conversations: { ...(before["conversations"] as object), outcome: "resolved" },
    });
  });

  test("that was closed before, with its worker still wrapping up, ends with the worker's wrap-up", async () => {
    const { floor, sid, channel } = await openWithConversation();
    await channel.update({ status: "closed" });
    const wrapping = await statusOf(floor, sid);

    expect(await capture(floor, sid, "resolved", COMPLETE)).toEqual(CAPTURED);
    expect([wrapping, await statusOf(floor, sid)]).toEqual(["wrapping", "completed"]);
  });

  test.each<Trouble>(["lost answer", "lost request", "503"])(
    "whose closing meets with trouble is closed once: %s",
    async (kind) => {
      const { floor, sid, channel } = await openWithConversation();
      trouble(floor, kind, isClosing);

      expect(await capture(floor, sid, "resolved", COMPLETE)).toEqual(ALREADY);
      expect([await statusOf(floor, sid), (await channel.fetch()).status]).toEqual(["completed", "closed"]);
    },
  );
});
