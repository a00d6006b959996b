/** Tasks on their way from one worker to somebody else. */
import { Account } from "../../simulator/account";
import type { TransferMode } from "../../simulator/taskrouter/model";
import { stageOf } from "../behaviours/behaviour";
import { openQueue } from "../behaviours/taskrouter-scene";

const refused = (status: number, code: number) => expect.objectContaining({ status, code });

/** Maria has accepted a task; the others are free. */
async function open(...others: readonly string[]) {
  const account = new Account({ seed: 1 });
  const opened = await openQueue(stageOf(account), "maria", ...others);
  const { workspace, acceptedContact } = opened;
  const { engine, workspace: records, log } = account.taskRouter;
  const { task, reservationSid } = await acceptedContact();
  const initiator = records.reservations.get(reservationSid);
  if (!initiator) throw new Error("no reservation");
  const transfer = (to: string, mode: TransferMode = "COLD") => engine.transfers.start(initiator, to, mode);
  const reservations = async () =>
    (await workspace.tasks(task.sid).reservations.list()).map((one) => `${one.workerName} ${one.reservationStatus}`);
  const answer = async (reservationStatus: "accepted" | "rejected") => {
    const [offered] = await workspace.tasks(task.sid).reservations.list({ reservationStatus: "pending" });
    await workspace
      .tasks(task.sid)
      .reservations(offered?.sid ?? "")
      .update({ reservationStatus });
  };
  const sidOf = (name: string) => opened.workers.find(({ friendlyName }) => friendlyName === name)?.sid ?? "";
  const told = () =>
    log
      .ofTask(task.sid)
      .filter(({ type }) => type.startsWith("task.transfer"))
      .map(({ type }) => type.slice("task.transfer-".length));
  const status = async () => (await workspace.tasks(task.sid).fetch()).assignmentStatus;
  return { account, ...opened, task, initiator, transfer, reservations, answer, sidOf, told, status, engine };
}

test("a cold transfer leaves the task to who accepts it", async () => {
  const { transfer, sidOf, answer, reservations, told, status } = await open("jon");

  transfer(sidOf("jon"));
  await answer("accepted");

  expect(await reservations()).toEqual(["maria completed", "jon accepted"]);
  expect(told()).toEqual(["initiated", "completed"]);
  expect(await status()).toBe("assigned");
});

test("a warm transfer leaves the first worker in until done; the task ends with the last", async () => {
  const { transfer, sidOf, answer, reservations, status, workspace, task, initiator } = await open("jon");

  transfer(sidOf("jon"), "WARM");
  await answer("accepted");
  expect(await reservations()).toEqual(["maria accepted", "jon accepted"]);

  await workspace.tasks(task.sid).reservations(initiator.sid).update({ reservationStatus: "completed" });
  expect(await status()).toBe("assigned");
  const [second] = await workspace.tasks(task.sid).reservations.list({ reservationStatus: "accepted" });
  await workspace
    .tasks(task.sid)
    .reservations(second?.sid ?? "")
    .update({ reservationStatus: "completed" });
  expect(await status()).toBe("completed");
});

test("a transfer to a worker who rejects has failed, and the first worker still has the task", async () => {
  const { transfer, sidOf, answer, reservations, told, status } = await open("jon");

  transfer(sidOf("jon"));
  await answer("rejected");

  expect(await reservations()).toEqual(["maria accepted", "jon rejected"]);
  expect(told()).toEqual(["initiated", "attempt-failed", "failed"]);
  expect(await status()).toBe("assigned");
});

test.each(["queue", "workflow"] as const)("a transfer to a %s tries the next worker when one rejects", async (to) => {
  const opened = await open("jon", "lara");

  opened.transfer(opened[to].sid);
  await opened.answer("rejected");
  await opened.answer("accepted");

  expect(await opened.reservations()).toEqual(["maria completed", "jon rejected", "lara accepted"]);
  expect(opened.told()).toEqual(["initiated", "attempt-failed", "completed"]);
});

test("a transfer that nobody answers in time has failed", async () => {
  const { transfer, sidOf, wait, told, reservations, workspace } = await open("jon");

  transfer(sidOf("jon"));
  await wait(120);

  expect(await reservations()).toEqual(["maria accepted", "jon timeout"]);
  expect(told()).toEqual(["initiated", "attempt-failed", "failed"]);
  expect((await workspace.workers(sidOf("jon")).fetch()).activityName).toBe("Offline");
});

test("a transfer to nobody who is free fails at once", async () => {
  const { transfer, queue, told, initiator } = await open();

  expect(transfer(queue.sid)).toMatchObject({ status: "failed", failedReason: "No worker available" });
  expect(told()).toEqual(["initiated", "failed"]);
  expect(initiator.status).toBe("accepted");
});

test.each([
  { who: "is away", data: { activitySid: "Break" }, channel: {} },
  { who: "has no capacity left", data: {}, channel: { capacity: 0 } },
  { who: "takes nothing of the channel", data: {}, channel: { available: false } },
])("a transfer to a queue does not ask who $who", async ({ data, channel }) => {
  const { transfer, queue, workspace, sidOf, activity, reservations } = await open("jon");
  const jon = workspace.workers(sidOf("jon"));
  if (data.activitySid) await jon.update({ activitySid: activity(data.activitySid) });
  await jon.workerChannels("default").update(channel);

  expect(transfer(queue.sid).status).toBe("failed");
  expect(await reservations()).toEqual(["maria accepted"]);
});

test("a transfer to a worker who is away is refused", async () => {
  const { transfer, sidOf, workspace, activity, told } = await open("jon");
  await workspace.workers(sidOf("jon")).update({ activitySid: activity("Break") });

  expect(() => transfer(sidOf("jon"))).toThrow(refused(400, 20001));
  expect(told()).toEqual([]);
});

test("a canceled transfer takes its offer back", async () => {
  const { transfer, sidOf, engine, reservations, told } = await open("jon");

  engine.transfers.cancel(transfer(sidOf("jon")));

  expect(await reservations()).toEqual(["maria accepted", "jon canceled"]);
  expect(told()).toEqual(["initiated", "canceled"]);
});

test("a task is transferred once at a time, by who has it, to somebody there is", async () => {
  const { transfer, sidOf, answer } = await open("jon");

  expect(() => transfer(`WK${"f".repeat(32)}`)).toThrow(refused(400, 20001));
  transfer(sidOf("jon"));
  expect(() => transfer(sidOf("jon"))).toThrow(refused(400, 20001));
  await answer("accepted");
  expect(() => transfer(sidOf("jon"))).toThrow(refused(400, 20001));
});
