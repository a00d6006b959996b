/** Instructions for reservations, through the REST API. */
import { Account } from "../../simulator/account";
import { stageOf } from "../behaviours/behaviour";
import { openQueue } from "../behaviours/taskrouter-scene";

const refused = (status: number, code: number) => expect.objectContaining({ status, code });
type Update = Readonly<Record<string, unknown>>;

async function open() {
  const account = new Account({ seed: 1 });
  const opened = await openQueue(stageOf(account), "maria");
  const { workspace, contact, reservationOf } = opened;
  const task = await contact();
  const { sid } = await reservationOf(task);
  const update = (parameters: Update) => workspace.tasks(task.sid).reservations(sid).update(parameters);
  const status = async () => (await workspace.tasks(task.sid).reservations(sid).fetch()).reservationStatus;
  const record = account.taskRouter.workspace.reservations.get(sid);
  const byWorker = () => workspace.workers(opened.workers[0]?.sid ?? "").reservations(sid);
  const activityOfMaria = async () => (await workspace.workers(opened.workers[0]?.sid ?? "").fetch()).activityName;
  return { account, ...opened, task, update, status, record, byWorker, activityOfMaria };
}

const CALL = { callFrom: "+15558675310", callUrl: "https://example.com/call" };
const REDIRECT = { redirectCallSid: `CA${"a".repeat(32)}`, redirectUrl: "https://example.com/redirect" };

describe("an instruction", () => {
  test.each([
    { parameters: { instruction: "accept" }, becomes: "accepted" },
    { parameters: { instruction: "reject" }, becomes: "rejected" },
    { parameters: { instruction: "dequeue", dequeueTo: "client:maria" }, becomes: "accepted" },
    { parameters: { instruction: "conference", from: "+15558675310", beep: "onEnter" }, becomes: "accepted" },
    { parameters: { instruction: "call", ...CALL }, becomes: "pending" },
    { parameters: { instruction: "call", ...CALL, callAccept: true }, becomes: "accepted" },
    { parameters: { instruction: "redirect", ...REDIRECT }, becomes: "pending" },
    { parameters: { instruction: "redirect", ...REDIRECT, redirectAccept: true }, becomes: "accepted" },
  ])("$parameters leaves the reservation $becomes, and is noted with it", async ({ parameters, becomes }) => {
    const { update, status, record } = await open();

    await update(parameters);

    expect(await status()).toBe(becomes);
    expect(record?.instruction).toMatchObject({ name: parameters.instruction });
  });

  test("is taken by the worker's reservation as well", async () => {
    const { byWorker, status } = await open();

    await byWorker().update({ instruction: "conference", maxParticipants: 3 });

    expect(await status()).toBe("accepted");
  });

  test("to supervise is for an accepted reservation and changes nothing", async () => {
    const { update, status, record } = await open();
    const supervise = { instruction: "supervise", supervisor: "client:jon", supervisorMode: "whisper" };

    await expect(update(supervise)).rejects.toEqual(refused(400, 20001));
    await update({ reservationStatus: "accepted" });
    await update(supervise);

    expect(await status()).toBe("accepted");
    expect(record?.instruction).toMatchObject({ name: "supervise", parameters: { SupervisorMode: "whisper" } });
  });

  test.each([
    { instruction: "sing" },
    { instruction: "call", callFrom: "+15558675310" },
    { instruction: "call", callUrl: "https://example.com/call" },
    { instruction: "redirect", redirectUrl: "https://example.com" },
    { instruction: "redirect", ...REDIRECT, redirectCallSid: "CA1" },
    { instruction: "dequeue", dequeuePostWorkActivitySid: `WA${"f".repeat(32)}` },
    { instruction: "dequeue", dequeueTimeout: "soon" },
    { instruction: "conference", postWorkActivitySid: `WA${"f".repeat(32)}` },
    { instruction: "conference", maxParticipants: 251 },
    { instruction: "conference", statusCallback: "nowhere" },
    { instruction: "conference", statusCallbackMethod: "PUT" },
    { instruction: "conference", statusCallbackEvent: ["answered", "sung"] },
    { instruction: "conference", beep: "loud" },
    { instruction: "conference", jitterBufferSize: "huge" },
    { instruction: "conference", muted: "perhaps" },
    { instruction: "reject", workerActivitySid: `WA${"f".repeat(32)}` },
    {},
  ])("%p is refused and changes nothing", async (parameters) => {
    const { update, status, record } = await open();

    await expect(update(parameters)).rejects.toEqual(refused(400, 20001));

    expect(await status()).toBe("pending");
    expect(record?.instruction).toBeNull();
  });

  test("is refused where the reservation is no longer pending", async () => {
    const { update } = await open();
    await update({ instruction: "reject" });

    await expect(update({ instruction: "dequeue" })).rejects.toEqual(refused(400, 20001));
    await expect(update({ instruction: "call", ...CALL })).rejects.toEqual(refused(400, 20001));
  });
});

describe("the activity after the work", () => {
  test.each([
    { instruction: "dequeue", name: "dequeuePostWorkActivitySid" },
    { instruction: "conference", name: "postWorkActivitySid" },
  ])("of $instruction comes when the reservation is completed", async ({ instruction, name }) => {
    const { update, activity, activityOfMaria } = await open();

    await update({ instruction, [name]: activity("Break") });
    expect(await activityOfMaria()).toBe("Available");
    await update({ reservationStatus: "completed" });

    expect(await activityOfMaria()).toBe("Break");
  });

  test("keeps the worker from being offered the next task", async () => {
    const { update, activity, contact, workspace } = await open();
    const next = await contact();

    await update({ instruction: "dequeue", dequeuePostWorkActivitySid: activity("Break") });
    await update({ reservationStatus: "completed" });

    expect((await workspace.tasks(next.sid).fetch()).assignmentStatus).toBe("pending");
  });
});

describe("a worker who goes away", () => {
  test("keeps pending reservations where nothing is said, and where the activity is an available one", async () => {
    const { workspace, status, activity, workers } = await open();
    const maria = workspace.workers(workers[0]?.sid ?? "");
    const { sid } = await workspace.activities.create({ friendlyName: "Ready", available: true });

    await maria.update({ activitySid: sid, rejectPendingReservations: true });
    expect(await status()).toBe("pending");
    await maria.update({ activitySid: activity("Break") });

    expect(await status()).toBe("pending");
  });

  test("keeps what is accepted", async () => {
    const { workspace, status, update, activity, workers } = await open();
    await update({ reservationStatus: "accepted" });

    await workspace
      .workers(workers[0]?.sid ?? "")
      .update({ activitySid: activity("Break"), rejectPendingReservations: true });

    expect(await status()).toBe("accepted");
  });
});
