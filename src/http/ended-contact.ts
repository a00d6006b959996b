/** event-streams/sink and taskrouter/event-callback: what is read of a contact that has ended. */
import { type ContactRecord, contactRecordOf } from "../domain/contact-record";
import { decideEnd, type EndedContact } from "../domain/ended-contact";
import type { Policy } from "../domain/policy";
import { pause } from "../twilio/patience";
import type { Session } from "../twilio/session";
import { readTaskEvents } from "../twilio/taskrouter";
import type { Rule } from "./endpoint";

/** An ended contact as a door hands it on: only doors know the key under which addresses are hashed. */
export type Ending = EndedContact & { keyOf: (address: string) => string };

/** Milliseconds after which an Events API that does not tell everything is asked a second and last time. */
const LOOK_AGAIN = 1000;
/** Milliseconds kept for writing the record, and for looking whether it was written. */
const RESERVE = 1500;

/**
 * The truth about an ended task, as far as it is told. Where the Events API lags or fails, the record is made of what is
 * known and of the event that announced the end: the tick completes it.
 */
async function loadRecord(
  { taskSid, createdAt, announced, keyOf }: Ending,
  session: Session,
  policy: Policy,
): Promise<ContactRecord> {
  const until = session.until - RESERVE;
  const look = async () => {
    const events = await readTaskEvents({ ...session, until }, taskSid, createdAt).catch(() => []);
    return contactRecordOf(taskSid, events, { revision: 1, because: "ended", policy, keyOf, announced });
  };
  const record = await look();
  if (record.isComplete || Date.now() + LOOK_AGAIN > until) return record;
  await pause(LOOK_AGAIN);
  return look();
}

/** Every ended contact is recorded once, whichever door hears of it first and however often. */
export const contactEnded: Omit<Rule<Ending, ContactRecord, undefined>, "parse"> = {
  claim: ({ taskSid, announced }) => ({ taskSid, endedAt: announced.at }),
  load: loadRecord,
  decide: (_contact, record) => decideEnd(record),
};
