/**
 * What of a contact is not to be kept, by the policy's section `privacy`: applied once, where a record is built and where
 * a disposition comes too late for its task, before anything is written. What stands on the task itself is left as it is.
 */
import type { Disposition } from "./given-disposition";
import { fieldOf } from "./given-disposition";
import type { Policy } from "./policy";
import type { RedactableField, Treatment } from "./privacy-policy";
import { scrubbed } from "./scrub";

/** Turns text into a keyed hash: the same for the same text, and the text cannot be read from it. */
export type KeyOf = (text: string) => string;

/** As free text is kept. */
export const freeText = <Text extends string | null>(text: Text, { privacy }: Pick<Policy, "privacy">): Text =>
  (text !== null && privacy?.scrub ? scrubbed(text) : text) as Text;

function redactedFields({ fields }: Disposition, policy: Policy, keyOf: KeyOf): Disposition["fields"] {
  const treatments = policy.privacy?.redact?.fields ?? {};
  const entries = Object.entries(fields).flatMap(([name, value]): [string, string | number][] => {
    const treatment = Object.hasOwn(treatments, name) ? treatments[name] : undefined;
    if (treatment === "drop") return [];
    if (treatment === "hash") return [[name, keyOf(String(value))]];
    const isFree = typeof value === "string" && fieldOf(policy, name)?.type !== "choice";
    return [[name, isFree ? freeText(value, policy) : value]];
  });
  return Object.fromEntries(entries);
}

function redactedNote(note: string | null, policy: Policy, keyOf: KeyOf): string | null {
  const treatment = policy.privacy?.redact?.note;
  if (note === null || treatment === "drop") return null;
  return treatment === "hash" ? keyOf(note) : freeText(note, policy);
}

/** A disposition as it is kept. Only once: the hash of a hash is another one. */
export const redactedDisposition = <Given extends Disposition>(given: Given, policy: Policy, keyOf: KeyOf): Given => ({
  ...given,
  fields: redactedFields(given, policy, keyOf),
  note: redactedNote(given.note, policy, keyOf),
});

/** What of a record can be redacted. */
type Redactable = { [Field in RedactableField]: string | number | null } & { disposition: Disposition | null };

const TREATED: { [Kind in Treatment]: (value: string | number | null, keyOf: KeyOf) => string | null } = {
  drop: () => null,
  hash: (value, keyOf) => (value === null ? null : keyOf(String(value))),
};

/** A record as it is kept. Only once: the hash of a hash is another one. */
export function redactedRecord<Built extends Redactable>(record: Built, policy: Policy, keyOf: KeyOf): Built {
  const treatments = policy.privacy?.redact?.record ?? {};
  const fields = Object.entries(treatments).map(([name, treatment]) => {
    const value = record[name as RedactableField];
    return [name, treatment ? TREATED[treatment](value, keyOf) : value];
  });
  return {
    ...record,
    reason: freeText(record.reason as string | null, policy),
    disposition: record.disposition && redactedDisposition(record.disposition, policy, keyOf),
    ...Object.fromEntries(fields),
  };
}
