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

/** Other fields are ignored: Studio flows send what they like besides. */
export function parseContact(event: FunctionEvent, { policy, customerKey }: Config): readonly Contact[] {
  const schema = v.object({
    channel: oneOf(Object.keys(policy.channels)),
    queue: oneOf(Object.keys(policy.queues)),
    from: field(320),
    language: optionalField(35),
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
