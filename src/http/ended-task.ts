/** What is known of a contact whose task has ended: from the Events API, the ledger and the feed. */
import { type ContactRecord, contactRecordOf } from "../domain/contact-record";
import type { ReadTask } from "../domain/disposition";
import type { EndedTask } from "../domain/late-disposition";
import type { Policy } from "../domain/policy";
import type { TaskSid } from "../domain/sid";
import { readNewestRevision } from "../twilio/feed";
import { readClaim } from "../twilio/ledger";
import { pause } from "../twilio/patience";
import type { Session } from "../twilio/session";
import { readTaskEvents } from "../twilio/taskrouter";
import { NotYetError } from "./errors";

/** A task that has ended; only doors know the key under which addresses are hashed. */
export type Wanted = { taskSid: TaskSid; task: ReadTask | undefined; keyOf: (address: string) => string };

/** Milliseconds that events are looked for: they are kept for 30 days, of which one is left as a margin. */
const LOOK_BACK = 29 * 86_400_000;
/** Milliseconds between looks at an Events API that does not tell the end yet. */
const FIRST_LOOK_AGAIN = 250;

/** The record as the events tell it; undefined where there is no such task, and there are no events of one. */
async function loadRecord(
  { taskSid, task, keyOf }: Wanted,
  session: Session,
  policy: Policy,
): Promise<ContactRecord | undefined> {
  const since = new Date(Date.now() - LOOK_BACK);
  const terms = { revision: 1, because: "disposition-came-late", policy, keyOf } as const;
  for (let wait = FIRST_LOOK_AGAIN; ; wait *= 2) {
    const events = await readTaskEvents(session, taskSid, since);
    const record = contactRecordOf(taskSid, events, terms);
    if (record || (!task && events.length === 0)) return record;
    if (Date.now() + wait > session.until) throw new NotYetError(`the events of ${taskSid} do not tell its end yet`);
    await pause(wait);
  }
}

/** @throws NotYetError where the Events API does not tell the end in time */
export async function loadEndedTask(wanted: Wanted, session: Session, policy: Policy): Promise<EndedTask> {
  const { taskSid, task } = wanted;
  const [record, newestRevision, ledger] = await Promise.all([
    loadRecord(wanted, session, policy),
    readNewestRevision(session, taskSid),
    readClaim(session, taskSid),
  ]);
  return { task, record, newestRevision, ledger };
}
