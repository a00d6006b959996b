/** studio/route-contact: what Studio sends of a contact. */
import * as v from "valibot";
import type { Config } from "../config";
import type { History } from "../domain/history";
import type { Contact } from "../domain/routing";
import { readHistory } from "../twilio/history";
import type { Session } from "../twilio/session";
import { customerKeyOf } from "./customer-key";
import { field, oneOf, optionalField, read } from "./read";
import type { FunctionEvent } from "./runtime";

/**
 * A language tag, or its name: it is told again in the answer, and a number or an address is not to come back that way.
 * https://www.rfc-editor.org/rfc/rfc5646#section-2.1
 */
const languageField = v.optional(
  v.pipe(
    v.string("must be text"),
    v.trim(),
    v.regex(/^([a-z]{2,20}([-_][a-z\d]{1,8}){0,3})?$/i, "must be a language, such as en or pt-BR"),
    v.transform((text) => text || undefined),
  ),
);

/** Other fields are ignored: Studio flows send what they like besides. */
export function parseContact(event: FunctionEvent, { policy, customerKey }: Config): readonly Contact[] {
  const schema = v.object({
    channel: oneOf(Object.keys(policy.channels)),
    queue: oneOf(Object.keys(policy.queues)),
    from: field(320),
    language: languageField,
    customer: optionalField(128),
  });
  const { channel, queue, language, customer } = read(schema, event);
  return [{ channel, queue, language, customer: customer && customerKeyOf(customerKey, customer) }];
}

/** Whatever becomes of the look-up, the contact is routed. */
export async function loadHistory({ customer }: Contact, session: Session): Promise<History> {
  if (!customer) return { known: false, because: "customer-unknown" };
  try {
    return { known: true, entries: await readHistory(session, customer) };
  } catch {
    return { known: false, because: "history-unavailable" };
  }
}
