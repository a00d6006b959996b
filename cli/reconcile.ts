/** `floor reconcile`: the same steps as operations/reconcile, from here, until the window is done. */
import type { Twilio } from "twilio";
import type { Policy } from "../src/domain/policy";
import { decideReconcile, isDone, newRun, type ReconcileRun } from "../src/domain/reconcile";
import { feedCountOf } from "../src/domain/records-policy";
import { retentionOf } from "../src/domain/retention";
import { customerKeyOf } from "../src/http/customer-key";
import { loadPart } from "../src/http/evidence";
import { isFinalRefusal, pause } from "../src/twilio/patience";
import { perform } from "../src/twilio/perform";
import type { Session } from "../src/twilio/session";

export type ReconcileFloor = {
  client: Twilio;
  workspaceSid: string;
  syncServiceSid: string;
  customerKey: string;
  policy: Policy;
};

/** Milliseconds that one step may take: nobody waits for an answer here. */
const PATIENCE = 30_000;
/** A step that fails is made again so often, after so many milliseconds. */
const ATTEMPTS = 5;
const PAUSE = 2000;

async function step(floor: ReconcileFloor, run: ReconcileRun): Promise<ReconcileRun> {
  const { client, workspaceSid, syncServiceSid, customerKey, policy } = floor;
  const session: Session = {
    ...{ client, workspaceSid, syncServiceSid, feeds: feedCountOf(policy), until: Date.now() + PATIENCE },
    retention: retentionOf(policy),
    // Nobody is told of what is repaired but by the feed.
    ...{ alert: undefined, receiver: undefined },
  };
  const terms = { policy, keyOf: (address: string) => customerKeyOf(customerKey, address) };
  const part = await loadPart(run, session, terms);
  const { effects, answer } = decideReconcile(run, part, terms, new Date());
  await perform(session, effects, () => {});
  return answer;
}

async function insistentStep(floor: ReconcileFloor, run: ReconcileRun): Promise<ReconcileRun> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await step(floor, run);
    } catch (error) {
      if (attempt === ATTEMPTS || isFinalRefusal(error)) throw error;
      await pause(PAUSE);
    }
  }
}

/**
 * @param told how far the run has come, after each step
 * @throws what the last attempt at a step failed with; what was repaired until then stays repaired
 */
export async function reconcile(
  floor: ReconcileFloor,
  { since, until, isDry }: { since: Date; until: Date; isDry: boolean },
  told: (run: ReconcileRun) => void,
): Promise<ReconcileRun> {
  let run = newRun(since, until, isDry, new Date());
  do {
    run = await insistentStep(floor, run);
    told(run);
  } while (!isDone(run));
  return run;
}
