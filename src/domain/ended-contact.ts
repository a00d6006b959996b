/** What follows from the end of a contact: a record in the feed, and a memory of the customer. */
import { type ContactRecord, historyEntryOf } from "./contact-record";
import type { Decision } from "./decision";
import type { Policy } from "./policy";
import type { TaskSid } from "./sid";
import type { TaskEvent } from "./task-event";

/** The closing event, from whichever door. */
export type EndedContact = {
  taskSid: TaskSid;
  /** When the task was created, give or take a second: the Events API is asked from there on. */
  createdAt: Date;
  /** The event that tells of the end, with what it says of the task. */
  announced: TaskEvent;
};

export function decideEnd(record: ContactRecord, policy: Policy): Decision<"contact-recorded"> {
  const append = { type: "appendToFeed", record } as const;
  const recorded = { because: "contact-recorded", answer: undefined } as const;
  if (!record.customer) return { ...recorded, effects: [append] };
  const { days } = policy.history;
  const remember = { type: "rememberContact", customer: record.customer, entry: historyEntryOf(record), days } as const;
  // The feed last: what fails before it is done again by the next delivery, and the feed takes the same record twice.
  return { ...recorded, effects: [remember, append] };
}
