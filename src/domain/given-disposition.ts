/** A disposition as somebody gives it: a code, what is asked besides, and a note; and what is wrong with it. */
import { DEFAULT_NOTE, type DispositionField } from "./disposition-policy";
import { type Policy, queueOf } from "./policy";

export type Disposition = {
  /** A code of the policy. */
  code: string;
  /** By field of the policy. */
  fields: Readonly<Record<string, string | number>>;
  note: string | null;
};

/** As a record keeps it. */
export type RecordedDisposition = Disposition & {
  /** Given after the task had ended. */
  isLate: boolean;
};

/** Where the policy says nothing of the note, it has its defaults. */
export const noteOf = ({ dispositionNote }: Policy): { maximum: number; insights: string } =>
  dispositionNote ?? DEFAULT_NOTE;

/** The definition of a field, whose name may be anything. */
export function fieldOf({ dispositionFields }: Policy, name: string): DispositionField | undefined {
  return dispositionFields && Object.hasOwn(dispositionFields, name) ? dispositionFields[name] : undefined;
}

/** What is asked of a contact of this queue that ends with this code: the code's fields and the queue's. */
export function askedFields(policy: Policy, code: string, queue: string | undefined): string[] {
  const ofCode = Object.hasOwn(policy.dispositions, code) ? policy.dispositions[code]?.fields : undefined;
  const ofQueue = queue === undefined ? undefined : queueOf(policy, queue)?.dispositionFields;
  return [...new Set([...(ofCode ?? []), ...(ofQueue ?? [])])];
}

/** A value as it is stored, or what is wrong with it. */
export type CheckedValue = { value: string | number } | { problem: string };

const CHECKS: {
  [Type in DispositionField["type"]]: (
    field: Extract<DispositionField, { type: Type }>,
    given: string | number,
  ) => CheckedValue;
} = {
  text: ({ maximum }, given) => {
    if (typeof given !== "string") return { problem: "must be text" };
    return given.length <= maximum ? { value: given } : { problem: `must not be longer than ${maximum} characters` };
  },
  choice: ({ options }, given) =>
    options.some((option) => option === given) ? { value: given } : { problem: `must be one of ${options.join(", ")}` },
  number: ({ minimum, maximum }, given) => {
    // Forms know only text.
    const value = Number(given);
    if (!Number.isFinite(value)) return { problem: "must be a number" };
    if (minimum !== undefined && value < minimum) return { problem: `must be at least ${minimum}` };
    if (maximum !== undefined && value > maximum) return { problem: `must be at most ${maximum}` };
    return { value };
  },
};

/** @param given without spaces around it, and not empty */
export function checkedValue(policy: Policy, name: string, given: string | number): CheckedValue {
  const field = fieldOf(policy, name);
  if (!field) return { problem: "is no field of the policy" };
  return (CHECKS[field.type] as (field: DispositionField, given: string | number) => CheckedValue)(field, given);
}

/** Whether a code is one of the queue's; any is, where the policy does not know the queue. */
export function isCodeOf(policy: Policy, queue: string | undefined, code: string): boolean {
  const known = queue === undefined ? undefined : queueOf(policy, queue);
  return known === undefined || known.dispositions.includes(code);
}

/** Why a disposition does not fit a contact of this queue: every reason, with the field it is about. */
export function misfits({ code, fields }: Disposition, queue: string | undefined, policy: Policy): string[] {
  const isRight = isCodeOf(policy, queue, code);
  const codes = queue === undefined ? [] : (queueOf(policy, queue)?.dispositions ?? []);
  const asked = askedFields(policy, code, queue);
  return [
    ...(isRight ? [] : [`disposition: must be one of ${codes.join(", ") || "none: the queue has no codes"}`]),
    ...Object.keys(fields)
      .filter((name) => !asked.includes(name))
      .map((name) => `fields.${name}: is not asked here`),
    ...asked
      .filter((name) => fieldOf(policy, name)?.required && !Object.hasOwn(fields, name))
      .map((name) => `fields.${name}: is required`),
  ];
}

const text = ({ code, fields, note }: Disposition) =>
  JSON.stringify([code, note, Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1))]);

export const isSameDisposition = (a: Disposition, b: Disposition): boolean => text(a) === text(b);
