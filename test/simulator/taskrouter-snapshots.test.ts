/** A floor that was written down and read again is the floor it was. */
import fc from "fast-check";
import { Account } from "../../simulator/account";
import { openBusyFloor, readAll, START, type Step, someStep, take } from "../support/busy-floor";

async function play(account: Account, steps: readonly Step[]): Promise<string> {
  const answers = [];
  for (const step of steps) answers.push(await take(account, step));
  return JSON.stringify(answers);
}

test("going on from a snapshot of a busy floor is as never having stopped", async () => {
  const history = fc.record({
    before: fc.array(someStep, { minLength: 5, maxLength: 60 }),
    after: fc.array(someStep, { minLength: 5, maxLength: 40 }),
  });

  await fc.assert(
    fc.asyncProperty(history, async ({ before, after }) => {
      const account = openBusyFloor();
      await play(account, before);
      const restored = new Account({ seed: 1, start: START });
      restored.restore(account.snapshot());

      const went = await play(account, after);
      const wentOn = await play(restored, after);

      expect(wentOn).toBe(went);
      expect(readAll(restored)).toBe(readAll(account));
    }),
    { numRuns: 20 },
  );
}, 180_000);

test("a floor gets busy in every way", async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(fc.array(someStep, { minLength: 40, maxLength: 60 }), async (steps) => {
      const account = openBusyFloor();
      await play(account, steps);
      for (const { type } of account.taskRouter.log.all()) seen.add(type);
    }),
    { numRuns: 30, seed: 5 },
  );

  expect([...seen]).toEqual(
    expect.arrayContaining([
      "reservation.accepted",
      "reservation.canceled",
      "reservation.completed",
      "reservation.rejected",
      "reservation.rescinded",
      "reservation.timeout",
      "reservation.wrapup",
      "task.canceled",
      "task.completed",
      "task.deleted",
      "task.transfer-attempt-failed",
      "task.transfer-completed",
      "task.transfer-failed",
      "task.transfer-initiated",
      "task.wrapup",
      "task-queue.moved",
      "task-queue.timeout",
      "worker.activity.update",
      "workflow.skipped",
      "workflow.timeout",
    ]),
  );
}, 180_000);
