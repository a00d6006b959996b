/** What the functions log: one line of JSON for each decision and each failure, and nothing about anybody. */
import { closingEvent, cloudEventOf, toSink } from "../support/closing";
import { ALERT, CUSTOMER_KEY, type Floor, openFloor, policy } from "../support/floor";
import { GRACE, taskSid } from "../support/people";
import { accept, arrive, complete, hire } from "../support/work";

const contact = { channel: "chat", queue: "stock", from: GRACE.from, customer: GRACE.customer, language: "en" };
const limit = policy.queues["stock"]?.longestWait ?? 0;

/** Knocks at every door, well and badly. */
async function visitEveryDoor(floor: Floor): Promise<void> {
  await hire(floor, "carla", { stock: 4 });
  const first = await arrive(floor, contact);
  await accept(floor, first);
  await arrive(floor, contact);
  await floor.studio("capture-disposition", { taskSid: first, disposition: "resolved" });
  await floor.account.clock.advance(limit + 1);
  await floor.tick();
  await floor.tick("Bearer a-token-that-is-wrong");
  await complete(floor, first);
  await floor.account.clock.advance(1);
  await toSink(floor, [cloudEventOf(closingEvent(floor, first))]);
  await toSink(floor, [{ type: GRACE.from, data: GRACE.email }, { type: 1 }]);
  await floor.studio("route-contact", {
    ...contact,
    channel: GRACE.from,
    queue: GRACE.email,
    language: GRACE.email,
    customer: "",
  });
  await floor.studio("capture-disposition", { taskSid: GRACE.customer, disposition: GRACE.email });
  await floor.studio("capture-disposition", { taskSid: taskSid("dead"), disposition: "resolved" });
}

const secrets = (floor: Floor) => [
  GRACE.from,
  GRACE.from.slice(1),
  GRACE.customer,
  GRACE.email,
  floor.tickToken,
  "a-token-that-is-wrong",
  CUSTOMER_KEY,
  ALERT.from,
  ALERT.to,
  floor.account.authToken,
];

function expectDiscretion(floor: Floor): void {
  const told = secrets(floor).filter((secret) => floor.lines.some((line) => line.includes(secret)));
  expect(told).toEqual([]);
}

test("a busy day's log is one line of JSON each, with the door and the reason, and names nobody", async () => {
  const floor = await openFloor();

  await visitEveryDoor(floor);

  const entries = floor.lines.map((line) => JSON.parse(line));
  expect(entries.map(({ because }) => because)).toEqual([
    "first-contact",
    "first-contact",
    "disposition-captured",
    "ticked",
    "refused",
    "contact-recorded",
    "already-recorded",
    "bad-request",
    "bad-request",
    "bad-request",
    "task-is-unknown",
  ]);
  expect(entries.every(({ door }) => /^\/[a-z-]+\/[a-z-]+$/.test(door))).toBe(true);
  expect(floor.lines.some((line) => line.includes("\n"))).toBe(false);
  expectDiscretion(floor);
});

test.each([400, 404, 429, 500, 503])("with Twilio answering %s to everything, the log names nobody", async (status) => {
  const floor = await openFloor();
  const message = Object.values(GRACE).concat(ALERT.to, floor.tickToken).join(" ");
  const first = await arrive(floor, contact);
  floor.intercept((request, pass) =>
    request.caller.startsWith("/") ? { status, body: { status, code: 21211, message, more_info: message } } : pass(),
  );

  const replies = Promise.all([
    floor.studio("route-contact", { ...contact, language: "en" }),
    floor.studio("capture-disposition", { taskSid: first, disposition: "resolved" }),
    floor.tick(),
    toSink(floor, [{ type: "com.twilio.taskrouter.task.completed", data: { payload: payloadOf(floor, first) } }]),
  ]);
  await floor.account.clock.advance(30);
  const bodies = (await replies).map(({ body }) => JSON.stringify(body)).join();

  expect(floor.lines.length).toBeGreaterThan(3);
  expectDiscretion(floor);
  expect(secrets(floor).filter((secret) => bodies.includes(secret))).toEqual([]);
});

const payloadOf = ({ variables }: Floor, sid: string) => ({
  workspace_sid: variables["WORKSPACE_SID"],
  task_sid: sid,
  task_age: 1,
  timestamp: "2026-01-05T12:00:01Z",
});
