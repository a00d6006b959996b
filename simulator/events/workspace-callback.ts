/** The workspace's event callback: https://www.twilio.com/docs/taskrouter/api/event/reference */
import type { TaskRouterEvent } from "../taskrouter/logged-event";

/** Of the whole account; not documented, but in every captured callback. */
const OPERATING_UNIT_SID = `OU${"0".repeat(32)}`;

const pascalCase = (name: string) =>
  name.replace(/(^|_)([a-z])/g, (_match, _separator: string, letter: string) => letter.toUpperCase());

/** An event as the workspace's callback carries it: every value is text. */
export function callbackForm(accountSid: string, event: TaskRouterEvent): Record<string, string> {
  const form: Record<string, string> = {
    Sid: event.sid,
    EventType: event.type,
    EventDescription: event.description,
    AccountSid: accountSid,
    OperatingUnitSid: OPERATING_UNIT_SID,
    ResourceType: event.resourceType,
    ResourceSid: event.resourceSid,
    Timestamp: String(Math.floor(event.at / 1000)),
    TimestampMs: String(event.at),
  };
  for (const [name, value] of Object.entries(event.data)) form[pascalCase(name)] = String(value);
  return form;
}

/** `EventsFilter`: event types with commas between them, every type where it is empty. Remembers the last one it read. */
export class EventsFilter {
  private text = "";
  private types: ReadonlySet<string> = new Set();

  passes(filter: string, type: string): boolean {
    if (filter === "") return true;
    if (filter !== this.text) {
      this.text = filter;
      this.types = new Set(filter.split(",").map((name) => name.trim()));
    }
    return this.types.has(type);
  }
}
