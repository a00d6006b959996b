/** Assignment callbacks: what is sent, to whom, and what an answer does. */
import { validateRequest } from "twilio/lib/webhooks/webhooks";
import { Account } from "../../simulator/account";
import type { HostedRequest, WebhookResponse } from "../../simulator/kernel/webhooks";
import { stageOf } from "../behaviours/behaviour";
import { openQueue } from "../behaviours/taskrouter-scene";

type Answer = (request: HostedRequest, account: Account) => WebhookResponse | Promise<WebhookResponse>;

type Given = { task?: object; worker?: object };

const json = (body: unknown, status = 200): WebhookResponse => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

const CALL = { type: "card", call_sid: "CA1" };
const REACHABLE = { contact_uri: "client:maria" };

/** A call offered to Maria, whose workflow asks `answer`, and then `fallback`. */
async function open(answer: Answer, fallback?: Answer, { task: attributes = CALL, worker = REACHABLE }: Given = {}) {
  const account = new Account({ seed: 1 });
  const stage = stageOf(account);
  const asked = stage.listen("https://first.example", (request) => answer(request, account));
  const askedThen = stage.listen("https://second.example", fallback && ((request) => fallback(request, account)));
  const opened = await openQueue(stage, "maria");
  const { workspace, workflow, workers, contact } = opened;
  await workspace.workers(workers[0]?.sid ?? "").update({ attributes: JSON.stringify(worker) });
  await workspace.workflows(workflow.sid).update({
    assignmentCallbackUrl: "https://first.example/assignment",
    ...(fallback ? { fallbackAssignmentCallbackUrl: "https://second.example/assignment" } : {}),
  });
  const task = await contact(attributes);
  await opened.wait();
  const statuses = async () =>
    (await workspace.tasks(task.sid).reservations.list()).map((one) => `${one.workerName} ${one.reservationStatus}`);
  const notes = () =>
    account.taskRouter.engine.assignment.notes.map(({ instruction, errorCode }) => [instruction, errorCode]);
  return { account, ...opened, task, asked, askedThen, statuses, notes };
}

const NOBODY = `WA${"f".repeat(32)}`;

test("the callback tells of the task, the worker and the reservation, signed", async () => {
  const { account, asked, task, workers, workflow, queue } = await open(() => json({}));

  const [request] = asked;
  const form = Object.fromEntries(new URLSearchParams(request?.body ?? ""));
  const [reservation] = account.taskRouter.workspace.reservations.values();
  expect(form).toEqual({
    Timestamp: String(account.clock.now() / 1000),
    AccountSid: account.accountSid,
    WorkspaceSid: account.taskRouter.workspace.sid,
    WorkflowSid: workflow.sid,
    TaskQueueSid: queue.sid,
    WorkerSid: workers[0]?.sid,
    WorkerAttributes: JSON.stringify(REACHABLE),
    TaskSid: task.sid,
    TaskAttributes: JSON.stringify(CALL),
    TaskAge: "0",
    TaskPriority: "0",
    ReservationSid: reservation?.sid,
  });
  const signature = request?.headers["x-twilio-signature"] ?? "";
  expect(validateRequest(account.authToken, signature, String(request?.url), form)).toBe(true);
});

describe("the instruction", () => {
  test.each([
    { body: { instruction: "accept" }, statuses: ["maria accepted"] },
    { body: { instruction: "dequeue", from: "+15558675310" }, statuses: ["maria accepted"] },
    { body: { instruction: "conference", from: "+15558675310" }, statuses: ["maria accepted"] },
    {
      body: { instruction: "call", from: "+1555", url: "https://example.com", accept: true },
      statuses: ["maria accepted"],
    },
    { body: { instruction: "call", from: "+1555", url: "https://example.com" }, statuses: ["maria pending"] },
    {
      body: { instruction: "redirect", call_sid: "CA1", url: "https://e.com", accept: "true" },
      statuses: ["maria accepted"],
    },
    { body: { instruction: "redirect", call_sid: "CA1", url: "https://e.com" }, statuses: ["maria pending"] },
    { body: {}, statuses: ["maria pending"] },
  ])("$body leaves $statuses", async ({ body, statuses: expected }) => {
    const { statuses } = await open(() => json(body));

    expect(await statuses()).toEqual(expected);
  });

  test("to reject puts the worker into its activity, and the task goes to somebody else", async () => {
    let activitySid = "";
    const { statuses, workspace, workers, contact, wait, activity } = await open(() =>
      json(activitySid === "" ? {} : { instruction: "reject", activity_sid: activitySid }),
    );
    activitySid = activity("Break");
    const [maria] = workers;
    await workspace
      .workers(maria?.sid ?? "")
      .workerChannels("default")
      .update({ capacity: 2 });

    const second = await contact();
    await wait();

    expect(await statuses()).toEqual(["maria pending"]);
    expect((await workspace.tasks(second.sid).fetch()).assignmentStatus).toBe("pending");
    expect((await workspace.workers(maria?.sid ?? "").fetch()).activityName).toBe("Break");
  });

  test("to dequeue can name the activity after the work", async () => {
    let body: object = {};
    const { workspace, workers, activity, contact, wait } = await open(() => json(body));
    const maria = workspace.workers(workers[0]?.sid ?? "");
    await maria.workerChannels("default").update({ capacity: 2 });
    body = { instruction: "dequeue", post_work_activity_sid: activity("Break") };

    const { sid } = await contact(CALL);
    await wait();
    await workspace.tasks(sid).update({ assignmentStatus: "completed" });

    expect((await maria.fetch()).activityName).toBe("Break");
  });

  test.each([
    { body: { hello: "world" }, note: [undefined, 40_005] },
    { body: { instruction: "sing" }, note: ["sing", 55_555] },
    { body: { instruction: "constructor" }, note: ["constructor", 55_555] },
    { body: { instruction: "call", url: "https://e.com" }, note: ["call", 40_111] },
    { body: { instruction: "call", from: "+1555" }, note: ["call", 40_112] },
    { body: { instruction: "redirect", url: "https://e.com" }, note: ["redirect", 40_121] },
    { body: { instruction: "conference" }, note: ["conference", 40_138] },
    { body: { instruction: "reject", activity_sid: NOBODY }, note: ["reject", 40_100] },
    { body: { instruction: "dequeue", post_work_activity_sid: NOBODY }, note: ["dequeue", 40_130] },
    {
      body: { instruction: "conference", from: "+1555", post_work_activity_sid: NOBODY },
      note: ["conference", 40_143],
    },
    { body: [], note: [null, 40_001] },
  ])("$body is not followed, and its error is noted", async ({ body, note: [, code] }) => {
    const { statuses, notes } = await open(() => json(body));

    expect(await statuses()).toEqual(["maria pending"]);
    expect(notes().map(([, errorCode]) => errorCode)).toEqual([code]);
  });

  const whole = { from: "+1555", url: "https://e.com" };

  test.each([
    { instruction: "dequeue", where: { worker: {} }, code: 40_131 },
    { instruction: "call", where: { worker: {} }, code: 40_110 },
    { instruction: "conference", where: { worker: {} }, code: 40_137 },
    { instruction: "dequeue", where: { task: {} }, code: 40_140 },
    { instruction: "conference", where: { task: {} }, code: 40_142 },
  ])("to $instruction is not followed with $where: $code", async ({ instruction, where, code }) => {
    const { statuses, notes } = await open(() => json({ instruction, ...whole }), undefined, where);

    expect(await statuses()).toEqual(["maria pending"]);
    expect(notes()).toEqual([[instruction, code]]);
  });

  test("to dequeue may say itself whom to call, and to conference calls out for a task that says whom", async () => {
    const dequeued = await open(() => json({ instruction: "dequeue", to: "client:m" }), undefined, { worker: {} });
    const called = await open(() => json({ instruction: "conference", ...whole }), undefined, {
      task: { outbound_to: "+15550100123" },
    });

    expect(await dequeued.statuses()).toEqual(["maria accepted"]);
    expect(await called.statuses()).toEqual(["maria accepted"]);
  });

  test("comes too late when the reservation has been answered meanwhile", async () => {
    let count = 0;
    const { statuses, notes } = await open(({ body }, account) => {
      if (++count > 1) return json({});
      const { reservations } = account.taskRouter.workspace;
      const reservation = reservations.get(new URLSearchParams(body).get("ReservationSid") ?? "");
      if (reservation) account.taskRouter.engine.moveReservation(reservation, "rejected");
      return json({ instruction: "accept" });
    });

    expect(await statuses()).toEqual(["maria rejected", "maria pending"]);
    expect(notes()[0]).toEqual(["accept", 40_136]);
  });
});

describe("the fallback", () => {
  test.each([
    { what: "an error", answer: () => json({}, 500), code: 11_200 },
    {
      what: "an instruction with another status than 200",
      answer: () => json({ instruction: "reject" }, 201),
      code: 11_200,
    },
    {
      what: "an instruction of another type than JSON",
      answer: () => ({ ...json({ instruction: "reject" }), headers: { "content-type": "text/plain" } }),
      code: 40_001,
    },
    {
      what: "no answer within 5 seconds",
      answer: async ({ call }: HostedRequest) => {
        await new Promise<void>((resolve) => call.after(6000, resolve));
        return json({ instruction: "reject" });
      },
      code: 11_205,
    },
  ])("is asked after $what", async ({ answer, code }) => {
    const { askedThen, statuses, notes, wait } = await open(answer, () => json({ instruction: "accept" }));
    await wait(10);

    expect(askedThen).toHaveLength(1);
    expect(await statuses()).toEqual(["maria accepted"]);
    expect(notes()).toEqual([
      [null, code],
      ["accept", null],
    ]);
  });

  test.each([
    { what: "a JSON answer", answer: () => json({}) },
    {
      what: "a JSON answer with a charset",
      answer: () => ({ ...json({}), headers: { "Content-Type": "application/json; charset=utf-8" } }),
    },
    { what: "nothing", answer: () => ({ status: 204, headers: {}, body: "" }) },
  ])("is not asked after $what", async ({ answer }) => {
    const { askedThen, notes } = await open(answer, () => json({ instruction: "accept" }));

    expect(askedThen).toEqual([]);
    expect(notes()).toEqual([]);
  });
});
