/** A floor with ended contacts of one worker, and the way in for those who score them. */
import type { CoachingReport } from "../../src/http/coaching";
import { type Floor, openFloor, type Reply } from "./floor";
import { GRACE } from "./people";
import { accept, arrive, complete, hire } from "./work";

const tokens = new WeakMap<Floor, Promise<string>>();

async function authorization(floor: Floor): Promise<{ authorization: string }> {
  const token = tokens.get(floor) ?? floor.token("write-scorecards", "read-coaching");
  tokens.set(floor, token);
  return { authorization: `Bearer ${await token}` };
}

export type ScoredFloor = { floor: Floor; contacts: string[]; workerSid: string };

/** So many contacts have ended and are recorded. */
export async function scoredFloor(count: number): Promise<ScoredFloor> {
  const floor = await openFloor();
  const workerSid = await hire(floor, "carla", { stock: 4 });
  const contacts: string[] = [];
  for (let n = 0; n < count; n++) {
    const contact = await arrive(floor, { channel: "voice", queue: "stock", from: GRACE.from });
    await accept(floor, contact);
    await floor.account.clock.advance(60);
    await complete(floor, contact);
    await floor.account.clock.advance(5);
    contacts.push(contact);
  }
  return { floor, contacts, workerSid };
}

/** As a QA system hands in a scorecard; what is not said is as usual. */
export async function scoreContact(floor: Floor, card: Readonly<Record<string, unknown>>): Promise<Reply> {
  const json = { form: "conversation", scorer: { kind: "person", id: "ada" }, ...card };
  return floor.send("/operations/scorecards", { json, headers: await authorization(floor), isSigned: false });
}

export async function listCoaching(floor: Floor): Promise<CoachingReport> {
  const headers = await authorization(floor);
  const { body } = await floor.send("/operations/coaching", { method: "GET", headers, isSigned: false });
  return body as CoachingReport;
}

/** Callers that pause between attempts go on when the clock does. */
export async function whileTimePasses<Result>({ account }: Floor, work: Promise<Result>): Promise<Result> {
  let isOver = false;
  const over = work.finally(() => {
    isOver = true;
  });
  while (!isOver) await account.clock.advance(1);
  return over;
}
