/** How a contact ended stands on its task before it completes, whoever says it. */
import {
  ALREADY,
  attributesOf,
  CAPTURED,
  capture,
  countTaskWrites,
  isTaskWrite,
  openWithTask,
} from "../support/dispositions";
import { type Floor, openFloor, type Reply } from "../support/floor";

type Given = Readonly<Record<string, unknown>>;

/** The doors that need no Flex token; what they take and answer is the same. */
const DOORS: readonly { door: string; send: (floor: Floor, given: Given) => Promise<Reply> }[] = [
  { door: "studio", send: (floor, json) => floor.send("/studio/capture-disposition", { json }) },
  {
    door: "operations",
    send: async (floor, json) => {
      const headers = { authorization: `Bearer ${await floor.token("capture-disposition")}` };
      return floor.send("/operations/capture-disposition", { json, headers, isSigned: false });
    },
  },
];

const fraud = {
  disposition: "fraud-suspected",
  fields: { case: " C-17 ", amount: 120.5, topic: "card" },
  note: "  card was not stolen  ",
};
const asFraud = {
  outcome: "fraud-suspected",
  conversation_label_1: "C-17",
  conversation_measure_1: 120.5,
  conversation_attribute_1: "card",
  content: "card was not stolen",
};

describe.each(DOORS)("at the door of $door", ({ send }) => {
  test("a disposition is added to what stands on the task", async () => {
    const { floor, sid } = await openWithTask();
    const before = await attributesOf(floor, sid);

    expect(await send(floor, { taskSid: sid, ...fraud })).toEqual(CAPTURED);
    expect(await attributesOf(floor, sid)).toEqual({ ...before, conversations: asFraud });
  });

  test("the same disposition a second time writes nothing", async () => {
    const { floor, sid } = await openWithTask();
    await send(floor, { taskSid: sid, ...fraud });
    const writes = countTaskWrites(floor);

    expect(await send(floor, { taskSid: sid, ...fraud })).toEqual(ALREADY);
    expect(writes()).toBe(0);
  });

  test("what does not fit the queue is told with every field, and nothing is written", async () => {
    const { floor, sid } = await openWithTask();
    const writes = countTaskWrites(floor);

    const reply = await send(floor, { taskSid: sid, disposition: "fraud-suspected", fields: { ticket: "T-1" } });

    expect(reply).toEqual({
      status: 409,
      body: {
        because: "fields-do-not-fit",
        problems: ["fields.ticket: is not asked here", "fields.case: is required"],
      },
    });
    expect(writes()).toBe(0);
  });

  test("a malformed disposition is refused with every problem named, and no task is read", async () => {
    const floor = await openFloor();
    let reads = 0;
    floor.intercept((request, pass) => {
      if (request.path.includes("/Tasks")) reads++;
      return pass();
    });

    const reply = await send(floor, {
      taskSid: "WT123",
      disposition: "lost-in-space",
      fields: { amount: -1, topic: "weather", colour: "blue", case: ["C-1"] },
      note: "x".repeat(501),
      complete: "yes",
    });

    expect(reply.status).toBe(400);
    expect((reply.body as { problems: string[] }).problems).toEqual(
      expect.arrayContaining([
        "taskSid: must be a SID that starts with WT",
        expect.stringMatching(/^disposition: must be one of resolved, .*escalated$/),
        "fields.case: must be text or a number",
        "note: must not be longer than 500 characters",
        "complete: must be true or false",
      ]),
    );
    expect(reads).toBe(0);
  });
});

test.each([{ fields: "[]" }, { fields: "4" }, { fields: "{" }])(
  "fields given as $fields are refused",
  async ({ fields }) => {
    const floor = await openFloor();

    expect(await capture(floor, `WT${"a".repeat(32)}`, "resolved", { fields })).toMatchObject({
      status: 400,
      body: { problems: ["fields: must be an object, or one as JSON text"] },
    });
  },
);

test("a field that no door knows is refused: a note under another name would be lost", async () => {
  const floor = await openFloor();

  expect(await capture(floor, `WT${"a".repeat(32)}`, "resolved", { notes: "calls back" })).toMatchObject({
    status: 400,
    body: { problems: ["notes: is not known here"] },
  });
});

test("Studio sends fields as JSON text, numbers as text and what is unknown as nothing", async () => {
  const { floor, sid } = await openWithTask();
  const fields = JSON.stringify({ case: "C-17", amount: "120.5", topic: "" });

  expect(await capture(floor, sid, "fraud-suspected", { fields, note: "", complete: "" })).toEqual(CAPTURED);
  expect(await attributesOf(floor, sid)).toMatchObject({
    conversations: { outcome: "fraud-suspected", conversation_label_1: "C-17", conversation_measure_1: 120.5 },
  });
});

test("another disposition replaces the first as a whole", async () => {
  const { floor, sid } = await openWithTask();
  await floor.studio("capture-disposition", { taskSid: sid, ...fraud, fields: JSON.stringify(fraud.fields) });

  expect(await capture(floor, sid, "complaint", { note: "too long" })).toEqual(CAPTURED);
  expect(await attributesOf(floor, sid)).toMatchObject({
    conversations: { outcome: "complaint", content: "too long" },
  });
  expect((await attributesOf(floor, sid))["conversations"]).not.toHaveProperty("conversation_label_1");
});

test("a disposition of another queue is refused", async () => {
  const { floor, sid } = await openWithTask();

  expect(await capture(floor, sid, "order-placed")).toEqual({
    status: 409,
    body: {
      because: "code-not-of-this-queue",
      problems: ["disposition: must be one of resolved, follow-up, complaint, wrong-department, fraud-suspected"],
    },
  });
  expect(await attributesOf(floor, sid)).not.toHaveProperty("conversations");
});

test("a disposition is written under the ETag with which the task was read", async () => {
  const { floor, sid } = await openWithTask();
  const conditions: (string | undefined)[] = [];
  floor.intercept((request, pass) => {
    if (isTaskWrite(request)) conditions.push(request.headers["if-match"]);
    return pass();
  });

  await capture(floor, sid, "resolved");

  expect(conditions).toEqual([expect.stringMatching(/^"\d+"$/)]);
});
