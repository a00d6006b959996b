/** Finds a person's contacts: in what the floor keeps, in the Events API, and among the open tasks. */
import { attributesIn, contactAttributesOf } from "../../src/domain/contact-attributes";
import { contactsIn, isTheirs } from "../../src/domain/forgetting";
import type { KeyOf } from "../../src/domain/redaction";
import type { TaskSid } from "../../src/domain/sid";
import { CLOSING_EVENTS } from "../../src/domain/task-event";
import { insistently } from "../../src/twilio/patience";
import { type FloorStores, stepSession } from "../store-session";
import { itemsOf, LEADING } from "./stores";

/** Whose floor it is, with its workspace. */
export type ForgetfulFloor = FloorStores & { workspaceSid: string };

/** Who is to be forgotten. */
export type Person = {
  /** Keyed hashes of ids and addresses. */
  hashes: readonly string[];
  keyOf: KeyOf;
};

/** What Twilio keeps of a contact, by SID: it is deleted there. */
export type Reference = "conversations" | "calls" | "interactions";

export type Contacts = {
  /** Ended ones. */
  tasks: ReadonlySet<TaskSid>;
  /** Of these, those that the Events API tells of. */
  inEventsApi: number;
  open: readonly TaskSid[];
  references: Readonly<Record<Reference, readonly string[]>>;
};

const DAY = 86_400_000;
/** Days that the Events API looks back: https://www.twilio.com/docs/taskrouter/api/event */
const DAYS_TOLD = 30;
/** Of an answer. */
const PAGE = 1000;

const KINDS: Readonly<Record<string, Reference>> = { CH: "conversations", CA: "calls", KD: "interactions" };

/** SIDs in what is kept or told of the person's contacts. */
class References {
  private readonly found = new Set<string>();

  add(text: string): void {
    for (const sid of text.match(/\b(CH|CA|KD)[0-9a-f]{32}\b/g) ?? []) this.found.add(sid);
  }

  get all(): Contacts["references"] {
    const of = (kind: Reference) => [...this.found].filter((sid) => KINDS[sid.slice(0, 2)] === kind);
    return { conversations: of("conversations"), calls: of("calls"), interactions: of("interactions") };
  }
}

const workspaceOf = ({ client, workspaceSid }: ForgetfulFloor) => client.taskrouter.v1.workspaces(workspaceSid);

/** Day by day, so that a month of events need not be held at once. */
async function inEvents(
  floor: ForgetfulFloor,
  { keyOf, hashes }: Person,
  now: Date,
  references: References,
): Promise<Set<TaskSid>> {
  const tasks = new Set<TaskSid>();
  for (let day = DAYS_TOLD; day > 0; day--) {
    const startDate = new Date(now.getTime() - day * DAY);
    const endDate = new Date(startDate.getTime() + DAY);
    for (const eventType of CLOSING_EVENTS) {
      const events = await insistently(stepSession(floor).until, () =>
        workspaceOf(floor).events.list({ eventType, startDate, endDate, pageSize: PAGE }),
      );
      for (const { eventData } of events) {
        const { task_sid: task, task_attributes: text } = eventData as Record<string, string>;
        if (task === undefined || !isTheirs(contactAttributesOf(attributesIn(text)), { hashes }, keyOf)) continue;
        tasks.add(task as TaskSid);
        references.add(text ?? "");
      }
    }
  }
  return tasks;
}

/** Those whose end will be recorded: a contact can be forgotten only when it is over. */
async function openTasks(floor: ForgetfulFloor, { keyOf, hashes }: Person): Promise<TaskSid[]> {
  const assignmentStatus = ["pending", "reserved", "assigned", "wrapping"];
  const tasks = await insistently(stepSession(floor).until, () =>
    workspaceOf(floor).tasks.list({ assignmentStatus, pageSize: PAGE }),
  );
  const theirs = tasks.filter(({ attributes }) =>
    isTheirs(contactAttributesOf(attributesIn(attributes)), { hashes }, keyOf),
  );
  return theirs.map(({ sid }) => sid as TaskSid);
}

/** @param onStore told what is looked at */
export async function findContacts(
  floor: ForgetfulFloor,
  person: Person,
  now: Date,
  onStore: (name: string) => void,
): Promise<Contacts> {
  const references = new References();
  onStore("TaskRouter's tasks");
  const open = await openTasks(floor, person);
  onStore("TaskRouter's events");
  const told = await inEvents(floor, person, now, references);
  const tasks = new Set<TaskSid>(told);
  for (const store of LEADING) {
    onStore(store);
    for await (const { text } of itemsOf(floor, store)) {
      const contacts = contactsIn(text, person);
      if (contacts.length > 0) references.add(text);
      for (const task of contacts) tasks.add(task);
    }
  }
  return { tasks, inEventsApi: told.size, open, references: references.all };
}
