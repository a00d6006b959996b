/** What follows from the end of a contact: a record in the feed. */
import type { ContactRecord } from "./contact-record";
import type { Decision } from "./decision";
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

/** Figures and the customer's history are the tick's, which finds the record in the feed. */
export const decideEnd = (record: ContactRecord): Decision<"contact-recorded" | "recorded-to-be-completed"> => ({
  because: record.isComplete ? "contact-recorded" : "recorded-to-be-completed",
  effects: [{ type: "appendToFeed", record }],
  answer: undefined,
});
