/** event-streams/sink and taskrouter/event-callback: what is read of a contact that has ended. */
import { type ContactRecord, contactRecordOf } from "../domain/contact-record";
import { decideEnd, type EndedContact } from "../domain/ended-contact";
import type { Policy } from "../domain/policy";
import type { Session } from "../twilio/session";
import { readTaskEvents } from "../twilio/taskrouter";
import type { Rule } from "./endpoint";
import { NotYetError } from "./errors";

/** An ended contact as a door hands it on: only doors know the key under which addresses are hashed. */
export type Ending = EndedContact & { keyOf: (address: string) => string };

/** Milliseconds between looks at an Events API that does not tell the end yet. */
const FIRST_LOOK_AGAIN = 250;

/** The truth about an ended task. The Events API may lag behind what announced the end: then it is asked again. */
async function loadRecord(
  { taskSid, createdAt, keyOf }: Ending,
  session: Session,
  policy: Policy,
): Promise<ContactRecord> {
  const terms = { revision: 1, because: "ended", policy, keyOf } as const;
  for (let pause = FIRST_LOOK_AGAIN; ; pause *= 2) {
    const record = contactRecordOf(taskSid, await readTaskEvents(session, taskSid, createdAt), terms);
    if (record) return record;
    if (Date.now() + pause > session.until) throw new NotYetError(`the events of ${taskSid} do not tell its end yet`);
    await new Promise<void>((resolve) => setTimeout(resolve, pause));
  }
}

/** Every ended contact is recorded once, whichever door hears of it first and however often. */
export const contactEnded: Omit<Rule<Ending, ContactRecord, undefined>, "parse"> = {
  claim: ({ taskSid, announced }) => ({ taskSid, endedAt: announced.at }),
  load: loadRecord,
  decide: (_contact, record) => decideEnd(record),
};
