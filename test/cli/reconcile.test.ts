/** `floor reconcile`: the steps of operations/reconcile from outside, until the window is done. */
import { spawnSync } from "node:child_process";
import { reconcile } from "../../cli/reconcile";
import { ROOT } from "../../cli/root";
import type { ReconcileRun } from "../../src/domain/reconcile";
import { CUSTOMER_KEY, openFloor, policy } from "../support/floor";
import { afterNoon, NOON } from "../support/people";
import { announce, endContact, repaired } from "../support/reconcile";

async function openWithLost() {
  const floor = await openFloor();
  const lost = await endContact(floor);
  await announce(floor, await endContact(floor));
  const own = {
    client: floor.account.client(() => "floor reconcile"),
    workspaceSid: floor.variables["WORKSPACE_SID"] ?? "",
    syncServiceSid: floor.variables["SYNC_SERVICE_SID"] ?? "",
    customerKey: CUSTOMER_KEY,
    policy,
  };
  return { floor, lost, own };
}

const window = { since: NOON, until: afterNoon(600), isDry: false };

test("what the stream lost is written from outside as well, and each step is told", async () => {
  const { floor, lost, own } = await openWithLost();
  const told: ReconcileRun[] = [];

  const run = await reconcile(own, window, (sofar) => told.push(sofar));

  expect(run.counts).toMatchObject({ contacts: 2, right: 1, repaired: repaired({ "never-announced": 1 }) });
  expect(told).toEqual([run]);
  expect(floor.feed.at(-1)).toMatchObject({ taskSid: lost, revision: 1, because: "repaired" });
  const again = await reconcile(own, window, () => {});
  expect([again.counts.repaired, floor.feed.length]).toEqual([repaired(), 2]);
});

test("what Twilio refuses ends the run, and nothing is made up", async () => {
  const { floor, own } = await openWithLost();
  const refusal = { status: 403, body: { status: 403, code: 20003, message: "Forbidden" } };
  floor.intercept((request, pass) => (request.path.endsWith("/Events") ? refusal : pass()));

  await expect(reconcile(own, window, () => {})).rejects.toMatchObject({ status: 403 });
  expect(floor.feed).toHaveLength(1);
});

const floorCommand = (...given: string[]) =>
  spawnSync(process.execPath, ["--import", "tsx", "cli/main.ts", "reconcile", ...given], {
    cwd: ROOT,
    encoding: "utf8",
    env: { ...process.env, ACCOUNT_SID: "", AUTH_TOKEN: "", TWILIO_ACCOUNT_SID: "", TWILIO_AUTH_TOKEN: "" },
  });

test("what cannot be done is said with what to do", () => {
  const badMoment = floorCommand("--since", "yesterday");
  const noAccount = floorCommand("--dry-run");

  expect([badMoment.status, noAccount.status]).toEqual([2, 2]);
  expect(badMoment.stderr).toContain("must be a day or a moment in ISO 8601, such as 2026-01-05");
  expect(noAccount.stderr).toContain("set ACCOUNT_SID and AUTH_TOKEN");
});
