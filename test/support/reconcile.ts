/** Runs of reconcile on a floor of the tests. */
import { closingEvent, cloudEventOf, inTime, toSink } from "./closing";
import type { Floor, Reply } from "./floor";
import { GRACE } from "./people";
import { arrive, giveUp } from "./work";

const call = { channel: "voice", queue: "regular", ...GRACE };

export type RunAnswer = {
  because: string;
  contacts: number;
  right: number;
  repaired: Record<string, number>;
  cursor: string | null;
} & Record<string, unknown>;

/** What a run answers that has repaired nothing but this. */
export const repaired = (some: Readonly<Record<string, number>> = {}) => ({
  "never-announced": 0,
  "left-behind": 0,
  "was-incomplete": 0,
  "was-wrong": 0,
  "was-ambiguous": 0,
  ...some,
});

/** One call. */
export async function reconcileCall(floor: Floor, json: object = {}): Promise<Reply> {
  const authorization = `Bearer ${await floor.token("reconcile")}`;
  return inTime(floor, floor.send("/operations/reconcile", { json, headers: { authorization }, isSigned: false }));
}

/** A run to its end; a call that failed is made again. */
export async function reconcileRun(floor: Floor, window: object = {}): Promise<RunAnswer> {
  let request = window;
  for (let calls = 0; calls < 100; calls++) {
    const { status, body } = await reconcileCall(floor, request);
    if (status >= 500) continue;
    if (status !== 200) throw new Error(JSON.stringify(body));
    const answer = body as RunAnswer;
    if (answer.cursor === null) return answer;
    request = { cursor: answer.cursor };
  }
  throw new Error("the run does not end");
}

/** A customer calls, waits and gives up; nothing is told of it unless somebody tells it. */
export async function endContact(floor: Floor): Promise<string> {
  floor.account.events.faults.set({ rules: [{ dropped: { rate: 1 } }] });
  const sid = await arrive(floor, call);
  await floor.account.clock.advance(5);
  await giveUp(floor, sid);
  return sid;
}

export const announce = (floor: Floor, sid: string): Promise<Reply> =>
  inTime(floor, toSink(floor, [cloudEventOf(closingEvent(floor, sid))]));
