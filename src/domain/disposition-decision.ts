/** A disposition, whether its task is open or has ended. */
import type { Decision } from "./decision";
import { type DispositionAnswer, decideOpen, type GivenDisposition, type OpenContact } from "./disposition";
import { decideLate, type EndedTask, type LateReason } from "./late-disposition";
import type { Policy } from "./policy";

/** What is known of the contact somebody speaks of. */
export type CapturedContact = ({ is: "open" } & OpenContact) | ({ is: "ended" } & EndedTask);

export function decideDisposition(
  given: GivenDisposition,
  contact: CapturedContact,
  policy: Policy,
  now: Date,
): Decision<LateReason, DispositionAnswer> {
  return contact.is === "open" ? decideOpen(given, contact, policy) : decideLate(given, contact, policy, now);
}
