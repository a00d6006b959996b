/**
 * What is to be done so that a person is forgotten. A person is known by keyed hashes only; from these follow the
 * person's contacts, and from these everything that was written about them.
 */
import type { Claim } from "./claim";
import type { CoachingState } from "./coaching/moving-result";
import type { ContactAttributes } from "./contact-attributes";
import type { KeyOf } from "./redaction";
import type { TaskSid } from "./sid";

/** What leads to a person: the hashes that were given, and the contacts found by them. */
export type Trace = { hashes: readonly string[]; tasks: ReadonlySet<TaskSid> };

/** An item of a map or list, key and data, as text. */
export const itemText = (key: string | number, data: unknown): string => `${key} ${JSON.stringify(data)}`;

const TASK = /WT[0-9a-f]{32}/g;
const tasksIn = (text: string): TaskSid[] => [...new Set(text.match(TASK))].map((sid) => sid as TaskSid);

const namesPerson = (text: string, { hashes }: Pick<Trace, "hashes">): boolean =>
  hashes.some((hash) => text.includes(hash));

/** The contacts that an item leads to: one that bears the person's hash is about the person's own contact. */
export const contactsIn = (text: string, trace: Pick<Trace, "hashes">): TaskSid[] =>
  namesPerson(text, trace) ? tasksIn(text) : [];

/** Whether an item is about the person: it bears a hash of theirs, or tells of one of their contacts. */
export const isAbout = (text: string, trace: Trace): boolean =>
  namesPerson(text, trace) || tasksIn(text).some((task) => trace.tasks.has(task));

/** Whether a task is the person's, by its attributes. */
export function isTheirs(
  { customer, address }: Pick<ContactAttributes, "customer" | "address">,
  { hashes }: Pick<Trace, "hashes">,
  keyOf: KeyOf,
): boolean {
  return [customer, address === null ? null : keyOf(address)].some((hash) => hash !== null && hashes.includes(hash));
}

/**
 * The claim that keeps a contact from being written ever again, by a late delivery or a repair: without what was said of
 * it. Undefined where it stands already.
 */
export function forgottenClaim(claim: Claim | undefined, now: Date): Claim | undefined {
  if (!claim) return { by: "floor forget", at: now.toISOString(), forgotten: true };
  const { disposition: _said, ...rest } = claim;
  return claim.forgotten && !claim.disposition ? undefined : { ...rest, forgotten: true };
}

/**
 * A worker's state without scores of these contacts. An assignment stands: the worker is coached, on what is left of what
 * shows why.
 */
export function withoutContacts(state: CoachingState, { tasks }: Pick<Trace, "tasks">): CoachingState {
  const others = <Of extends { taskSid: TaskSid }>(all: readonly Of[]) =>
    all.filter(({ taskSid }) => !tasks.has(taskSid));
  const { scores, assignment } = state;
  return {
    ...state,
    scores: others(scores),
    assignment: assignment && { ...assignment, contacts: others(assignment.contacts) },
  };
}
