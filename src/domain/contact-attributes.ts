/**
 * What a task's attributes say of the contact when it ends: our own part (`floor`), Flex Insights' part
 * (`conversations`, https://www.twilio.com/docs/flex/developer/insights/enhance-integration) and what Flex writes of the
 * interaction (https://www.twilio.com/docs/flex/developer/conversations/interactions-api). Attributes are anybody's to
 * write: whatever is not of the expected type and form counts as not there, so that no name or number is kept by mistake.
 */
import { isSid } from "./sid";
import type { TaskAttributes } from "./task-attributes";

export type ContactAttributes = {
  queue: string | null;
  segment: string | null;
  routedBecause: string | null;
  customer: string | null;
  language: string | null;
  /** As it came: the caller turns it into a hash. */
  address: string | null;
  held: number | null;
  recentContacts: number | null;
  conversationSid: string | null;
  callSid: string | null;
  interactionSid: string | null;
};

/** @param text as an event carries them: JSON */
export function attributesIn(text: string | undefined): TaskAttributes {
  try {
    return objectOf(JSON.parse(text ?? "{}"));
  } catch {
    return {};
  }
}

const objectOf = (value: unknown): TaskAttributes => (typeof value === "object" && value !== null ? { ...value } : {});
const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** A customer as `studio/route-contact` writes one: a hash, never an id. */
const CUSTOMER = /^[0-9a-f]{32}$/;
const customerOf = (value: unknown): string | null =>
  typeof value === "string" && CUSTOMER.test(value) ? value : null;
const sidOf = (prefix: string, value: unknown): string | null => (isSid(prefix, value) ? value : null);
const amountOf = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;

/** Whose address it is depends on who began: of a contact from the floor outwards, `from` is the floor's own. */
function addressOf(attributes: TaskAttributes): string | null {
  const own = attributes["direction"] === "outbound" ? attributes["outbound_to"] : attributes["from"];
  return (textOf(attributes["customerAddress"]) ?? textOf(own))?.trim() || null;
}

export function contactAttributesOf(attributes: TaskAttributes): ContactAttributes {
  const floor = objectOf(attributes["floor"]);
  const conversations = objectOf(attributes["conversations"]);
  return {
    queue: textOf(floor["queue"]),
    segment: textOf(floor["segment"]),
    routedBecause: textOf(floor["because"]),
    customer: customerOf(floor["customer"]),
    language: textOf(floor["language"]),
    address: addressOf(attributes),
    held: amountOf(conversations["hold_time"]),
    recentContacts: amountOf(floor["recent"]),
    conversationSid: sidOf("CH", attributes["conversationSid"]),
    callSid: sidOf("CA", attributes["call_sid"]),
    interactionSid: sidOf("KD", attributes["flexInteractionSid"]),
  };
}
