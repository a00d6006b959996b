/**
 * A disposition as it stands on a task: in the keys of `conversations` that Flex Insights reads when the task ends.
 * Everything else there, such as `conversation_id`, which links transferred tasks, belongs to others.
 * https://www.twilio.com/docs/flex/developer/insights/enhance-integration
 */
import { askedFields, type Disposition, fieldOf, noteOf } from "./given-disposition";
import type { Policy } from "./policy";
import { partOf, type TaskAttributes, textAt } from "./task-attributes";

const CONVERSATIONS = "conversations";
const OUTCOME = "outcome";

/** A value of the kind that the field has; undefined where somebody else has put something else there. */
function valueAt(conversations: TaskAttributes, key: string, isNumber: boolean): string | number | undefined {
  const value = conversations[key];
  if (isNumber) return typeof value === "number" ? value : undefined;
  return textAt(conversations, key);
}

/** What stands on a task of this queue; null where there is no code. */
export function dispositionOn(
  attributes: TaskAttributes,
  queue: string | undefined,
  policy: Policy,
): Disposition | null {
  const conversations = partOf(attributes, CONVERSATIONS);
  const code = textAt(conversations, OUTCOME);
  if (code === undefined) return null;
  const fields = askedFields(policy, code, queue).flatMap((name) => {
    const field = fieldOf(policy, name);
    const value = field && valueAt(conversations, field.insights, field.type === "number");
    return value === undefined ? [] : [[name, value] as const];
  });
  return { code, fields: Object.fromEntries(fields), note: textAt(conversations, noteOf(policy).insights) ?? null };
}

/** The keys a disposition takes, and what stands in them. */
function entriesOf({ code, fields, note }: Disposition, policy: Policy): [string, string | number][] {
  const entries: [string, string | number][] = [[OUTCOME, code]];
  for (const [name, value] of Object.entries(fields)) {
    const field = fieldOf(policy, name);
    if (field) entries.push([field.insights, value]);
  }
  if (note !== null) entries.push([noteOf(policy).insights, note]);
  return entries;
}

/** The attributes with this disposition in the place of the one that stood there. */
export function withDisposition(
  attributes: TaskAttributes,
  former: Disposition | null,
  disposition: Disposition,
  policy: Policy,
): TaskAttributes {
  const formerKeys = former ? entriesOf(former, policy).map(([key]) => key) : [];
  const kept = Object.entries(partOf(attributes, CONVERSATIONS)).filter(([key]) => !formerKeys.includes(key));
  return {
    ...attributes,
    [CONVERSATIONS]: { ...Object.fromEntries(kept), ...Object.fromEntries(entriesOf(disposition, policy)) },
  };
}
